"""Where events happen: rows by country and by place, and how a map shades them.

The map and the table beside it are made of the same numbers, so that what a shade says can be read.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from dateline.desk import Desk
from dateline.desk.asking import asked_of, where
from dateline.knowledge.places import country_spot
from dateline.knowledge.shapes import Shape, point, shapes
from dateline.web.columns import SPOT, columns_of
from dateline.web.filters import View
from dateline.web.words import country

SHADES = 5
SPOTS = 120
"""So many towns and points are drawn at most, those of most rows."""


class Land(NamedTuple):
    """A country, the rows that happen there, how many of them are of conflict, and their view."""

    code: str
    name: str
    rows: int
    conflict: int
    share: int
    view: View


class Drawn(NamedTuple):
    """A country on the map: its outline (empty: a dot), its shade from 0 (no rows), and its land."""

    shape: Shape
    shade: int
    land: Land | None


class Spot(NamedTuple):
    """A town or a point on the map, how many rows have it, its radius, and their view."""

    name: str
    rows: int
    x: float
    y: float
    radius: float
    view: View


class Shade(NamedTuple):
    """A shade of the legend: from so many rows to so many."""

    shade: int
    low: int
    high: int


class Map(NamedTuple):
    """What a map shows. `total` are all rows of the view, `placed` those that say where."""

    total: int
    placed: int
    lands: list[Land]
    drawn: list[Drawn]
    legend: list[Shade]
    spots: list[Spot]


def map_of(desk: Desk, view: View, spots: bool = True) -> Map:
    """The map of a view."""
    total, told = _placed(desk, view)
    most = max((n for _, n, _ in told), default=0)
    plain = View(filters={k: v for k, v in view.filters.items() if k != "place"})
    lands = [
        Land(code, _named(code), n, conflict, max(1, round(100 * n / most)), plain.having("place", code))
        for code, n, conflict in told
    ]  # fmt: skip
    by_code = {land.code: land for land in lands}
    legend = legend_of(most)
    drawn = [Drawn(s, _shade(legend, by_code.get(s.code)), by_code.get(s.code)) for s in shapes()]
    # What is darker is drawn later, so that its border is whole; dots lie on all outlines.
    drawn.sort(key=lambda d: (not d.shape.path, d.shade))
    return Map(
        total, sum(n for _, n, _ in told), lands, drawn, legend,
        _spots(desk, view, plain) if spots else [],
    )  # fmt: skip


def _named(code: str) -> str:
    """The name of a country; of a territory that no actor is coded by too."""
    spot = country_spot(code)
    name = country(code)
    return spot.name if spot and name == code else name


def _spots(desk: Desk, view: View, plain: View) -> list[Spot]:
    """The towns and points of most rows; what has one name is one link, and so one spot."""
    by_word: dict[str, Counter[tuple[str, float, float]]] = {}
    for spot, n in _told(desk, view):
        by_word.setdefault(spot[0].lower(), Counter())[spot] += n
    listed = sorted(by_word.values(), key=lambda c: (-c.total(), min(c)[0]))[:SPOTS]
    # Of what is written or placed in two ways the more frequent one is drawn.
    found = [(*max(sorted(c.items()), key=lambda spot: spot[1])[0], c.total()) for c in listed]
    most = max((n for *_, n in found), default=1)
    made = []
    for name, lat, lon, n in found:
        x, y = point(lat, lon)
        radius = round(1.2 + 5 * (n / most) ** 0.5, 1)
        made.append(Spot(name, n, round(x, 1), round(y, 1), radius, plain.having("place", name)))
    return made


def _placed(desk: Desk, view: View) -> tuple[int, list[tuple[str, int, int]]]:
    """How many rows a view has; country → rows that happen there, and those of conflict, the most first."""
    if (columns := columns_of(desk)) is not None:
        mask = columns.mask(desk, view.filters)
        quad, place = columns.column("quad"), columns.column("place")
        conflict = mask & (quad.having("3", columns.size) | quad.having("4", columns.size))
        of_conflict = place.counted(conflict)
        every = place.told(columns.counts(desk, "place", view.filters))
        counts = sorted(every.items(), key=lambda c: (-c[1], c[0]))
        return int(mask.sum()), [(code, n, of_conflict.get(code, 0)) for code, n in counts]
    rows = where(asked_of(**view.filters))
    found = desk.sql(
        "SELECT coalesce(where_country, ''), count(*) AS n, count(*) FILTER (quad >= 3) "
        f"FROM {rows.view} WHERE {rows.condition} GROUP BY 1 ORDER BY n DESC, 1",
        rows.parameters or None,
    ).fetchall()
    return sum(n for _, n, _ in found), [row for row in found if row[0]]


def _told(desk: Desk, view: View) -> list[tuple[tuple[str, float, float], int]]:
    """Each town or point, as it is written and placed, with its rows."""
    if (columns := columns_of(desk)) is not None:
        counts = columns.column(SPOT).told(columns.counts(desk, SPOT, view.filters))
        parted = ((told.rsplit("\n", 2), n) for told, n in counts.items())
        return [((name, float(lat), float(lon)), n) for (name, lat, lon), n in parted]
    rows = where(asked_of(**view.filters))
    found = desk.sql(
        "SELECT where_name, where_lat, where_lon, count(*) "
        f"FROM {rows.view} WHERE {rows.condition} AND where_precision IN ('city', 'point') "
        "AND where_lat IS NOT NULL AND where_lon IS NOT NULL AND where_name IS NOT NULL GROUP BY ALL",
        rows.parameters or None,
    ).fetchall()
    return [((name, lat, lon), n) for name, lat, lon, n in found]


def legend_of(most: int) -> list[Shade]:
    """Up to five shades whose bounds grow by one factor: a few countries have most of the rows."""
    lows = sorted({_round(most ** (n / SHADES)) for n in range(SHADES)} if most else ())
    highs = [low - 1 for low in lows[1:]] + [most]
    return [
        Shade(n, low, high)
        for n, (low, high) in enumerate(zip(lows, highs, strict=False), SHADES - len(lows) + 1)
    ]


def _round(value: float) -> int:
    """Up to a number of one digit and zeros."""
    unit = int(10 ** (len(str(int(value))) - 1))
    return int(-(-value // unit) * unit)


def _shade(legend: list[Shade], land: Land | None) -> int:
    if land is None:
        return 0
    return next(s.shade for s in reversed(legend) if land.rows >= s.low)
