"""Whether a verb form tells what was, or what is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.language.words import Token


def tells_of_the_past(verb: Token) -> bool:
    """Whether a verb is finite and tells what was: "struck", "has struck", not "would strike"."""
    auxiliaries = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    if any(c.tag_ in {"MD", "TO"} for c in auxiliaries):
        return False
    return verb.tag_ == "VBD" or any(
        c.lower_ in {"has", "have", "'ve", "’ve", "had", "was", "were", "did"}
        and c.tag_ in {"VBD", "VBZ", "VBP"}
        for c in auxiliaries
    )


def tells_of_the_present(verb: Token) -> bool:
    """Whether a verb is finite and in the present: "withdraws", "are withdrawn"."""
    finite = [verb, *(c for c in verb.children if c.dep_ in {"aux", "auxpass"})]
    return any(t.tag_ in {"VBZ", "VBP"} for t in finite) and not tells_of_the_past(verb)


def came_to_it(verb: Token) -> bool:
    """Whether a verb tells what was, and not what was not: "was", "has had"."""
    return tells_of_the_past(verb) and not any(c.dep_ == "neg" for c in verb.children)
