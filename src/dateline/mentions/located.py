"""Where somebody is, as far as it tells who they are: "protesters in Lyon", "a Madras court"."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from dateline.knowledge.places import Spot, spots
from dateline.knowledge.tables import many, rows
from dateline.mentions.drafts import Draft
from dateline.mentions.pieces import NAME_TAGS

if TYPE_CHECKING:
    from dateline.language.words import Doc, Token

# Where `find_actors` leaves the names of a user's own states that only say where, for `find_places`.
OWN_PLACES = "dateline.own_places"
_LOCATING = frozenset(("in", "at", "near", "across", "outside", "inside", "around", "from"))
# They are where they are not from.
_STRANGERS = frozenset(
    "ambassador envoy diplomat embassy consul consulate observer monitor tourist foreigner refugee "
    "migrant immigrant expatriate correspondent journalist reporter peacekeeper mission "
    "national delegation delegate representative visitor asylum-seeker seeker negotiator mediator "
    "pilgrim mercenary inspector media press "
    "photographer cameraman investor contractor team passenger exile volunteer rescuer athlete".split()
)
_GUEST_WORKERS = frozenset(
    "aid worker|relief worker|humanitarian worker|rescue worker|migrant worker|foreign worker|"
    "undocumented worker|domestic worker".split("|")
)
# Bodies that are of the place they are named for; a person or firm may only be called so.
_OF_THEIR_TOWN = frozenset("COP JUD GOV LEG EDU MED CVL LAB AGR CRM REL".split())
_INSIDE_PHRASE = frozenset(("DT", "JJ", "NN", "NNP", "NNPS", "POS", "HYPH", "VBG", "VBN", "CD"))
_BIG = 100_000
# Words that are seldom the place of that name.
_NOT_TOWNS = frozenset(
    "Gulf Islands Rivers Lakes Freedom Unity Federal Maritime Independence Best Most Mobile Nice "
    "Split Tours Green".split()
)


@lru_cache(maxsize=1)
def sovereigns() -> dict[str, str]:
    """The codes of dependencies that no actor has, with those of the states whose they are."""
    table = [r for _, r in rows("states.csv")]
    states = {r["country"] for r in table}
    return {
        code: r["country"] for r in table for code in many(r["cameo"]) if code not in states
    }  # fmt: skip


@lru_cache(maxsize=4096)
def town_country(name: str) -> str | None:
    """The country of a town or region, if its name leaves no doubt; None where it does.

    Written rows and the only bearer of a name are sure, and so is a place twenty times as large as
    its greatest namesake elsewhere.
    """
    if len(name) < 4 or not name[:1].isupper() or name in _NOT_TOWNS:
        return None
    found = spots(name)
    largest: dict[str, int] = {}
    for spot in found:
        if spot.country is None:
            return None
        country = sovereigns().get(spot.country, spot.country)
        largest[country] = max(largest.get(country, 0), _weight(spot))
    ranked = sorted(largest.items(), key=lambda pair: -pair[1])
    if not ranked:
        return None
    if len(ranked) == 1:
        return ranked[0][0] if ranked[0][1] >= 15_000 or len(found) > 2 else None
    if ranked[0][1] >= _BIG and ranked[0][1] >= 20 * ranked[1][1]:
        return ranked[0][0]
    return None


def _weight(spot: Spot) -> int:
    return max(spot.population, 1_000_000 if spot.kind in ("region", "country") else 0)


def town_of(doc: Doc, i: int, j: int) -> tuple[str, int] | None:
    """The country of the longest sure place name that begins at `i` before `j`, and its end."""
    for end in range(min(j, i + 4), i, -1):
        words = doc[i:end]
        if not all(t.tag_ in NAME_TAGS or t.text in ("-", "de", "al", "el") for t in words):
            continue
        country = town_country(doc.said(i, end))
        if country is not None:
            return country, end
    return None


def place_agents(doc: Doc, drafts: list[Draft]) -> None:
    """Give a crowd or body named without a country that of the place it is told to be in or of."""
    by_start = {d.i: d for d in drafts if d.what == "geo" and d.chain is not None}
    for draft in drafts:
        if draft.country or draft.what not in ("agent", "person"):
            continue
        if _named_for_town(doc, draft) or draft.what == "person":
            continue
        noun = draft.noun
        if noun in _GUEST_WORKERS or set(noun.split()) & _STRANGERS:
            if draft.j >= len(doc) or doc[draft.j].lower_ != "from":
                draft.stranger = draft.j < len(doc) and doc[draft.j].lower_ in _LOCATING
                continue
        country = _told_place(doc, draft, by_start)
        if country is not None:
            draft.country, draft.country_by = country, "place"
            draft.confidence = 0.75


def _named_for_town(doc: Doc, draft: Draft) -> bool:
    """ "the Kumasi High Court", "Arequipa police": the town stands in the name itself."""
    chain = draft.chain
    if chain is None or not set(draft.sectors) & _OF_THEIR_TOWN:
        return False
    for unit in (chain.head, *chain.linked):
        if unit.agent is not None and unit.agent.kind != "person":
            after = unit.i + len(unit.agent.words)
            # "the University of Essex"
            if after + 1 < unit.j and doc[after].lower_ == "of":
                found = town_of(doc, after + 1, unit.j)
                if found is not None and found[1] == unit.j:
                    draft.country, draft.country_by = found[0], "place"
                    draft.confidence = 0.75
                    return True
    head = chain.units[0]
    start = chain.i
    if start == head.i or head.agent is None or head.agent.inherit:
        return False
    if any(u.i < head.i for u in chain.toward):
        return False  # "the Yemen task force" is not Yemen's
    while start < head.i and doc[start].tag_ not in NAME_TAGS:
        start += 1
    # "Miami-Dade County": half of a joined name is another place's, or nobody's.
    while start >= 2 and doc[start - 1].text in "-–" and doc[start - 2].tag_ in NAME_TAGS:
        start -= 2
    found = town_of(doc, start, head.i)
    if found is None or doc[start].ent_type_ == "PERSON":
        return False
    draft.country, draft.country_by = found[0], "place"
    draft.confidence = 0.75
    return True


def _told_place(doc: Doc, draft: Draft, by_start: dict[int, Draft]) -> str | None:
    j = draft.j
    if j + 1 >= len(doc) or doc[j].lower_ not in _LOCATING or doc[j].is_sent_start:
        return None
    prep = doc[j]
    if not _may_locate(draft, prep):
        return None
    countries: list[str] = []
    k = j + 1
    while k < len(doc) and k - j < 9 and not doc[k].is_sent_start:
        geo = by_start.get(k)
        if geo is not None and geo.chain is not None and geo.country:
            entity = geo.chain.head.entity
            if entity is None or entity.kind == "people":
                return None
            countries.append(geo.country)
            k = geo.j
            if entity.kind not in ("adjective",) and not (k < len(doc) and doc[k].tag_ == "POS"):
                break
            continue
        token = doc[k]
        if token.tag_ in NAME_TAGS and not countries:
            found = town_of(doc, k, min(len(doc), k + 4))
            if found is not None and token.ent_type_ not in ("PERSON", "ORG"):
                return found[0]
        if token.tag_ not in _INSIDE_PHRASE and token.lower_ not in ("of", "and"):
            break
        k += 1
    return countries[0] if countries and len(set(countries)) == 1 else None


def _may_locate(draft: Draft, prep: Token) -> bool:
    # Between a subject and its verb it can only belong to the subject.
    hung = draft.i <= prep.head.i < draft.j or prep.head.i > prep.i
    if "MIL" in draft.sectors:
        return prep.lower_ == "from" and hung
    if not hung:
        # The parser hung it on the verb: a force elsewhere is not of the place it is in.
        if set(draft.sectors) & {"REB", "PRM", "UAF"} or not prep.head.i < draft.i:
            return False
    return True
