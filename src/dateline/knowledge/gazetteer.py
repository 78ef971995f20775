"""All names in one automaton: find them in a text in one pass, longest first.

The automaton is built from the tables at the first use and kept. Names are case-sensitive
("US" is not "us"), begin and end at the border of a word, and are found in folded text.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from dateline.knowledge.folding import fold
from dateline.knowledge.tables import Entity, Person, entities, people

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

# Which reading of a name comes first where it has several ("US" is state and adjective).
_ORDER = ("block", "state", "adjective", "people", "seat", "capital", "region")


class Named(NamedTuple):
    """What one name may stand for. `alone` are people known by this surname."""

    entity: Entity | None
    person: Person | None
    alone: tuple[Person, ...]
    adjective: bool


class Hit(NamedTuple):
    """A name found at `start` to `end`."""

    start: int
    end: int
    named: Named


@lru_cache(maxsize=1)
def names() -> dict[str, Named]:
    """Every name of the tables, folded, with what it stands for."""
    table: dict[str, Named] = {}
    empty = Named(None, None, (), False)

    def rank(entity: Entity) -> int:
        return _ORDER.index(entity.kind) if entity.kind in _ORDER else 3

    for name, entity in entities():
        key = fold(name)
        old = table.get(key, empty)
        adjective = old.adjective or entity.kind == "adjective"
        best = entity
        if old.entity is not None and rank(old.entity) <= rank(entity):
            best = old.entity
        table[key] = old._replace(entity=best, adjective=adjective)
    for person, full, alone in people():
        for name in full:
            key = fold(name)
            table[key] = table.get(key, empty)._replace(person=person)
        for name in alone:
            key = fold(name)
            old = table.get(key, empty)
            table[key] = old._replace(alone=(*old.alone, person))
    # "SOUTH KOREA" in a headline-like line; short forms stay case-sensitive.
    for key, named in list(table.items()):
        if len(key) >= 6 and named.entity is not None and named.entity.kind in ("state", "igo"):
            table.setdefault(key.upper(), named)
    return table


@lru_cache(maxsize=1)
def _automaton() -> tuple[AhoCorasick, list[Named], frozenset[int]]:
    from ahocorasick_rs import AhoCorasick, MatchKind

    table = names()
    # Full names of three words are known even where a scraper lost the space beside them.
    glued = frozenset(
        k for k, (name, what) in enumerate(table.items()) if what.person and name.count(" ") >= 2
    )
    return AhoCorasick(list(table), matchkind=MatchKind.Standard), list(table.values()), glued


def _inside_word(text: str, start: int, end: int) -> bool:
    if start and text[start - 1].isalnum() and text[start].isalnum():
        return True
    return end < len(text) and text[end].isalnum() and text[end - 1].isalnum()


def find_names(text: str) -> list[Hit]:
    """The names in a text, none overlapping, the earliest and then the longest first.

    All overlapping matches are looked at, so that "Indian" inside "Indiana" hides nothing.
    """
    automaton, values, glued = _automaton()
    folded = fold(text)
    found = [
        (start, -end, which)
        for which, start, end in automaton.find_matches_as_indexes(folded, overlapping=True)
        if which in glued or not _inside_word(folded, start, end)
    ]
    found.sort()
    hits: list[Hit] = []
    last = 0
    for start, minus_end, which in found:
        if start >= last:
            last = -minus_end
            hits.append(Hit(start, last, values[which]))
    return hits
