"""Where an axis of time has its ticks: on periods, so many that their labels have room."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

FORMATS = {"day": "%d %b %Y", "week": "%d %b %Y", "month": "%b %Y", "year": "%Y"}
MOST = 9


def following(by: str, day: date) -> date:
    """The first day of the period after that which begins on a day."""
    if by == "year":
        return date(min(day.year + 1, 9999), 1, 1)
    if by == "month":
        return day + timedelta(days=monthrange(day.year, day.month)[1])
    return day + timedelta(days=7 if by == "week" else 1)


def ticks(by: str, days: Sequence[date]) -> list[str]:
    """The first days of the periods that get a tick: every one, or every second, third … counted
    from the beginning of a year or a month where periods are months or years."""
    steps = (1, 2, 3, 6, 12, 24, 60, 120) if by == "month" else (1, 2, 5, 10, 20, 50, 100, 200, 500)
    for step in steps:
        chosen = [d for i, d in enumerate(days) if _number(by, i, d) % step == 0]
        if len(chosen) <= MOST:
            break
    return [d.isoformat() for d in chosen or days[:1]]


def _number(by: str, place: int, day: date) -> int:
    if by == "month":
        return day.year * 12 + day.month - 1
    return day.year if by == "year" else place
