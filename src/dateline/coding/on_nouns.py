"""The operators that stand on a noun: "**no** attack", "a **planned** summit", "the vote **due** on Friday"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.coding.operators import FUTURE, Operator, operator_of, verb_kind
from dateline.coding.wordlists import word_list

if TYPE_CHECKING:
    from dateline.language.words import Token

OPENING = frozenset({'"', "“", "‘", "«", "``", "'"})
CLOSING = frozenset({'"', "”", "’", "»", "''", "'"})
HAPPENING = frozenset({"hold", "stage", "convene", "host", "organise", "organize", "carry"})
SCHEDULED = frozenset({"schedule", "slate", "plan", "expect", "anticipate", "propose"})


def on_noun(noun: Token) -> Iterator[Operator]:
    """The operators that stand on a noun: "no", "any", and adjectives such as "planned"."""
    if mark := _scare_quote(noun):
        yield Operator("alleged", mark)
    if noun.lemma_.lower() in word_list("gatherings") and (before := _comes_up(noun)):
        yield Operator("plan", before)  # "ahead of the summit"
    for child in noun.children:
        word = child.text.lower()
        if child.dep_ in {"det", "nummod"} and word in {"no", "neither"}:
            if noun.lemma_ not in word_list("doubts"):
                yield Operator("negative", child)
        elif child.dep_ == "poss" and (word == "tomorrow" or _is_next(child)):
            yield Operator("plan", child)  # "next week's summit"
        elif child.dep_ == "det" and word == "any":
            yield Operator("any", child)
        elif child.dep_ == "advmod" and (kind := operator_of("adverb", word)):
            if kind != "past":
                yield Operator(kind, child)  # "possibly a nuclear test"
        elif child.dep_ in {"amod", "compound"}:
            kind = operator_of("modifier", word)
            if word == "called" and any(c.lower_ == "so" for c in child.children):
                kind = "alleged"  # "the so-called withdrawal"
            if word == "last" and noun.lemma_.lower() in word_list("gatherings"):
                kind = "past"  # "the last round of talks"
            if kind:
                yield Operator(kind, child)
            elif word == "due" and child.i > noun.i:
                yield Operator("plan", child)  # "the vote, due on Friday"
        elif child.dep_ == "acl" and child.tag_ == "VBN" and child.lemma_ in SCHEDULED:
            yield Operator(operator_of("verb", child.lemma_) or "plan", child)
        elif (
            child.dep_ == "relcl"
            and noun.lemma_.lower() in word_list("gatherings")
            and _will(child)
        ):
            yield Operator("future", child)  # "a summit that will bring together"
        elif child.dep_ == "relcl" and _tells_of_itself(child):
            yield from _said_of_itself(child)


def _scare_quote(noun: Token) -> Token | None:
    """the "**withdrawal**" of the rebels: what stands in quotation marks by itself, or with two words before it,
    is what somebody calls it; names in them are names."""
    if noun.pos_ != "NOUN" or noun.text[:1].isupper() or noun.i + 1 >= len(noun.doc):
        return None
    if noun.nbor(1).text not in CLOSING:
        return None
    for before in range(noun.i - 1, max(noun.i - 4, noun.sent.start - 1), -1):
        if noun.doc[before].text in OPENING:
            return noun.doc[before]
        if noun.doc[before].text in CLOSING:
            return None
    return None


def _comes_up(noun: Token) -> Token | None:
    """The "ahead of", "in the run-up to" before a gathering that is still to come."""
    prep = noun.head
    if noun.dep_ != "pobj" or prep.lower_ not in {"of", "to"}:
        return None
    above = prep.head
    if above.lower_ in {"ahead", "advance"} and prep.lower_ == "of":
        return above
    runs_up = {"run-up", "runup", "lead-up", "leadup", "eve", "prelude"}
    return above if above.lower_ in runs_up else None


def _will(clause: Token) -> bool:
    subjects = {"that", "which"} & {c.lower_ for c in clause.children if c.dep_ == "nsubj"}
    return bool(subjects) and any(c.lower_ in FUTURE for c in clause.children if c.dep_ == "aux")


def _tells_of_itself(clause: Token) -> bool:
    """ "the summit **that** will be held": the clause says whether its noun takes place."""
    return any(
        c.dep_ in {"nsubj", "nsubjpass"} and c.lower_ in {"that", "which"} for c in clause.children
    ) and (
        clause.lemma_ in HAPPENING
        or operator_of("verb", clause.lemma_) == "occur"
        or clause.tag_ == "VBN"
    )


def _said_of_itself(clause: Token) -> Iterator[Operator]:
    kind = verb_kind(clause) if clause.tag_ == "VBN" else None
    if kind in {"plan", "expect", "negative"}:
        yield Operator(kind, clause)  # "the visit that was called off"
    held = clause.lemma_ in HAPPENING or operator_of("verb", clause.lemma_) == "occur"
    for child in clause.children:
        if held and child.dep_ == "neg":
            yield Operator("negative", child)
        elif held and child.dep_ == "aux" and child.lower_ in FUTURE:
            yield Operator("future", child)
        elif child.lower_ in {"due", "about", "set"} and clause.lemma_ == "be":
            yield Operator("plan", child)


def _is_next(time: Token) -> bool:
    return any(c.dep_ == "amod" and c.lower_ in {"next", "coming"} for c in time.children)
