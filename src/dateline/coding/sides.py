"""Who is source and who is target of a reading: the model's word shares and the rules together."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from dateline.coding.turns import Coded
from dateline.coding.typing.model import Part, TriggerReading
from dateline.records import Actor, Span

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

RULE_SHARE = 0.3
"""Added to an actor's share in the side on which the rules put it."""
PARTY_FROM = 0.5
UNNAMED_FROM = 0.6
"""The share from which words that are no known actor are a party of their own."""


def share_of(parts: Sequence[Part], spans: Sequence[Span]) -> float:
    """The largest share that the model gives a token within the spans."""
    return max(
        (p.share for p in parts for s in spans if p.start < s.end and p.end > s.start), default=0.0
    )


def parties(
    reading: TriggerReading, ruled: Coded | None, sentence: SpacySpan, actors: Collection[Actor]
) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Who is source and who target: each actor of the sentence on the side with its larger share."""
    start = sentence.start_char
    by_rule = (
        {(a.start, a.end) for a in ruled.sources} if ruled else set(),
        {(a.start, a.end) for a in ruled.targets} if ruled else set(),
    )
    sides: tuple[list[Actor], list[Actor]] = ([], [])
    here = [a for a in actors if sentence.start_char <= a.start < sentence.end_char]
    for actor in here:
        span = [Span(actor.start - start, actor.end - start)]
        shares = [share_of(parts, span) for parts in (reading.source, reading.target)]
        key = (actor.start, actor.end)
        shares = [s + RULE_SHARE * (key in by_rule[i]) for i, s in enumerate(shares)]
        side = 0 if shares[0] >= shares[1] else 1
        if shares[side] >= PARTY_FROM:
            sides[side].append(actor)
    for i, parts in enumerate((reading.source, reading.target)):
        sides[i].extend(_unnamed(parts, sentence, here))
    # Whom the rules find beyond the sentence (a speaker, an antecedent) stays.
    if ruled is not None:
        for i, party in enumerate((ruled.sources, ruled.targets)):
            sides[i].extend(a for a in party if a not in here and not sides[i])
    return tuple(sides[0]), tuple(a for a in sides[1] if a not in sides[0])


def _unnamed(parts: Sequence[Part], sentence: SpacySpan, known: Sequence[Actor]) -> Iterator[Actor]:
    """Parties that no table knows: "we", "the platforms"."""
    start = sentence.start_char
    seen: set[int] = set()
    for part in parts:
        if part.share < UNNAMED_FROM:
            continue
        words = sentence.doc.char_span(
            part.start + start, part.end + start, alignment_mode="expand"
        )
        if words is None:
            continue
        head = _phrase_head(words.root, parts, start)
        if head.i in seen or head.pos_ not in {"NOUN", "PROPN", "PRON"}:
            continue
        seen.add(head.i)
        left = head.left_edge.i if head.i - head.left_edge.i <= 5 else head.i
        phrase = sentence.doc[left : head.i + 1]
        if any(a.start < phrase.end_char and a.end > phrase.start_char for a in known):
            continue
        yield Actor(
            start=phrase.start_char,
            end=phrase.end_char,
            text=phrase.text,
            resolved_by="unresolved: a party by its place in the sentence",
            confidence=round(part.share, 2),
        )


def _phrase_head(token: Token, parts: Sequence[Part], start: int) -> Token:
    """The head of the noun phrase that a word belongs to, as far as the model's share reaches."""
    while (
        token.dep_ in {"det", "amod", "compound", "nummod", "poss", "nmod"}
        and token.head.i > token.i
    ):
        head = token.head
        span = [Span(head.idx - start, head.idx - start + len(head))]
        if share_of(parts, span) < UNNAMED_FROM:
            break
        token = head
    return token
