"""Readings of a sentence that no frame of the lexicon proposes: a verb or deed-noun and its parties.

They have no type: to the model they are what is mostly no event. Only words around which at least one
actor stands are proposed, and no word that a frame has answered for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, NamedTuple

from dateline.coding.frames import Match
from dateline.coding.lexicon import Frame
from dateline.coding.roles import ActorIndex, Roles, fill, is_political

if TYPE_CHECKING:
    from dateline.language.words import Span as SpacySpan
    from dateline.language.words import Token

_PREPOSITIONS = ("with", "to", "against", "on", "for", "from", "at", "of", "into", "over", "by")
_VERB = Frame(
    id="open.verb",
    type="SUPPORT",
    source=("subject",),
    target=(
        "object",
        "iobj",
        *(f"prep:{p}" for p in _PREPOSITIONS[:-1]),
        *(f"object.prep:{p}" for p in _PREPOSITIONS[:-1]),
        "xcomp.object",
        "ccomp.subject",
    ),
)
_NOUN = Frame(
    id="open.noun",
    type="SUPPORT",
    source=("subject",),
    target=tuple(f"prep:{p}" for p in ("with", "on", "against", "of", "to", "for", "between")),
)
_ADJECTIVE = Frame(
    id="open.adj",
    type="SUPPORT",
    source=("subject",),
    target=tuple(f"prep:{p}" for p in ("to", "with", "of", "for", "about")),
)

PLAIN_VERBS = frozenset(
    (
        "add be become begin believe come consider contain continue do explain feel find "
        "follow get go happen have hear hope include involve keep know last learn like "
        "live look mean need note occur read recall remain remember say see seem show "
        "start tell think try understand use want"
    ).split()
)
"""Verbs that carry no deed by themselves; the model is not taught on them."""


class OpenReading(NamedTuple):
    """A word, and who would be its source and target."""

    match: Match
    roles: Roles


def open_readings(
    sentence: SpacySpan, index: ActorIndex, taken: Collection[int]
) -> Iterator[OpenReading]:
    """The readings of a sentence, in reading order; `taken` are tokens that frames answer for."""
    for token in sentence:
        frame = _frame_for(token)
        if frame is None or token.i in taken or (frame is _NOUN and index.on(token)):
            continue
        match = Match(frame, token, (token, *_particles(token)), (), (-1, 0, 0))
        roles = fill(match, index)
        if is_political("SUPPORT", [*roles.sources, *roles.targets]):
            yield OpenReading(match, roles)


def _frame_for(token: Token) -> Frame | None:
    if token.pos_ == "VERB":
        return None if token.lemma_.lower() in PLAIN_VERBS else _VERB
    if token.pos_ == "NOUN" and token.dep_ not in {"compound", "nmod", "npadvmod"}:
        return _NOUN if token.lemma_.lower().endswith(_DEED_ENDINGS) else None
    if token.pos_ == "ADJ" and token.dep_ in {"acomp", "ROOT", "conj"}:
        return _ADJECTIVE
    return None


_DEED_ENDINGS = ("tion", "sion", "ment", "al", "ence", "ance", "ure", "ing", "age", "th")


def _particles(verb: Token) -> tuple[Token, ...]:
    return tuple(c for c in verb.children if c.dep_ == "prt" and c.i > verb.i)
