-- Version 3: what was fetched from the network, so that it is not asked for in vain.

CREATE TABLE fetched (
    url VARCHAR NOT NULL,
    etag VARCHAR,
    last_modified VARCHAR,
    fetched VARCHAR,
    listing BOOLEAN NOT NULL,
    run_id VARCHAR NOT NULL
);
CREATE INDEX fetched_url ON fetched (url);
COMMENT ON TABLE fetched IS 'Addresses that have been fetched, and all of whose pages have been taken. The next time the server is asked only for what has changed since; a page that a feed or sitemap lists is not asked for again.';
COMMENT ON COLUMN fetched.url IS 'address as it was given, without user and password';
COMMENT ON COLUMN fetched.etag IS 'the server''s mark of what it sent';
COMMENT ON COLUMN fetched.last_modified IS 'when that was changed last, in the server''s words';
COMMENT ON COLUMN fetched.fetched IS 'when it was asked for last (UTC); empty where there is no use in asking';
COMMENT ON COLUMN fetched.listing IS 'whether it lists pages: a feed, a sitemap';
COMMENT ON COLUMN fetched.run_id IS 'the run that took its pages; another one asks for a list anew, for pages that failed may be read now';
COMMENT ON COLUMN runs.created IS 'when this desk met the run first (UTC)';
