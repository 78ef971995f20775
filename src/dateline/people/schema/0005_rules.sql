-- Mended rows raised to rules. The files in the folder of the user's tables are written from here.
CREATE TABLE rules (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    person TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('actor', 'frame')),
    what TEXT NOT NULL,
    why TEXT NOT NULL,
    about TEXT NOT NULL,
    changes INTEGER NOT NULL,
    withdrawn TEXT,
    withdrawn_by TEXT
) STRICT;
