"""Tests on mentions that may be looked back upon: states, parties, plurals, clauses, subjects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.mentions.drafts import Draft

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def sentence_starts(doc: Doc) -> list[int]:
    starts: list[int] = [0] * len(doc)
    number = -1
    for token in doc:
        if token.is_sent_start or number < 0:
            number += 1
        starts[token.i] = number
    return starts


def as_office(source: Draft, like: Draft) -> Draft:
    draft = Draft(source.i, source.j, source.start, source.end, source.root, "agent")
    draft.country, draft.sectors, draft.office = (
        source.country,
        list(like.sectors) or ["GOV"],
        like.office,
    )
    draft.by, draft.confidence = "plural", 0.6
    return draft


def identity(draft: Draft) -> str:
    if draft.same_as:
        return "+".join(sorted(identity(d) for d in draft.same_as))
    return draft.actor_id or f"{draft.country}/{draft.name or draft.noun}"


def is_state(draft: Draft) -> bool:
    if not draft.country or len(draft.country) != 3:
        return False
    if draft.country in ("IGO", "UNO", "EUR", "NGO", "MNC", "IMG", "ISM"):
        return False
    if draft.what == "geo":
        return True
    return draft.what in ("person", "agent") and "GOV" in draft.sectors or "ELI" in draft.sectors


def is_party(draft: Draft) -> bool:
    """Whether the mention may be one of "the two sides": a state, or an organisation known."""
    if draft.what == "org":
        return bool(draft.country) and draft.kind not in ("media", "seat", "firm")
    fighting = {"GOV", "REB", "MIL", "OPP", "PRM"}
    if draft.what == "agent" and draft.plural and fighting & set(draft.sectors):
        return True
    return is_state(draft)


def first_conjunct(token: Token) -> Token:
    for _ in range(8):
        if token.dep_ not in ("conj", "appos") or token.head is token:
            return token
        token = token.head
    return token


def joined_groups(doc: Doc, drafts: list[Draft]) -> list[list[Draft]]:
    """Plural candidates: coordinated mentions together, and plural mentions alone."""
    groups: list[list[Draft]] = []
    for d in drafts:
        last = groups[-1] if groups else None
        if last is not None and (
            first_conjunct(doc[d.root]).i == first_conjunct(doc[last[0].root]).i
            or side_by_side(doc, last[-1], d)
        ):
            last.append(d)
        else:
            groups.append([d])
    found: list[list[Draft]] = []
    for members in groups:
        if len({identity(d) for d in members}) > 1:
            found.append(members)
        elif members[0].same_as:
            found.append(members[0].same_as)
        elif members[0].plural and members[0].what in ("agent", "geo", "org", "pronoun"):
            found.append(members[:1])
    return found


def side_by_side(doc: Doc, a: Draft, b: Draft) -> bool:
    """ "A, B and C": told by the words alone, for parsers lose count in long lists of names."""
    if a.what not in ("person", "geo", "org") or b.what not in ("person", "geo", "org"):
        return False
    gap = [t.lower_ for t in doc[a.j : b.i] if t.lower_ not in ("the", "both")]
    if gap in (["and"], [",", "and"]):
        return True
    # A comma joins only where an "and" follows in the same list.
    rest = [t.lower_ for t in doc[b.j : b.j + 14]]
    return (
        gap == [","] and "and" in rest and doc[b.j].lower_ in (",", "and")
        if b.j < len(doc)
        else False
    )


def modifies(doc: Doc, draft: Draft) -> bool:
    token = doc[draft.root]
    return token.dep_ in ("compound", "amod", "nmod") and token.head.i >= draft.j


def clause(token: Token) -> int:
    for _ in range(30):
        if token.pos_ in ("VERB", "AUX") or token.head is token:
            return token.i
        token = token.head
    return token.i


def same_clause(doc: Doc, a: Draft, b: Draft) -> bool:
    return clause(doc[a.root]) == clause(doc[b.root])
