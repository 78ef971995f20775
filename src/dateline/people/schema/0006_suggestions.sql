-- Sources that people suggest: looked at by an editor, and read only after approval, by a command.
CREATE TABLE suggestions (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    person TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('address', 'text')),
    address TEXT NOT NULL,
    headline TEXT NOT NULL,
    outlet TEXT NOT NULL,
    published TEXT NOT NULL,
    text TEXT NOT NULL,
    note TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'approved', 'rejected', 'read', 'failed')),
    decided TEXT,
    decided_by TEXT,
    outcome TEXT NOT NULL
) STRICT;
CREATE INDEX suggestions_state ON suggestions (state, id);
