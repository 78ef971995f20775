-- Who signs in. Passwords, sessions and tokens stand here as hashes only.
CREATE TABLE accounts (
    name TEXT PRIMARY KEY COLLATE NOCASE REFERENCES people (name),
    password TEXT NOT NULL,
    changed TEXT NOT NULL
) STRICT;

CREATE TABLE sessions (
    hash TEXT PRIMARY KEY,
    person TEXT NOT NULL REFERENCES accounts (name) ON DELETE CASCADE,
    at TEXT NOT NULL,
    expires TEXT NOT NULL
) STRICT;
CREATE INDEX sessions_person ON sessions (person);

CREATE TABLE tokens (
    hash TEXT PRIMARY KEY,
    person TEXT NOT NULL REFERENCES accounts (name) ON DELETE CASCADE,
    name TEXT NOT NULL,
    scope TEXT NOT NULL CHECK (scope IN ('read', 'read-write')),
    at TEXT NOT NULL,
    UNIQUE (person, name)
) STRICT;

-- Tries to sign in that failed or are under way: the name as a hash (some type a password there).
CREATE TABLE attempts (
    id INTEGER PRIMARY KEY,
    at REAL NOT NULL,
    account TEXT NOT NULL,
    address TEXT NOT NULL
) STRICT;
CREATE INDEX attempts_at ON attempts (at);
