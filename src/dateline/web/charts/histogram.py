"""The rows of a view over time, as bars that are links: by day, week, month or year, as fits.

`since` and `until` do not narrow it, so that one sees what lies around; a choice that is small
beside the whole is looked at from nearer. The few rows that lie far before or after the others are
counted beside the bars.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import msgspec

from dateline.analysis.charts.ticks import following
from dateline.analysis.periods import bounds
from dateline.desk import Desk
from dateline.web import rows
from dateline.web.filters import View

MOST = 96
"""So many bars there are at most."""
AROUND = timedelta(days=183)
"""So much time before the first article and after the last has its bars."""
ENOUGH = 0.7
TICKS = 6
NEAR = 8
"""A choice that is so many times shorter than the whole is looked at from nearer."""
_AT_ONCE = (0.02, 0.005)
"""These shares of the rows, at the beginning and at the end, need not have a bar."""
_UNITS = ("day", "week", "month", "year")
_STEPS = {
    "day": (1, 7, 14, 28), "week": (1, 4, 8, 13, 26), "month": (1, 3, 6, 12, 24, 60),
    "year": (1, 2, 5, 10, 20, 50, 100),
}  # fmt: skip
_LENGTH = {"day": 10, "week": 10, "month": 7, "year": 4}


class Bar(NamedTuple):
    """A period: its name, `since` and `until` of its rows, how many begin in it, its place and height
    in per cent, whether it is chosen, and the view of its rows."""

    name: str
    since: str
    until: str
    rows: int
    x: float
    height: float
    chosen: bool
    view: View


class Histogram(NamedTuple):
    """All periods from the first to the last; the rows before and after them, how many
    and which; how wide a bar is and
    where ticks are, in per cent; the chosen bars; the view without `since` and `until`."""

    unit: str
    bars: list[Bar]
    before: tuple[int, View]
    after: tuple[int, View]
    most: int
    width: float
    ticks: list[tuple[float, str]]
    chosen: tuple[int, int] | None
    near: bool
    around: View


Days = list[tuple[date, int]]


def histogram(desk: Desk, view: View) -> Histogram | None:
    """The histogram of a view; None where no row has a day."""
    around = msgspec.structs.replace(
        view, page=1,
        filters={k: v for k, v in view.filters.items() if k not in {"since", "until"}},
    )  # fmt: skip
    days = sorted(_dated(rows.days(desk, around.filters)))
    if not days:
        return None
    wanted = _chosen_days(view.filters)
    first, last = _read(days, *_most_of(days), *bounds(desk, None, None))
    near = _near(wanted, first, last)
    if near is not None:
        first, last = near
    elif wanted is not None:
        # What is chosen is always seen.
        first = min(first, first if wanted[0] == date.min else wanted[0])
        last = max(last, last if wanted[1] == date.max else wanted[1])
    unit = _unit(first, last)
    return _drawn(days, _periods(unit, first, last), unit, around, wanted, near is not None)


def _read(
    days: Days, first: date, last: date, read_first: date | None, read_last: date | None
) -> tuple[date, date]:
    """The days in and around which articles were published, if most rows lie there: what else the
    news tells of lies far back, and would leave no room for these."""
    if read_first is None or read_last is None:
        return first, last
    try:
        read_first, read_last = read_first - AROUND, read_last + AROUND
    except OverflowError:
        return first, last
    begin, end = max(days[0][0], read_first), min(days[-1][0], read_last)
    near = max(first, read_first), min(last, read_last)
    if near[0] <= near[1] and _unit(*near) != _unit(begin, end):
        begin, end = near  # a few articles far from the others do not flatten the rest either
    inside = sum(n for day, n in days if begin <= day <= end)
    return (begin, end) if inside >= ENOUGH * sum(n for _, n in days) else (first, last)


def _dated(found: Iterable[tuple[str, int]]) -> Iterable[tuple[date, int]]:
    for text, n in found:
        try:
            yield date.fromisoformat(text if len(text) == 10 else f"{text[:7]}-01"), n
        except ValueError:
            continue  # what is on no calendar has no place


def _most_of(days: Days) -> tuple[date, date]:
    """From when to when all rows are but for the few at both ends."""
    total, so_far = sum(n for _, n in days), 0
    first, last = days[0][0], days[-1][0]
    low, high = total * _AT_ONCE[0], total * (1 - _AT_ONCE[1])
    for day, n in days:
        if so_far <= low:
            first = day
        if so_far < high:
            last = day
        so_far += n
    return first, last


def _chosen_days(filters: dict[str, Any]) -> tuple[date, date] | None:
    """The days that `since` and `until` name; None where they name none."""
    since, until = filters.get("since"), filters.get("until")
    if not since and not until:
        return None
    try:
        first = date.fromisoformat((since + "-01-01"[len(since) - 4 :])[:10]) if since else date.min
        last = date.max
        if until:
            year, month = int(until[:4]), int(until[5:7] or 12)
            last = date(year, month, int(until[8:] or monthrange(year, month)[1]))
    except ValueError:
        return None
    return (first, last) if first <= last else None


def _near(wanted: tuple[date, date] | None, first: date, last: date) -> tuple[date, date] | None:
    """The days around a choice that is small beside the whole."""
    if wanted is None or date.min in wanted or date.max in wanted:
        return None
    length = (wanted[1] - wanted[0]).days + 1
    if length * NEAR > (last - first).days:
        return None
    try:
        return wanted[0] - timedelta(days=length), wanted[1] + timedelta(days=length)
    except OverflowError:
        return None


def _unit(first: date, last: date) -> str:
    return next((u for u in _UNITS if len(_periods(u, first, last)) <= MOST), "year")


def _begin(unit: str, day: date) -> date:
    """The first day of the period in which a day lies."""
    if unit == "year":
        return day.replace(month=1, day=1)
    if unit == "month":
        return day.replace(day=1)
    return day - timedelta(days=min(day.weekday(), day.toordinal() - 1)) if unit == "week" else day


def _periods(unit: str, first: date, last: date) -> list[date]:
    """The first days of all periods from one day to another; of years the last `MOST`."""
    if unit == "year":
        begin = max(first.year, last.year - MOST + 1)
        return [date(y, 1, 1) for y in range(begin, last.year + 1)]
    if (last - first).days > MOST * 31:
        return [date.min] * (MOST + 1)  # too many to be told
    made = [_begin(unit, first)]
    while (day := following(unit, made[-1])) <= last and len(made) <= MOST:
        made.append(day)
    return made


def _drawn(
    days: Days, begins: Sequence[date], unit: str, around: View,
    wanted: tuple[date, date] | None, near: bool,
) -> Histogram:  # fmt: skip
    ends = [following(unit, b) - timedelta(days=1) for b in begins]
    place = {b: i for i, b in enumerate(begins)}
    counts = [0] * len(begins)
    before = after = 0
    for day, n in days:
        if day < begins[0]:
            before += n
        elif day > ends[-1]:
            after += n
        else:
            counts[place[_begin(unit, day)]] += n
    most = max(1, *counts)
    chosen = [
        i for i, (b, e) in enumerate(zip(begins, ends, strict=True))
        if wanted is not None and wanted[0] <= e and b <= wanted[1]
    ]  # fmt: skip
    wide = 100 / len(begins)
    bars = []
    for i, (begin, end) in enumerate(zip(begins, ends, strict=True)):
        since = begin.isoformat()[: _LENGTH[unit]]
        until = end.isoformat()[: _LENGTH[unit]]
        filters = {**around.filters, "since": since, "until": until}
        bars.append(
            Bar(
                since, since, until, counts[i], round(i * wide, 3),
                # What is there is seen, however little it is.
                round(100 * counts[i] / most, 2) if counts[i] * 50 > most else 2.0 * bool(counts[i]),
                i in chosen, msgspec.structs.replace(around, filters=filters),
            )
        )  # fmt: skip
    outside = [
        msgspec.structs.replace(around, filters={**around.filters, **given})
        for given in (
            {"until": (begins[0] - timedelta(days=1)).isoformat()} if before else {},
            {"since": (ends[-1] + timedelta(days=1)).isoformat()} if after else {},
        )
    ]
    return Histogram(
        unit, bars, (before, outside[0]), (after, outside[1]), most, round(wide, 3), _ticks(unit, begins, wide),
        (chosen[0], chosen[-1]) if chosen else None, near, around,
    )  # fmt: skip


def _ticks(unit: str, begins: Sequence[date], wide: float) -> list[tuple[float, str]]:
    """Where a name stands under the bars, on round periods."""
    made: list[tuple[float, str]] = []
    for step in _STEPS[unit]:
        made = []
        for i, day in enumerate(begins):
            number = {"month": day.year * 12 + day.month - 1, "year": day.year}.get(unit, i)
            if number % step == 0:
                name = day.isoformat()[: 4 if unit == "month" and step % 12 == 0 else _LENGTH[unit]]
                made.append((round(i * wide, 3), name))
        if len(made) <= TICKS:
            break
    # A name at the very end has no room.
    return [t for t in made if t[0] <= 88] or made[:1]
