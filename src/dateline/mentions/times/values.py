"""What readers of time share: drafts, scenes, and how relative values are worked out.

Each reader (`dates`, `years`, `relative`, `lengths`) takes the match of one rule of `patterns` and
the `Scene` in which it stands, and returns a `Draft`, or None when the words are no time after all.
What is relative is worked out for the first and for the last day on which the article may have
appeared: where both agree the value is exact, where not it is masked ("2022-WXX-7") and the
interval covers both.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal, NamedTuple

from dateline.mentions.times import words as w
from dateline.mentions.times.intervals import (
    Days,
    covered,
    shift_days,
    shift_months,
)

Kind = Literal["DATE", "TIME", "DURATION", "SET"]
Direction = Literal["past", "future", "unknown"]
Match = re.Match[str]


class Draft(NamedTuple):
    """A reading: type, value and, where they are known, the first and last day."""

    type: Kind
    value: str
    earliest: str | None = None
    latest: str | None = None


NO_DAY = Draft("DATE", "")
"""Written like a date, but no calendar has it: nothing inside it is read either."""


class Scene(NamedTuple):
    """What a reader may know of the surroundings of its match."""

    published: Days | None
    anchor: Days | None  # the day or period named last before this match
    quarter: Days | None  # the business quarter named last before this match
    direction: Callable[[int, int], Direction]
    tag: Callable[[int], str]  # part of speech of the word at a character
    narrative: bool  # a chronicle, whose dates lean on one another and not on publication
    month_first: bool
    text: str


def dated(value: str, kind: Kind = "DATE", days: Days | None = None) -> Draft:
    """A draft whose interval follows from its value, unless `days` says it."""
    days = days or covered(value)
    if days is None:
        return Draft(kind, value)
    return Draft(kind, value, days[0].isoformat(), days[1].isoformat())


def relative(
    window: Days | None, move: Callable[[date], str | None], mask: str, kind: Kind = "DATE"
) -> Draft:
    """The value of `move` over the days of `window`; masked where they disagree or are unknown."""
    if window is None:
        return Draft(kind, mask)
    first, last = move(window[0]), move(window[1])
    if first is None or last is None:
        return Draft(kind, mask)
    if first == last:
        return dated(first, kind)
    a, b = covered(first), covered(last)
    if a is None or b is None:
        return Draft(kind, mask)
    earliest, latest = min(a[0], b[0]), max(a[1], b[1])
    # From a year alone nothing finer than a month is told apart: the window is that year.
    if (window[1] - window[0]).days > 31 and ("W" in mask or mask.count("-XX") > 1):
        earliest, latest = window
    if earliest.year == latest.year:
        mask = mask.replace("XXXX", f"{earliest.year:04d}", 1)
    return Draft(kind, mask, earliest.isoformat(), latest.isoformat())


def narrowed(draft: Draft, phase: str | None) -> Draft:
    """The draft with its interval cut to its early, middle or late third."""
    if not phase or not draft.earliest or not draft.latest:
        return draft
    low, high = parse_day(draft.earliest), parse_day(draft.latest)
    if low is None or high is None:
        return draft
    total = (high - low).days + 1
    word = phase.lower().replace("-", " ").split()
    third = max(total // 3, 1)
    if any(x in word for x in ("early", "beginning", "start", "first")):
        high = low + timedelta(days=third - 1)
    elif any(x in word for x in ("mid", "middle")):
        low, high = low + timedelta(days=third), low + timedelta(days=max(2 * third, third))
    elif any(x in word for x in ("late", "end", "close", "latter", "last", "second")):
        low = high - timedelta(days=third - 1)
    return draft._replace(earliest=low.isoformat(), latest=high.isoformat())


def parse_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def full_year(digits: str) -> int:
    """The year of two or four digits: 00–49 lie in this century, 50–99 in the last."""
    number = int(digits)
    if len(digits) > 2:
        return number
    return number + (2000 if number < 50 else 1900)


def week_value(when: date) -> str:
    year, week, _ = when.isocalendar()
    return f"{year:04d}-W{week:02d}"


def quarter_value(when: date) -> str:
    return f"{when.year:04d}-Q{(when.month + 2) // 3}"


def period_value(when: date, unit: str, count: int = 0) -> str | None:
    """The period of kind `unit` that lies `count` periods from the one of `when`."""
    if unit == "D":
        moved = shift_days(when, count)
        return moved.isoformat() if moved else None
    if unit in ("W", "WE", "FN"):
        moved = shift_days(when, count * (14 if unit == "FN" else 7))
        if moved is None:
            return None
        return week_value(moved) + ("-WE" if unit == "WE" else "")
    if unit == "M":
        moved = shift_months(when, count)
        return f"{moved.year:04d}-{moved.month:02d}" if moved else None
    if unit == "Q":
        moved = shift_months(when, 3 * count)
        return quarter_value(moved) if moved else None
    year = when.year + count * {"Y": 1, "E": 10, "C": 100}.get(unit, 1)
    if not 1 <= year <= 9999:
        return None
    return {"Y": f"{year:04d}", "E": f"{year // 10:03d}", "C": f"{year // 100:02d}"}.get(unit)


MASKS = {
    "D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX",
    "Y": "XXXX", "E": "XXX", "C": "XX", "FN": "XXXX-WXX",
}  # fmt: skip


def unit_code(word: str) -> str:
    """The code of a unit of time in any number or spelling: "hrs" → H, "centuries" → C."""
    low = word.lower()
    low = {"min": "minute", "mins": "minute", "hr": "hour", "hrs": "hour", "yr": "year",
           "yrs": "year", "centuries": "century"}.get(low, low)  # fmt: skip
    return w.UNITS.get(low) or w.UNITS.get(low.rstrip("s"), "D")


def length_value(count: float | None, unit: str) -> str:
    """A TIMEX3 duration: P3D, PT2H, P1DE, PXM for an unknown number of months."""
    if count is not None and unit in ("FN", "C", "L", "HY", "Q", "WE"):
        factor, unit = {
            "FN": (2, "W"), "C": (100, "Y"), "L": (1000, "Y"), "HY": (6, "M"), "Q": (1, "Q"),
            "WE": (1, "WE"),
        }[unit]  # fmt: skip
        count *= factor
    if count is not None and count % 1 == 0.5 and count > 1 and unit in ("Y", "H"):
        whole = int(count)
        return f"P{whole}Y6M" if unit == "Y" else f"PT{whole}H30M"
    text = "X" if count is None else f"{count:g}" if count < 1e6 else str(int(count))
    if unit in ("S", "H"):
        return f"PT{text}{unit}"
    if unit == "MIN":
        return f"PT{text}M"
    return f"P{text}{unit}"


def part_of(draft: Draft, part: str | None) -> Draft:
    """A day with a part of it: "Sunday night" is a TIME."""
    if not part or draft.type != "DATE" or len(draft.value) < 8 or not draft.value[-1].isdigit():
        return draft
    code = w.DAY_PARTS.get(part.lower())
    if part.lower() in ("noon", "midday"):
        return draft._replace(type="TIME", value=draft.value + "T12:00")
    if part.lower() == "midnight":
        return draft._replace(type="TIME", value=draft.value + "T24:00")
    return draft._replace(type="TIME", value=f"{draft.value}T{code}") if code else draft
