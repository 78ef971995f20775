-- Version 6: when what came to the desk. Of what came before nothing is known.

CREATE TABLE arrivals (
    arrived TIMESTAMP NOT NULL,
    kind VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL
);
COMMENT ON TABLE arrivals IS 'When what came to the desk: one row each time. What came before desks kept this has none.';
COMMENT ON COLUMN arrivals.arrived IS 'when it was written (UTC)';
COMMENT ON COLUMN arrivals.kind IS 'added, fuller (a fuller record took the place of the old), recoded (shown as another run coded it) or failed (a page that could not be read)';
COMMENT ON COLUMN arrivals.id IS 'of the article; of a page that failed its source';
COMMENT ON COLUMN arrivals.run_id IS 'the run that read it';
