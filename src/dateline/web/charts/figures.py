"""A series as a page shows it: the place of its chart, what it says in words, its shifts with their
rows, and its table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple
from urllib.parse import urlencode

from dateline.analysis import Relations
from dateline.analysis.charts.series import described, footer, subtitle
from dateline.analysis.measures import MEASURES
from dateline.analysis.related import Period, Shift
from dateline.web.charts import series
from dateline.web.charts.asked import Asked
from dateline.web.filters import View

MOST = 120
"""So many periods the table shows, the newest; all are in the download."""
Ends = dict[tuple[str, str], dict[str, Any]]
_LENGTH = {"day": 10, "week": 10, "month": 7, "year": 4}


class Told(NamedTuple):
    """A shift with its number in the chart."""

    number: int
    who: str
    day: str
    before: str
    after: str
    up: bool
    shift: Shift
    rows: View


class Cell(NamedTuple):
    """A figure in words, its interval, how many rows it has, and these."""

    value: str
    band: str
    rows: int
    view: View


class Line(NamedTuple):
    """A period of the table: its name, whether anything of it was read, and the figure of each
    direction."""

    period: str
    read: bool
    cells: list[Cell]


class Figure(NamedTuple):
    """A chart with all that is said about it. `spec`, `image`: where its definition and its picture
    are; `names` are those of the directions."""

    spec: str
    image: str
    title: str
    band: str
    described: str
    notes: list[str]
    names: list[str]
    shifts: list[Told]
    lines: list[Line]
    more: int
    gaps: bool
    unit: str
    by: str


def query(of: dict[str, str], asked: Asked) -> str:
    """The query of a chart's address."""
    return "&".join(filter(None, (urlencode(of), asked.query)))


def of_series(
    found: Relations | None, asked: Asked, at: str, query: str, sides: Sequence[dict[str, Any]]
) -> Figure | None:
    """What a page shows of a series, None where there is none. `at` and `query`: the address of
    the chart; `sides`: the filters of the rows of each direction."""
    if found is None:
        return None
    ends: Ends = dict(zip(found.directions(), sides, strict=False))
    title, _, band = subtitle(found).partition("; ")
    lines = _lines(found, asked, ends)
    return Figure(
        spec=f"{at}.json?{query}",
        image=f"{at}.svg?{query}",
        title=title,
        band=band,
        described=described(found),
        notes=footer(found),
        names=[series.direction(found, pair) for pair in found.directions()],
        shifts=[
            _shift(found, asked, n, s, ends[s.source, s.target]) for n, s in series.numbered(found)
        ],
        lines=lines[:MOST],
        more=max(0, len(lines) - MOST),
        gaps=not all(line.read for line in lines),
        unit=MEASURES[found.measure].title,
        by=found.by,
    )


def _shift(found: Relations, asked: Asked, number: int, shift: Shift, side: dict[str, Any]) -> Told:
    return Told(
        number, series.direction(found, (shift.source, shift.target)), _named(found, shift.period),
        series.told(found, shift.before), series.told(found, shift.after),
        shift.after > shift.before, shift, asked.rows(**side, **_within(found, shift.period)),
    )  # fmt: skip


def _lines(found: Relations, asked: Asked, ends: Ends) -> list[Line]:
    """The periods, the newest first."""
    by_day: dict[str, list[Period]] = {}
    for p in found.periods:
        by_day.setdefault(p.period, []).append(p)
    return [
        Line(_named(found, day), mine[0].read, [_cell(found, asked, p, ends) for p in mine])
        for day, mine in sorted(by_day.items(), reverse=True)
    ]


def _cell(found: Relations, asked: Asked, p: Period, ends: Ends) -> Cell:
    band = "" if p.low is None else f"{series.told(found, p.low)} to {series.told(found, p.high)}"
    rows = asked.rows(**ends[p.source, p.target], **_within(found, p.period))
    return Cell("–" if p.value is None else series.told(found, p.value), band, p.events, rows)


def _named(found: Relations, day: str) -> str:
    return day[: _LENGTH[found.by]]


def _within(found: Relations, day: str) -> dict[str, str]:
    """`since` and `until` of the period that begins on a day."""
    if found.by == "week":
        return {"since": day, "until": (date.fromisoformat(day) + timedelta(days=6)).isoformat()}
    return {"since": _named(found, day), "until": _named(found, day)}
