"""Parties that no resolved mention covers: "we", "it", "the participants", "a man named Fields".

They fill a role where nothing better does, so that a row says who acted in the words of the text.
Nobody is known behind them: by themselves they make no event political.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.coding.wordlists import word_list
from dateline.knowledge.agents import is_last_word
from dateline.records import Actor

if TYPE_CHECKING:
    from dateline.language.words import Token

FIRST_PERSON = frozenset({"i", "we", "us", "me", "our", "my"})
THIRD_PERSON = frozenset(
    {"he", "him", "his", "she", "her", "they", "them", "their", "it", "its", "you", "your"}
)
# "those killed", "many were arrested", "twenty were wounded", "two others".
SOME = frozenset(
    {"those", "all", "many", "others", "several", "dozens", "hundreds", "thousands", "both", "each"}
)
# "helps everyone who asks", "banned anyone in a veil".
ANYBODY = frozenset({"anybody", "anyone", "everybody", "everyone", "somebody", "someone"})
NAMES = frozenset({"PERSON", "ORG", "NORP", "GPE"})
# A word before a noun that belongs to its name.
PARTS = frozenset({"compound", "amod", "nummod", "nmod", "poss"})


def stand_in(token: Token) -> Actor | None:
    """The party that a slot's word names by itself, or None where it names none."""
    if token.lower_ == "it" and token.head.lemma_ == "be":
        return None  # "it is my pleasure": nobody
    if (
        token.lower_ in FIRST_PERSON
        or token.lower_ in THIRD_PERSON
        or token.lower_ in SOME | ANYBODY
    ):
        return _actor(token, token)
    if token.lower_ in word_list("holidays"):
        return None
    if token.pos_ == "PROPN" and (token.ent_type_ in NAMES or _has_first_name(token)):
        return _actor(_first_part(token), token)
    # "mining" in "the mining towns" is part of another name.
    if (
        token.pos_ in {"NOUN", "PROPN"}
        and token.dep_ != "compound"
        and (_is_human(token.lemma_.lower()) or token.lower_ in word_list("people"))
    ):
        return _actor(_first_part(token), token, ["CVL"])
    if token.pos_ == "NUM" and token.dep_ in {"nsubjpass", "dobj", "nsubj"}:
        return _actor(token, token)
    return None


def _has_first_name(name: Token) -> bool:
    return name.dep_ in {"nsubj", "agent"} and any(c.dep_ == "compound" for c in name.children)


def _is_human(noun: str) -> bool:
    """Whether a noun is for people or a body, whether or not it is an actor by itself."""
    if noun in word_list("no_bodies"):
        return False
    return noun in word_list("people") | word_list("kin") or is_last_word(noun)


def issuer(pronoun: Token, country: str) -> Actor:
    """The government that says "we" in a text of its own."""
    sectors = [] if country in {"UNO", "EUR", "IGO"} else ["GOV"]
    return Actor(
        start=pronoun.idx,
        end=pronoun.idx + len(pronoun.text),
        text=pronoun.text,
        country=country,
        sectors=sectors,
        resolved_by="outlet",
        confidence=0.6,
    )


def is_second_person(actor: Actor) -> bool:
    """Whether the party is whoever is spoken to."""
    return actor.text.lower() in {"you", "your"}


def is_first_person(actor: Actor) -> bool:
    """Whether the party is "I" or "we"."""
    return actor.text.lower() in FIRST_PERSON


def _first_part(noun: Token) -> Token:
    first = noun
    for token in reversed(list(noun.lefts)):
        if token.dep_ not in PARTS or token.i < first.i - 3:
            break
        first = token.left_edge if token.dep_ == "poss" else token
    return first


def _actor(first: Token, last: Token, sectors: list[str] | None = None) -> Actor:
    words = last.doc.span(first.i, last.i + 1)
    return Actor(
        start=words.start_char, end=words.end_char, text=words.text, sectors=sectors or [],
        confidence=0.1,
    )  # fmt: skip
