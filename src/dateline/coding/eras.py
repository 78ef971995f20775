"""Words that put a clause into the past before the news: "under previous President X", "formerly"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from dateline.coding.operators import MAX_CLIMB, Operator, is_past_perfect, operator_of
from dateline.coding.syntax import is_verbal, surface_subject
from dateline.coding.wordlists import word_list

if TYPE_CHECKING:
    from dateline.language.words import Token

NEARBY = frozenset({"long", "repeatedly"})
IN_IT = frozenset(
    {"in", "during", "since", "after", "before", "through", "throughout", "under", "from", "of"}
)
OF_WHOM = frozenset({"by", "of", "under", "during"})
DAYS = frozenset({"last", "this", "today", "week", "yesterday"})
HELD_BEFORE = frozenset({"previous", "former", "past", "then", "last", "earlier"})


def past_on(verb: Token) -> Iterator[Operator]:
    """What puts a verb's own clause into the past: adverbs, the pluperfect, eras, who was in office."""
    yield from past_adverbs(verb)
    if is_past_perfect(verb):
        yield Operator("past", verb)
    yield from eras_of(verb)
    for doer in surface_subject(verb):
        if is_verbal(verb) and verb.tag_ in {"VBD", "VBN", "VB"}:
            yield from _held_before(doer)


def past_adverbs(verb: Token) -> Iterator[Operator]:
    """ "previously", "once", "regularly"."""
    for child in verb.children:
        if child.dep_ == "advmod" and operator_of("adverb", child.text) == "past":
            if child.lower_ == "once" and child.i == verb.left_edge.i and verb.dep_ == "advcl":
                continue  # "once they leave"
            if child.lower_ in NEARBY and not any(c.lemma_ == "have" for c in verb.children):
                continue  # "as long as", "we warn repeatedly"
            yield Operator("past", child)


def past_around(act: Token) -> Iterator[Operator]:
    """What the phrase that an act stands in says of its time: "**decades of** occupation", "the decision of
    **the previous government** to leave", "the last **round** of talks"."""
    if since := _since(act):
        yield Operator("past", since)
    node = act
    for _ in range(MAX_CLIMB):
        if node.dep_ == "pobj" and node.head.lower_ == "of":
            above = node.head.head
            if above.tag_ == "NNS" and above.lemma_ in word_list("long_times"):
                yield Operator("past", above)
        for prep in node.children:
            if prep.dep_ in {"prep", "agent"} and prep.lower_ in {"by", "on", "of"}:
                for word in prep.subtree:
                    if word.head.lower_ in OF_WHOM:
                        yield from _held_before(word)
        if node.dep_ not in {"acl", "pobj", "prep", "relcl"}:
            return
        node = node.head
        if is_verbal(node):
            return


def _since(act: Token) -> Token | None:
    """ "has grown bolder **since** the war began", "since the raid": from when what is told goes on, days aside."""
    if act.dep_ == "pobj" and act.head.lower_ == "since":
        return act.head if _goes_on(act.head.head) and not _names_a_day(act) else None
    clause = act
    while not is_verbal(clause) and clause.dep_ in {"nsubj", "nsubjpass", "dobj"}:
        clause = clause.head
    if not is_verbal(clause) or clause.dep_ != "advcl" or _names_a_day(clause):
        return None
    mark = next((c for c in clause.children if c.dep_ == "mark" and c.lower_ == "since"), None)
    return mark if mark is not None and _goes_on(clause.head) else None


def _goes_on(verb: Token) -> bool:
    """Whether what is told reaches up to now ("has grown"): only then "since" is said of time."""
    return any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)


def _names_a_day(word: Token) -> bool:
    return any(t.lower_ in DAYS or t.lower_.endswith("day") and t.is_title for t in word.subtree)


def past_above(governor: Token) -> Iterator[Operator]:
    """What the clause around a nominal act says of its time."""
    node = governor
    for _ in range(MAX_CLIMB):
        if is_verbal(node):
            yield from past_adverbs(node)
            yield from eras_of(node)
            return
        if node.head.i == node.i:
            return
        node = node.head


def eras_of(verb: Token) -> Iterator[Operator]:
    """The eras named in a verb's own clause, wherever the parser hung them."""
    for token in _named_in(verb):
        if _clause_of(token).i == verb.i:
            yield Operator("past", token)
    for token in verb.subtree:
        if token.lower_ in {"under", "during"} and _clause_of(token).i == verb.i:
            yield from _era_over(token)


def is_era(noun: Token) -> bool:
    """Whether a noun is part of the name of an era that is over: "the Korean **War**"."""
    return any(t.i == noun.i for t in _words(noun, _eras()))


def _named_in(verb: Token) -> Iterator[Token]:
    """The words in a verb's sentence that name a time that is over, with their preposition."""
    yield from (t for t in _words(verb, _days()))
    for token in (t for t in _words(verb, _eras()) if t.dep_ != "compound"):
        before = token.doc[token.left_edge.i - 1] if token.left_edge.i > verb.sent.start else token
        if before.lower_ in IN_IT or token.head.lower_ in IN_IT:
            yield token


def _words(word: Token, pattern: re.Pattern[str]) -> list[Token]:
    """The last words of what a pattern finds in the word's sentence; kept, for each act asks."""
    kept: dict[tuple[int, str], list[int]] = word.doc.user_data.setdefault(_KEPT, {})
    sentence = word.sent
    key = (sentence.start, pattern.pattern)
    if key not in kept:
        spans = (
            sentence.char_span(m.start(), m.end(), alignment_mode="expand")
            for m in pattern.finditer(sentence.text)
        )
        kept[key] = [span[-1].i for span in spans if span is not None]
    return [word.doc[i] for i in kept[key]]


_KEPT = "dateline.old_times"


@lru_cache(maxsize=1)
def _days() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(word_list('old_days')))})\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _eras() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(word_list('old_eras')))})\b")


def _era_over(prep: Token) -> Iterator[Operator]:
    """ "under previous President X": an era that is over."""
    for obj in prep.children:
        if obj.dep_ == "pobj" and any(
            operator_of("modifier", t.text) == "past"
            for t in obj.subtree
            if t.dep_ in {"amod", "compound", "nmod"}
        ):
            yield Operator("past", obj)


def _held_before(doer: Token) -> Iterator[Operator]:
    """ "the previous government": what it did lies before the one in office."""
    if doer.lemma_.lower() not in word_list("in_office"):
        return
    for child in doer.children:
        if child.dep_ in {"amod", "compound", "nmod"} and child.lower_ in HELD_BEFORE:
            yield Operator("past", child)


def _clause_of(token: Token) -> Token:
    node = token
    while not is_verbal(node) and node.head.i != node.i:
        node = node.head
    return node
