"""The series of two sides, or of what one actor does and suffers, by the methods of
`dateline.analysis`: for two countries they are those of `dateline relations`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from dateline.analysis import Relations, relations
from dateline.analysis.counting import (
    Counted,
    country,
    ready_words,
    runs_of,
    source_of,
    table_of,
    within_days,
    words_of,
)
from dateline.analysis.dyads import DAYS
from dateline.analysis.periods import bounds, counted
from dateline.analysis.ready import Entries
from dateline.analysis.relating import series
from dateline.analysis.shifts import SHORTEST, STRENGTH
from dateline.analysis.stepping import Sought
from dateline.desk import Desk
from dateline.desk.asking import asked_of, where
from dateline.errors import NothingToShow, UsageError
from dateline.web.charts.asked import Asked
from dateline.web.columns import Columns, columns_of
from dateline.web.pairs import Pairs
from dateline.web.words import country as named

if TYPE_CHECKING:
    import pyarrow as pa

LEVEL = 95
MOST = 1_200
"""So many periods a series has at most: three years of days, 23 of weeks."""
_DAYS_OF = {"day": 1, "week": 7, "month": 28}
BEHIND = 5
OTHERS = "*"
"""The other side of one actor."""

_COLUMNS = (
    'id, article_id, run_id, source, target, "day", period, confidence::DOUBLE AS confidence, quad, '
    "coalesce(goldstein, 'nan'::DOUBLE) AS goldstein"
)


class _Way(NamedTuple):
    """Rows of one direction: its ends, filters of the desk, and an actor (an id) in a role."""

    ends: tuple[str, str]
    filters: dict[str, Any]
    actor: str | None = None
    role: str = ""


_AMONG = "e.id IN (SELECT event_id FROM event_actors_all WHERE actor_id = {} AND \"role\" = '{}')"
_FACETS = {"source": "does", "target": "gets"}


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
    ways = [
        _Way((name, OTHERS), {}, actor, "source"),
        _Way((OTHERS, name), {}, actor, "target"),
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
    """The country that a side is, if it is one by its code. Rows with a code of somebody else's are those of
    that code, as in the table, not those of the country that it would be here."""
    try:
        found = country(side) if len(side) == 3 and side.isalpha() else None
    except UsageError:
        return None
    return found if found == side.upper() else None


def _counted(
    desk: Desk, ways: list[_Way], names: tuple[str, str], asked: Asked, of: str
) -> Relations:
    import pyarrow.compute as pc

    since, until = asked.filters.get("since"), asked.filters.get("until")
    first, last = bounds(desk, since, until)
    columns, ready = columns_of(desk), getattr(desk, "ready", None)
    table: pa.Table
    if columns is not None and isinstance(ready, Pairs):
        entries = _entries(desk, columns, ready, ways, asked)
        kept = entries.only(within_days(entries, asked.by, first, last).counted.nonzero()[0])
        table, runs, words = table_of(kept, asked.by), runs_of(kept), ready_words(ready, desk, kept)
        events, articles = int(kept.firsts().sum()), len(kept.different("article"))
    else:
        table = _asked(desk, ways, asked, first, last)
        runs = sorted(pc.unique(table["run_id"]).to_pylist())
        words = words_of(desk, table, "event_copies")
        events, articles = (pc.count_distinct(table[c]).as_py() for c in ("id", "article_id"))
    if not table.num_rows or first is None or last is None:
        raise NothingToShow("no event is counted")
    found = Counted(
        table, asked.by, first, last, events, articles, runs,
        [f"Only events that are known to one {asked.by} count"], words,
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


def _filters(way: _Way, asked: Asked) -> dict[str, Any]:
    return {"status": list(asked.statuses), **asked.filters, **way.filters}


def _entries(desk: Desk, columns: Columns, ready: Pairs, ways: list[_Way], asked: Asked) -> Entries:
    """What is counted, by the numbers of a prepared copy."""
    masks = []
    for way in ways:
        mask = columns.mask(desk, _filters(way, asked))
        if way.actor is not None:
            mask = mask & columns.column(_FACETS[way.role]).having(way.actor, columns.size)
        masks.append((mask, *way.ends))
    return ready.of_rows(masks)


def _asked(
    desk: Desk, ways: list[_Way], asked: Asked, first: date | None, last: date | None
) -> pa.Table:
    """The same, by SQL."""
    import pyarrow as pa

    parts = []
    for way in ways:
        rows = where(asked_of(**_filters(way, asked)))
        bound = [*rows.parameters, *way.ends, *([] if way.actor is None else [way.actor])]
        sign = [f"${len(rows.parameters) + n}" for n in (1, 2, 3)]
        inner = (
            f"SELECT e.*, {DAYS}, {sign[0]}::VARCHAR AS source, {sign[1]}::VARCHAR AS target "
            f"FROM (SELECT * FROM {rows.view} WHERE {rows.condition}) e "
            f"WHERE {'true' if way.actor is None else _AMONG.format(sign[2], way.role)}"
        )
        sql = counted(inner, asked.by, [], False, False, first, last)
        parts.append(desk.sql(f"SELECT {_COLUMNS} FROM ({sql})", bound).to_arrow_table())
    return pa.concat_tables(parts).sort_by([("day", "ascending"), ("id", "ascending")])
