"""What a noun says about what hangs on it: "a plan **to**", "fears **of**", "the claim **that** … is false"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.coding.operators import FUTURE, Operator, is_to_infinitive, operator_of, verb_kind
from dateline.coding.presupposing import is_new
from dateline.coding.syntax import is_passive, is_verbal, subject
from dateline.coding.tense import came_to_it, tells_of_the_past
from dateline.coding.wordlists import word_list

if TYPE_CHECKING:
    from dateline.language.words import Token

# What only leads to something: "the danger of war", not "the danger of the war".
OPEN = frozenset({"hypothetical", "expect"})
# "an invasion plan", "a coup plot": what a compound says is planned.
COMPOUND_PLANS = frozenset({"plan", "plot", "bid", "proposal"})
LOOMING = frozenset({"cloud", "drum", "scare", "scenario", "contingency"})
"""What a compound says is only in the air: "war clouds"."""
SIDES = frozenset({"advocate", "champion", "critic", "foe", "opponent", "proponent", "supporter"})
HAVING = frozenset({"have", "get", "take", "use", "seize"})
OPINIONS = frozenset(
    {"call", "brand", "label", "term", "dub", "consider", "describe", "dismiss", "think"}
)


def noun_operator(noun: Token, node: Token, through: str) -> Iterator[Operator]:
    """The operators that a noun puts on what hangs on it."""
    kind = operator_of("noun", noun.lemma_)
    asked = operator_of("through", f"{noun.lemma_} {through}") if kind is None else None
    if asked and is_new(node):
        yield Operator(asked, noun, tuple(subject(noun)))  # "a reward for information"
        return
    if noun.lemma_ in SIDES and through == "of" and node.tag_ == "VBG":
        yield Operator("hypothetical", noun)  # "opponents of letting them in"
        return
    if noun.lemma_ in word_list("readying") and through in {"for", "of", "to"}:
        if node.lemma_.lower() in word_list("gatherings") and not tells_of_the_past(noun.head):
            yield Operator("plan", noun)  # "the agenda for the summit"
            return
    if is_to_infinitive(node):
        kind = kind or operator_of("noun_to", noun.lemma_)
        if noun.lemma_ in word_list("came_to_it") and noun.head.lemma_ in HAVING:
            if came_to_it(noun.head):
                kind = None  # "had the opportunity to meet"
            elif any(c.lower_ in FUTURE for c in noun.head.children):
                kind = "future"  # "will have a chance to meet"
    elif kind == "expect" and noun.lemma_ in word_list("concerns"):
        if not is_verbal(node) or tells_of_the_past(node):
            kind = None  # "concern about the arrests"
    elif noun.lemma_ in {"sign", "indication"} and noun.tag_ == "NN" and not _is_denied(noun):
        kind = None  # "a sign of protest"
    if node.dep_ in {"compound", "nmod"}:
        if kind in {"hypothetical", "expect"} or noun.lemma_ in COMPOUND_PLANS:
            yield Operator(str(kind), noun)  # "war fears", "coup plot"
        elif noun.lemma_ in LOOMING:
            yield Operator("hypothetical", noun)
        return
    if kind is None and through == "for" and node.tag_ == "VBG" and node.dep_ == "pcomp":
        kind = "plan" if noun.lemma_ in word_list("toward") else None  # "guidelines for easing"
    if kind == "alleged" and _is_called_false(noun):
        kind = "deny"
    elif kind == "plan" and _is_dropped(noun):
        kind = "negative"  # "the plan to strike was dropped"
    if any(c.dep_ == "det" and c.lower_ == "any" for c in noun.children):
        yield Operator("any", noun)  # "any attempt to strike"
    if kind in OPEN and through == "of" and not is_verbal(node) and not is_new(node):
        return  # "the danger of the war"
    if kind is None and through in {"for", "to"} and noun.lemma_ in word_list("groundwork"):
        kind = "hypothetical" if is_verbal(node) or is_new(node) else None  # "conditions for talks"
    if noun.lemma_ == "power" and noun.head.lower_ == "in" and through == "":
        return  # "does all in its power to help"
    glad = noun.lemma_ in word_list("came_to_it") or noun.lemma_ in word_list("wishes")
    if is_to_infinitive(node) and _is_put_out(noun) and node.lemma_ in word_list("performatives"):
        return  # "issued a statement to condemn the raid": it does
    if kind is None and node.dep_ == "acl" and is_to_infinitive(node) and not glad:
        yield from _asked_of(noun)
        return
    if node.dep_ in {"acl", "ccomp", "pcomp", "xcomp", "relcl"} or through in {
        "of", "for", "to", "about", "against",
    }:  # fmt: skip
        if kind:
            yield Operator(kind, noun, tuple(subject(noun)))


def _is_put_out(noun: Token) -> bool:
    out = {"issue", "publish", "release", "send"}
    return noun.lemma_.lower() in word_list("messages") and noun.head.lemma_ in out


def _asked_of(noun: Token) -> Iterator[Operator]:
    """ "incites the leaders of Togo **to strike**", "Rebels **to free** hostages": an infinitive that the
    parser hangs on whoever is to do it."""
    verb = noun.head
    if noun.dep_ == "ROOT":
        yield Operator("plan", noun, (noun,))
    elif noun.dep_ == "dobj" and is_verbal(verb) and verb_kind(verb) in {"hypothetical", "plan"}:
        yield Operator(str(verb_kind(verb)), verb, tuple(subject(verb)))
    elif noun.pos_ == "NOUN" and not _is_singled_out(noun):
        yield Operator("plan", noun, ())  # "a meeting to discuss fish", "measures to protect them"


def _is_singled_out(noun: Token) -> bool:
    """ "the first country to leave", "the only one to sign": it did."""
    return any(
        c.tag_ in {"JJS", "RBS"}
        or c.dep_ == "nummod"
        or c.ent_type_ == "ORDINAL"
        or c.lower_ in {"only", "last", "latest", "next", "sole"}
        for c in noun.children
    )


def _is_denied(noun: Token) -> bool:
    return any(c.dep_ == "det" and c.lower_ == "no" for c in noun.children)


def _is_dropped(plan: Token) -> bool:
    """Whether a plan is given up."""
    verb = plan.head
    if plan.dep_ == "pobj" and verb.lower_ == "in":
        return verb.head.lemma_ == "fail"  # "failed in its bid to"
    return (
        is_verbal(verb)
        and verb.lemma_ in word_list("dropping")
        and (plan.dep_ == "dobj" or (plan.dep_ == "nsubjpass" and is_passive(verb)))
    )


def _is_called_false(noun: Token) -> bool:
    """ "the baseless claim that", "the claim that … is untrue", "called the claim that … nonsense"."""
    if any(c.dep_ == "amod" and operator_of("modifier", c.text) == "deny" for c in noun.children):
        return True
    verb = noun.head
    if noun.dep_ in {"nsubj", "dobj"} and OPINIONS & {verb.lemma_, verb.head.lemma_}:
        named = [verb, *(t for t in verb.subtree if t.i > noun.right_edge.i)]
        return any(
            operator_of("modifier", t.text) == "deny" or operator_of("noun", t.lemma_) == "deny"
            for t in named
        )
    if noun.dep_ == "nsubjpass":
        return operator_of("verb", verb.lemma_) == "deny"  # "the claim that … was debunked"
    if noun.dep_ != "nsubj" or verb.lemma_ != "be":
        return False
    denied = any(c.dep_ == "neg" for c in verb.children)
    said_of = [c for c in verb.children if c.dep_ in {"acomp", "attr"}]
    return any(
        (operator_of("modifier", w.text) == "deny" or operator_of("noun", w.lemma_) == "deny")
        != (denied and w.text == "true")
        for w in said_of
    )
