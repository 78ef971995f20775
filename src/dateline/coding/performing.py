"""Acts done by saying them: "I thank Ghana", "we wish to express our thanks", "Togo condemns the raid"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dateline.coding.operators import Operator
from dateline.coding.syntax import surface_subject
from dateline.coding.wordlists import word_list

if TYPE_CHECKING:
    from spacy.tokens import Token

FIRST = frozenset({"i", "we"})


def performs(wish: Token, act: Token) -> bool:
    """ "I would like to thank", "we wish to express": the words that wish to do it do it."""
    return (
        act.dep_ == "xcomp"
        and act.lemma_.lower() in word_list("performatives")
        and (wish.lemma_.lower() in word_list("wishes") or _is_pleasure(wish))
        and any(t.lower_ in {"i", "we", "my", "our"} for t in surface_subject(act))
    )


def _is_pleasure(verb: Token) -> bool:
    return verb.lemma_ == "be" and any(
        c.dep_ == "attr" and c.lemma_.lower() in word_list("wishes") for c in verb.children
    )


def done_by_saying(verb: Token, operators: Sequence[Operator], own_word: bool) -> bool:
    """Whether somebody does it by saying so: a verb of saying in the present, of the speaker himself
    ("we condemn", "said it condemns", "continue to urge"); `own_word`: the doer is who speaks."""
    if verb.lemma_.lower() not in word_list("performatives"):
        return False
    if any(o.kind not in {"presupposed", "past"} for o in operators):
        return False
    finite = verb
    while finite.dep_ in {"xcomp", "conj"} and finite.tag_ == "VB" and finite.head.i != finite.i:
        finite = finite.head
    if (
        finite.lemma_ not in {verb.lemma_, "continue", "want", "wish", "like"}
        and finite is verb.head
    ):
        return False
    if finite.tag_ not in {"VBP", "VBZ"}:
        return False
    return own_word or any(t.lower_ in FIRST for t in surface_subject(verb))
