"""How far a desk and a user's own file of events agree.

What is compared are pairs of countries, days and types, each once however often it is told. One of
the desk and one of the file are the same where pair and type are equal and the days lie within the
window; each is matched at most once.
"""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from dateline.analysis.dyads import check_period, pairs
from dateline.analysis.foreign import read_foreign
from dateline.coding.ontology import quad
from dateline.desk import Desk
from dateline.desk.asking import day as checked_day
from dateline.errors import UsageError
from dateline.records import Record

LEVELS = ("type", "quad", "any")
_WEEK = 7


class Unit(NamedTuple):
    """A pair, day and type (or quad, or anything) that one side has, with what shows it."""

    source: str
    target: str
    kind: str
    day: date
    where: str
    evidence: str


class Agreement(Record, frozen=True):
    """How many units the desk has, the file has, and both have; `precision` is the share of the
    desk's, `recall` that of the file's (None where it has none)."""

    name: str
    desk: int
    file: int
    both: int
    precision: float | None
    recall: float | None


class Point(Record, frozen=True):
    """One period of both series."""

    period: str
    desk: int
    file: int


class Only(Record, frozen=True):
    """A unit that only one side has: `side` is desk or file; `where` an event's id or a line."""

    side: str
    source: str
    target: str
    kind: str
    day: str
    where: str
    evidence: str


class Comparison(Record, frozen=True):
    """The agreement of a desk and a file from `first` to `last`, whole, by kind and by pair; the
    series of both with their correlation (None where one of them does not vary)."""

    file_kind: str
    level: str
    window: int
    first: str | None
    last: str | None
    total: Agreement
    kinds: list[Agreement]
    pairs: list[Agreement]
    series: list[Point]
    correlation: float | None
    only: list[Only]
    notes: list[str]


def compare(
    desk: Desk,
    file: str | Path,
    *,
    window: int = 1,
    level: str = "type",
    by: str = "month",
    undirected: bool = False,
    actors: Sequence[str] = (),
    since: str | None = None,
    until: str | None = None,
    all_statuses: bool = False,
    **filters: Any,
) -> Comparison:
    """Compare a desk with a file of GDELT, ICEWS, POLECAT or Phoenix, or with a table with columns
    for date, source, target and type (PLOVER's, or CAMEO codes).

    Args:
        window: so many days two events may lie apart.
        level: equal `type`, equal `quad` (PLOVER's), or `any` event of the pair.
        by: the period of the series: day, week, month or year.
        undirected: who does it and to whom is not looked at.
        actors: only pairs of these countries.
        since, until: default: the days that both cover.
        filters: as in `desk.events`.

    Raises `UsageError` for a wrong argument, or a file whose columns are not understood.
    """
    check_period(by)
    if level not in LEVELS:
        raise UsageError(f"no level {level!r}", cure=f"one of {', '.join(LEVELS)}")
    read = read_foreign(file)
    theirs = [Unit(f.source, f.target, f.type, f.day, f"line {f.line}", f.told) for f in read.pairs]
    ours, notes = _ours(desk, all_statuses, filters)
    chosen = {c.strip().upper() for a in actors for c in a.split(",")}
    first, last = _days(ours, theirs, since, until)
    mine, yours = (
        _units(units, level, undirected, chosen, first, last) for units in (ours, theirs)
    )
    matched = _match(mine, yours, window)
    notes = [
        f"the file is {read.kind} with {read.rows:,} rows",
        *(f"left out of the file: {n:,} {why}" for why, n in read.left_out.items()),
        *notes,
        f"desk: {len(ours):,} pairs of events, {len(mine):,} different ones from {first} to {last}; "
        f"file: {len(theirs):,} and {len(yours):,}",
    ]
    series = _series(mine, yours, by, first, last)
    return Comparison(
        file_kind=read.kind,
        level=level,
        window=window,
        first=first.isoformat() if first else None,
        last=last.isoformat() if last else None,
        total=_agreement("all", len(mine), len(yours), len(matched[0])),
        kinds=_agreements(mine, yours, matched[0], lambda u: u.kind),
        pairs=_agreements(mine, yours, matched[0], lambda u: f"{u.source} {u.target}"),
        series=series,
        correlation=_correlation([p.desk for p in series], [p.file for p in series]),
        only=[
            Only(
                side=side, source=u.source, target=u.target, kind=u.kind, day=u.day.isoformat(),
                where=u.where, evidence=u.evidence,
            )
            for side, units, known in (("desk", mine, matched[0]), ("file", yours, matched[1]))
            for n, u in enumerate(units)
            if n not in known
        ],
        notes=notes,
    )  # fmt: skip


