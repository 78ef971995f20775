"""Who is silent about an event: outlets that wrote of its two sides in its days, and not of it.

That an outlet says nothing means little where nobody looked, or where it did not write at all. So an
outlet is named only where the desk has an article of it, published in the days in which a telling is
looked for, with a row between the same two sides; and where no story that it carried tells the event.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dateline.desk.keys import Bound
from dateline.desk.linking import host
from dateline.desk.rows import Row
from dateline.desk.same_event import DAY_ENDS, apart, dyads, window, with_any
from dateline.records import Record

if TYPE_CHECKING:
    import duckdb

_COLUMNS = (
    'id, article_id, "type", published, outlet, url, background, source_names, source_countries, '
    "target_names, target_countries, when_earliest, when_latest, when_basis, outlets"
)


class Silence(Record, frozen=True):
    """An outlet that is silent about an event: how many `rows` between its two sides the `articles`
    of it tell in these days; the first of them by its `event_id`, `type` and day of publication."""

    outlet: str
    rows: int
    articles: int
    event_id: str
    type: str
    published: str


def silent(
    connection: duckdb.DuckDBPyConnection, event: Row, told: set[str], most: int
) -> tuple[list[Silence], str]:
    """The outlets that are silent about an event, those with the most rows first, and in words who
    counts as that. `told` are the outlets that carried it; `most` is how many days may lie between."""
    sides = {frozenset(pair) for pair in dyads(event) if all(pair)}
    around = window(event, most)
    if not sides or around is None:
        return [], (
            "Who is silent cannot be said: the event has "
            + ("no day." if sides else "one side only, or one that is not known.")
        )  # fmt: skip
    bound = Bound([around[0], around[1] + DAY_ENDS])
    sql = (
        f"SELECT {_COLUMNS} FROM event_copies WHERE published >= $1 AND published < $2 AND "
        f"{with_any({p for pair in sides for p in pair}, bound)} "
        'ORDER BY published, article_id, "position"'
    )
    known = {o.lower() for o in told}
    found: dict[str, list[Row]] = {}
    for row in rows_of(connection, sql, list(bound)):
        outlet = row["outlet"] or host(row["url"])
        if (
            outlet
            and outlet.lower() not in known
            and any(frozenset(pair) in sides for pair in dyads(row))
            and apart(event, row, most) is not None
        ):
            found.setdefault(outlet.lower(), []).append(row)
    listed = [
        Silence(
            outlet=rows[0]["outlet"] or host(rows[0]["url"]) or "", rows=len(rows),
            articles=len({r["article_id"] for r in rows}), event_id=rows[0]["id"],
            type=rows[0]["type"], published=rows[0]["published"],
        )
        for rows in found.values()
    ]  # fmt: skip
    first, last = around
    return sorted(listed, key=lambda s: (-s.rows, s.outlet.lower())), (
        f"Outlets of which the desk has an article published from {first} to {last} that tells "
        "something else of these days between the same two sides, in either direction, while no "
        "story that they carried tells this event. What the desk does not hold is not known."
    )


def rows_of(connection: duckdb.DuckDBPyConnection, sql: str, values: list[Any]) -> list[Row]:
    """The rows of a query as dicts."""
    found = connection.execute(sql, values)
    names = [c[0] for c in found.description or ()]
    return [dict(zip(names, v, strict=True)) for v in found.fetchall()]
