"""From a TIMEX3 value to the days it covers, and the calendar arithmetic beneath it.

Dates that no calendar has (30 February, year 0) give None everywhere; nothing here raises.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from dateline.mentions.times.words import SEASON_MONTHS

Days = tuple[date, date]


def day(year: int, month: int, number: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def month_days(year: int, month: int) -> Days | None:
    """First and last day of a month; months past 12 run on into the next year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    first = day(year, month, 1)
    if first is None:
        return None
    return first, date(year, month, calendar.monthrange(year, month)[1])


def year_days(first: int, last: int | None = None) -> Days | None:
    """1 January of `first` to 31 December of `last` (default: the same year)."""
    start, end = day(first, 1, 1), day(first if last is None else last, 12, 31)
    return (start, end) if start and end else None


def shift_months(when: date, months: int) -> date | None:
    """`when` moved by months; a day that the month lacks becomes its last."""
    total = when.year * 12 + when.month - 1 + months
    year, month = divmod(total, 12)
    span = month_days(year, month + 1) if 1 <= year <= 9999 else None
    return span[0].replace(day=min(when.day, span[1].day)) if span else None


def shift_days(when: date, days: int) -> date | None:
    """`when` moved by days, or None where that leaves the calendar."""
    try:
        return when + timedelta(days=days)
    except OverflowError:
        return None


def week_days(when: date) -> Days:
    """Monday and Sunday of the week of `when`."""
    monday = shift_days(when, 1 - when.isoweekday()) or when
    return monday, shift_days(monday, 6) or monday


_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?$")
_MONTH = re.compile(r"(\d{4})-(\d\d)$")
_YEAR = re.compile(r"(?:FY)?(\d{4})$")
_DECADE = re.compile(r"(\d{3})$")
_CENTURY = re.compile(r"(\d\d)$")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?$")
_QUARTER = re.compile(r"(?:FY)?(\d{4})-Q([1-4])$")
_HALF = re.compile(r"(\d{4})-H([12])$")
_SEASON = re.compile(r"(\d{4})-(SP|SU|FA|WI)$")


def covered(value: str) -> Days | None:
    """The first and last day that a TIMEX3 `value` covers; None for masks, durations, refs."""
    if m := _DAY.match(value):
        found = day(int(m[1]), int(m[2]), int(m[3]))
        return (found, found) if found else None
    if m := _MONTH.match(value):
        return month_days(int(m[1]), int(m[2])) if 1 <= int(m[2]) <= 12 else None
    if m := _YEAR.match(value):
        return year_days(int(m[1]))
    if m := _DECADE.match(value):
        return year_days(int(m[1]) * 10, int(m[1]) * 10 + 9)
    if m := _CENTURY.match(value):
        return year_days(int(m[1]) * 100, int(m[1]) * 100 + 99)
    if m := _WEEK.match(value):
        return _week(int(m[1]), int(m[2]), bool(m[3]))
    if m := _QUARTER.match(value):
        return _months(int(m[1]), int(m[2]) * 3 - 2, int(m[2]) * 3)
    if m := _HALF.match(value):
        return _months(int(m[1]), int(m[2]) * 6 - 5, int(m[2]) * 6)
    if m := _SEASON.match(value):
        return _months(int(m[1]), *SEASON_MONTHS[m[2]])
    return None


def _week(year: int, number: int, weekend: bool) -> Days | None:
    try:
        monday = date.fromisocalendar(year, number, 1)
    except ValueError:
        return None
    sunday = shift_days(monday, 6)
    if sunday is None:
        return None
    return (shift_days(monday, 5) or monday, sunday) if weekend else (monday, sunday)


def _months(year: int, first: int, last: int) -> Days | None:
    start, end = month_days(year, first), month_days(year, last)
    return (start[0], end[1]) if start and end else None


def publication_days(published: str | None) -> Days | None:
    """The days on which an article may have appeared, given its date cut to its precision."""
    if not published:
        return None
    m = re.match(r"\s*(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", published)
    if not m:
        return None
    if m[3]:
        found = day(int(m[1]), int(m[2]), int(m[3]))
        return (found, found) if found else None
    if m[2]:
        return month_days(int(m[1]), int(m[2])) if 1 <= int(m[2]) <= 12 else None
    return year_days(int(m[1]))
