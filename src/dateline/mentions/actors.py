"""Who is mentioned: every actor of an article, with country, sectors, office, and how it is known.

One mention is one noun phrase ("Japanese Prime Minister Fumio Kishida" once). A name that only
tells where something happened is a place and no actor. What cannot be told stays unresolved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.knowledge.context import using
from dateline.knowledge.terms import Day, day_of
from dateline.mentions.ambiguity import weigh
from dateline.mentions.appositions import read_appositions
from dateline.mentions.candidates import WILFUL
from dateline.mentions.chains import Chain, build_chains
from dateline.mentions.coreference import resolve
from dateline.mentions.drafts import Draft, draft_of
from dateline.mentions.governments import only_a_place
from dateline.mentions.home import at_home, home_of, settle
from dateline.mentions.late import share_late
from dateline.mentions.listed import read_lists
from dateline.mentions.located import OWN_PLACES, place_agents
from dateline.mentions.naming import name_acronyms, name_aliases, name_halves
from dateline.mentions.owned import owned_nouns
from dateline.mentions.owners import release_allies
from dateline.mentions.persons import find_speakers, learn_of_persons
from dateline.mentions.pieces import NAME_TAGS
from dateline.mentions.pronouns import ELLIPTIC
from dateline.mentions.regions import name_europe
from dateline.mentions.sharing import share_adjectives, share_heads, share_owners
from dateline.mentions.surnames import name_surnames
from dateline.mentions.towns import acting_towns
from dateline.mentions.undated import told_day
from dateline.mentions.units import find_units
from dateline.records import Actor, Article

if TYPE_CHECKING:
    from dateline.knowledge.who import Who
    from dateline.language.words import Doc

_PRONOUNS = frozenset("he she him her they them it".split())
_OWNERS = frozenset("his her its their".split())
# "a police post", "an army camp", "rebel positions": the thing stands for whose it is.
_STAND_FOR_OWNERS = frozenset(
    "police army navy military government opposition rebel militia parliament".split()
)


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
    with using(who, day_of(article.published)):
        return _find_actors(doc, article, places)


def _find_actors(doc: Doc, article: Article, places: bool) -> list[Actor]:
    dateline = article.dateline
    skip = (dateline.start, dateline.end) if dateline is not None else (0, 0)
    day = day_of(article.published)
    home = home_of(article)
    units = find_units(doc, skip, home[0] if home else None)
    chains = build_chains(doc, units)
    if not day.known:
        day = told_day(doc, chains)
    drafts = [draft_of(doc, chain, day) for chain in chains]
    release_allies(drafts)
    located = [d for d in drafts if only_a_place(doc, d)]
    weigh(doc, drafts, located, home[0] if home else None)
    read_appositions(doc, drafts)
    share_heads(doc, drafts)
    share_adjectives(doc, drafts)
    drafts = share_owners(doc, drafts)
    place_agents(doc, drafts)
    left = {id(d) for d in drafts}
    located = [d for d in located if id(d) in left]
    doc.user_data[OWN_PLACES] = [
        (d.start, d.end, d.name or "", d.country)
        for d in located
        if d.country and (d.actor_id or "").startswith("own:")
    ]
    mere = [d for d in drafts if _only_a_modifier(doc, d)]
    gone = {id(d) for d in (*located, *mere)}
    drafts = [d for d in drafts if id(d) not in gone] + _owners_of(doc, mere, day)
    drafts += name_acronyms(doc, drafts)
    drafts = [d for d in drafts if not d.drop]
    drafts += name_halves(doc, drafts)
    drafts += name_europe(doc, drafts)
    drafts += find_speakers(doc, drafts, day)
    drafts = [d for d in drafts if not d.drop]
    read_lists(doc, drafts)
    drafts += name_aliases(doc, drafts)
    drafts = [d for d in drafts if not d.drop]
    drafts += name_surnames(doc, drafts)
    learn_of_persons(doc, drafts)
    drafts += owned_nouns(doc, drafts)
    drafts += acting_towns(doc, drafts, home)
    drafts += _pronouns(doc, drafts, skip)
    outlet = at_home(doc, [*drafts, *located], home)
    # Persons with a title first, for pronouns look back on them.
    settle(doc, [d for d in drafts if d.what == "person"], outlet)
    scene, focus = resolve(doc, drafts, located, day, outlet)
    settle(doc, drafts, outlet)
    share_late(doc, drafts, scene, None if home else focus)
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
        # "Some senators agreed. Others feared …": more of the same.
        personal = personal or word in ELLIPTIC and t.dep_ == "nsubj" and t.head.lemma_ in WILFUL
        # "one of its vessels", "its army"; the agent that is owned is a mention beside it.
        owner = word in _OWNERS and t.tag_ == "PRP$"
        if (personal or owner) and t.i not in taken and not skip[0] <= t.idx < skip[1]:
            many = word in ("they", "them", "their") or word in ELLIPTIC
            found.append(
                Draft(t.i, t.i + 1, t.idx, t.idx + len(t.text), t.i, "pronoun", plural=many)
            )
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
    if draft.plural and draft.kind in ("person", "people") and _before_a_name(doc, draft.j):
        return False  # "officers Ana Roca and Jo Adu"
    if unknown and draft.what == "org" and doc[draft.i - 1 if draft.i else 0].is_quote:
        return True
    if token.dep_ not in ("compound", "nmod", "amod") or token.head.i < draft.j:
        return False
    if token.head.tag_.startswith("VB"):
        return False  # "should the House vote": the parser was of two minds
    if draft.noun in _STAND_FOR_OWNERS:
        draft.modifier = True
        return False
    if draft.kind == "body" and token.tag_ in NAME_TAGS:
        # "the Supreme Court ruling": the court named before, but not one that the topic suggests.
        draft.modifier = True
        return False
    joined = draft.j < len(doc) and doc[draft.j].lower_ in ("and", "or", ",")
    if joined and draft.kind == "person" and draft.country:
        return False  # "the Kenyan foreign minister and aid groups" are two
    return not (draft.kind == "body" and draft.country)


def _before_a_name(doc: Doc, j: int) -> bool:
    return j < len(doc) and doc[j].ent_type_ == "PERSON" and doc[j].ent_iob_ == "B"


def _owners_of(doc: Doc, mere: list[Draft], day: Day) -> list[Draft]:
    """Whose the things are that a noun for an agent only tells the kind of: "a NATO press release", "President Trem's
    press conference"."""
    found: list[Draft] = []
    for draft in mere:
        units = draft.chain.units if draft.chain is not None else []
        if len(units) < 2 or units[-1] is not draft.chain.head or draft.behind:  # type: ignore[union-attr]
            continue
        owner = units[-2]
        titled = len(units) > 2 and owner.kind == "person"
        if owner.kind == "person" or owner.kind == "org" and owner.entity is not None:
            theirs = units[:-1] if titled else [owner]
            found.append(draft_of(doc, Chain(theirs, owner, i=theirs[0].i, j=owner.j), day))
    return found


def _how(draft: Draft) -> str:
    if draft.candidates and not draft.country and not draft.by.startswith("ambiguous"):
        return "ambiguous: " + " or ".join(draft.candidates)
    return draft.by


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
            resolved_by=_how(draft),
            confidence=round(max(draft.confidence, 0.1), 2),
            candidates=[] if draft.country else list(draft.candidates),
        )
    ]
