"""Dates and periods of days as Microsoft's Recognizers-Text specifies them (MIT), resolved alike or not.

Each case is a sentence, the day on which it is said, and the days that an expression in it covers; where
the specification gives two readings (the last and the next such day), either counts. A case is right when
a time of ours lies over the expression and covers the same days: the first and the last, for a period
(whose end the specification writes as the day after). Recognizers reads what people say to a calendar;
what news does not write is left out by the rules of `LEFT_OUT`, counted and listed by `left-out`.

    python -m benchmarks.date_specs              # the table
    python -m benchmarks.date_specs faults       # each case that is resolved otherwise
    python -m benchmarks.date_specs left-out     # each case that is left out, by reason
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from benchmarks.common import print_table, shared

FILES = ("DateParser", "DatePeriodParser", "DateTimeModel")
Days = tuple[str, str]


class Case(NamedTuple):
    """One expression: `days` are the readings that count, first and last day each."""

    kind: str
    said: str
    text: str
    start: int
    end: int
    days: frozenset[Days]


_MONTHS = "january february march april june july august september october november december"
_NAMES = f"{_MONTHS} jan feb mar apr jun jul aug sep sept oct nov dec".split() + (
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun "
    "easter christmas halloween thanksgiving independence labor".split()
)
LEFT_OUT: dict[str, str] = {
    "names of days and months in lower case": rf"\b(?:{'|'.join(_NAMES)})\b|^(?:in )?may\b|\bmay \d",
    "words and digits run together": r"[a-zA-Z]{3,}-?\d|\d[a-z]{3,}|[A-Za-z]/\d|\d[~/]\S|\d+[-/][A-Za-z]+[-/]\d"
    r"|[qQ]\d-\d|\d[HQ]\d|-q\d|\d\d s$",
    "a day of the month alone": r"(?i)^(?:on )?(?:the )?(?:\d{1,2}(?:st|nd|rd|th)?|(?:twenty|thirty)[ -]?[a-z]*)$"
    r"|^(?:from )?the [a-z-]+ to the",
    "digits without a year": r"^(?:on |from |this |next |[A-Z][a-z]+day )*\(?\d{1,2}[/. -]\d{1,2}\)?\b(?![/.-]\d)",
    "before, since, until: open at one end": r"(?i)\b(?:before|after|since|until|till|til|prior|earlier than|"
    r"later than|no later|by|as of|from now|or (?:later|earlier)|onward|starting|ending|more than|less than|not)\b",
    "early, late, middle, rest: how long is convention": r"(?i)\b(?:early|late|mid|earlier|later|beginning|middle|"
    r"start|end|rest|remaining|remainder)\b",
    "a week by its number": r"(?i)\bweek\s?\d|\bw\d|\d(?:st|nd|rd|th)? week\b|(?:first|second|third|fourth|fifth|last|"
    r"\d\w\w) (?:week|month) (?:of|in|next|last)",
    "days in words, as one speaks": r"\b(?:twenty|thirty) [a-z]+|the fifteen$|first \d\d$",
    "the number first": r"^\d+ (?:next|past|previous)|in the future$",
    "decades from round years": r"\bdecades?$",
    "years in words": r"(?i)\b(?:two thousand|nineteen|twenty[- ]tens|noughties|thousands?|hundred)\b",
    "a calendar's own words": r"(?i)\b(?:upcoming|coming up|following|ytd|mtd|to date|within|in the next|over the "
    r"next|eod|eom|eoy|eow|fy|school year|sy|year to|month to|week to|my|fortnight|business|workday|workweek|working|"
    r"tmrw|otd|cy\d\d|w/c|fortnight)\b|^(?:the )?(?:day|week|year|weekend)$|^(?:in )?\d+\b(?! [A-Z])",
    "a weekday or month cut short, or alone in a form": r"^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b(?![a-z])",
}
"""Reason → what such an expression looks like."""


def _days(start: str | None, end: str | None, exclusive: bool) -> Days | None:
    if not start or not end:
        return None
    try:
        first, last = date.fromisoformat(start[:10]), date.fromisoformat(end[:10])
    except ValueError:
        return None
    if exclusive:
        last -= timedelta(days=1)
    return first.isoformat(), last.isoformat()


def _readings(result: dict[str, Any], kind: str) -> Iterator[Days | None]:
    resolution = result.get("Resolution") or {}
    for value in resolution.get("values") or ():
        if kind == "date":
            yield _days(value.get("value"), value.get("value"), False)
        else:
            yield _days(value.get("start"), value.get("end"), True)
    parsed = result.get("Value") or {}
    for key in ("FutureResolution", "PastResolution"):
        found = parsed.get(key) or {}
        if kind == "date":
            yield _days(found.get("date"), found.get("date"), False)
        else:
            yield _days(found.get("startDate"), found.get("endDate"), True)


def cases() -> Iterator[Case]:
    """The dates and periods of days, each expression in its sentence once."""
    seen = set()
    for name in FILES:
        path = shared("benchmarks", "date-specs", f"{name}.json")
        for spec in json.loads(path.read_text("utf-8-sig")):
            said = (spec.get("Context") or {}).get("ReferenceDateTime", "")[:10]
            if not said or spec.get("NotSupportedByDesign"):
                continue
            for result in spec["Results"]:
                kind = (result.get("TypeName") or result.get("Type") or "").rpartition(".")[2]
                if kind not in ("date", "daterange"):
                    continue
                start = result["Start"]
                end = start + result["Length"] if "Length" in result else result["End"] + 1
                # 0001-01-01 stands for what no calendar has.
                days = frozenset(d for d in _readings(result, kind) if d and d[0] > "0001-02")
                key = (spec["Input"], start, said)
                if days and key not in seen:
                    seen.add(key)
                    yield Case(kind, said, spec["Input"], start, end, days)


def left_out(case: Case) -> str | None:
    """Why a case is not what news writes; None where it is."""
    words = case.text[case.start : case.end].strip()
    return next((why for why, look in LEFT_OUT.items() if re.search(look, words)), None)


_OFFSET = re.compile(
    r"\b(?:weeks?|months?|years?) (?:ago|back|from|hence)\b|^in (?:\w+) (?:weeks?|months?|years?)$",
    re.IGNORECASE,
)


def alike(case: Case, found: list[Days]) -> bool:
    """Whether one of the periods found is one of those that count.

    A single day must be that day; only where it is told by weeks, months or years from today, TimeML
    has the whole week, month or year, and the day has to lie in it. Of a period each end may be a day
    off, for whether today or the last day counts is convention; where the specification ends a range
    at the beginning of the month or year that it names last, ours may end with it.
    """
    for ours in found:
        for theirs in case.days:
            if ours == theirs:
                return True
            if case.kind == "date":
                told = case.text[case.start : case.end]
                if _OFFSET.search(told) and ours[0] <= theirs[0] <= ours[1]:
                    return True
                continue
            ends = {_moved(theirs[1], d) for d in (-1, 0, 1, 2)}
            last = _moved(ours[1], 1)
            to_the_end = last.endswith("-01") and _moved(theirs[1], 1) in (
                last[:4] + "-01-01",
                _before(last),
                _before(_before(_before(last))),
            )
            starts = {_moved(theirs[0], d) for d in (-1, 0, 1)}
            if ours[0] in starts and (
                ours[1] in ends or to_the_end or _year_before(last) == _moved(theirs[1], 1)
            ):
                return True
    return False


def _moved(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def _before(first: str) -> str:
    """The first of the month before a first of a month."""
    return (date.fromisoformat(first) - timedelta(days=1)).replace(day=1).isoformat()


def _year_before(first: str) -> str:
    """The same first of January a year before; empty for another day."""
    return f"{int(first[:4]) - 1:04d}-01-01" if first.endswith("-01-01") else ""


def resolved(case: Case) -> list[Days]:
    """The days of the times of ours that lie over the expression."""
    from dateline.articles import article_from_prose
    from dateline.language import parse_article
    from dateline.mentions.times import find_times

    article = article_from_prose(case.text, published=case.said)
    times = find_times(parse_article(article), article)
    return [
        (t.earliest[:10], t.latest[:10])
        for t in times
        if t.start < case.end and t.end > case.start and t.earliest and t.latest
    ]


def judged(sample: int | None = None) -> Iterator[tuple[Case, str | None, list[Days]]]:
    """Each case, why it is left out, and the days found."""
    found = list(cases())
    for case in found if sample is None else found[:: max(1, len(found) // sample)]:
        why = left_out(case)
        yield case, why, [] if why else resolved(case)


def run(sample: int | None = None) -> dict[str, float]:
    """`alike`, the share of cases resolved alike, also by kind; and the counts."""
    counts: Counter[str] = Counter()
    for case, why, days in judged(sample):
        if why:
            counts["left out"] += 1
            continue
        right = alike(case, days)
        for key in ("all", case.kind):
            counts[key] += 1
            counts[f"{key} right"] += right
            counts[f"{key} found"] += bool(days)
    return {
        "cases": counts["all"],
        "left out": counts["left out"],
        **{
            name: counts[f"{kind} right"] / max(1, counts[kind])
            for name, kind in (("alike", "all"), ("dates", "date"), ("periods", "daterange"))
        },
        "found": counts["all found"] / max(1, counts["all"]),
    }


def main() -> None:
    """Prints the table, the faults, or what is left out."""
    if "faults" in sys.argv or "left-out" in sys.argv:
        for case, why, days in judged():
            words = case.text[case.start : case.end]
            if "left-out" in sys.argv and why:
                print(f"{why}\t{words}")
            elif "faults" in sys.argv and not why and not alike(case, days):
                print(f"{case.said}\t{case.text}\t{words}\t{sorted(case.days)}\t{days}")
        return
    found = run()
    print_table("Dates of the Recognizers' specification", ["figure", "value"], list(found.items()))


if __name__ == "__main__":
    main()
