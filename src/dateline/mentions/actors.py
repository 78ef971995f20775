"""Who is mentioned: every actor of an article, with country, sectors, office, and how it is known.

One mention is one noun phrase ("Japanese Prime Minister Fumio Kishida" once). A name that only
tells where something happened is a place and no actor. What cannot be told stays unresolved.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from dateline.knowledge.context import using
from dateline.knowledge.tables import Entity
from dateline.knowledge.terms import day_of
from dateline.mentions.appositions import read_appositions
from dateline.mentions.chains import build_chains
from dateline.mentions.coreference import resolve
from dateline.mentions.drafts import Draft, draft_of
from dateline.mentions.governments import only_a_place
from dateline.mentions.home import home_of, settle
from dateline.mentions.naming import name_acronyms, name_halves
from dateline.mentions.surnames import name_surnames
from dateline.mentions.units import find_units
from dateline.records import Actor, Article

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from dateline.knowledge.who import Who

_PRONOUNS = frozenset("he she him her they them it".split())
_OWNERS = frozenset("his her its their".split())
# "a police post", "an army camp", "rebel positions": the thing stands for whose it is.
_STAND_FOR_OWNERS = frozenset(
    "police army navy military government opposition rebel militia parliament".split()
)
_LOCATING = frozenset(("in", "at", "near", "across", "outside", "inside", "around", "from"))


def find_actors(
    doc: Doc, article: Article, *, places: bool = False, who: Who | None = None
) -> list[Actor]:
    """The actors of an article, in order.

    `doc` is the parse of `article.text`. Mentions do not overlap, except that a plural one that
    resolves to several actors ("the two nations") gives several records with the same span.
    With `places`, states and capitals that only tell where are kept too, with `resolved_by`
    "place" and a low confidence (for callers who have been told that the span is an actor).
    `who` are tables to read with in place of those in use.
    """
    with using(who):
        return _find_actors(doc, article, places)


def _find_actors(doc: Doc, article: Article, places: bool) -> list[Actor]:
    dateline = article.dateline
    skip = (dateline.start, dateline.end) if dateline is not None else (0, 0)
    day = day_of(article.published)
    units = find_units(doc, skip)
    drafts = [draft_of(doc, chain, day) for chain in build_chains(doc, units)]
    read_appositions(doc, drafts)
    _share_heads(doc, drafts)
    drafts = _share_owners(doc, drafts)
    _place_agents(doc, drafts)
    located = [d for d in drafts if only_a_place(doc, d)]
    gone = {id(d) for d in located} | {id(d) for d in drafts if _only_a_modifier(doc, d)}
    drafts = [d for d in drafts if id(d) not in gone]
    drafts += name_acronyms(doc, drafts)
    drafts = [d for d in drafts if not d.drop]
    drafts += name_halves(doc, drafts)
    drafts += name_surnames(doc, drafts)
    drafts += _pronouns(doc, drafts, skip)
    home = home_of(article)
    # Persons with a title first, for pronouns look back on them.
    settle(doc, [d for d in drafts if d.what == "person"], home)
    resolve(doc, drafts, located, day, home)
    settle(doc, drafts, home)
    if places:
        drafts += [_as_place(d) for d in located if d.kind != "region"]
    actors = [a for d in drafts if not d.drop for a in _actors(article.text, d)]
    actors.sort(key=lambda a: (a.start, a.end, a.country or "", a.name or ""))
    return actors


def _pronouns(doc: Doc, drafts: list[Draft], skip: tuple[int, int]) -> list[Draft]:
    taken = {k for d in drafts for k in range(d.i, d.j)}
    found = []
    for t in doc:
        word = t.lower_
        personal = word in _PRONOUNS and t.tag_ == "PRP"
        # "one of its vessels"; before an agent ("its army") the owner goes into the agent.
        owner = word in _OWNERS and t.tag_ == "PRP$" and t.head.i not in taken
        if (personal or owner) and t.i not in taken and not skip[0] <= t.idx < skip[1]:
            many = word in ("they", "them", "their")
            found.append(Draft(t.i, t.i + 1, t.idx, t.idx + len(t), t.i, "pronoun", plural=many))
    return found


def _as_place(draft: Draft) -> Draft:
    draft.by, draft.confidence = "place", 0.3
    return draft


def _only_a_modifier(doc: Doc, draft: Draft) -> bool:
    """ "police station", "student visa": a noun for an agent that only tells the kind of a thing."""
    unknown = draft.what in ("org", "person") and not (
        draft.actor_id or draft.country or draft.sectors
    )
    if draft.what not in ("agent", "group") and not unknown:
        return False
    token = doc[draft.root]
    if unknown and draft.what == "org" and doc[draft.i - 1 if draft.i else 0].is_quote:
        return True
    if token.dep_ not in ("compound", "nmod", "amod") or token.head.i < draft.j:
        return False
    if draft.noun in _STAND_FOR_OWNERS:
        draft.modifier = True
        return False
    return not (draft.kind == "body" and draft.country)


def _share_heads(doc: Doc, drafts: list[Draft]) -> None:
    """ "Russian, Iranian and Syrian forces": the adjectives before have the forces of the last.

    "the government and people of Saudi Arabia": the first noun has the country of the second.
    """
    shared: dict[int, Draft] = {}
    for a, b in reversed(list(pairwise(drafts))):
        if a.what == "agent" and not a.country and b.what == "agent" and b.country and b.chain:
            after = b.chain.linked and b.chain.linked[0].i > b.chain.head.i
            if after and [t.lower_ for t in doc[a.j : b.i]] in (["and"], ["and", "the"]):
                a.country, a.country_by = b.country, b.country_by
                a.confidence = 0.8
                continue
        if a.what != "geo" or a.kind not in ("adjective", "state"):
            continue
        owner = shared.get(id(b), b)
        if owner.what != "agent" or not owner.plural or not owner.country or owner.chain is None:
            continue
        if owner.chain.units[0].kind != "geo" or owner.chain.linked:
            continue
        gap = [t.lower_ for t in doc[a.j : b.i]]
        if gap not in (["and"], [","], ["-"], ["or"], [",", "and"]):
            continue
        if doc[a.root].dep_ not in ("amod", "nmod", "compound", "conj", "poss"):
            continue
        if owner.i <= _noun_of(doc, a).i < owner.j:
            a.sectors = [*a.sectors, *(s for s in owner.sectors if s not in a.sectors)]
            shared[id(a)] = owner


def _share_owners(doc: Doc, drafts: list[Draft]) -> list[Draft]:
    """ "the ministers of Albania, Croatia and Kosovo" are three, one a state."""
    found: list[Draft] = []
    k = 0
    while k < len(drafts):
        a = drafts[k]
        found.append(a)
        k += 1
        if a.what != "agent" or not a.plural or a.chain is None or not a.chain.linked:
            continue
        if a.chain.linked[-1].kind != "geo" or a.chain.linked[-1].j != a.j:
            continue
        n, end, closed = k, a.j, False
        while n < len(drafts) and drafts[n].what == "geo" and not closed:
            gap = [t.lower_ for t in doc[end : drafts[n].i] if t.lower_ != "the"]
            if gap not in ([","], ["and"], [",", "and"]):
                break
            end, closed = drafts[n].j, "and" in gap
            n += 1
        if not closed:
            continue
        owners = [a.country, *(d.country for d in drafts[k:n])]
        a.same_as = [replace(a, country=country, same_as=[], actor_id=None) for country in owners]
        a.by, a.confidence = "plural", 0.85
        a.j, a.end = end, drafts[n - 1].end
        k = n
    return found


def _noun_of(doc: Doc, draft: Draft) -> Token:
    token = doc[draft.root]
    for _ in range(4):
        if token.i >= draft.j:
            return token
        token = token.head
    return token


def _place_agents(doc: Doc, drafts: list[Draft]) -> None:
    """ "protesters in Lyon": the place tells the country of a crowd or body named without one."""
    for a, b in pairwise(drafts):
        if a.what != "agent" or a.country or b.what != "geo" or b.chain is None:
            continue
        entity: Entity | None = b.chain.head.entity
        if entity is None or entity.kind not in ("state", "capital", "region"):
            continue
        gap = [t.lower_ for t in doc[a.j : b.i]]
        if not gap or len(gap) > 3 or gap[0] not in _LOCATING:
            continue
        if any(t.pos_ not in ("ADP", "DET", "ADJ", "NOUN", "PROPN") for t in doc[a.j : b.i]):
            continue
        prep = doc[a.j]
        if prep.head.i >= a.j or prep.head.i < a.i:
            # The parser hung it on the verb: a force elsewhere is not of the place it is in.
            if set(a.sectors) & {"MIL", "REB", "PRM", "UAF"} or not prep.head.i < a.i:
                continue
        if "MIL" in a.sectors and gap[0] != "from":
            continue
        a.country, a.country_by = b.country, "place"
        a.confidence = 0.75


def _actors(whole: str, draft: Draft) -> list[Actor]:
    text = whole[draft.start : draft.end]
    if draft.same_as:
        return [
            Actor(
                start=draft.start,
                end=draft.end,
                text=text,
                actor_id=d.actor_id,
                name=d.name,
                country=d.country,
                sectors=list(d.sectors),
                office=d.office,
                resolved_by=draft.by,
                confidence=round(draft.confidence, 2),
            )
            for d in draft.same_as
        ]
    return [
        Actor(
            start=draft.start,
            end=draft.end,
            text=text,
            actor_id=draft.actor_id,
            name=draft.name,
            country=draft.country or None,
            sectors=list(draft.sectors),
            office=draft.office,
            resolved_by=draft.by,
            confidence=round(max(draft.confidence, 0.1), 2),
        )
    ]