def _ours(desk: Desk, all_statuses: bool, filters: dict[str, Any]) -> tuple[list[Unit], list[str]]:
    sql, values = pairs(all_statuses, **filters)
    found = desk.sql(
        f'SELECT source, target, "type", "day", last_day, id, sentence FROM ({sql}) '
        'ORDER BY "day", source, target, id',
        values or None,
    ).fetchall()
    units, wide = [], 0
    for source, target, type_, day, last, id_, sentence in found:
        if day is None or (last is not None and (last - day).days >= _WEEK):
            wide += 1
            continue
        units.append(Unit(source, target, type_, day, id_, sentence[:500]))
    notes = (
        [f"left out of the desk: {wide:,} pairs whose day is not known to a week"] if wide else []
    )
    return units, notes


def _days(
    ours: list[Unit], theirs: list[Unit], since: str | None, until: str | None
) -> tuple[date | None, date | None]:
    """The days that both cover, or those that were named."""
    if not ours or not theirs:
        return None, None
    first = max(min(u.day for u in units) for units in (ours, theirs))
    last = min(max(u.day for u in units) for units in (ours, theirs))
    if since is not None:
        first = date.fromisoformat((checked_day(since) + "-01-01")[:10])
    if until is not None:
        text = checked_day(until)
        if len(text) == 10:
            last = date.fromisoformat(text)
        else:
            year, month = int(text[:4]), int(text[5:] or 12)
            last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return first, last


def _units(
    units: list[Unit], level: str, undirected: bool, actors: set[str],
    first: date | None, last: date | None,
) -> list[Unit]:  # fmt: skip
    """Each pair, day and kind once, the first that was told, in order."""
    found: dict[tuple[str, str, str, date], Unit] = {}
    for u in units:
        if first is None or last is None or not first <= u.day <= last:
            continue
        if actors and not {u.source, u.target} <= actors:
            continue
        source, target = sorted((u.source, u.target)) if undirected else (u.source, u.target)
        kind = {"type": u.kind, "quad": f"quad {quad(u.kind)}", "any": "any"}[level]
        found.setdefault(
            (source, target, kind, u.day), u._replace(source=source, target=target, kind=kind)
        )
    return sorted(found.values(), key=lambda u: u[:4])


def _match(mine: list[Unit], yours: list[Unit], window: int) -> tuple[set[int], set[int]]:
    """Which units of either side have one of the other, each at most once."""
    groups: dict[tuple[str, str, str], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, units in enumerate((mine, yours)):
        for n, u in enumerate(units):
            groups[u[:3]][side].append(n)
    both: tuple[set[int], set[int]] = (set(), set())
    for left, right in groups.values():
        i = j = 0
        while i < len(left) and j < len(right):
            apart = (mine[left[i]].day - yours[right[j]].day).days
            if abs(apart) <= window:
                both[0].add(left[i])
                both[1].add(right[j])
                i, j = i + 1, j + 1
            elif apart < 0:
                i += 1
            else:
                j += 1
    return both


def _agreements(
    mine: list[Unit], yours: list[Unit], matched: set[int], name: Any
) -> list[Agreement]:
    counts = [Counter(map(name, units)) for units in (mine, yours)]
    both = Counter(name(mine[n]) for n in matched)
    names = sorted(counts[0] | counts[1], key=lambda k: (-counts[0][k] - counts[1][k], k))
    return [_agreement(k, counts[0][k], counts[1][k], both[k]) for k in names]


def _agreement(name: str, desk: int, file: int, both: int) -> Agreement:
    return Agreement(
        name=name, desk=desk, file=file, both=both,
        precision=both / desk if desk else None, recall=both / file if file else None,
    )  # fmt: skip


def _series(
    mine: list[Unit], yours: list[Unit], by: str, first: date | None, last: date | None
) -> list[Point]:
    if first is None or last is None:
        return []
    counts = [Counter(_period(u.day, by) for u in units) for units in (mine, yours)]
    periods = dict.fromkeys(_period(d, by) for d in _each_day(first, last))
    return [Point(period=p, desk=counts[0][p], file=counts[1][p]) for p in periods]


def _each_day(first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        yield day
        day += timedelta(days=1)


def _period(day: date, by: str) -> str:
    if by == "week":
        return (day - timedelta(days=day.weekday())).isoformat()
    return day.isoformat()[: {"day": 10, "month": 7, "year": 4}[by]]


def _correlation(one: list[int], two: list[int]) -> float | None:
    """Pearson's; None for series too short or without any change."""
    if len(one) < 3 or len(set(one)) == 1 or len(set(two)) == 1:
        return None
    return statistics.correlation(one, two)
