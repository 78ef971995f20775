-- Version 1 of a desk. A file of this folder is never changed once it has been released: what a
-- desk of version N is, is what the files 1 to N make. Each runs in one transaction.
-- The COMMENTs are the documentation: docs/desk.md is checked against them.

CREATE TABLE runs (
    id VARCHAR NOT NULL,
    version VARCHAR NOT NULL,
    tables_hash VARCHAR NOT NULL,
    model VARCHAR NOT NULL,
    options VARCHAR NOT NULL,
    created TIMESTAMP NOT NULL
);
COMMENT ON TABLE runs IS 'With what readings were made. The id is a hash of the other columns but the time, so that two machines with the same program have the same run.';
COMMENT ON COLUMN runs.id IS 'content hash';
COMMENT ON COLUMN runs.version IS 'of Dateline';
COMMENT ON COLUMN runs.tables_hash IS 'SHA-256 of all tables read with, Dateline''s and the user''s';
COMMENT ON COLUMN runs.model IS 'package and version of the English pipeline';
COMMENT ON COLUMN runs.options IS 'what the Reader was told, as JSON';
COMMENT ON COLUMN runs.created IS 'when this desk met the run first (UTC); the only clock in the file';

CREATE TABLE articles (
    id VARCHAR NOT NULL,
    url VARCHAR,
    outlet VARCHAR,
    headline VARCHAR,
    byline VARCHAR,
    published VARCHAR,
    published_precision VARCHAR NOT NULL,
    language VARCHAR NOT NULL,
    credits STRUCT("name" VARCHAR, kind VARCHAR)[] NOT NULL,
    dateline STRUCT("text" VARCHAR, place VARCHAR, "date" VARCHAR, agency VARCHAR, "start" BIGINT, "end" BIGINT),
    topics VARCHAR[] NOT NULL,
    rights VARCHAR,
    "text" VARCHAR NOT NULL,
    paragraphs STRUCT("start" BIGINT, "end" BIGINT)[] NOT NULL,
    notes VARCHAR[] NOT NULL,
    record_hash VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL
);
CREATE INDEX articles_id ON articles (id);
COMMENT ON TABLE articles IS 'Pages without their furniture, one row an article. Where two pages give one article (same address, same text), the fuller record is kept.';
COMMENT ON COLUMN articles.id IS 'hash of the address, else of outlet and day; and of the text';
COMMENT ON COLUMN articles.url IS 'address, as the page or its source tells it';
COMMENT ON COLUMN articles.outlet IS 'who brought it';
COMMENT ON COLUMN articles.headline IS 'title of the story';
COMMENT ON COLUMN articles.byline IS 'authors';
COMMENT ON COLUMN articles.published IS 'ISO 8601 date or time, cut to its precision';
COMMENT ON COLUMN articles.published_precision IS 'minute, day, month, year or none';
COMMENT ON COLUMN articles.language IS 'ISO 639-1';
COMMENT ON COLUMN articles.credits IS 'who carries the story, the outlet first, the origin last: lists of name and kind';
COMMENT ON COLUMN articles.dateline IS 'the line that opens an agency story';
COMMENT ON COLUMN articles.topics IS 'as the page names them';
COMMENT ON COLUMN articles.rights IS 'the rights line';
COMMENT ON COLUMN articles.text IS 'the body; all spans count its characters from 0';
COMMENT ON COLUMN articles.paragraphs IS 'spans of the paragraphs';
COMMENT ON COLUMN articles.notes IS 'what could not be found out and what looked wrong';
COMMENT ON COLUMN articles.record_hash IS 'hash of the whole record';
COMMENT ON COLUMN articles.run_id IS 'the run whose reading the views show';

CREATE TABLE pages (
    id VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    url VARCHAR,
    fetched VARCHAR
);
CREATE INDEX pages_id ON pages (id);
COMMENT ON TABLE pages IS 'Where each article was found: one row for each page and place. A page that is here is not read again.';
COMMENT ON COLUMN pages.id IS 'hash of the bytes and of what the source says of them';
COMMENT ON COLUMN pages.source IS 'file, line of a file or member of an archive, as it was named';
COMMENT ON COLUMN pages.article_id IS 'the article that it holds';
COMMENT ON COLUMN pages.kind IS 'html, text or prose';
COMMENT ON COLUMN pages.url IS 'address, where the source tells one';
COMMENT ON COLUMN pages.fetched IS 'when it was fetched, where the source tells that';

