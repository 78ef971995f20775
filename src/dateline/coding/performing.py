"""Acts done by saying them: "I thank Ghana", "we wish to express our thanks", "Togo condemns the raid"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dateline.coding.operators import Operator
from dateline.coding.syntax import surface_subject
from dateline.coding.wordlists import word_list

if TYPE_CHECKING:
    from dateline.language.words import Token

FIRST = frozenset({"i", "we"})


def performs(wish: Token, act: Token) -> bool:
    """ "I would like to thank", "we wish to express": the words that wish to do it do it."""
    return (
        act.dep_ == "xcomp"
        and act.lemma_.lower() in word_list("performatives")
        and (wish.lemma_.lower() in word_list("wishes") or _is_pleasure(wish))
        and any(t.lower_ in {"i", "we", "my", "our", "it"} for t in surface_subject(act))
    )


def tells(verb: Token, clause: Token) -> bool:
    """ "I **would say** that Togo struck", "let me add that": what somebody so tells he asserts, unless
    he does not tell it, or asks."""
    if clause.dep_ != "ccomp" or verb.lemma_.lower() not in word_list("telling"):
        return False
    words = [c.lower_ for c in verb.children]
    if any(c.dep_ == "neg" for c in verb.children) or {"if", "unless"} & set(words):
        return False
    if verb.sent[-1].text == "?" or _opens_with_whether(clause):
        return False
    wishes = verb.head.lemma_ in {"let", "want", "like", "have", "wish", "can", "be"}
    if verb.head.lemma_ == "let" and verb.dep_ in {"ccomp", "xcomp"}:
        return any(t.lower_ in {"me", "us"} for t in (*verb.children, *verb.head.children))
    if any(c.dep_ == "neg" for c in verb.head.children):
        return False
    modal = any(c.tag_ == "MD" for c in verb.children) or (verb.dep_ == "xcomp" and wishes)
    return modal and any(t.lower_ in FIRST for t in surface_subject(verb))


def _opens_with_whether(clause: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ in {"if", "whether"} for c in clause.children)


def _is_pleasure(verb: Token) -> bool:
    return verb.lemma_ == "be" and any(
        c.dep_ == "attr" and c.lemma_.lower() in word_list("wishes") for c in verb.children
    )


def _is_grateful(word: Token) -> bool:
    """ "we are **grateful** for", "I **look forward** to": so one thanks, and so one is glad."""
    if word.lemma_ == "look":
        return any(c.lower_ == "forward" for c in word.children)
    return word.lower_ in {"grateful", "thankful"}


def done_by_saying(verb: Token, operators: Sequence[Operator], own_word: bool) -> bool:
    """Whether somebody does it by saying so: a verb of saying in the present, of the speaker himself
    ("we condemn", "said it condemns", "continue to urge"); `own_word`: the doer is who speaks."""
    glad = _is_grateful(verb)
    if verb.lemma_.lower() not in word_list("performatives") and not glad:
        return False
    if verb.lemma_.lower() == "thank" and verb.dep_ == "ROOT" and not surface_subject(verb):
        return True  # "Thank you"
    if any(o.kind not in {"presupposed", "past"} for o in operators):
        return False
    finite = verb.head if glad and verb.dep_ == "acomp" else verb
    while finite.dep_ in {"xcomp", "conj"} and finite.tag_ == "VB" and finite.head.i != finite.i:
        finite = finite.head
    if finite.tag_ not in {"VBP", "VBZ"}:
        return False
    if own_word or any(t.lower_ in FIRST for t in surface_subject(verb)):
        return True
    return _is_pleasure(finite) and verb.dep_ == "xcomp"  # "it is a pleasure to welcome you"
