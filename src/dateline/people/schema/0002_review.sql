-- What coders judge and mend. Nothing is ever changed: who thinks again writes another row, and what
-- is taken back keeps its row with the time. Each row holds the article and the spans of the words,
-- so that it is found again when the articles have been coded anew and ids have changed.
CREATE TABLE judgements (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    person TEXT NOT NULL,
    queue TEXT NOT NULL,
    run_id TEXT NOT NULL,
    event_id TEXT NOT NULL,
    article_id TEXT NOT NULL,
    sentence_start INTEGER NOT NULL,
    sentence_end INTEGER NOT NULL,
    trigger_start INTEGER NOT NULL,
    trigger_end INTEGER NOT NULL,
    coded TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('right', 'wrong', 'unsure')),
    fields TEXT NOT NULL,
    note TEXT NOT NULL,
    withdrawn TEXT
) STRICT;
CREATE INDEX judgements_article ON judgements (article_id);
CREATE INDEX judgements_person ON judgements (person, id);

-- A field of a row with another value, or an event that is missing (event_id is empty then).
CREATE TABLE mends (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    person TEXT NOT NULL,
    run_id TEXT NOT NULL,
    event_id TEXT NOT NULL,
    article_id TEXT NOT NULL,
    sentence_start INTEGER NOT NULL,
    sentence_end INTEGER NOT NULL,
    trigger_start INTEGER NOT NULL,
    trigger_end INTEGER NOT NULL,
    coded TEXT NOT NULL,
    field TEXT NOT NULL,
    was TEXT NOT NULL,
    now TEXT NOT NULL,
    note TEXT NOT NULL,
    withdrawn TEXT,
    withdrawn_by TEXT
) STRICT;
CREATE INDEX mends_article ON mends (article_id);

-- Where coders differ: what was decided. The last one counts.
CREATE TABLE settlements (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    person TEXT NOT NULL,
    event_id TEXT NOT NULL,
    coded TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('right', 'wrong', 'unsure')),
    note TEXT NOT NULL
) STRICT;
CREATE INDEX settlements_event ON settlements (event_id);
