"""Towns and provinces that no actor's name holds: they tell of which country an article speaks."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from dateline.knowledge.places import spots
from dateline.mentions.drafts import Draft
from dateline.mentions.located import town_of
from dateline.mentions.pieces import AROUND, NAME_TAGS
from dateline.mentions.regions import acts, as_government

if TYPE_CHECKING:
    from collections.abc import Container

    from dateline.language.words import Doc

_PLACES = frozenset(("GPE", "LOC", "FAC"))
# No more are looked up in one article: lists of thousands of towns stay cheap.
_AT_MOST = 400


# Of namesakes the one that is so many times larger than any other is likely meant, if it is large.
_TIMES, _LARGE = 5, 50_000
_SURE, _LIKELY = 1.0, 0.5


class Town(NamedTuple):
    """A place name at token `i`, the state that it lies in, and how much that tells."""

    i: int
    country: str
    weight: float


def towns_of(doc: Doc, taken: Container[int]) -> list[Town]:
    """The towns of a text whose country is sure, or likely, without those in `taken`."""
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
        likely = None if there is not None else _likely(doc.said(k, end))
        if there is not None:
            found.append(Town(k, there[0], _SURE))
        elif likely is not None:
            found.append(Town(k, likely, _LIKELY))
        k = there[1] if there is not None else end
    return found


@lru_cache(maxsize=4096)
def _likely(name: str) -> str | None:
    largest: dict[str, int] = {}
    for spot in spots(name):
        if spot.country is not None:
            largest[spot.country] = max(largest.get(spot.country, 0), spot.population)
    ranked = sorted(largest.items(), key=lambda pair: -pair[1])
    if not ranked or ranked[0][1] < _LARGE:
        return None
    second = ranked[1][1] if len(ranked) > 1 else 0
    return ranked[0][0] if ranked[0][1] >= _TIMES * second else None


_COUNTIES = frozenset(("County", "Parish"))


# What stands after a province's name and is a part of it.
_KINDS = frozenset(
    "Province County City District Municipality Prefecture Oblast Governorate Canton".split()
)


def acting_towns(doc: Doc, drafts: list[Draft], home: tuple[str, bool] | None) -> list[Draft]:
    """Towns and counties that do what a government does: "Gweru sued", "Pine County in Ohio issued an order".

    Only those whose state is sure; a county of the United States where the text has to do with them, and in a
    state's own medium (`home`) its provinces, whatever they do.
    """
    taken = {k for d in drafts for k in range(d.i, d.j)}
    found: list[Draft] = []
    for token in doc:
        if token.dep_ != "nsubj" or token.ent_type_ != "GPE" or token.i in taken:
            continue
        i = token.i
        while i > 0 and doc[i].ent_iob_ == "I":
            i -= 1
        j = token.i + 1
        kind = j - i > 1 and token.text in _KINDS
        own = (
            home[0] if home is not None and home[1] and kind and token.head.pos_ == "VERB" else None
        )
        if any(k in taken for k in range(i, j)) or not (own or acts(doc, i, j, token.i)):
            continue
        there = town_of(doc, i, j)
        whole = there is not None and (there[1] == j or kind and there[1] == j - 1)
        country = there[0] if there is not None and whole else own
        if own and country != own:
            continue
        if token.text in _COUNTIES and j - i > 1 and "USA" in doc.user_data.get(AROUND, ()):
            country = country or "USA"
        if country is None:
            continue
        town = Draft(i, j, doc[i].idx, token.idx + len(token.text), token.i, "geo", kind="region")
        town.name, town.country, town.country_by = doc.said(i, j), country, "name"
        as_government(town)
        found.append(town)
    return found
