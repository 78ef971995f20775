"""When an article without a date was written, as far as the offices that it names tell.

"President Keane said" is written while Keane was in office. Of several such days
those count on which most who are named with a title held it, and of these the latest; where another
known person would only take office later, nothing is told.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from dateline.knowledge.agents import modifiers
from dateline.knowledge.currency import currency
from dateline.knowledge.tables import HEAD, Term
from dateline.knowledge.terms import HEAD_TITLES, NO_DAY, Day, plain_office, standing
from dateline.mentions.chains import Chain

if TYPE_CHECKING:
    from dateline.language.words import Doc

_NOT_NOW = frozenset(k for k, v in modifiers().items() if v == "former") | {
    "then", "late", "ex", "future", "elect",
}  # fmt: skip
_LOOK = 400  # of a longer text the first mentions tell enough
_DATED = frozenset(("vice president", "foreign minister", "defence minister", "secretary of state"))


def _titled(doc: Doc, chain: Chain) -> list[Term]:
    """The terms of a person who is named with the title of one, as the one who holds it now."""
    person = chain.head.person
    titles = [u for u in chain.units if u.agent is not None]
    if person is None or not titles or titles[0] is chain.head:
        return []
    start = max(0, chain.i - 2)
    if any(t.lower_ in _NOT_NOW for t in doc[start : chain.head.i]):
        return []
    said = plain_office(doc.said(titles[0].i, titles[-1].j))
    if said not in HEAD_TITLES and said not in _DATED:
        return []
    return [t for t in person.terms if plain_office(t.office) in (said, HEAD)]


def _next_day(text: str, days: int) -> str:
    """A day later or earlier; an office changes hands on a day that belongs to both."""
    full = f"{text}-01-01"[:10] if len(text) == 4 else f"{text}-01" if len(text) == 7 else text
    return (date.fromisoformat(full) + timedelta(days=days)).isoformat()


def _span(term: Term) -> tuple[str, str]:
    until = term.until.rstrip("?") or max(currency().people, term.since)
    return _next_day(term.since, 1), _next_day(until, -1)


def _common(spans: list[tuple[str, tuple[str, str]]]) -> tuple[int, str, str] | None:
    """The days on which most of the persons held their offices, the latest of those."""
    best: tuple[int, str, str] | None = None
    for _, (first, end) in spans:
        who = set()
        for person, (since, until) in spans:
            low, high = max(first, since), min(end, until)
            if person not in who and low <= high:
                first, end = low, high
                who.add(person)
        if first <= end and (best is None or (len(who), first) > best[:2]):
            best = len(who), first, end
    return best


def told_day(doc: Doc, chains: list[Chain]) -> Day:
    """The span of days in which a text was written, told by the holders of offices that it names."""
    spans = [
        (chain.head.person.id, _span(term))
        for chain in chains[:_LOOK]
        if chain.head.person is not None
        for term in _titled(doc, chain)
    ]
    spans = sorted(set(spans), key=lambda s: s[1], reverse=True)
    best = _common(spans)
    if best is None:
        return NO_DAY
    day = Day(best[1], best[2])
    for chain in chains:
        if chain.head.person is not None and standing(chain.head.person, day)[0] == "future":
            return NO_DAY
    return day