CREATE TABLE failures (
    source VARCHAR NOT NULL,
    page_id VARCHAR,
    run_id VARCHAR NOT NULL,
    code VARCHAR NOT NULL,
    what VARCHAR NOT NULL,
    cure VARCHAR
);
COMMENT ON TABLE failures IS 'Pages that could not be read, and why. A row goes when the page has been read.';
COMMENT ON COLUMN failures.source IS 'file, line of a file or member of an archive, as it was named';
COMMENT ON COLUMN failures.page_id IS 'as in pages; empty where there were no bytes';
COMMENT ON COLUMN failures.run_id IS 'the run that failed; the next one tries again';
COMMENT ON COLUMN failures.code IS 'of the error: see errors';
COMMENT ON COLUMN failures.what IS 'what went wrong';
COMMENT ON COLUMN failures.cure IS 'how to mend it';

CREATE TABLE readings (
    run_id VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    data BLOB NOT NULL
);
CREATE INDEX readings_article ON readings (article_id);
COMMENT ON TABLE readings IS 'Everything found in an article, of each run.';
COMMENT ON COLUMN readings.run_id IS 'the run that read it';
COMMENT ON COLUMN readings.article_id IS 'the article read';
COMMENT ON COLUMN readings.data IS 'the Reading record without its article: JSON, compressed with zlib; desk.reading() opens it';

CREATE TABLE events_all (
    run_id VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    "position" INTEGER NOT NULL,
    "type" VARCHAR NOT NULL,
    about VARCHAR,
    "mode" VARCHAR,
    contexts VARCHAR[] NOT NULL,
    cameo VARCHAR,
    quad INTEGER NOT NULL,
    intensity DOUBLE NOT NULL,
    goldstein DOUBLE,
    status VARCHAR NOT NULL,
    background BOOLEAN NOT NULL,
    source_names VARCHAR[] NOT NULL,
    source_codes VARCHAR[] NOT NULL,
    source_countries VARCHAR[] NOT NULL,
    target_names VARCHAR[] NOT NULL,
    target_codes VARCHAR[] NOT NULL,
    target_countries VARCHAR[] NOT NULL,
    voices VARCHAR[] NOT NULL,
    when_earliest VARCHAR,
    when_latest VARCHAR,
    when_precision VARCHAR,
    when_text VARCHAR,
    when_basis VARCHAR,
    where_name VARCHAR,
    where_country VARCHAR,
    where_region VARCHAR,
    where_lat DOUBLE,
    where_lon DOUBLE,
    where_precision VARCHAR,
    where_text VARCHAR,
    where_start INTEGER,
    where_end INTEGER,
    trigger_start INTEGER NOT NULL,
    trigger_end INTEGER NOT NULL,
    sentence_start INTEGER NOT NULL,
    sentence_end INTEGER NOT NULL,
    "within" VARCHAR,
    confidence DOUBLE NOT NULL,
    reason VARCHAR NOT NULL,
    version VARCHAR NOT NULL
);
COMMENT ON TABLE events_all IS 'Events of all runs, one row an event; the view events shows those of the present run.';
COMMENT ON COLUMN events_all.run_id IS 'the run that coded it';
COMMENT ON COLUMN events_all.id IS 'hash of the article, type, trigger and the spans of the actors';
COMMENT ON COLUMN events_all.article_id IS 'the article that tells it';
COMMENT ON COLUMN events_all.position IS 'its place among the article''s events, from 0';
COMMENT ON COLUMN events_all.type IS 'PLOVER type';
COMMENT ON COLUMN events_all.about IS 'the type that a request, promise, threat or refusal is about';
COMMENT ON COLUMN events_all.mode IS 'PLOVER mode';
COMMENT ON COLUMN events_all.contexts IS 'PLOVER contexts';
COMMENT ON COLUMN events_all.cameo IS 'CAMEO code, a string';
COMMENT ON COLUMN events_all.quad IS '1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict';
COMMENT ON COLUMN events_all.intensity IS 'PLOVER''s scale, -10 to 10';
COMMENT ON COLUMN events_all.goldstein IS 'CAMEO''s scale, -10 to 10';
COMMENT ON COLUMN events_all.status IS 'hypothetical, denied, negated, planned, expected, claim or fact';
COMMENT ON COLUMN events_all.background IS 'whether it lies before the news of the day';
COMMENT ON COLUMN events_all.source_names IS 'who does it; the three lists have one order';
COMMENT ON COLUMN events_all.source_codes IS 'country and sectors: KEN/GOV; ? where nothing is known';
COMMENT ON COLUMN events_all.source_countries IS 'PLOVER country; empty where none is known';
COMMENT ON COLUMN events_all.target_names IS 'to whom; the three lists have one order';
COMMENT ON COLUMN events_all.target_codes IS 'country and sectors';
COMMENT ON COLUMN events_all.target_countries IS 'PLOVER country; empty where none is known';
COMMENT ON COLUMN events_all.voices IS 'on whose word, the speaker first, the outlet last';
COMMENT ON COLUMN events_all.when_earliest IS 'first day or time of the interval, ISO 8601';
COMMENT ON COLUMN events_all.when_latest IS 'last day or time of the interval';
COMMENT ON COLUMN events_all.when_precision IS 'day, week, month, year, range or unknown';
COMMENT ON COLUMN events_all.when_text IS 'the words that say when';
COMMENT ON COLUMN events_all.when_basis IS 'what the interval was taken from';
COMMENT ON COLUMN events_all.where_name IS 'the place';
COMMENT ON COLUMN events_all.where_country IS 'ISO 3166 alpha-3';
COMMENT ON COLUMN events_all.where_region IS 'first-level region';
COMMENT ON COLUMN events_all.where_lat IS 'latitude';
COMMENT ON COLUMN events_all.where_lon IS 'longitude';
COMMENT ON COLUMN events_all.where_precision IS 'point, city, region or country';
COMMENT ON COLUMN events_all.where_text IS 'the words that say where';
COMMENT ON COLUMN events_all.where_start IS 'their first character in the text';
COMMENT ON COLUMN events_all.where_end IS 'the character after their last';
COMMENT ON COLUMN events_all.trigger_start IS 'first character of the trigger';
COMMENT ON COLUMN events_all.trigger_end IS 'the character after its last';
COMMENT ON COLUMN events_all.sentence_start IS 'first character of the sentence';
COMMENT ON COLUMN events_all.sentence_end IS 'the character after its last';
COMMENT ON COLUMN events_all.within IS 'the id of the event in which this is alleged';
COMMENT ON COLUMN events_all.confidence IS 'how sure, 0 to 1';
COMMENT ON COLUMN events_all.reason IS 'the rule or model that produced it';
COMMENT ON COLUMN events_all.version IS 'of Dateline';

