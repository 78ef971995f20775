"""Prison terms: who is sentenced to prison is found guilty and held, two rows on one trigger.

PLOVER counts the verdict as SANCTION and the imprisonment as COERCE, and so do those who label.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.coding import ontology
from dateline.coding.roles import identity
from dateline.coding.slots import slot
from dateline.coding.syntax import is_passive, is_verbal
from dateline.coding.turns import Coded
from dateline.coding.wordlists import word_list
from dateline.records import Actor

if TYPE_CHECKING:
    from dateline.language.words import Token

VERDICT = ("SANCTION", "convict")
HELD = ("COERCE", "arrest")
JAILING = frozenset({"jail", "imprison", "gaol", "incarcerate"})
SENTENCING = JAILING | {"sentence", "condemn", "send", "give", "hand"}
TERM_AFTER = ("prep:to", "prep:for", "prep:in", "object")


def with_terms(rows: Sequence[Coded]) -> list[Coded]:
    """The rows of one sentence, each verdict of prison followed by the imprisonment, and the other
    way round, where the text tells one by the words of the other."""
    result: list[Coded] = []
    for row in rows:
        result.append(row)
        also = _also_told(row)
        if also is not None and not any(_tells(other, also, row) for other in rows):
            kind, mode = also
            result.append(
                row._replace(
                    draft=replace(row.draft, type=kind, mode=mode),
                    type=kind,
                    mode=mode,
                    cameo=ontology.cameo_of(kind, mode),
                    rules=(*row.rules, "prison"),
                )
            )
    return result


def _also_told(row: Coded) -> tuple[str, str] | None:
    verb = row.draft.match.head
    if not is_verbal(verb) or verb.lemma_ not in SENTENCING or not row.targets:
        return None
    told = (row.type, row.mode)
    if told == VERDICT and _names_a_term(verb):
        return HELD
    if told == HELD and verb.lemma_ in JAILING and _by_a_court(row, verb):
        return VERDICT
    return None


def _names_a_term(verb: Token) -> bool:
    """ "sentenced to six years", "jailed for theft"; not "to death", "to a fine"."""
    words = set(_lemmas_after(verb))
    if words & word_list("no_prison"):
        return False
    return verb.lemma_ in JAILING or bool(words & word_list("prison_terms"))


def _lemmas_after(verb: Token) -> Iterator[str]:
    for path in TERM_AFTER:
        for word in slot(verb, path):
            yield from (t.lemma_.lower() for t in word.subtree if t.i > verb.i)


def _by_a_court(row: Coded, verb: Token) -> bool:
    """Whether a court does it, or a passive does not say who ("nine men were jailed")."""
    if not row.sources:
        return is_passive(verb)
    return all("JUD" in a.sectors for a in row.sources)


def _tells(other: Coded, also: tuple[str, str], row: Coded) -> bool:
    """Whether another row of the sentence tells it of one of them already."""
    return (other.type, other.mode) == also and bool(
        _identities(other.targets) & _identities(row.targets)
    )


def _identities(actors: Iterable[Actor]) -> set[str]:
    return {identity(a) for a in actors}
