"""Counts told by a noun above them: "the deaths of 12 people", "the death toll rose to 45"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.mentions.sizes.counted import LISTS, alone, is_person, may_be_person, top_of
from dateline.mentions.sizes.words import ADJECTIVES, DONE_TO, GRAVEST, NOUNS, UNDER, noun_kind

if TYPE_CHECKING:
    from dateline.language.words import Token

_TAKE = frozenset({"claim", "take", "cost"})
_CROWD = frozenset({"crowd", "turnout", "attendance", "audience"})
_OF_ANY = frozenset({"dead", "injured", "arrested"})


def kind_above(number: Token, counted: Token) -> str | None:
    """ "The deaths of 12 people", "claimed the lives of 12", "a crowd of 500", "clemency to 11"."""
    for token in (counted, top_of(number)):
        if token.dep_ != "pobj":
            continue
        above = token.head.head.lemma_.lower()
        if token.head.lower_ == "of" and (kind := UNDER.get(above)):
            person = alone(counted, number) or is_person(counted)
            if not (person or (kind in _OF_ANY and may_be_person(counted))):
                continue
            if above == "life" and token.head.head.head.lemma_.lower() not in _TAKE:
                continue
            if above == "body" and token.head.head.tag_ != "NNS":
                continue
            return kind
        if token.head.lower_ == "by" and UNDER.get(above) == "crowd":
            return "crowd"
        if token.head.lower_ in ("to", "for") and above in ("clemency", "amnesty", "pardon"):
            return "released"
        if token.head.lower_ == "to" and any(
            c.lemma_.lower() in ("clemency", "amnesty", "pardon") for c in token.head.head.children
        ):
            return "released"
        if token.head.lower_ in ("in", "into") and above in ("number", "run", "total"):
            verb = token.head.head
            subjects = [c for c in verb.children if c.dep_ == "nsubj"]
            for noun in (*subjects, *([verb.head] if verb.dep_ == "acl" else [])):
                if kind := noun_kind(noun):
                    return kind
    return None


def toll_kind(number: Token, counted: Token) -> str | None:
    """ "The death toll rose to 45", "a toll of 45", "bringing the number of injured to 30"."""
    if not (alone(counted, number) or is_person(counted)):
        return None
    token = counted
    if token.dep_ == "nummod" and token.head.lower_ in LISTS["weekdays"]:
        # "Rose to six Friday."
        token = token.head
    for _ in range(2):
        if token.dep_ == "prep" or token.dep_ == "pobj":
            token = token.head
    if token.dep_ == "prep":
        token = token.head
    if token.i == counted.i:
        token = counted.head
    near = [token] if _is_toll(token) else []
    if token.lemma_ in LISTS["toll_verbs"]:
        near = [
            c for c in token.children
            if c.dep_ in ("nsubj", "nsubjpass", "dobj") and _is_toll(c)
        ]  # fmt: skip
    for noun in near:
        own = {t.i for t in counted.subtree}
        kinds = {_of_word(t) for t in noun.subtree if t.i not in own} - {None}
        for kind in (*GRAVEST, "casualties"):
            if kind in kinds:
                return kind
        if UNDER.get(noun.lemma_) == "crowd":
            return "crowd"
        if noun.lemma_ == "toll":
            return "dead"
    return None


def _is_toll(noun: Token) -> bool:
    return noun.lemma_ in LISTS["toll_nouns"] or noun.lemma_ in _CROWD


def _of_word(token: Token) -> str | None:
    found = NOUNS.get(token.lemma_.lower()) or ADJECTIVES.get(token.lower_)
    return found or (DONE_TO.get(token.lemma_.lower()) if token.tag_ == "VBN" else None)
