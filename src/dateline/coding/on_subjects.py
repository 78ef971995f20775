"""What a verb or an adjective says of its subject: "the talks **are to be** held", "war is **likely**"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.coding.nouns import OPEN
from dateline.coding.operators import Operator, is_to_infinitive, operator_of
from dateline.coding.presupposing import is_near, is_new
from dateline.coding.syntax import is_passive, is_verbal
from dateline.coding.wordlists import word_list

if TYPE_CHECKING:
    from dateline.language.words import Token


def called(verb: Token) -> str | None:
    """ "It is **possible** that", "war is **likely**": the operator that is said of a clause or noun."""
    for word in verb.children:
        if word.dep_ not in {"acomp", "oprd"}:
            continue
        if kind := operator_of("adj", word.lemma_) or operator_of("adj", word.text):
            if not any(c.dep_ in {"xcomp", "prep"} for c in word.children):
                return kind
            if kind in OPEN or word.lemma_ in {"due", "set"}:
                return kind
    return None


def on_subject(verb: Token, node: Token, kind: str | None) -> Iterator[Operator]:
    """What is said of a subject: "the talks are to be held", "war is possible", "was called off"."""
    if (
        node.dep_ == "nsubj"
        and verb.lemma_ == "be"
        and any(c.dep_ == "xcomp" and is_to_infinitive(c) for c in verb.children)
    ):
        yield Operator("future", verb, ())
        return
    if verb.lemma_ in {"be", "seem", "appear", "look", "become", "remain"} and (
        said := called(verb)
    ):
        if is_verbal(node) or is_new(node) or said == "plan" or is_near(verb):
            yield Operator(said, verb, ())
        return
    if (verb.lemma_ == "fail" and verb.tag_ == "VBD") or (
        kind == "negative" and operator_of("verb", verb.lemma_) is None
    ):
        if node.dep_ == "nsubj" and not any(c.dep_ in {"xcomp", "dobj"} for c in verb.children):
            yield Operator("negative", verb, ())  # "the talks fell through", "the coup failed"
            return
    if is_passive(verb) and verb.lemma_ in word_list("wanting") and is_new(node):
        yield Operator("hypothetical", verb, ())  # "a truce is needed"
        return
    if kind in {"negative", "plan", "expect", "deny"} and (
        is_passive(verb) or node.dep_ == "csubj"
    ):
        yield Operator(kind, verb, ())
