"""States within states, towns and continents that act: "New Jersey sued", "Europe wants".

As a rule a region only tells where. It is an actor, as its government, where it is the subject of
something that only a government or its people do, or where it is sued, urged or accused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.mentions.drafts import Draft
from dateline.mentions.pieces import NAME_TAGS

if TYPE_CHECKING:
    from dateline.language.words import Doc, Token

_CIVIC = frozenset(
    "sue ban bar outlaw legalize legalise adopt approve enact repeal reject refuse urge ask want seek "
    "demand declare announce order impose lift ease require mandate allow permit prohibit challenge "
    "appeal argue say vow pledge agree certify vote elect deny accuse blame oppose support endorse "
    "secede withdraw investigate prosecute execute criminalize criminalise decriminalize "
    "decriminalise propose call warn offer insist petition settle redraw ratify abolish authorize "
    "authorise regulate tighten relax suspend subsidize subsidise decide join opt issue cancel "
    "postpone evacuate conduct restore arrange".split()
)
# What is done to a government.
_TO_GOVERNMENTS = frozenset(
    "sue accuse blame urge ask order challenge pressure force allow ban criticize criticise praise "
    "warn compel prosecute reimburse".split()
)
_OF_GOVERNMENTS = frozenset(
    "lawsuit decision demand claim response policy stance position request refusal bid effort plan "
    "ability leadership willingness attempt ban interest ally relation".split()
)
_BY = frozenset(("against", "by"))
_LEGAL = frozenset(
    "lawsuit suit case complaint ruling injunction challenge claim file bring".split()
)


def _first(token: Token) -> Token:
    for _ in range(6):
        if token.dep_ != "conj" or token.head.i == token.i or token.head.pos_ != "PROPN":
            return token
        token = token.head
    return token


def acts(doc: Doc, i: int, j: int, root: int) -> bool:
    """Whether the place name of tokens `i` to `j` stands for its government."""
    if j < len(doc) and (
        doc[j].text in "-–" or doc[j].tag_ in NAME_TAGS and doc[j].dep_ != "nsubj"
    ):
        return False
    token = _first(doc[root])
    head = token.head
    if token.dep_ == "nsubj":
        return head.lemma_ in _CIVIC or (head.dep_ == "xcomp" and head.head.lemma_ in _CIVIC)
    if token.dep_ in ("dobj", "nsubjpass"):
        return head.lemma_ in _TO_GOVERNMENTS
    if token.dep_ == "poss":
        return (
            head.lemma_ in _OF_GOVERNMENTS and root + 1 < len(doc) and doc[root + 1].tag_ == "POS"
        )
    if token.dep_ == "pobj" and head.lower_ in _BY:
        return head.head.lemma_ in _LEGAL
    return False


def as_government(draft: Draft) -> None:
    """Make the mention of a region that acts its government's."""
    draft.actor_id = None
    draft.sectors = ["GOV"]
    draft.by, draft.confidence = "metonym", 0.7


def name_europe(doc: Doc, drafts: list[Draft]) -> list[Draft]:
    """ "Europe wants", "Europe's leaders said no": the Union, where the continent acts."""
    taken = {k for d in drafts for k in range(d.i, d.j)}
    found: list[Draft] = []
    for token in doc:
        if token.text != "Europe" or token.i in taken or token.tag_ not in NAME_TAGS:
            continue
        if (
            token.i
            and doc[token.i - 1].tag_ in NAME_TAGS
            or not acts(doc, token.i, token.i + 1, token.i)
        ):
            continue
        draft = Draft(
            token.i, token.i + 1, token.idx, token.idx + len(token.text), token.i, "geo", name="Europe",
            country="EUR", kind="state",
        )  # fmt: skip
        draft.by, draft.confidence = "metonym", 0.6
        found.append(draft)
    return found
