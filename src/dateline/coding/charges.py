"""What somebody is arrested, tried or jailed for: an act of theirs, and nobody else's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dateline.coding.wordlists import word_list
from dateline.records import Actor

if TYPE_CHECKING:
    from dateline.language.words import Token

_BEFORE = frozenset({"for", "of", "on", "over", "with"})


def is_anothers_charge(act: Token, sources: Sequence[Actor], targets: Sequence[Actor]) -> bool:
    """Whether a reading has the act of a charge done by others than the one who is held, or to that
    one: "She was arrested for **assault**, the police said" tells of no assault by the police or on her."""
    preposition = act.head
    verb = preposition.head
    if act.dep_ not in {"pobj", "pcomp"} or preposition.lower_ not in _BEFORE:
        return False
    if verb.lemma_.lower() not in word_list("holding_for"):
        return False
    passive = [c for c in verb.children if c.dep_ == "nsubjpass"]
    held = passive or [c for c in verb.children if c.dep_ == "dobj"]
    if any(_covers(a, held) for a in targets):
        return True
    doers = [*held, *act.subtree]  # "jailed for **their** attack"
    return bool(held and sources) and not any(_covers(a, doers) for a in sources)


def _covers(actor: Actor, words: Sequence[Token]) -> bool:
    return any(actor.start <= w.idx < actor.end for w in words)
