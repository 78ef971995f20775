"""Names that two states bear, or a state and a part of another: "Georgia", "Congo", "Korea".

Which is meant is told by the names near by; where they do not tell, it is left open.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from dateline.knowledge.gazetteer import names
from dateline.knowledge.tables import Entity, toml


class Sense(NamedTuple):
    """One thing that a name may stand for: a country, the words that speak for it, its entity's name."""

    country: str
    words: tuple[str, ...]
    stands: str


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[Sense, ...]]:
    found: dict[str, tuple[Sense, ...]] = {}
    for row in toml("words.toml")["sense"]:
        for name in row["names"]:
            found[name] = tuple(
                Sense(code, tuple(row["words"][code]), row["stands"][code].replace("*", name))
                for code in row["words"]
            )
    return found


@lru_cache(maxsize=1)
def pattern() -> re.Pattern[str]:
    """Every such name, as whole words."""
    return re.compile(r"\b(?:%s)\b" % "|".join(sorted(_table(), key=len, reverse=True)))  # noqa: UP031


def has_senses(name: str) -> bool:
    """Whether a name is one of several bearers."""
    return name in _table()


def bearers(name: str) -> list[str]:
    """The candidates in words: "Georgia (USA)"."""
    return [f"{s.stands or name} ({s.country})" for s in _table()[name]]


def meant(name: str, text: str, home: str | None, others: frozenset[str]) -> Entity | None:
    """What a name stands for in a text; None where it is open.

    `home` is the outlet's country, `others` are the states that the text names besides.
    """
    senses = _table()[name]
    scores = sorted(
        ((sum(w in text for w in s.words) + 2 * (s.country == home), s) for s in senses),
        key=lambda pair: -pair[0],
    )
    if scores[0][0] == scores[1][0] == 0 and any(not s.stands for s in senses):
        # Among states it is the state; among parts of the other, that part.
        part = next(s for s in senses if not s.stands)
        if others and part.country not in others:
            return next((_entity(s, name) for s in senses if s.stands), None)
    if scores[0][0] == scores[1][0]:
        return None
    return _entity(scores[0][1], name)


def stands_for_state(name: str) -> Entity | None:
    """The one state that bears a name which else only parts of states bear; None where there are several."""
    states = [s for s in _table()[name] if s.stands]
    return _entity(states[0], name) if len(states) == 1 else None


def _entity(sense: Sense, name: str) -> Entity | None:
    if not sense.stands:
        return Entity("", name, sense.country, (), "region")
    named = names().get(sense.stands)
    return named.entity if named is not None else None
