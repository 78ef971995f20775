"""What a law or a deal lays down is told in the present, and is no event: "under the law, rioters are jailed"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.coding.operators import Operator
from dateline.coding.syntax import SUBJECTS
from dateline.coding.tense import tells_of_the_present
from dateline.coding.wordlists import word_list

if TYPE_CHECKING:
    from dateline.language.words import Token

# "anyone who insults the king is jailed"
WHOEVER = frozenset({"anyone", "anybody", "whoever", "everyone", "everybody"})
# "people who attack policemen are jailed"; with an article or a number they are some that are known.
ANY_SUCH = frozenset({"citizen", "individual", "offender", "people", "person", "suspect"})
SAYING = frozenset({"mandate", "provide", "require", "say", "specify", "state", "stipulate"})


def laid_down(verb: Token) -> Iterator[Operator]:
    """The rule that a clause in the present states: it hangs "under" a law or a deal, is said of whoever does
    something, or is what a law says."""
    if not tells_of_the_present(verb) or _goes_on_now(verb):
        return
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in {"under", "by"}:
            for noun in child.children:
                bare = not any(c.dep_ in {"det", "poss"} for c in noun.children)
                if noun.dep_ != "pobj" or (child.lower_ == "by") != (bare and noun.lower_ == "law"):
                    continue
                if noun.lemma_.lower() in word_list("laws"):
                    yield Operator("any", noun)
                elif noun.lemma_.lower() in word_list("pacts"):
                    yield Operator("plan", noun)  # "under the deal, Ghana sends troops"
        elif child.dep_ in SUBJECTS and _is_whoever(child):
            yield Operator("any", child)
    above = verb.head
    if verb.dep_ == "ccomp" and above.lemma_ in SAYING and verb.i > above.i:
        said_by = [c for c in above.children if c.dep_ in SUBJECTS]
        if any(c.lemma_.lower() in word_list("laws") for c in said_by):
            yield Operator("any", verb)  # "the third section says that rebels are ineligible"


def _goes_on_now(verb: Token) -> bool:
    return verb.tag_ == "VBG" or any(c.lower_ == "being" for c in verb.children)


def _is_whoever(noun: Token) -> bool:
    clauses = [c for c in noun.children if c.dep_ == "relcl"]
    if not any(tells_of_the_present(c) and not _goes_on_now(c) for c in clauses):
        return False
    if noun.lower_ in WHOEVER:
        return True
    known = {"det", "poss", "nummod", "amod"}
    return noun.lemma_ in ANY_SUCH and not any(c.dep_ in known for c in noun.children)
