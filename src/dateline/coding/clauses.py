"""How a clause hangs on what stands above it, and what of that holds for it as well."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from dateline.coding.operators import (
    FUTURE,
    INVERTED,
    Operator,
    is_to_infinitive,
    operator_of,
    verb_kind,
)
from dateline.coding.presupposing import is_new
from dateline.coding.syntax import SUBJECTS, is_passive, is_verbal
from dateline.coding.tense import tells_of_the_past, tells_of_the_present
from dateline.coding.wordlists import word_list

if TYPE_CHECKING:
    from dateline.language.words import Token

# Prepositions that say on what occasion something is done.
ON_OCCASION = frozenset({"during", "at", "in", "on", "throughout"})
GOING = frozenset(
    {
        "travel",
        "come",
        "go",
        "fly",
        "return",
        "head",
        "lead",
        "send",
        "accompany",
        "convene",
        "gather",
        "host",
        "join",
        "meet",
    }
)
OPENING = frozenset(
    {"begin", "start", "open", "continue", "conclude", "end", "close", "culminate", "follow"}
)
"""Verbs of a programme: "will begin the day with talks"."""
DELEGATIONS = frozenset({"delegation", "mission", "representative", "team"})
COURSES = frozenset({"course", "margin", "sideline", "framework", "fringe"})
# "took to the streets to protest": the purpose is told as done.
TAKING_TO = frozenset({"take"})
# Relative clauses of these only say which moment is meant: "the night the village burned".
MOMENTS = frozenset(
    {"day", "night", "year", "month", "week", "moment", "time", "hour", "evening", "morning"}
)


def is_participle(verb: Token) -> bool:
    """ "the accounts *closed*", not "the claim that they *closed* them"."""
    return (
        verb.dep_ == "acl"
        and verb.tag_ in {"VBN", "VBG"}
        and not any(c.dep_ in SUBJECTS or c.dep_ == "mark" for c in verb.children)
    )


def is_text_of(verb: Token) -> bool:
    """ "a resolution **condemning** Togo": what a text does that somebody may reject."""
    noun = verb.head.lemma_.lower()
    return verb.tag_ == "VBG" and noun in word_list("texts") | {"draft", "resolution", "statement"}


def kept_by_participle(verb: Token, operators: Iterable[Operator]) -> Iterator[Operator]:
    """What is said of a noun and holds for its participle too: "no shots fired", "may meet men
    arrested": a "not" on the verb above does not, nor does a plan for what is told as done."""
    dropped = {"presupposed", "deny"}
    if verb.tag_ == "VBN":
        dropped |= {"plan", "future", "necessity"}
    for operator in operators:
        near = operator.token.head.i == verb.head.i or operator.token.i == verb.head.head.i
        if near and operator.kind in {"negative", "deny"} and is_text_of(verb):
            yield Operator("negative", operator.token)  # "vetoed a resolution condemning Togo"
            continue
        if operator.token.lemma_ == "vote" and is_text_of(verb):
            continue  # "voted for a resolution condemning Togo": so they condemn it
        if operator.kind == "negative" and not (near and not is_verbal(operator.token)):
            continue
        if operator.kind not in dropped:
            yield operator


def is_content(clause: Token, noun: Token) -> bool:
    """ "claims that genocide has occurred", which the parser may take for a relative clause."""
    return operator_of("noun", noun.lemma_) in {"alleged", "expect", "deny"} and any(
        c.dep_ in SUBJECTS and c.lower_ != "that" for c in clause.children
    )


def goes_with(verb: Token) -> Token | None:
    """ "announced funds to feed refugees, **shelter** them": of a bare infinitive that the parser hangs on a verb
    which cannot have one, the infinitive or modal before it, whose "to" or "will" is its own as well."""
    head = verb.head
    if verb.tag_ != "VB" or verb.dep_ not in {"conj", "advcl"} or head.tag_ == "VB":
        return None
    if any(c.dep_ in SUBJECTS or c.dep_ in {"aux", "mark"} for c in verb.children):
        return None
    if head.tag_ == "VBP" and (verb.dep_ == "conj" or verb.lemma_ in word_list("performatives")):
        return None  # "we thank Togo and **urge** it": as good as a present
    between = reversed(verb.doc[head.i + 1 : verb.i])
    return next((t for t in between if t.tag_ == "VB" and _has_to_or_modal(t)), None)


def _has_to_or_modal(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.tag_ in {"TO", "MD"} for c in verb.children)


def picks_out(clause: Token, noun: Token) -> bool:
    """Whether a relative clause only says which of several: no comma, and the noun is new."""
    return clause.left_edge.i > 0 and clause.left_edge.nbor(-1).text != "," and is_new(noun)


def takes_up_mood(clause: Token) -> bool:
    """Whether an adverbial clause shares time and mood of its main clause: a bare participle, or one
    after "while" ("will keep order while talking")."""
    head = clause.head
    if head.pos_ not in {"VERB", "AUX"}:
        return False
    marks = {c.lower_ for c in clause.children if c.dep_ in {"mark", "advmod"}}
    own = any(c.dep_ in SUBJECTS for c in clause.children)
    if not any(c.dep_ == "mark" for c in clause.children):
        return True
    negated = any(c.dep_ == "neg" for c in head.children)
    return "while" in marks and clause.tag_ == "VBG" and not own and not negated


