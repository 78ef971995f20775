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
PART = 200_000
"""About so many rows are sorted at a time: the memory that it takes does not grow with the desk."""

_ROWS = "SELECT c.*, c.id IN (SELECT id FROM events) AS shown FROM event_copies c"
_STEPS = (
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
        _put_in_order(connection)
        for step in _STEPS:
            connection.execute(step)
        for number, what in enumerate(_INDEXED):
            connection.execute(f"CREATE INDEX served_{number} ON {what}")
        connection.execute("COMMIT")
        connection.execute("CHECKPOINT")
    finally:
        connection.close()


def _put_in_order(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the table of all rows: the latest days first, some at a time, last what has no day."""
    connection.execute(f"CREATE TABLE served AS {_ROWS} LIMIT 0")
    ends = [*_days_between(connection), None]
    for low, high in reversed(list(zip(["", *ends], ends, strict=False))):
        connection.execute(
            f"INSERT INTO served {_ROWS} WHERE when_earliest >= $1 "
            f"AND ($2::VARCHAR IS NULL OR when_earliest < $2) ORDER BY {_ORDER}",
            [low, high],
        )
    connection.execute(f"INSERT INTO served {_ROWS} WHERE when_earliest IS NULL ORDER BY {_ORDER}")


def _days_between(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Days, in turn, that part the rows into about equal parts."""
    ((rows,),) = connection.execute("SELECT count(when_earliest) FROM events_all").fetchall()
    shares = [PART / rows * n for n in range(1, -(-rows // PART))]
    if not shares:
        return []
    found = connection.execute(
        f"SELECT DISTINCT unnest(quantile_disc(when_earliest, {shares})) AS day FROM events_all ORDER BY day"
    )
    return [day for (day,) in found.fetchall()]
