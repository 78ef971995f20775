"""Readers of days and weeks told by their place in a week or month: "Tuesday of last week", "the first
Friday of July", "the 20th of next month", "Friday the 13th", "the week of 10 April"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from dateline.mentions.times import words as w
from dateline.mentions.times.dates import nearest_year
from dateline.mentions.times.intervals import covered, day, month_days, shift_days, shift_months
from dateline.mentions.times.values import Draft, Match, Scene, dated, relative, week_value

_STEPS = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}


def _step(which: str | None) -> int:
    """-1, 0 or 1 for "last", "this" and "next", with or without an article."""
    words = (which or "").lower().split()
    return _STEPS.get(words[-1], 0) if words else 0


def week_day(m: Match, scene: Scene) -> Draft | None:
    """ "Next week on Friday", "Tuesday of last week"."""
    number = w.WEEKDAYS[m["wd"].lower()]
    step = _step(m["which"])

    def move(d: date) -> str | None:
        moved = shift_days(d, 7 * step + number - d.isoweekday())
        return moved.isoformat() if moved else None

    return relative(scene.published, move, f"XXXX-WXX-{number}")


def nth_weekday(m: Match, scene: Scene) -> Draft | None:
    """ "The first Friday of July 2020", "the last Sunday of next month"."""
    number = w.WEEKDAYS[m["wd"].lower()]
    word = m["order"].lower()
    order = w.ORDINALS.get(word)
    if word != "last" and (order is None or order > 5):
        return None

    def within(year: int, month: int) -> str | None:
        days = month_days(year, month)
        if days is None:
            return None
        if order is None:
            found = shift_days(days[1], -((days[1].isoweekday() - number) % 7))
        else:
            found = shift_days(days[0], (number - days[0].isoweekday()) % 7 + 7 * (order - 1))
        same = found is not None and found.month == days[0].month
        return found.isoformat() if found and same else None

    return _in_month(m, scene, within, f"XXXX-WXX-{number}")


def day_of(m: Match, scene: Scene) -> Draft | None:
    """ "The 20th of next month", "the 21st of this month"."""
    number = int(re.sub(r"\D", "", m["d"]))

    def within(year: int, month: int) -> str | None:
        found = day(year, month, number)
        return found.isoformat() if found else None

    return _in_month(m, scene, within, f"XXXX-XX-{number:02d}")


def _in_month(
    m: Match, scene: Scene, within: Callable[[int, int], str | None], mask: str
) -> Draft | None:
    """The day that `within` finds in the month named, of year and month."""
    got = m.groupdict()
    if got.get("mon"):
        month = w.MONTHS[got["mon"].lower().rstrip(".")]
        if got.get("y"):
            found = within(int(got["y"]), month)
            return dated(found) if found else None
        named = nearest_year(month, None, m, scene)
        days = covered(named.value) if named else None
        found = within(days[0].year, month) if days else None
        return dated(found) if found else Draft("DATE", mask)
    step = _step(got.get("which"))

    def move(d: date) -> str | None:
        moved = shift_months(d.replace(day=1), step)
        return within(moved.year, moved.month) if moved else None

    return relative(scene.published, move, mask)


def weekday_the(m: Match, scene: Scene) -> Draft | None:
    """ "Friday the 13th": the nearest such day, backwards unless the tense looks ahead."""
    number, wanted = w.WEEKDAYS[m["wd"].lower().rstrip(",")], int(re.sub(r"\D", "", m["d"]))
    ahead = scene.direction(m.start(), m.end()) == "future"

    def move(d: date) -> str | None:
        for months in range(15):
            first = shift_months(d.replace(day=1), months if ahead else -months)
            found = day(first.year, first.month, wanted) if first else None
            if found and found.isoweekday() == number and (found >= d if ahead else found <= d):
                return found.isoformat()
        return None

    return relative(scene.published, move, f"XXXX-XX-{wanted:02d}")


def week_of(m: Match, scene: Scene) -> Draft | None:
    """ "The week of 10 April", "the week beginning February 4": the calendar's week of that day."""
    month = w.MONTHS[(m["mon"] or m["mon2"]).lower().rstrip(".")]
    number = int(re.sub(r"\D", "", m["d"] or m["d2"]))
    if m["y"]:
        found = day(int(m["y"]), month, number)
    else:
        named = nearest_year(month, number, m, scene)
        days = covered(named.value) if named else None
        found = days[0] if days else None
    return dated(week_value(found)) if found else None
