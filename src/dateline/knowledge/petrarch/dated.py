"""Codes in brackets and the days that they hold: `[KENGOV 030117-050630]`, `[KENELI <1990]`."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from dateline.knowledge.petrarch.lines import Told

_PARTS = re.compile(r"([A-Za-z0-9+#/~-]*?)\s*(?:([<>])\s*(\d+)|(?<!\d)(\d+)\s*-\s*(\d+)|)\s*")
# Two-digit years from here on are of the 20th century.
_PIVOT = 30


class Code(NamedTuple):
    code: str
    since: str
    until: str
    where: str


def read_code(inside: str, where: str, told: Told) -> Code | None:
    match = _PARTS.fullmatch(inside.strip())
    if match is None or not match[1]:
        told.at(
            f"[{inside[:40]}] cannot be read",
            where,
            "write [CODE], [CODE <yymmdd], [CODE >yymmdd] or [CODE yymmdd-yymmdd]",
        )
        return None
    code, sign, one, first, last = match.groups()
    days = {}
    for label, digits in (("one", one), ("first", first), ("last", last)):
        days[label] = _day(digits) if digits else ""
        if digits and not days[label]:
            told.at(
                f"date {digits[:20]} in [{inside[:40]}] cannot be read",
                where,
                "write yymmdd, yyyymmdd or yyyyddd",
            )
            return None
    since = days["one"] if sign == ">" else days["first"]
    until = _day_before(days["one"]) if sign == "<" else days["last"]
    if since and until and until < since[: len(until)]:
        told.at(f"[{inside[:40]}] ends before it begins", where, "swap the dates")
        return None
    return Code(code.upper(), since, until, where)


def _day(digits: str) -> str:
    """An ISO date, cut to the month or year where the rest is no date; empty for no date."""
    if len(digits) == 6:
        digits = ("19" if int(digits[:2]) >= _PIVOT else "20") + digits
    year = digits[:4]
    if not "1000" <= year <= "2100":
        return ""
    if len(digits) == 4:
        return year
    if len(digits) == 7:
        day = int(digits[4:])
        if not 1 <= day <= 366:
            return ""
        return (date(int(year), 1, 1) + timedelta(day - 1)).isoformat()
    if len(digits) != 8:
        return ""
    try:
        return date(int(year), int(digits[4:6]), int(digits[6:])).isoformat()
    except ValueError:
        month = int(digits[4:6])
        return f"{year}-{month:02}" if 1 <= month <= 12 else year if month == 0 else ""


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(1)).isoformat() if len(day) == 10 else day