def is_idle_purpose(verb: Token) -> bool:
    """ "took to the streets to protest": what they took to doing they did; "is the only one to sign"."""
    named = [c for c in verb.head.children if c.dep_ == "attr"] if verb.head.lemma_ == "be" else []
    if any(g.lower_ in {"only", "first", "last", "latest"} for c in named for g in c.children):
        return True
    return verb.head.lemma_ in TAKING_TO and any(
        c.dep_ == "prep" and c.lower_ == "to" for c in verb.head.children
    )


def must_come_first(clause: Token) -> bool:
    """ "will sign **when** Togo withdraws", "as long as it stays": the present of what is not yet there."""
    opening = clause.doc.span(clause.left_edge.i, clause.i)
    marked = any(t.lower_ in word_list("before_it") for t in opening if t.head.i == clause.i)
    marked = marked or "long as" in opening.text or clause.doc[max(0, clause.left_edge.i - 1)].lower_ in {
        "provided", "providing"
    }  # fmt: skip
    return marked and tells_of_the_present(clause)


def opens_with_when(clause: Token) -> bool:
    """ "will speak **when** they meet": a meeting that is set, and no condition."""
    return any(c.lower_ == "when" for c in clause.children)


def is_set_there(node: Token, through: str) -> bool:
    """ "will discuss trade at the summit": a gathering at which something is to be done lies ahead too."""
    if node.lemma_ in COURSES:
        # "during the course of the visit"
        of = [p for c in node.children if c.lower_ == "of" for p in c.children if p.dep_ == "pobj"]
        node = of[0] if of else node
    if node.lemma_.lower() not in word_list("gatherings"):
        return False
    if through in ON_OCCASION:
        return True
    verb = node.head
    if node.dep_ == "dobj" and verb.lemma_ in word_list("attending"):
        return _is_to_come(verb)  # "will attend the summit"
    if node.dep_ == "nsubj" and is_verbal(verb) and verb.lemma_ not in word_list("lasting"):
        # "the visit will strengthen ties"
        return _is_to_come(verb) and not any(c.dep_ in {"acl", "relcl"} for c in node.children)
    if through == "with" and node.tag_ == "NNS" and is_new(node) and verb.head.lemma_ in OPENING:
        return _is_to_come(verb.head)
    carrying = verb.head
    if carrying.lemma_ in DELEGATIONS and carrying.dep_ == "dobj":
        carrying = carrying.head  # "will lead the delegation to the summit"
    going = carrying.lemma_ in GOING and is_verbal(carrying)
    return (
        going and through in {"to", "for"} and _is_to_come(carrying)
    )  # "will travel to the summit"


def _is_to_come(verb: Token) -> bool:
    own = any(c.dep_ in SUBJECTS or c.tag_ == "MD" for c in verb.children)
    if verb.dep_ == "conj" and verb.tag_ == "VB" and not own:
        return _is_to_come(verb.head)  # "will meet the king and attend the summit"
    if verb.head.lemma_ == "be" and tells_of_the_past(verb.head):
        return False  # "it was a pleasure to host them for talks"
    return is_to_infinitive(verb) or any(c.lower_ in FUTURE for c in verb.children)


def opened_by_condition(trigger: Token) -> Token | None:
    """The "should", "had" or "were" that opens the sentence, where the trigger stands before its comma:
    "Should Togo attack, Ghana will fight"."""
    words = [t for t in trigger.sent if not t.is_space and not t.is_quote]
    if len(words) < 5 or words[0].lower_ not in INVERTED or words[-1].text == "?":
        return None
    comma = next((t.i for t in words if t.text == ","), 0)
    if not trigger.i < comma or (trigger.pos_ in {"NOUN", "PROPN"} and trigger.dep_ != "ROOT"):
        if not (trigger.dep_ in {"npadvmod", "advcl", "dep", "nsubj"} and trigger.i < comma):
            return None
    return words[0]


def opened_by_nor(trigger: Token) -> Token | None:
    """ "**Nor** did Kenya attack Chad", where the parser takes the verb for a part of the name behind it."""
    first = next((t for t in trigger.sent if not t.is_space and not t.is_quote), trigger)
    hidden = trigger.tag_ in {"VB", "VBN"} and trigger.dep_ in {"amod", "compound", "nmod"}
    return first if hidden and first.lower_ == "nor" and trigger.i - first.i < 8 else None


def came_to_nothing(verb: Token) -> Token | None:
    """ "were due to meet, **but** the talks were called off", "was to meet, but did not": told right behind."""
    if (
        verb.tag_ != "VBD"
        or verb.lemma_ != "be"
        or not any(c.lower_ == "but" for c in verb.children)
    ):
        return None
    for other in verb.children:
        if other.dep_ != "conj" or other.i < verb.i:
            continue
        if is_passive(other) and verb_kind(other) == "negative":
            return other
        if other.lower_ == "did" and any(c.dep_ == "neg" for c in other.children):
            return other
    return None


def is_of_a_moment(clause: Token) -> bool:
    """ "the night the village was burned"."""
    return clause.dep_ == "relcl" and clause.head.lemma_ in MOMENTS
