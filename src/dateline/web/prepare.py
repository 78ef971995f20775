"""A copy of the desk made fast to ask: it is the server's own, so it may be changed.

The views `events` and `event_copies` join four tables and cut each sentence out of its article. In
the copy they are a table, sorted as the pages show it, with the same names and columns, so that
every question of the desk can be asked of it as it is. What pages look up by its id has an index.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from dateline.desk import Desk
from dateline.web.actors import NAMED, PREPARED

AT_ONCE_BYTES = 40_000_000
"""A smaller desk is prepared before it is shown; a larger one is shown first."""

_ORDER = 'when_earliest DESC NULLS LAST, published DESC NULLS LAST, article_id, "position"'
_STEPS = (
    "CREATE TABLE served AS SELECT c.*, c.id IN (SELECT id FROM events) AS shown "
    f"FROM event_copies c ORDER BY {_ORDER}",
    "DROP VIEW events",
    "DROP VIEW event_copies",
    "CREATE VIEW event_copies AS SELECT * EXCLUDE (shown) FROM served",
    "CREATE VIEW events AS SELECT * EXCLUDE (shown) FROM served WHERE shown",
    f"CREATE TABLE {PREPARED} AS {NAMED}",
)
_INDEXED = (
    "served (id)",
    "served (article_id)",
    "served (story_id)",
    f"{PREPARED} (actor_id)",
    "evidence_all (event_id)",
    "event_actors_all (article_id)",
    "voices_all (event_id)",
    "stories (id)",
    "story_articles (article_id)",
    "story_articles (story_id)",
)


def prepare(copy: Path) -> None:
    """Prepare a copy; whatever fails leaves it as it was. Raises `DeskError` where it is no desk."""
    with Desk(copy):
        pass  # of the present version, its log written into it
    connection = duckdb.connect(str(copy))
    try:
        connection.execute("BEGIN")
        for step in _STEPS:
            connection.execute(step)
        for number, what in enumerate(_INDEXED):
            connection.execute(f"CREATE INDEX served_{number} ON {what}")
        connection.execute("COMMIT")
        connection.execute("CHECKPOINT")
    finally:
        connection.close()
