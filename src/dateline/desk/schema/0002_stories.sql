-- Version 2: which articles are copies of one text. All of it is made from the articles
-- (desk/stories.py), so that an older desk gets it when it is opened.

CREATE TABLE fingerprints (
    article_id VARCHAR NOT NULL,
    "key" UBIGINT NOT NULL,
    keys INTEGER NOT NULL
);
COMMENT ON TABLE fingerprints IS 'By what copies are looked for: hashes of some runs of five words of each article.';
COMMENT ON COLUMN fingerprints.article_id IS 'the article';
COMMENT ON COLUMN fingerprints.key IS 'the hash of a run of five words';
COMMENT ON COLUMN fingerprints.keys IS 'how many keys the article has';

CREATE TABLE stories (
    id VARCHAR NOT NULL,
    first_seen VARCHAR,
    headline VARCHAR,
    copies INTEGER NOT NULL,
    outlets VARCHAR[] NOT NULL
);
COMMENT ON TABLE stories IS 'Articles that are copies of one text. An article of which there is no copy is a story too.';
COMMENT ON COLUMN stories.id IS 'the id of its first article; any of its articles names it as well';
COMMENT ON COLUMN stories.first_seen IS 'when its first article was published';
COMMENT ON COLUMN stories.headline IS 'of its first article';
COMMENT ON COLUMN stories.copies IS 'how many articles it has';
COMMENT ON COLUMN stories.outlets IS 'who carried it, the first one first; where no outlet is known, the host of the address';

CREATE TABLE story_articles (
    article_id VARCHAR NOT NULL,
    story_id VARCHAR NOT NULL,
    "position" INTEGER NOT NULL
);
COMMENT ON TABLE story_articles IS 'The articles of each story, in the order in which they came.';
COMMENT ON COLUMN story_articles.article_id IS 'the article';
COMMENT ON COLUMN story_articles.story_id IS 'its story';
COMMENT ON COLUMN story_articles.position IS 'its place, from 0';

CREATE TABLE story_news (
    article_id VARCHAR NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL
);
COMMENT ON TABLE story_news IS 'The stretches of each article that no earlier copy of its story has. The events in them are shown; the others are shown with the earlier copy.';
COMMENT ON COLUMN story_news.article_id IS 'the article';
COMMENT ON COLUMN story_news.span_start IS 'first character';
COMMENT ON COLUMN story_news.span_end IS 'the character after the last';

CREATE TABLE stories_format ("version" INTEGER NOT NULL);
COMMENT ON TABLE stories_format IS 'By which rules the stories were made; those of another version are made anew.';
COMMENT ON COLUMN stories_format.version IS 'of the rules';

CREATE VIEW event_copies AS
SELECT
    e.id, e.article_id, a.published, a.published_precision, a.outlet, a.headline, a.url,
    e."type", e.about, e."mode", e.contexts, e.cameo, e.quad, e.intensity, e.goldstein,
    e.status, e.background,
    e.source_names, e.source_codes, e.source_countries,
    e.target_names, e.target_codes, e.target_countries,
    e.voices,
    e.when_earliest, e.when_latest, e.when_precision, e.when_text, e.when_basis,
    e.where_name, e.where_country, e.where_region, e.where_lat, e.where_lon, e.where_precision,
    substring(a."text", e.trigger_start + 1, e.trigger_end - e.trigger_start) AS "trigger",
    substring(a."text", e.sentence_start + 1, e.sentence_end - e.sentence_start) AS sentence,
    e.trigger_start, e.trigger_end, e.sentence_start, e.sentence_end,
    e."within", e.confidence, e.reason, e.version, e.run_id, e."position",
    m.story_id, s.first_seen, s.copies, s.outlets
FROM events_all e
JOIN articles a ON a.id = e.article_id AND a.run_id = e.run_id
JOIN story_articles m ON m.article_id = e.article_id
JOIN stories s ON s.id = m.story_id;
COMMENT ON VIEW event_copies IS 'As events, but with the events of all copies of a story.';

-- Written out, and not as a query to event_copies, so that filters reach the tables.
CREATE OR REPLACE VIEW events AS
SELECT
    e.id, e.article_id, a.published, a.published_precision, a.outlet, a.headline, a.url,
    e."type", e.about, e."mode", e.contexts, e.cameo, e.quad, e.intensity, e.goldstein,
    e.status, e.background,
    e.source_names, e.source_codes, e.source_countries,
    e.target_names, e.target_codes, e.target_countries,
    e.voices,
    e.when_earliest, e.when_latest, e.when_precision, e.when_text, e.when_basis,
    e.where_name, e.where_country, e.where_region, e.where_lat, e.where_lon, e.where_precision,
    substring(a."text", e.trigger_start + 1, e.trigger_end - e.trigger_start) AS "trigger",
    substring(a."text", e.sentence_start + 1, e.sentence_end - e.sentence_start) AS sentence,
    e.trigger_start, e.trigger_end, e.sentence_start, e.sentence_end,
    e."within", e.confidence, e.reason, e.version, e.run_id, e."position",
    m.story_id, s.first_seen, s.copies, s.outlets
FROM events_all e
JOIN articles a ON a.id = e.article_id AND a.run_id = e.run_id
JOIN story_articles m ON m.article_id = e.article_id
JOIN stories s ON s.id = m.story_id
JOIN story_news n ON n.article_id = e.article_id
AND n.span_start <= e.trigger_start AND e.trigger_start < n.span_end;
COMMENT ON VIEW events IS 'One row an event, with its article and the words: what most questions are asked of. What several copies of a story tell is one row, that of the first.';
