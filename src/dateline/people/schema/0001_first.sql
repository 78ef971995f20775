-- Who may be named in what people write, and the log of what they did.
CREATE TABLE people (
    name TEXT PRIMARY KEY,
    role TEXT NOT NULL CHECK (role IN ('reader', 'coder', 'editor', 'owner')),
    since TEXT NOT NULL
) STRICT;
-- On a desk that only its own machine can reach, whoever sits there owns it.
INSERT INTO people VALUES ('me', 'owner', strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now'));

CREATE TABLE log (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    person TEXT NOT NULL,
    act TEXT NOT NULL,
    about TEXT NOT NULL,
    details TEXT NOT NULL
) STRICT;
CREATE INDEX log_about ON log (about);

-- What the server keeps for itself: keys that sign.
CREATE TABLE kept (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
