-- Version 4: what the view `events` shows is kept ready, one row an event with its words, so that a
-- question reads one table. All of it is made from the other tables (desk/shown.py).

CREATE TABLE events_shown AS
SELECT c.* FROM event_copies c
WHERE EXISTS (
    SELECT 1 FROM story_news n WHERE n.article_id = c.article_id
    AND n.span_start <= c.trigger_start AND c.trigger_start < n.span_end
);
COMMENT ON TABLE events_shown IS 'The rows of the view events, kept ready; made anew of each article whose story or run has changed.';

DROP VIEW events;
CREATE VIEW events AS SELECT * FROM events_shown;
COMMENT ON VIEW events IS 'One row an event, with its article and the words: what most questions are asked of. What several copies of a story tell is one row, that of the first.';
