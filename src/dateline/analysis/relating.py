"""How two countries act on each other over time: a series each way, how far it may be off, where
it shifts, and the events behind each shift."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from dateline.analysis.counting import Counted, count, country, dyad_condition, source_of
from dateline.analysis.dyads import check_period
from dateline.analysis.measures import (
    Figure,
    Rows,
    check_measure,
    contributions,
    figure,
    mean_score,
    share,
)
from dateline.analysis.periods import articles_read, every_period
from dateline.analysis.plain import cut
from dateline.analysis.shifts import FEWEST, SHORTEST, STRENGTH, anscombe, enough, find_shifts
from dateline.analysis.uncertainty import LEVELS
from dateline.desk import Desk
from dateline.errors import NothingToShow, UsageError
from dateline.knowledge import codes
from dateline.records import Record

if TYPE_CHECKING:
    import altair as alt
    import numpy as np
    from numpy.typing import NDArray

LONGEST = 240
"""So many characters of a sentence are kept."""


class Period(Record, frozen=True):
    """One period of one direction: the `value` of the measure with its interval, and the other
    figures beside it. `read` is false where no article of the period was read: then 0 events mean
    nothing, and the value is None."""

    source: str
    target: str
    period: str
    articles: int
    read: bool
    events: int
    expected: float
    value: float | None
    low: float | None
    high: float | None
    goldstein: float | None
    conflict: float | None


class Behind(Record, frozen=True):
    """An event behind a shift: `side` says whether it lies `after` the shift or, where something
    has ceased, `before`; `contribution` is its part of the step, in the unit of the measure."""

    event_id: str
    day: str
    side: str
    type: str
    status: str
    confidence: float
    contribution: float
    voice: str | None
    outlet: str | None
    sentence: str


class Shift(Record, frozen=True):
    """A shift of one direction: the first period of the new level, the mean before and after (as
    far as the next shift), how many periods nobody read lie right before it, and the events."""

    source: str
    target: str
    period: str
    before: float
    after: float
    gap: int
    events: list[Behind]


class Relations(Record, frozen=True):
    """The relations of two countries, by period. With `directed`, only of the first to the
    second. `sought` names the sources whose series are long enough to look for shifts."""

    source: str
    target: str
    source_name: str
    target_name: str
    directed: bool
    by: str
    measure: str
    level: int
    first: str
    last: str
    events: int
    articles: int
    desk: str
    runs: list[str]
    periods: list[Period]
    shifts: list[Shift]
    sought: list[str]
    strength: float
    shortest: int
    notes: list[str]

    def directions(self) -> list[tuple[str, str]]:
        """The pairs that have a series: one, or both ways."""
        there = (self.source, self.target)
        return [there] if self.directed else [there, (self.target, self.source)]

    def name(self, code: str) -> str:
        """The name of one of the two."""
        return self.source_name if code == self.source else self.target_name

    def chart(self, theme: str = "light") -> alt.VConcatChart:
        """The series as an Altair chart, `light` or `dark`."""
        from dateline.analysis.charts.series import chart

        return chart(self, theme)


def relations(
    desk: Desk,
    one: str,
    other: str,
    *,
    by: str = "month",
    measure: str = "count",
    level: int = 95,
    directed: bool = False,
    since: str | None = None,
    until: str | None = None,
    all_statuses: bool = False,
    strength: float = STRENGTH,
    shortest: int = SHORTEST,
    most: int = 5,
    **filters: Any,
) -> Relations:
    """The series of a pair of countries.

    Args:
        one, other: countries, by PLOVER's code or by name.
        by: day, week (from Monday), month or year.
        measure: `count`, `goldstein` (mean), `net-cooperation` (sum of Goldstein scores) or
            `share-conflict`.
        level: of the intervals, 80 or 95 per cent; what they mean is told in
            `dateline.analysis.uncertainty`.
        directed: only what `one` does to the `other`.
        since, until: first and last day, month or year; default: when the articles were published.
        all_statuses: count also what is denied, planned, expected, hypothetical or negated.
        strength, shortest: the penalty of a shift and the least number of periods between two; see
            `dateline.analysis.shifts`.
        most: so many events are listed behind each shift.
        filters: as in `desk.events`.

    Raises `UsageError` for a wrong argument, `NothingToShow` where no event is counted.
    """
    check_period(by)
    check_measure(measure)
    if level not in LEVELS:
        raise UsageError(f"no interval of {level} per cent", cure="80 or 95")
    if strength <= 0 or shortest < 1:
        raise UsageError("a penalty is above 0, a segment at least 1 period")
    source, target = country(one), country(other)
    if source == target:
        raise UsageError(f"{source} twice makes no pair", cure="name two countries")
    counted = count(
        desk, dyad_condition(source, target, directed), by=by, since=since, until=until,
        all_statuses=all_statuses, measured=measure in ("goldstein", "net-cooperation"), **filters,
    )  # fmt: skip
    grid = _Grid.of(desk, counted, filters.get("outlet"), keep=bool(since and until))
    found = Relations(
        source=source, target=target, source_name=codes.country_name(source) or source,
        target_name=codes.country_name(target) or target, directed=directed, by=by, measure=measure,
        level=level, first=grid.days[0].isoformat(), last=str(counted.last),
        events=counted.events, articles=counted.articles, desk=source_of(desk), runs=counted.runs,
        periods=[], shifts=[], sought=[], strength=strength, shortest=shortest, notes=[],
    )  # fmt: skip
    notes = list(counted.notes)
    by_pair = _rows(desk, counted, found.directions(), grid)
    for pair in found.directions():
        rows = by_pair[pair]
        figures = [figure(measure, r, level) for r in rows.by_period]
        found.periods.extend(_periods(pair, grid, rows, figures))
        found.shifts.extend(_shifts(desk, counted, found, pair, grid, rows, figures, most, notes))
    if all(p.value is None for p in found.periods):
        raise NothingToShow(
            "no event has a Goldstein score", where=str(desk.path), cure="take another measure"
        )
    unread = sum(not r for r in grid.read)
    if unread:
        notes.append(
            f"No article was read of {unread:,} of {len(grid.days):,} {by}s: they are gaps, not zeros"
        )
    found.notes.extend(notes)
    return found


class _Grid(NamedTuple):
    """All periods: their first days, how many articles each has, and whether it was read."""

    days: list[date]
    articles: list[int]
    read: list[bool]

    @classmethod
    def of(cls, desk: Desk, counted: Counted, outlet: Any, keep: bool) -> _Grid:
        """Those of the days that count; without the unread ones at both ends unless `keep`."""
        found = desk.sql(
            f"SELECT g.period, coalesce(any_value(a.articles), 0), count(e.id) > 0 FROM "
            f"({every_period(counted.by, counted.first, counted.last)}) g "
            f"LEFT JOIN ({articles_read(counted.by, outlet)}) a USING (period) "
            f"LEFT JOIN ({counted.sql}) e USING (period) GROUP BY ALL ORDER BY 1",
            counted.values or None,
        ).fetchall()
        there = [i for i, (_, articles, events) in enumerate(found) if articles or events]
        if not keep:
            found = found[there[0] : there[-1] + 1]
        return cls(
            [f[0] for f in found], [f[1] for f in found], [bool(f[1] or f[2]) for f in found]
        )


class _Of(NamedTuple):
    """The events of one direction in their order, and cut into periods (`at`: where each begins)."""

    ids: list[str]
    rows: Rows
    at: NDArray[np.int64]
    by_period: list[Rows]

    def between(self, first: int, last: int) -> slice:
        """The events of the periods from `first` on, before `last`."""
        return slice(int(self.at[first]), int(self.at[last]))


def _rows(
    desk: Desk, counted: Counted, wanted: list[tuple[str, str]], grid: _Grid
) -> dict[tuple[str, str], _Of]:
    """The events of each direction."""
    import numpy as np

    found = desk.sql(
        f"SELECT id, source, date_diff('{counted.by}', DATE '{grid.days[0]}', period)::BIGINT AS place, "
        "confidence::DOUBLE AS p, coalesce(goldstein, 'nan')::DOUBLE AS score, "
        "(quad IN (3, 4))::DOUBLE AS conflict "
        f'FROM ({counted.sql}) ORDER BY place, "day", id',
        counted.values or None,
    ).fetchnumpy()
    edges = np.arange(len(grid.days) + 1)
    made = {}
    for pair in wanted:
        mine = np.asarray(found["source"]) == pair[0]
        columns = (np.asarray(found[c], dtype=float)[mine] for c in ("p", "score", "conflict"))
        rows = Rows(*columns)
        at = np.searchsorted(np.asarray(found["place"], dtype=np.int64)[mine], edges)
        parts = [Rows(*(c[i:j] for c in rows)) for i, j in pairwise(at)]
        made[pair] = _Of([str(i) for i in np.asarray(found["id"])[mine]], rows, at, parts)
    return made


def _periods(pair: tuple[str, str], grid: _Grid, rows: _Of, figures: list[Figure]) -> list[Period]:
    return [
        Period(
            source=pair[0],
            target=pair[1],
            period=day.isoformat(),
            articles=articles,
            read=read,
            events=len(of.p),
            expected=round(float(of.p.sum()), 6),
            value=_rounded(f.value) if read else None,
            low=_rounded(f.low) if read else None,
            high=_rounded(f.high) if read else None,
            goldstein=_rounded(mean_score(of)),
            conflict=_rounded(share(of)),
        )
        for day, articles, read, of, f in zip(
            grid.days, grid.articles, grid.read, rows.by_period, figures, strict=True
        )
    ]


def _rounded(value: float | None) -> float | None:
    # "+ 0" makes a zero of a negative zero.
    return None if value is None else round(value, 6) + 0


def _shifts(
    desk: Desk, counted: Counted, found: Relations, pair: tuple[str, str], grid: _Grid,
    rows: _Of, figures: list[Figure], most: int, notes: list[str],
) -> list[Shift]:  # fmt: skip
    import numpy as np

    told = f"{pair[0]} → {pair[1]}"
    there = [i for i, f in enumerate(figures) if grid.read[i] and f.value is not None]
    if not enough(len(there), found.shortest):
        need = max(FEWEST, 2 * found.shortest)
        notes.append(
            f"{told}: no shifts are sought, {len(there)} {found.by}s with a value are too few "
            f"({need} are needed)"
        )
        return []
    found.sought.append(pair[0])
    values = np.array([figures[i].value for i in there], dtype=float)
    weights = np.array([figures[i].weight for i in there])
    is_count = found.measure == "count"
    places = find_shifts(
        anscombe(values) if is_count else values, weights, strength=found.strength,
        shortest=found.shortest, least=1.0 if is_count else 0.0,
    )  # fmt: skip
    made = []
    edges = [0, *places, len(there)]
    for left, here, right in zip(edges, edges[1:], edges[2:], strict=False):
        before = float(np.average(values[left:here], weights=weights[left:here]))
        after = float(np.average(values[here:right], weights=weights[here:right]))
        # The periods next to the shift, as many on both sides.
        window = min(found.shortest, here - left, right - here)
        sides = (
            (there[here - window], there[here - 1] + 1),
            (there[here], there[here + window - 1] + 1),
        )
        since = there[here - 1] + 1
        made.append(
            Shift(
                source=pair[0],
                target=pair[1],
                period=grid.days[there[here]].isoformat(),
                before=round(before, 6),
                after=round(after, 6),
                gap=sum(not r for r in grid.read[since : there[here]]),
                events=_behind(
                    desk, counted, found, pair, rows, sides, window, after - before, most
                ),
            )
        )
    return made


def _behind(
    desk: Desk, counted: Counted, found: Relations, pair: tuple[str, str], rows: _Of,
    sides: tuple[tuple[int, int], tuple[int, int]], window: int, step: float, most: int,
) -> list[Behind]:  # fmt: skip
    """The events next to a shift that have the greatest part in it."""
    import numpy as np

    earlier = Rows(*(c[rows.between(*sides[0])] for c in rows.rows))
    of = share(earlier) if found.measure == "share-conflict" else mean_score(earlier)
    parts: list[tuple[float, str, int, str]] = []
    for side, (first, last) in zip(("before", "after"), sides, strict=True):
        where = rows.between(first, last)
        near = Rows(*(c[where] for c in rows.rows))
        worth = np.nan_to_num(
            contributions(found.measure, near, of or 0.0, window, side == "after")
        )
        for place, part in enumerate(worth, where.start):
            if part * step > 0:
                parts.append((float(part), side, place, rows.ids[place]))
    # Of equal parts the earliest after the shift comes first.
    chosen = sorted(parts, key=lambda x: (-abs(round(x[0], 9)), *x[1:]))[:most]
    told = desk.sql(
        'SELECT id, "day", "type", status, confidence, voices, outlets, sentence FROM '
        f"({counted.sql}) WHERE source = '{pair[0]}' "
        f"AND id IN (SELECT unnest(${len(counted.values) + 1}::VARCHAR[]))",
        [*counted.values, [id_ for *_, id_ in chosen]],
    ).fetchall()
    by_id = {row[0]: row[1:] for row in told}
    made = []
    for part, side, _, id_ in chosen:
        day, kind, status, confidence, voices, outlets, sentence = by_id[id_]
        made.append(
            Behind(
                event_id=id_, day=day.isoformat(), side=side, type=kind, status=status,
                confidence=confidence, contribution=round(part, 6),
                voice=cut(voices[0], 80) if voices else None,
                outlet=cut(outlets[0], 80) if outlets else None, sentence=cut(sentence, LONGEST),
            )
        )  # fmt: skip
    return made
