"""The actors of the desk: how each is named, and in how many rows it is."""

from __future__ import annotations

from typing import Any, NamedTuple

from dateline.desk import Desk
from dateline.web.columns import columns_of

NAMED = (
    'SELECT actor_id, coalesce("name", "text") AS "name", country, sectors, office, count(*) AS mentions '
    "FROM event_actors_all WHERE actor_id <> '' GROUP BY ALL"
)
"""How each actor is named, with how often: kept ready in a prepared copy."""
PREPARED = "served_actors"


class Named(NamedTuple):
    """A way in which an actor is named, with how often."""

    name: str
    country: str | None
    sectors: list[str]
    office: str | None
    mentions: int


class Actor(NamedTuple):
    """An actor: its id, its most frequent name with the country and sectors that it then has; `rows` in which it
    is, `does` of them as a source, `gets` as a target."""

    id: str
    name: str
    country: str | None
    sectors: list[str]
    rows: int
    does: int
    gets: int


def _named(desk: Desk) -> str:
    return PREPARED if columns_of(desk) is not None else f"({NAMED})"


def names_of(desk: Desk, id_: str, limit: int) -> list[Named]:
    """How an actor is named, the most frequent first."""
    found = desk.sql(
        f'SELECT "name", country, sectors, office, mentions FROM {_named(desk)} WHERE actor_id = $1 '
        f'ORDER BY mentions DESC, "name", country, sectors, office LIMIT {limit:d}',
        [id_],
    ).fetchall()
    return [Named(*row) for row in found]


def first_names(desk: Desk, ids: list[str]) -> dict[str, str]:
    """Actor → the first of its names by the alphabet."""
    return dict(
        desk.sql(
            f'SELECT actor_id, min("name") FROM {_named(desk)} '
            "WHERE actor_id IN (SELECT unnest($1::VARCHAR[])) GROUP BY 1",
            [ids],
        ).fetchall()
    )


_COUNTED = (
    "SELECT a.actor_id, count(DISTINCT e.id), "
    "count(DISTINCT e.id) FILTER (a.\"role\" = 'source'), "
    "count(DISTINCT e.id) FILTER (a.\"role\" = 'target') FROM event_actors_all a JOIN events e "
    "ON e.id = a.event_id AND e.run_id = a.run_id WHERE a.actor_id <> '' GROUP BY 1"
)


def listed(desk: Desk) -> list[Actor]:
    """All actors that are in a row that is shown, those of most rows first."""
    firsts: dict[str, tuple[Any, ...]] = {
        row[0]: row[1:]
        for row in desk.sql(
            f'SELECT DISTINCT ON (actor_id) actor_id, "name", country, sectors FROM {_named(desk)} '
            'ORDER BY actor_id, mentions DESC, "name", country, sectors, office'
        ).fetchall()
    }
    if (columns := columns_of(desk)) is not None:
        shown = columns.mask(desk, {})
        rows, does, gets = (columns.column(n).counted(shown) for n in ("actor", "does", "gets"))
        counts = [(i, n, does.get(i, 0), gets.get(i, 0)) for i, n in rows.items()]
    else:
        counts = desk.sql(_COUNTED).fetchall()
    found = [Actor(i, *firsts[i], *numbers) for i, *numbers in counts]
    return sorted(found, key=lambda a: (-a.rows, a.id))
