"""How two countries act on each other over time: a series each way, how far it may be off, where
it shifts, and the events behind each shift."""

from __future__ import annotations

from typing import Any, NamedTuple

from dateline.analysis.counting import Counted, count, country, dyad, source_of
from dateline.analysis.dyads import check_period
from dateline.analysis.grid import Events, Grid, events_of
from dateline.analysis.measures import Figure, check_measure, figures
from dateline.analysis.plain import counted_in_words
from dateline.analysis.related import Period, Relations, Shift
from dateline.analysis.shifts import FEWEST, SHORTEST, STRENGTH, enough
from dateline.analysis.stepping import Sought, Step, steps_of, told, with_value
from dateline.analysis.uncertainty import LEVELS
from dateline.desk import Desk
from dateline.errors import NothingToShow, UsageError
from dateline.knowledge import codes


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
        desk, dyad(source, target, directed), by=by, since=since, until=until,
        all_statuses=all_statuses, measured=measure in ("goldstein", "net-cooperation"), **filters,
    )  # fmt: skip
    pairs = [(source, target)] if directed else [(source, target), (target, source)]
    found = series(
        desk, counted, pairs, measure=measure, level=level,
        sought=Sought(measure, strength, shortest, most), outlet=filters.get("outlet"),
        keep=bool(since and until),
    )  # fmt: skip
    return Relations(
        source=source, target=target, source_name=codes.country_name(source) or source,
        target_name=codes.country_name(target) or target, directed=directed, by=by,
        measure=measure, level=level, first=found.first, last=str(counted.last),
        events=counted.events, articles=counted.articles, desk=source_of(desk), runs=counted.runs,
        periods=found.periods, shifts=found.shifts, sought=found.sought, strength=strength,
        shortest=shortest, notes=found.notes,
    )  # fmt: skip


class Series(NamedTuple):
    """The series of what is counted: from which day, the periods and shifts of each pair, the
    sources whose series are long enough to look for shifts, and what else is to be told."""

    first: str
    periods: list[Period]
    shifts: list[Shift]
    sought: list[str]
    notes: list[str]


def series(
    desk: Desk,
    counted: Counted,
    pairs: list[tuple[str, str]],
    *,
    measure: str,
    level: int,
    sought: Sought,
    outlet: Any = None,
    keep: bool = False,
) -> Series:
    """The series of each pair that has been counted; `keep`: also of what nobody read at the ends.
    Raises `NothingToShow` where no event has what is measured."""
    by = counted.by or "day"
    grid = Grid.of(desk, counted, outlet, keep=keep)
    notes = list(counted.notes)
    periods: list[Period] = []
    steps: list[Step] = []
    long_enough = []
    for pair, events in zip(pairs, events_of(counted, pairs, grid), strict=True):
        found = figures(measure, events.rows, events.at, events.sums, level)
        periods += _periods(pair, grid, events, found)
        there = len(with_value(grid, found))
        if enough(there, sought.shortest):
            long_enough.append(pair[0])
            steps += steps_of(pair, sought, grid, events, found)
        else:
            notes.append(
                f"{' → '.join(pair)}: no shifts are sought in {counted_in_words(there, by)} with a value "
                f"({max(FEWEST, 2 * sought.shortest)} are needed)"
            )
    if all(p.value is None for p in periods):
        raise NothingToShow(
            "no event has a Goldstein score", where=str(desk.path), cure="take another measure"
        )
    unread = sum(not r for r in grid.read)
    if unread:
        notes.append(
            f"No article was read of {unread:,} of {len(grid.days):,} {by}s: they are gaps, not zeros"
        )
    return Series(grid.days[0].isoformat(), periods, told(counted, steps), long_enough, notes)


def _periods(
    pair: tuple[str, str], grid: Grid, events: Events, figures: list[Figure]
) -> list[Period]:
    sums = events.sums
    return [
        Period(
            source=pair[0],
            target=pair[1],
            period=day.isoformat(),
            articles=articles,
            read=read,
            events=rows,
            expected=round(expected, 6),
            value=_rounded(f.value) if read else None,
            low=_rounded(f.low) if read else None,
            high=_rounded(f.high) if read else None,
            goldstein=_rounded(goldstein),
            conflict=_rounded(conflict),
        )
        for day, articles, read, f, rows, expected, goldstein, conflict in zip(
            grid.days, grid.articles, grid.read, figures, sums.events, sums.expected, sums.means(),
            sums.shares(), strict=True,
        )
    ]  # fmt: skip


def _rounded(value: float | None) -> float | None:
    # "+ 0" makes a zero of a negative zero.
    return None if value is None else round(value, 6) + 0
