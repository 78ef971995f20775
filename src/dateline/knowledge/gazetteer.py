"""Find the names of the tables in a text in one pass, longest first.

Names are case-sensitive ("US" is not "us"), begin and end at the border of a word, and are found
in folded text.
"""

from __future__ import annotations

from collections.abc import Mapping

from dateline.knowledge.contested import Hit, settle
from dateline.knowledge.context import current, current_day
from dateline.knowledge.folding import fold
from dateline.knowledge.layers import Named
from dateline.knowledge.matching import inside_word
from dateline.knowledge.tables import Entity, Term
from dateline.knowledge.terms import Day, held

__all__ = ["Hit", "Named", "find_names", "names"]


def names() -> Mapping[str, Named]:
    """Every name of the tables in use, folded, with what it stands for."""
    return current().names


def _glued(text: str, named: Named) -> bool:
    """Full names of three words are known even where a scraper lost the space beside them."""
    return named.person is not None and text.count(" ") >= 2


def _on_day(named: Named, day: Day | None) -> Named:
    """The same with the entity that bore the name on the day, where the tables date it.

    One that has other codes at other times stands in several rows of one id; of others of the
    same name one is taken only where the first had no such name then.
    """
    first = named.entity
    if day is None or not day.known or first is None or not named.others:
        return named

    def so(entity: Entity) -> bool:
        return held(Term("", "", (), entity.since, entity.until), day) in ("in", "maybe")

    dated = [e for e in named.others if (e.since or e.until) and so(e)]
    if (first.since or first.until) and so(first):
        return named
    same = [e for e in dated if e.id == first.id]
    if not same and so(first):
        return named
    best = next(iter([*same, *dated, *(e for e in named.others if so(e))]), None)
    return named if best is None else named._replace(entity=best)


def find_names(text: str) -> list[Hit]:
    """The names in a text, none overlapping, the earliest and then the longest first.

    All overlapping matches are looked at, so that "Indian" inside "Indiana" hides nothing. A name
    that several bear is there only where the text tells whose it is (see `contested`).
    """
    folded = fold(text)
    day = current_day()
    found = [
        (start, -end, named)
        for start, end, named in current().find(folded)
        if not inside_word(folded, start, end) or _glued(folded[start:end], named)
    ]
    found.sort(key=lambda hit: hit[:2])
    hits: list[Hit] = []
    last = 0
    for start, minus_end, named in found:
        if start >= last:
            last = -minus_end
            hits.append(Hit(start, last, _on_day(named, day)))
    return settle(hits)
