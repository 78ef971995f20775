"""The words of `kinds.toml` by what they make of the counted, and what nouns count by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.mentions.sizes.tables import by_word, table

if TYPE_CHECKING:
    from dateline.language.words import Token

_KINDS = table("kinds")
NOUNS = by_word(_KINDS["nouns"])
ADJECTIVES = by_word(_KINDS["adjectives"])
STATES = by_word(_KINDS["states"])
UNDER = by_word(_KINDS["under"])
DONE_TO, DOES = by_word(_KINDS["done_to"]), by_word(_KINDS["does"])
DONE_IN = by_word(_KINDS["done_in"])
DOES_WITH = {**by_word(_KINDS["does_with"]), **by_word(_KINDS["does_in"])}
_COMPOUNDS = by_word(_KINDS["compounds"])
# Where words say two things of the same people ("25 wounded evacuees"), the graver one.
GRAVEST = ("dead", "injured", "released", "hostages", "missing", "expelled", "arrested", "displaced",
           "crowd", "troops")  # fmt: skip


def noun_kind(counted: Token, number: Token | None = None) -> str | None:
    """What a noun counts by itself: "deaths", "asylum seekers", "missiles"."""
    lemma = counted.lemma_.lower()
    before = counted.nbor(-1).lemma_.lower() if counted.i else ""
    if kind := _COMPOUNDS.get(f"{before} {lemma}"):
        return kind
    if counted.dep_ == "compound" and counted.head.lemma_.lower() in NOUNS:
        lemma = counted.head.lemma_.lower()
    if lemma == "body":
        return "dead"
    if number is not None and counted.i == number.i:
        return None
    return NOUNS.get(lemma) or NOUNS.get(counted.lower_)


def strong_kind(noun: Token) -> str | None:
    """What a "5,000-strong crowd" is."""
    return UNDER.get(noun.lemma_.lower()) or NOUNS.get(noun.lemma_.lower())
