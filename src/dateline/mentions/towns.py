"""Towns and provinces that no actor's name holds: they tell of which country an article speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dateline.mentions.located import town_of
from dateline.mentions.units import NAME_TAGS

if TYPE_CHECKING:
    from collections.abc import Container

    from spacy.tokens import Doc

_PLACES = frozenset(("GPE", "LOC", "FAC"))
# No more are looked up in one article: lists of thousands of towns stay cheap.
_AT_MOST = 400


class Town(NamedTuple):
    """A place name at token `i` and the state that it lies in without doubt."""

    i: int
    country: str


def towns_of(doc: Doc, taken: Container[int]) -> list[Town]:
    """The towns of a text whose country is sure, without those in `taken` tokens."""
    found: list[Town] = []
    asked, k = 0, 0
    while k < len(doc) and asked < _AT_MOST:
        token = doc[k]
        if token.ent_type_ not in _PLACES or token.tag_ not in NAME_TAGS or k in taken:
            k += 1
            continue
        end = k + 1
        while end < len(doc) and doc[end].ent_iob_ == "I" and end - k < 4:
            end += 1
        asked += 1
        there = town_of(doc, k, end)
        if there is not None:
            found.append(Town(k, there[0]))
        k = there[1] if there is not None else k + 1
    return found
