"""What a reader of events alone need not parse: the paragraphs in which none can stand.

A row needs somebody with a part in politics, and he is named, or meant by a word near to where he is
named. So before anything is parsed each paragraph is looked through for names of the gazetteer, nouns
for public agents ("police", "ministers") and what only a state does ("arrested"). A paragraph is kept
where one stands or a word of such a name, and where one stands in the paragraph before or
behind it; so is one in which "we" or "I" demand something, for whoever does that in public is a party.

In texts that are all politics hardly a paragraph would go, and all others say who is meant in the
rest: only of texts that speak of politics here and there (`SPARSE`) anything is left out. What sport,
markets and show business sound like is told by a whole text's words (`relevance`): where it may be
one of theirs, nothing is left out either. Left out is left blank, so that all offsets stay.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from msgspec.structs import replace

from dateline.coding.lexicon import Frame, lexicon
from dateline.coding.relevance import DOMAINS, LEAST_WORDS
from dateline.coding.roles import BY_THE_STATE, UNARMED
from dateline.coding.wordlists import word_list
from dateline.knowledge.agents import agents
from dateline.knowledge.gazetteer import find_names
from dateline.records import Article

SPARSE = 0.3
"""The share of a text's characters in paragraphs with such words up to which it is thinned."""
_SPEAKERS = frozenset({"We", "we", "I"})
_WORD = re.compile(r"[A-Za-z]+")
_END = re.compile(r"[.!?][\"'”’)]*\s")
_BLANK = re.compile(r"\S")


class Thinned(NamedTuple):
    """An article with blanks for what is left out, and about how many sentences that was."""

    article: Article
    left_out: int = 0


def thinned(article: Article) -> Thinned:
    """The article, or where its text speaks of politics only here and there, what may tell an event."""
    paragraphs = article.paragraphs
    size = sum(p.end - p.start for p in paragraphs)
    public = list(_public(article))
    if (
        sum(p.end - p.start for p, is_ in zip(paragraphs, public, strict=True) if is_)
        > SPARSE * size
    ):
        return Thinned(article)
    if _may_be_off_topic(article.text):
        return Thinned(article)
    near = [any(public[max(0, i - 1) : i + 2]) for i in range(len(public))]
    if all(near):
        return Thinned(article)
    pieces, at, left_out = [], 0, 0
    for paragraph, kept in zip(paragraphs, near, strict=True):
        if not kept:
            text = article.text[paragraph.start : paragraph.end]
            left_out += len(_END.findall(text)) + 1
            pieces += [article.text[at : paragraph.start], _BLANK.sub(" ", text)]
            at = paragraph.end
    return Thinned(replace(article, text="".join([*pieces, article.text[at:]])), left_out)


def _public(article: Article) -> Iterator[bool]:
    """Of each paragraph, whether a public name, agent or act stands in it."""
    hits = find_names(article.text)
    starts = [hit.start for hit in hits]
    # "Lena Okello … Okello": of names of several words each is known.
    again = {
        w for hit in hits for w in _WORD.findall(article.text, hit.start, hit.end) if w[0].isupper()
    }
    for start, end in article.paragraphs:
        named = bisect_left(starts, start) < bisect_left(starts, end)
        words = _WORD.findall(article.text, start, end)
        yield named or any(w in again or _is_public(w) for w in words) or _demands(words)


@lru_cache(maxsize=50_000)
def _is_public(word: str) -> bool:
    return not _lemmas(word.lower()).isdisjoint(_public_words())


def _demands(words: list[str]) -> bool:
    """Whether "we" or "I" may demand something."""
    said = _SPEAKERS.intersection(words)
    return bool(said) and any(map(_is_demand, words))


@lru_cache(maxsize=50_000)
def _is_demand(word: str) -> bool:
    return not _lemmas(word.lower()).isdisjoint(_demanding())


def _heads(chosen: Callable[[Frame], bool]) -> frozenset[str]:
    """The words that alone, without a condition, make a frame of those chosen."""
    frames = (f for f in lexicon().frames if not f.require and not f.fallback and chosen(f))
    return frozenset(w.lemmas[0] for f in frames for w in f.words if len(w.lemmas) == 1)


@lru_cache(maxsize=1)
def _demanding() -> frozenset[str]:
    return _heads(lambda frame: frame.type == "REQUEST")


@lru_cache(maxsize=1)
def _public_words() -> frozenset[str]:
    """Nouns for agents of the state and the like, and the words for what the state alone does."""
    nouns = {
        a.words[-1] for a in agents() if len(a.words) == 1 and not UNARMED.issuperset(a.sectors)
    }
    return frozenset(nouns) | _heads(lambda frame: frame.mode in BY_THE_STATE)


def _may_be_off_topic(text: str) -> bool:
    words = {w for found in _WORD.findall(text) for w in _lemmas(found.lower())}
    return any(len(words & word_list(name)) >= LEAST_WORDS for name in DOMAINS)


def _lemmas(word: str) -> frozenset[str]:
    """What a word may be a form of; more rather than less."""
    found = {word}
    for ending, others in _ENDINGS:
        if word.endswith(ending):
            found |= {word[: -len(ending)] + other for other in others}
    stem = word.removesuffix("ing") if word.endswith("ing") else word.removesuffix("ed")
    if stem != word and stem[-1:] == stem[-2:-1]:
        found.add(stem[:-1])
    return frozenset(found)


_ENDINGS = (
    ("s", ("",)), ("es", ("",)), ("ies", ("y",)), ("men", ("man",)), ("ed", ("", "e")),
    ("ied", ("y",)), ("ing", ("", "e")), ("caught", ("catch",)), ("sent", ("send",)),
    ("held", ("hold",)), ("taken", ("take",)), ("took", ("take",)),
)  # fmt: skip
