"""Nouns that act only by whose or of what they are: "his wife", "their comrades", "the city sued"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.mentions.drafts import Draft

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Private people who are of the country of their owner, and no office of it.
_KIN = frozenset(
    "wife husband spouse son daughter brother sister father mother parent child sibling fiancé fiancée "
    "nephew niece uncle aunt cousin grandson granddaughter grandfather grandmother widow widower "
    "girlfriend boyfriend relative kin".split()
)
# Those who have the work of their owner, and mostly the country.
_FELLOWS = frozenset("colleague comrade compatriot countryman predecessor successor".split())
OWNED = _KIN | _FELLOWS
_TOWNS = frozenset("city county town municipality borough province village township".split())
# What a town does only by those who govern it.
_GOVERNS = frozenset(
    "say announce approve adopt pass sue threaten ban order decide vote plan propose agree refuse deny "
    "impose declare issue reject allow require urge ask hire fire pay settle appeal argue accuse".split()
)


def owned_nouns(doc: Doc, drafts: list[Draft]) -> list[Draft]:
    """Drafts of nouns that the table of agents leaves out, for they act only in such phrases."""
    taken = {k for d in drafts for k in range(d.i, d.j)}
    found: list[Draft] = []
    for token in doc:
        if token.tag_ not in ("NN", "NNS") or token.i in taken:
            continue
        noun = token.lemma_.lower()
        if noun in OWNED:
            owner = next((c for c in token.children if c.tag_ == "PRP$" and c.i < token.i), None)
            if owner is not None and not any(k in taken for k in range(owner.i + 1, token.i)):
                found.append(_draft(owner.i + 1, token, "person", ["CVL"] if noun in _KIN else []))
        elif noun in _TOWNS and token.tag_ == "NN" and _governs(token):
            found.append(_draft(token.i, token, "body", ["GOV"]))
    return found


def _draft(i: int, token: Token, kind: str, sectors: list[str]) -> Draft:
    doc = token.doc
    draft = Draft(i, token.i + 1, doc[i].idx, token.idx + len(token), token.i, "agent")
    draft.noun, draft.kind, draft.sectors = token.lemma_.lower(), kind, sectors
    draft.plural = token.tag_ == "NNS"
    draft.by, draft.confidence = "agent", 0.6
    return draft


def _governs(token: Token) -> bool:
    """Whether "the city" does what a council or mayor does."""
    if not any(c.lower_ == "the" for c in token.children):
        return False
    if token.dep_ == "nsubj":
        return token.head.lemma_ in _GOVERNS
    return token.dep_ == "pobj" and token.head.dep_ == "agent" and token.head.head.lemma_ in _GOVERNS
