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
    from dateline.language.words import Token

DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "such"})


def join(coded: Sequence[Coded]) -> list[tuple[Coded, list[Coded]]]:
    """Each event once, with the other mentions of it that the text makes."""
    groups: list[tuple[Coded, list[Coded]]] = []
    for one in coded:
        again, start = _may_be_told_again(one), one.draft.sentence.start
        near = (k for k, g in enumerate(groups) if again or g[0].draft.sentence.start == start)
        same = next((k for k in near if _same_event(groups[k][0], one)), None)
        if same is None:
            groups.append((one, []))
            continue
        first, others = groups[same]
        if one.sources and not first.sources and _is_told_with(first, one):
            # "were wounded when rebels shelled": who did it, and to whom
            groups[same] = (one._replace(targets=one.targets or first.targets), [first, *others])
        else:
            others.append(one)
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
            if _is_told_with(first, second):
                return True
            return mine == other and _core(first) == _core(second)
        return mine == other and first.type == second.type and first.status == second.status
    return _core(first) == _core(second) and other <= mine and _may_be_told_again(second)


def _is_told_with(first: Coded, second: Coded) -> bool:
    """Whether one clause tells an attack and what it did: "the raid **killed** two", "was **wounded** after
    being shot"; each with a target of its own where both are told in full."""
    if not first.type == second.type == "ASSAULT":
        return False
    noun, verb = first.draft.match.head, second.draft.match.head
    alike = not first.targets or not second.targets or _meet(first, second)
    if not is_verbal(noun) and is_verbal(verb):
        unknown = all(a.country is None for a in second.targets)
        return noun.dep_ == "nsubj" and noun.head.i == verb.i and (alike or unknown)
    return alike and not (first.sources and second.sources) and _follows_from(noun, verb)


def _meet(first: Coded, second: Coded) -> bool:
    return bool({identity(a) for a in first.targets} & {identity(a) for a in second.targets})


AFTER = frozenset({"after", "when", "as"})


def _follows_from(outcome: Token, act: Token) -> bool:
    """ "was wounded **after** rebels shelled": whether the act's clause tells how it came to the outcome."""
    if act.dep_ == "pcomp":
        return act.head.lower_ in AFTER and act.head.head.i == outcome.i
    marks = {c.lower_ for c in act.children if c.dep_ in {"mark", "advmod"}}
    return act.dep_ == "advcl" and act.head.i == outcome.i and not AFTER.isdisjoint(marks)


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
