"""Where an axis of time has its ticks: on periods, so many that their labels have room."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

FORMATS = {"day": "%d %b %Y", "week": "%d %b %Y", "month": "%b %Y", "year": "%Y"}
MOST = 9
LONG = 75
"""Over more days than these the ticks are months."""


def following(by: str, day: date) -> date:
    """The first day of the period after that which begins on a day."""
    if by == "year":
        return date(min(day.year + 1, 9999), 1, 1)
    if by == "month":
        return day + timedelta(days=monthrange(day.year, day.month)[1])
    return day + timedelta(days=7 if by == "week" else 1)


def ticks(by: str, days: Sequence[date]) -> tuple[list[str], str]:
    """Where the ticks are, and how they are written: on every period, or every second, third …; of
    many days or weeks on the first days of months. Months and years are counted from the first of
    a year or century, so that the ticks are the usual ones."""
    if by in ("day", "week") and (days[-1] - days[0]).days > LONG:
        return ticks("month", _months(days[0], days[-1]))
    steps = (1, 2, 3, 6, 12, 24, 60, 120) if by == "month" else (1, 2, 5, 10, 20, 50, 100, 200, 500)
    chosen: list[date] = []
    for step in steps:
        chosen = [d for i, d in enumerate(days) if _number(by, i, d) % step == 0]
        if len(chosen) <= MOST:
            break
    return [d.isoformat() for d in chosen or days[:1]], FORMATS[by]


def _months(first: date, last: date) -> list[date]:
    """The first days of months from one day to another."""
    months = [first if first.day == 1 else following("month", first.replace(day=1))]
    while months[-1] <= last:
        months.append(following("month", months[-1]))
    return months[:-1]


def _number(by: str, place: int, day: date) -> int:
    if by == "month":
        return day.year * 12 + day.month - 1
    return day.year if by == "year" else place
