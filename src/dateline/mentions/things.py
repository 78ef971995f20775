"""Nouns that act where they name a thing: "a birthday party", "the sanctions regime", "COP 26"."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from dateline.knowledge.tables import toml
from dateline.mentions.pieces import singular

if TYPE_CHECKING:
    from dateline.language.words import Doc, Token


@lru_cache(maxsize=1)
def _things() -> dict[str, frozenset[str]]:
    return {word: frozenset(before) for word, before in toml("words.toml")["things"].items()}


def _before(doc: Doc, token: Token) -> str:
    return doc[token.i - 1].lower_ if token.i else ""


def things_here(doc: Doc) -> frozenset[str]:
    """The nouns that this text has as things at least once, each in the singular."""
    table = _things()
    found = set()
    for token in doc:
        if token.i and token.tag_ in ("NN", "NNS"):
            word = singular(token)
            if word in table and _before(doc, token) in table[word]:
                found.add(word)
    return frozenset(found)


def is_thing(doc: Doc, token: Token, word: str, here: frozenset[str]) -> bool:
    """Whether a noun that mostly acts is a thing here.

    `word` is the noun in the singular, `here` the nouns that the text has as things elsewhere.
    """
    before, after = _before(doc, token), doc[token.i + 1] if token.i + 1 < len(doc) else None
    if before in _things().get(word, ()):
        return not (token.text[0].isupper() and not token.is_upper and token.tag_ == "NNP")
    if (
        word in here
        and token.is_lower
        and before in ("the", "a", "this", "that", "at", "his", "her")
    ):
        return True
    if token.text == "COP" and after is not None and after.like_num:
        return True  # the conference: "COP 26"
    if word == "head" and token.is_lower:
        # The part of the body: "on the head".
        of = after is not None and after.lower_ in ("of", "coach", "teacher")
        return not of and before in ("the", "his", "her", "their", "my", "your", "a", "its")
    return word == "leader" and before in _LEADING and after is not None and after.lower_ == "in"


# "a leader in the field" leads nobody.
_LEADING = frozenset("a an global world market recognized recognised clear the".split())


_STORMS = frozenset("typhoon hurricane cyclone storm earthquake".split())
_SHIPS = frozenset("USS HMS HMCS HMAS INS RMS USNS USCGC".split())


def named_like_a_thing(doc: Doc, i: int) -> bool:
    """ "Typhoon Haiyan", "the USS Ronald Reagan": a name at token `i` that a storm or a ship bears."""
    before = doc[i - 1] if i else None
    for token in (doc[i], before):
        if token is not None and (
            token.text in _SHIPS or token.lower_ in _STORMS and token.is_title
        ):
            return True
    return False