CREATE TABLE event_actors_all (
    run_id VARCHAR NOT NULL,
    event_id VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    "role" VARCHAR NOT NULL,
    "position" INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    "text" VARCHAR NOT NULL,
    actor_id VARCHAR,
    "name" VARCHAR,
    country VARCHAR,
    sectors VARCHAR[] NOT NULL,
    office VARCHAR,
    resolved_by VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL,
    candidates VARCHAR[] NOT NULL
);
COMMENT ON TABLE event_actors_all IS 'Sources and targets of events, one row an actor.';
COMMENT ON COLUMN event_actors_all.run_id IS 'the run that coded it';
COMMENT ON COLUMN event_actors_all.event_id IS 'the event';
COMMENT ON COLUMN event_actors_all.article_id IS 'the article';
COMMENT ON COLUMN event_actors_all.role IS 'source or target';
COMMENT ON COLUMN event_actors_all.position IS 'its place in the list, from 0';
COMMENT ON COLUMN event_actors_all.span_start IS 'first character of the mention';
COMMENT ON COLUMN event_actors_all.span_end IS 'the character after its last';
COMMENT ON COLUMN event_actors_all.text IS 'the words';
COMMENT ON COLUMN event_actors_all.actor_id IS 'who it is, in the tables of actors';
COMMENT ON COLUMN event_actors_all.name IS 'the name';
COMMENT ON COLUMN event_actors_all.country IS 'PLOVER country';
COMMENT ON COLUMN event_actors_all.sectors IS 'PLOVER sectors';
COMMENT ON COLUMN event_actors_all.office IS 'the office held or named';
COMMENT ON COLUMN event_actors_all.resolved_by IS 'how it was found out';
COMMENT ON COLUMN event_actors_all.confidence IS 'how sure, 0 to 1';
COMMENT ON COLUMN event_actors_all.candidates IS 'whom else it may mean';

