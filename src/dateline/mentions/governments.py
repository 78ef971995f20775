"""Is a country's or capital's name an actor here, or only a place? "Moscow said" and "in Moscow"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.mentions.drafts import Draft
from dateline.mentions.regions import acts, as_government

if TYPE_CHECKING:
    from dateline.language.words import Doc, Token

_WHERE = frozenset(
    "in at near inside across around throughout outside within above along beyond off "
    "amid via through over".split()
)
_TOWN_TOO = frozenset("from to into toward towards of onto for".split())
_MOTION = frozenset(
    "travel fly go arrive visit return come head leave depart move flee drive march walk land "
    "sail bring take ship send deploy transport evacuate transfer deport extradite escape trip "
    "visit flight journey tour road train route way arrival return move relocate be hail stretch "
    "fire launch broadcast report live work study graduate kilometer km mile north south east west "
    "northeast northwest southeast southwest outskirt suburb centre center street city town "
    "capital district airport mayor university battle siege fall bishop port resident people "
    "member gate downtown heart part area region province neighbourhood neighborhood".split()
)
_STATECRAFT = frozenset(
    "government administration policy position stance response decision demand claim accusation "
    "relation tie talk threat sanction plan attitude move pressure effort ally invasion offer "
    "interest influence support warning reaction leader ambassador envoy official ambition "
    "rhetoric statement summit agreement alliance dialogue rival intention proposal refusal "
    "aggression strategy foe partner dispute relationship cooperation consensus deal".split()
)
_REACH = frozenset(
    "leave reach enter visit tour depart near pass hit rock storm surround encircle".split()
)
_PLACE_HEADS = frozenset(
    "street suburb airport mayor metro subway square skyline outskirts hotel district resident "
    "university neighborhood neighbourhood region province border coast territory soil".split()
)


def _up(token: Token) -> Token:
    """The first member of a coordination: in "Washington and Seoul" the word Washington."""
    for _ in range(6):
        if token.dep_ not in ("conj", "appos") or token.head.i == token.i:
            return token
        if token.head.pos_ not in ("PROPN", "NOUN", "ADJ"):
            return token
        token = token.head
    return token


def only_a_place(doc: Doc, draft: Draft) -> bool:
    """Whether the mention of a state, capital or seat merely locates something."""
    if draft.what == "org":
        if draft.kind != "seat":
            return False
    elif draft.kind not in ("state", "capital", "region"):
        return False
    if draft.kind == "region":
        alone = draft.chain is not None and len(draft.chain.units) == 1 and not draft.chain.behind
        if not alone or not acts(doc, draft.i, draft.j, draft.root):
            return True
        as_government(draft)
        return False
    root = doc[draft.root]
    town = draft.kind == "capital"
    token = _up(root)
    dep, head = token.dep_, token.head
    if dep == "pobj" or (dep == "pcomp" and head.tag_ == "IN"):
        prep = head.lower_
        if prep in _WHERE:
            return True
        if draft.kind == "seat":
            return prep in ("to", "from", "into", "onto") and head.head.lemma_ in _MOTION
        if not town:
            return False
        if prep in _TOWN_TOO:
            if prep == "to" and head.head.lemma_ in _STATECRAFT:
                return False
            return head.head.lemma_ in _MOTION or prep in ("into", "toward", "towards", "onto") or (
                prep == "from" and head.head.pos_ == "VERB") or (
                prep == "of" and head.head.lemma_ not in _STATECRAFT)  # fmt: skip
        return False
    if not town:
        return dep == "npadvmod" and draft.j - draft.i == 1 and doc[draft.j - 1].tag_ != "JJ"
    if dep in ("nsubj", "nsubjpass", "agent", "dative"):
        return False
    if dep == "dobj":
        return head.lemma_ in _REACH
    if dep == "poss":
        return head.lower_ in _PLACE_HEADS
    if dep in ("compound", "nmod", "amod"):
        if draft.j < len(doc) and doc[draft.j].text in "-–":
            return False
        return head.lemma_ not in _STATECRAFT
    if draft.j < len(doc) and doc[draft.j].text in "-–" and dep != "ROOT":
        return False
    return dep not in ("nsubj", "nsubjpass", "dobj", "pobj", "poss", "conj", "dep")
