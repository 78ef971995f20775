"""One event once: the mentions of the same event in a text become one row.

A conjunction of synonyms, an outcome ("attacked a post, killing two"), a nominal echo in a later
sentence ("the attack") are further evidence of the row that they repeat.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dateline.coding.roles import identity, who
from dateline.coding.syntax import is_verbal
from dateline.coding.turns import Coded

if TYPE_CHECKING:
    from spacy.tokens import Token

DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "such"})


def join(coded: Sequence[Coded]) -> list[tuple[Coded, list[Coded]]]:
    """Each event once, with the other mentions of it that the text makes."""
    groups: list[tuple[Coded, list[Coded]]] = []
    for one in coded:
        again, start = _may_be_told_again(one), one.draft.sentence.start
        near = (g for g in groups if again or g[0].draft.sentence.start == start)
        same = next((g for g in near if _same_event(g[0], one)), None)
        if same is not None:
            same[1].append(one)
        else:
            groups.append((one, []))
    return groups


def _may_be_told_again(coded: Coded) -> bool:
    """Whether an event may be one that an earlier sentence told: "the attack"."""
    head = coded.draft.match.head
    definite = any(c.dep_ == "det" and c.lower_ in DEFINITE for c in head.children)
    return definite and not is_verbal(head) and coded.status in {"fact", "claim"}


def _parties(coded: Coded) -> frozenset[str]:
    return frozenset(identity(a) for a in (*coded.sources, *coded.targets))


def _sides(coded: Coded) -> frozenset[str]:
    return frozenset(who(a) for a in (*coded.sources, *coded.targets))


def _same_event(first: Coded, second: Coded) -> bool:
    mine, other = _parties(first), _parties(second)
    head = second.draft.match.head
    if first.draft.sentence.start == second.draft.sentence.start:
        if _nested(first, second):
            # "need to be upgraded as part of the effort to strengthen": one appeal.
            if "demanded" in first.rules and _sides(second) <= _sides(first):
                return True
            # "attacked a post, killing two officers": one attack and its outcome.
            if first.type == second.type == "ASSAULT" and _is_outcome(head):
                return True
            return mine == other and _core(first) == _core(second)
        return mine == other and first.type == second.type and first.status == second.status
    return _core(first) == _core(second) and other <= mine and _may_be_told_again(second)


def _core(coded: Coded) -> str:
    return coded.about or coded.type


def _is_outcome(verb: Token) -> bool:
    return verb.tag_ == "VBG" and verb.dep_ in {"advcl", "conj", "xcomp"}


def _nested(first: Coded, second: Coded) -> bool:
    a, b = first.draft.match.head, second.draft.match.head
    return _governs(a, b) or _governs(b, a)


def _governs(upper: Token, lower: Token) -> bool:
    """Whether one word stands above another within one clause and its complements."""
    node = lower
    while node.head.i != node.i and node.dep_ not in {"relcl", "parataxis", "conj"}:
        node = node.head
        if node.i == upper.i:
            return True
    return False
