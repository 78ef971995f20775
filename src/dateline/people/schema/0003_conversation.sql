-- What people say about rows, stories and dyads. A comment on a row holds on to its article and words
-- (people/evidence.py), so that it is found again when the articles have been coded anew.
CREATE TABLE comments (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    person TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('event', 'story', 'dyad')),
    subject TEXT NOT NULL,
    label TEXT NOT NULL,
    article_id TEXT NOT NULL,
    trigger_start INTEGER NOT NULL,
    trigger_end INTEGER NOT NULL,
    parent INTEGER REFERENCES comments (id),
    version INTEGER NOT NULL,
    text TEXT NOT NULL,
    edited TEXT,
    withdrawn TEXT,
    hidden TEXT,
    hidden_by TEXT,
    hidden_reason TEXT
) STRICT;
CREATE INDEX comments_subject ON comments (kind, subject);
CREATE INDEX comments_article ON comments (article_id);
CREATE INDEX comments_person ON comments (person, id);

-- Each version of a comment that another one took the place of.
CREATE TABLE comment_versions (
    comment INTEGER NOT NULL REFERENCES comments (id),
    version INTEGER NOT NULL,
    at TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (comment, version)
) STRICT;

-- Who thinks that a comment breaks the guidelines; settled when an editor has looked.
CREATE TABLE flags (
    comment INTEGER NOT NULL REFERENCES comments (id),
    person TEXT NOT NULL,
    at TEXT NOT NULL,
    reason TEXT NOT NULL,
    settled TEXT,
    PRIMARY KEY (comment, person)
) STRICT;

-- The guidelines as the owner has them; without a row those of Dateline hold. The last one counts.
CREATE TABLE guidelines (
    version INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    person TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;
