"""The table of what is shown: each event of the present run once a story, with its words.

It holds nothing of its own; a question that reads it need not put five tables together.
"""

from __future__ import annotations

from collections.abc import Iterable
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


def refresh(connection: duckdb.DuckDBPyConnection, articles: Iterable[str]) -> None:
    """Make the rows of these articles anew. To be called in the transaction that changes their
    story, record or run."""
    ids = sorted(articles)
    delete(connection, TABLE, "article_id", ids)
    connection.execute(
        f"INSERT INTO {TABLE} {MADE} AND c.article_id IN (SELECT unnest(?::VARCHAR[]))", [ids]
    )
