"""What is told and then taken back: "said that Ghana had struck. **That is a lie**", ", **which it denies**"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from dateline.coding.operators import words_of
from dateline.coding.roles import ActorIndex, who
from dateline.coding.syntax import surface_subject
from dateline.coding.wordlists import word_list
from dateline.records import Actor

if TYPE_CHECKING:
    from dateline.language.words import Span, Token

# What takes up a whole statement, and how far behind it may stand (in sentences).
_IT = (
    r"(?:that|this|these|those|it|they|all (?:of )?(?:this|that|it)"
    r"|(?:the|this|that|these|those|such)(?: a)? {nouns})"
)
REACH = 2
HANGING = frozenset({"relcl", "advcl", "ccomp", "conj"})


def is_taken_back(head: Token, doers: Sequence[Actor], index: ActorIndex) -> bool:
    """Whether the writer calls it untrue right behind, or the one said to have done it denies it."""
    rest = head.doc.span(head.i + 1, head.sent.end)
    if _calls_false().search(rest.text) or _is_denied_aside(rest, doers, index):
        return True
    for number, sentence in enumerate(_next(head)):
        if _opens_false().match(sentence.text.strip(" \n\"“”'’")):
            return True
        if number == 0 and _is_denied_in(sentence, doers, index):
            return True
    return False


def _next(head: Token) -> Iterator[Span]:
    """The sentences right behind that of the word."""
    end = head.sent.end
    for _ in range(REACH):
        if end >= len(head.doc):
            return
        sentence = head.doc[end].sent
        yield sentence
        end = sentence.end


@lru_cache(maxsize=1)
def _false() -> str:
    """ "is simply false", "are not true": what calls a statement untrue."""
    words = sorted(
        {*words_of("deny", "modifier"), *words_of("deny", "noun")}
        - {"denial", "imaginary", "invented"}
    )
    verb = r"(?:is|are|was|were|’s|'s)"
    degree = r"(?:an? |all |just |\w+ly |complete |utter |total |pure |sheer )*"
    return rf"{verb} {degree}(?:{'|'.join(words)}|not true|not the case)s?\b"


@lru_cache(maxsize=1)
def _opens_false() -> re.Pattern[str]:
    nouns = rf"(?:{'|'.join(sorted(word_list('statements')))})s?"
    start = r"(?:(?:but|and|yet|again|however),? )?(?:we (?:all )?know (?:that )?)?"
    return re.compile(start + _IT.replace("{nouns}", nouns) + " " + _false(), re.IGNORECASE)


@lru_cache(maxsize=1)
def _calls_false() -> re.Pattern[str]:
    return re.compile(
        r"[,;–—-] ?(?:but|yet|and|which)? ?(?:this|that|it|which)? ?" + _false(), re.IGNORECASE
    )


def _is_denied_aside(rest: Span, doers: Sequence[Actor], index: ActorIndex) -> bool:
    """ ", which Ghana denies", ", a claim that Ghana has rejected"."""
    for verb in rest:
        if verb.lemma_ not in word_list("contradicting") or verb.dep_ not in HANGING:
            continue
        opens = verb.left_edge
        taken_up = opens.lower_ == "which" or verb.head.lemma_.lower() in word_list("statements")
        if (
            taken_up
            and opens.i > rest.start
            and (_by_pronoun(verb, index) or _agree(verb, doers, index))
        ):
            return True
    return False


def _is_denied_in(sentence: Span, doers: Sequence[Actor], index: ActorIndex) -> bool:
    """ "Ghana denied the allegation.", "Ghana rejects this." """
    for verb in sentence:
        if verb.lemma_ not in word_list("contradicting") or any(
            c.dep_ == "neg" for c in verb.children
        ):
            continue
        objects = [c for c in verb.children if c.dep_ == "dobj"]
        named = any(
            o.lower_ in {"it", "this"} or o.lemma_.lower() in word_list("statements")
            for o in objects
        )
        if named and _agree(verb, doers, index):
            return True
    return False


def _agree(verb: Token, doers: Sequence[Actor], index: ActorIndex) -> bool:
    """Whether the one who denies is the one who is said to have done it."""
    if doers and _by_pronoun(verb, index):
        return True
    names = {who(a) for a in doers}
    return any(who(a) in names for t in surface_subject(verb) for a in index.on(t))


def _by_pronoun(verb: Token, index: ActorIndex) -> bool:
    """Whether "he", "it" or "they" denies it, and the text does not say who that is."""
    pronouns = {"he", "she", "it", "they"}
    return any(t.lower_ in pronouns and not index.on(t) for t in surface_subject(verb))