CREATE TABLE voices_all (
    run_id VARCHAR NOT NULL,
    event_id VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    "position" INTEGER NOT NULL,
    "name" VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    span_start INTEGER,
    span_end INTEGER,
    actor_id VARCHAR,
    country VARCHAR,
    sectors VARCHAR[] NOT NULL,
    office VARCHAR
);
COMMENT ON TABLE voices_all IS 'On whose word: one row a voice of an event, the speaker first, the outlet last.';
COMMENT ON COLUMN voices_all.run_id IS 'the run that coded it';
COMMENT ON COLUMN voices_all.event_id IS 'the event';
COMMENT ON COLUMN voices_all.article_id IS 'the article';
COMMENT ON COLUMN voices_all.position IS 'its place in the chain, from 0';
COMMENT ON COLUMN voices_all.name IS 'who';
COMMENT ON COLUMN voices_all.kind IS 'person, office, organisation, document, unnamed, outlet, syndicator, network, agency or state_media';
COMMENT ON COLUMN voices_all.span_start IS 'first character; empty where the voice comes from the credits';
COMMENT ON COLUMN voices_all.span_end IS 'the character after the last';
COMMENT ON COLUMN voices_all.actor_id IS 'who it is, in the tables of actors';
COMMENT ON COLUMN voices_all.country IS 'PLOVER country';
COMMENT ON COLUMN voices_all.sectors IS 'PLOVER sectors';
COMMENT ON COLUMN voices_all.office IS 'the office held or named';

CREATE TABLE evidence_all (
    run_id VARCHAR NOT NULL,
    event_id VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    "position" INTEGER NOT NULL,
    "role" VARCHAR NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL
);
COMMENT ON TABLE evidence_all IS 'The words that carry each field of an event.';
COMMENT ON COLUMN evidence_all.run_id IS 'the run that coded it';
COMMENT ON COLUMN evidence_all.event_id IS 'the event';
COMMENT ON COLUMN evidence_all.article_id IS 'the article';
COMMENT ON COLUMN evidence_all.position IS 'its place in the list, from 0';
COMMENT ON COLUMN evidence_all.role IS 'trigger, source, target, cue, when, where …';
COMMENT ON COLUMN evidence_all.span_start IS 'first character';
COMMENT ON COLUMN evidence_all.span_end IS 'the character after the last';

CREATE TABLE sizes_all (
    run_id VARCHAR NOT NULL,
    event_id VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    "position" INTEGER NOT NULL,
    what VARCHAR NOT NULL,
    low DOUBLE,
    high DOUBLE,
    "text" VARCHAR NOT NULL
);
COMMENT ON TABLE sizes_all IS 'How many: dead, injured, arrested, crowd …';
COMMENT ON COLUMN sizes_all.run_id IS 'the run that coded it';
COMMENT ON COLUMN sizes_all.event_id IS 'the event';
COMMENT ON COLUMN sizes_all.article_id IS 'the article';
COMMENT ON COLUMN sizes_all.position IS 'its place in the list, from 0';
COMMENT ON COLUMN sizes_all.what IS 'what is counted';
COMMENT ON COLUMN sizes_all.low IS 'at least';
COMMENT ON COLUMN sizes_all.high IS 'at most';
COMMENT ON COLUMN sizes_all.text IS 'the words';

CREATE VIEW events AS
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
    e."within", e.confidence, e.reason, e.version, e.run_id, e."position"
FROM events_all e
JOIN articles a ON a.id = e.article_id AND a.run_id = e.run_id;
COMMENT ON VIEW events IS 'One row an event, with its article and the words: what most questions are asked of.';

CREATE VIEW event_actors AS
SELECT x.* FROM event_actors_all x
JOIN articles a ON a.id = x.article_id AND a.run_id = x.run_id;
COMMENT ON VIEW event_actors IS 'event_actors_all, of the present run.';

CREATE VIEW voices AS
SELECT x.* FROM voices_all x
JOIN articles a ON a.id = x.article_id AND a.run_id = x.run_id;
COMMENT ON VIEW voices IS 'voices_all, of the present run.';

CREATE VIEW evidence AS
SELECT x.*, substring(a."text", x.span_start + 1, x.span_end - x.span_start) AS words
FROM evidence_all x
JOIN articles a ON a.id = x.article_id AND a.run_id = x.run_id;
COMMENT ON VIEW evidence IS 'evidence_all, of the present run, with the words.';

CREATE VIEW sizes AS
SELECT x.* FROM sizes_all x
JOIN articles a ON a.id = x.article_id AND a.run_id = x.run_id;
COMMENT ON VIEW sizes IS 'sizes_all, of the present run.';
