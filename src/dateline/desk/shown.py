"""The table of what is shown: each event of the present run once a story, with its words.

It holds nothing of its own; a question that reads it need not put five tables together.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from dateline.desk.writing import delete

if TYPE_CHECKING:
    import duckdb

TABLE = "events_shown"

MADE = (
    "SELECT c.* FROM event_copies c WHERE EXISTS (SELECT 1 FROM story_news n "
    "WHERE n.article_id = c.article_id "
    "AND n.span_start <= c.trigger_start AND c.trigger_start < n.span_end)"
)
"""The rows as the other tables make them."""


_COLUMNS = """
    e.id, e.article_id, a.published, a.published_precision, a.outlet, a.headline, a.url,
    e."type", e.about, e."mode", e.contexts, e.cameo, e.quad, e.intensity, e.goldstein,
    e.status, e.background,
    e.source_names, e.source_codes, e.source_countries,
    e.target_names, e.target_codes, e.target_countries,
    e.voices,
    e.when_earliest, e.when_latest, e.when_precision, e.when_text, e.when_basis,
    e.where_name, e.where_country, e.where_region, e.where_lat, e.where_lon, e.where_precision,
    substring(t."text", e.trigger_start + 1, e.trigger_end - e.trigger_start) AS "trigger",
    substring(t."text", e.sentence_start + 1, e.sentence_end - e.sentence_start) AS sentence,
    e.trigger_start, e.trigger_end, e.sentence_start, e.sentence_end,
    e."within", e.confidence, e.reason, e.version, e.run_id, e."position",
    m.story_id, s.first_seen, s.copies, s.outlets
"""
"""The columns of the view `event_copies`, with the texts from `t`."""

_OF_SOME = f"""
WITH a AS MATERIALIZED (
    SELECT id, run_id, published, published_precision, outlet, headline, url FROM articles
    WHERE rowid IN (SELECT rowid FROM articles WHERE id IN (SELECT id FROM dateline_texts))
), e AS MATERIALIZED (
    SELECT * FROM events_all WHERE rowid IN (
        SELECT rowid FROM events_all WHERE article_id IN (SELECT id FROM dateline_texts)
    )
), m AS MATERIALIZED (
    SELECT article_id, story_id FROM story_articles
    WHERE article_id IN (SELECT id FROM dateline_texts)
), s AS MATERIALIZED (
    SELECT * FROM stories WHERE id IN (SELECT story_id FROM m)
), n AS MATERIALIZED (
    SELECT * FROM story_news WHERE article_id IN (SELECT id FROM dateline_texts)
)
SELECT {_COLUMNS} FROM e
JOIN a ON a.id = e.article_id AND a.run_id = e.run_id
JOIN dateline_texts t ON t.id = e.article_id
JOIN m ON m.article_id = e.article_id
JOIN s ON s.id = m.story_id
WHERE EXISTS (
    SELECT 1 FROM n WHERE n.article_id = e.article_id
    AND n.span_start <= e.trigger_start AND e.trigger_start < n.span_end
)
"""
"""What `MADE` has of some articles. Asked of the view, DuckDB would put the tables together first, with
all texts of the desk; by the numbers of their rows it reads what lies near these articles."""


def refresh(connection: duckdb.DuckDBPyConnection, texts: Mapping[str, str]) -> None:
    """Make the rows of these articles anew, of which the texts are given. To be called in the
    transaction that changes their story, record or run."""
    import pyarrow as pa

    delete(connection, TABLE, "article_id", texts)
    if not texts:
        return
    ids = sorted(texts)
    given = pa.table({"id": ids, "text": [texts[i] for i in ids]})
    connection.register("dateline_texts", given)
    try:
        connection.execute(f"INSERT INTO {TABLE} BY NAME {_OF_SOME}")
    finally:
        connection.unregister("dateline_texts")
