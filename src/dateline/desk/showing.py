"""An interval in as few characters as it can be read in."""

from __future__ import annotations

from calendar import monthrange


def interval(earliest: str | None, latest: str | None) -> str:
    """`2022`, `2022-07`, `2022-07-03`, `1910 to 1945`, `since 2019-04-01`; empty where neither end
    is known."""
    first, last = (earliest or "")[:10], (latest or "")[:10]
    if not first and not last:
        return ""
    if not first:
        return f"until {last}"
    if not last:
        return f"since {first}"
    for length in (4, 7, 10):
        if _begins(first, length) and _ends(last, length):
            return _between(first[:length], last[:length])
    return _between(first, last)


def _between(first: str, last: str) -> str:
    return first if first == last else f"{first} to {last}"


def _begins(day: str, length: int) -> bool:
    return day[length:] in {"", "-01-01"[length - 10 :] if length < 10 else ""}


def _ends(day: str, length: int) -> bool:
    if len(day) <= length:
        return True
    if length == 4:
        return day[4:] == "-12-31"
    year, month, of_month = (int(part) for part in day.split("-"))
    return length == 7 and year > 0 and of_month == monthrange(year, month)[1]
