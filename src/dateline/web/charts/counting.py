"""The series of two sides, or of what one actor does and suffers, by the methods of
`dateline.analysis`: for two countries they are those of `dateline relations`."""

from __future__ import annotations

from typing import Any, NamedTuple

import msgspec

from dateline.analysis import Relations, relations
from dateline.analysis.counting import Counted, country, source_of
from dateline.analysis.periods import bounds, counted
from dateline.analysis.relating import series
from dateline.analysis.shifts import SHORTEST, STRENGTH
from dateline.analysis.stepping import Sought
from dateline.desk import Desk
from dateline.desk.asking import asked_of, where
from dateline.errors import NothingToShow, UsageError
from dateline.web.charts.asked import Asked
from dateline.web.words import country as named

LEVEL = 95
MOST = 1_200
"""So many periods a series has at most: three years of days, 23 of weeks."""
_DAYS_OF = {"day": 1, "week": 7, "month": 28}
BEHIND = 5
OTHERS = "*"
"""The other side of one actor."""

_COLUMNS = (
    'id, article_id, run_id, source, target, "day", period, confidence::DOUBLE AS confidence, quad, '
    "coalesce(goldstein, 'nan'::DOUBLE) AS goldstein, \"type\", status, voices[1] AS voice, "
    "outlets[1] AS outlet, sentence"
)
_DAYS = (
    "coalesce(try_cast(left(coalesce(e.when_earliest, e.when_latest), 10) AS DATE), "
    'CASE WHEN length(e.published) >= 10 THEN try_cast(left(e.published, 10) AS DATE) END) AS "day", '
    "try_cast(left(coalesce(e.when_latest, e.when_earliest), 10) AS DATE) AS last_day"
)


class _Way(NamedTuple):
    """Rows of one direction: its ends, and a condition of SQL on an event `e` with what is bound
    in it; filters of the desk come before it."""

    ends: tuple[str, str]
    filters: dict[str, Any]
    condition: str = "true"
    bound: tuple[Any, ...] = ()


def of_two(desk: Desk, a: str, b: str, asked: Asked, of: str = "") -> Relations | None:
    """The series of two sides; None where nothing is counted. `of`: the desk's name, for a server
    reads a copy with another."""
    _check_length(desk, asked)
    try:
        codes = _country(a), _country(b)
        if None not in codes and codes[0] != codes[1]:
            found = relations(
                desk, str(codes[0]), str(codes[1]), by=asked.by, measure=asked.measure, most=BEHIND,
                **asked.filters,
            )  # fmt: skip
            return msgspec.structs.replace(found, desk=of or found.desk)
        ways = [
            _Way((a, b), {"source": [a], "target": [b]}),
            _Way((b, a), {"source": [b], "target": [a]}),
        ]
        return _counted(desk, ways if a != b else ways[:1], (named(a), named(b)), asked, of)
    except NothingToShow:
        return None


def of_one(desk: Desk, actor: str, name: str, asked: Asked, of: str = "") -> Relations | None:
    """The series of what an actor (an id) does, and of what is done to it."""
    among = (
        "e.id IN (SELECT event_id FROM event_actors_all WHERE actor_id = {} AND \"role\" = '{}')"
    )
    ways = [
        _Way((name, OTHERS), {}, among.replace("'{}'", "'source'"), (actor,)),
        _Way((OTHERS, name), {}, among.replace("'{}'", "'target'"), (actor,)),
    ]
    _check_length(desk, asked)
    try:
        return _counted(desk, ways, (name, "others"), asked, of)
    except NothingToShow:
        return None


def _check_length(desk: Desk, asked: Asked) -> None:
    """Shifts in a longer series would be sought for many seconds, which others would notice."""
    first, last = bounds(desk, asked.filters.get("since"), asked.filters.get("until"))
    if first is None or last is None:
        return
    periods = (last - first).days // _DAYS_OF.get(asked.by, 365)
    if periods > MOST:
        raise UsageError(
            f"a chart of {periods:,} {asked.by}s is too long",
            cure=f"name since and until, at most {MOST:,} {asked.by}s, or take a longer period",
        )


def _country(side: str) -> str | None:
    """The country that a side is, if it is one by its code."""
    try:
        return country(side) if len(side) == 3 and side.isalpha() else None
    except UsageError:
        return None


def _counted(
    desk: Desk, ways: list[_Way], names: tuple[str, str], asked: Asked, of: str
) -> Relations:
    import pyarrow as pa
    import pyarrow.compute as pc

    since, until = asked.filters.get("since"), asked.filters.get("until")
    first, last = bounds(desk, since, until)
    parts = []
    for way in ways:
        rows = where(asked_of(**{"status": list(asked.statuses), **asked.filters, **way.filters}))
        sign = [f"${len(rows.parameters) + n}" for n in range(1, len(way.bound) + 3)]
        inner = (
            f"SELECT e.*, {_DAYS}, {sign[-2]}::VARCHAR AS source, {sign[-1]}::VARCHAR AS target "
            f"FROM (SELECT * FROM {rows.view} WHERE {rows.condition}) e "
            f"WHERE {way.condition.format(*sign)}"
        )
        sql = counted(inner, asked.by, [], False, False, first, last)
        parts.append(
            desk.sql(f"SELECT {_COLUMNS} FROM ({sql})", [*rows.parameters, *way.bound, *way.ends])
            .to_arrow_table()
        )  # fmt: skip
    table = pa.concat_tables(parts).sort_by([("day", "ascending"), ("id", "ascending")])
    if not table.num_rows or first is None or last is None:
        raise NothingToShow("no event is counted")
    found = Counted(
        table, asked.by, first, last, pc.count_distinct(table["id"]).as_py(),
        pc.count_distinct(table["article_id"]).as_py(), sorted(pc.unique(table["run_id"]).to_pylist()),
        [f"Only events that are known to one {asked.by} count"],
    )  # fmt: skip
    made = series(
        desk, found, [w.ends for w in ways], measure=asked.measure, level=LEVEL,
        sought=Sought(asked.measure, STRENGTH, SHORTEST, BEHIND), outlet=asked.filters.get("outlet"),
        keep=bool(since and until),
    )  # fmt: skip
    return Relations(
        source=ways[0].ends[0], target=ways[0].ends[1], source_name=names[0], target_name=names[1],
        directed=len(ways) == 1, by=asked.by, measure=asked.measure, level=LEVEL, first=made.first,
        last=str(last), events=found.events, articles=found.articles, desk=of or source_of(desk),
        runs=found.runs, periods=made.periods, shifts=made.shifts, sought=made.sought,
        strength=STRENGTH, shortest=SHORTEST, notes=made.notes,
    )  # fmt: skip
