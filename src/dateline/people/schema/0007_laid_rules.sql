-- Rules that are laid over rows, for what no table of the coder can say: an outlet, a status.
CREATE TABLE rules_of_more_kinds (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    person TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('actor', 'frame', 'laid')),
    what TEXT NOT NULL,
    why TEXT NOT NULL,
    about TEXT NOT NULL,
    changes INTEGER NOT NULL,
    withdrawn TEXT,
    withdrawn_by TEXT
) STRICT;
INSERT INTO rules_of_more_kinds SELECT * FROM rules;
DROP TABLE rules;
ALTER TABLE rules_of_more_kinds RENAME TO rules;
