-- Version 5: who gives a count ("organisers put it at 50,000"). Rows coded before have none.

DROP VIEW sizes;
ALTER TABLE sizes_all ADD COLUMN voice VARCHAR;
COMMENT ON COLUMN sizes_all.voice IS 'who gives the count, where the text says it on somebody''s word';
CREATE VIEW sizes AS
SELECT x.* FROM sizes_all x
JOIN articles a ON a.id = x.article_id AND a.run_id = x.run_id;
COMMENT ON VIEW sizes IS 'sizes_all, of the present run.';
