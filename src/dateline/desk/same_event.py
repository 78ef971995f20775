"""When two rows may tell one event: the same two sides, in the same days, in one place."""

from __future__ import annotations

from datetime import date, timedelta

from dateline.desk.keys import Bound
from dateline.desk.rows import Row
from dateline.stories.words import plain, words_of

DAYS = 1
"""So many days may lie between the times of two tellings."""
NEWS_DAYS = 2
"""The same, at least, where one of them says no day, and that of its publication stands for it."""
LONGEST = 7
"""A time of more days than these ("in 2017", "last month") is no day of an event."""

MUTUAL = frozenset(("AGREE", "CONSULT", "COOPERATE"))
"""Types of which it makes no difference who is named first."""
COMMON_WORDS = 2
LONG_WORD = 6
_COMMON = frozenset(
    "against because before between country during foreign government including leader leaders "
    "minister ministers ministry national official officials people president recent secretary "
    "should spokesman spokesperson statement through united would".split()
)


def dyads(event: Row) -> set[tuple[str, str]]:
    """Who does it to whom: pairs of countries, or of names with "=" before them where no country is
    known. Of what several do together each pair is one; of what one does alone the second is empty.
    """
    sources, targets = parties(event, "source"), parties(event, "target")
    if targets:
        pairs = {(s, t) for s in sources for t in targets}
    elif len(sources) > 1:
        pairs = {(s, t) for s in sources for t in sources if s != t}
    else:
        pairs = {(s, "") for s in sources}
    if event["type"] in MUTUAL:
        pairs |= {(t, s) for s, t in pairs if t}
    return pairs


def parties(event: Row, side: str) -> set[str]:
    """The countries of one side, or names with "=" before them."""
    told = zip(event[f"{side}_countries"], event[f"{side}_names"], strict=True)
    return {country or f"={name.lower()}" for country, name in told}


def same_parties(one: Row, other: Row) -> bool:
    """Whether two events have a dyad in common. Of what one does alone that says little: their
    sentences must have words in common too."""
    common = dyads(one) & dyads(other)
    return any(t for _, t in common) or (
        bool(common) and len(_words(one) & _words(other)) >= COMMON_WORDS
    )


def _words(event: Row) -> set[str]:
    """The words of a sentence that may tell one event from another: long ones, but no names of its
    parties."""
    names = " ".join([*event["source_names"], *event["target_names"]])
    said, known = (
        {plain(w) for w in words_of(text) if len(w) >= LONG_WORD}
        for text in (event["sentence"], names)
    )
    return said - known - _COMMON


def apart(one: Row, other: Row, most: int) -> int | None:
    """The days between two events; None where they are too many, or not known."""
    first, told_first = days(one)
    second, told_second = days(other)
    if first is None or second is None:
        return None
    gap = max((second[0] - first[1]).days, (first[0] - second[1]).days, 0)
    widest = most if told_first and told_second else max(most, NEWS_DAYS)
    return gap if gap <= widest else None


def days(event: Row) -> tuple[tuple[date, date] | None, bool]:
    """The first and the last day of an event, and whether the text tells them. Where it tells none
    the day of publication stands for it, but not for history."""
    earliest, latest = _day(event["when_earliest"]), _day(event["when_latest"])
    told = event["when_basis"] != "publication"
    if earliest and latest and latest - earliest < timedelta(days=LONGEST):
        return (earliest, latest), told
    published = None if event["background"] or (earliest and latest) else _day(event["published"])
    return ((published, published) if published else None), False


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None


def with_any(parties: set[str], bound: Bound) -> str:
    """The condition that a row has some of these parties, on either side."""
    countries = sorted(p for p in parties if not p.startswith("="))
    names = sorted(p.removeprefix("=") for p in parties if p.startswith("="))
    cases = []
    if countries:
        sign = bound(countries)
        cases += [f"list_has_any({side}_countries, {sign}::VARCHAR[])" for side in _SIDES]
    if names:
        sign = bound(names)
        cases += [
            f"list_has_any(list_transform({side}_names, lambda n: lower(n)), {sign}::VARCHAR[])"
            for side in _SIDES
        ]
    return f"({' OR '.join(cases)})" if cases else "false"


def same_place(one: Row, other: Row) -> bool:
    """Whether two events are not in two different countries."""
    countries = one["where_country"], other["where_country"]
    return None in countries or countries[0] == countries[1]


_SIDES = ("source", "target")
DAY_ENDS = "~"
"""Comes after all that may follow a day in a date with a time."""


def window(event: Row, most: int) -> tuple[str, str] | None:
    """The first and the last day, in ISO, on which a row `apart` from an event can lie: wider where
    one of both tells no day of its own. None where the event has no day."""
    span, _ = days(event)
    if span is None:
        return None
    wide = timedelta(days=max(most, NEWS_DAYS))
    return (span[0] - wide).isoformat(), (span[1] + wide).isoformat()
