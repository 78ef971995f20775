-- When somebody looked at the first page last, and what had come to the desk by then; the same of the
-- visit before, which is what "since your last visit" means while one goes to and fro.
CREATE TABLE visits (
    person TEXT PRIMARY KEY,
    at TEXT NOT NULL,
    seen TEXT NOT NULL,
    before_at TEXT,
    before_seen TEXT
) STRICT;
