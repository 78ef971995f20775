"""Who is source and who is target of a reading: the model's word shares and the rules together."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from dateline.coding.roles import who
from dateline.coding.standins import stand_in
from dateline.coding.turns import Coded
from dateline.coding.typing.model import Part, TriggerReading
from dateline.records import Actor, Span

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan

RULE_SHARE = 0.3
"""Added to an actor's share in the side on which the rules put it."""
PARTY_FROM = 0.5
"""The share from which an actor is a party …"""
FILLED_FROM = 0.85
"""… and from which it fills a side that the rules leave empty."""
UNNAMED_FROM = 0.6
"""The share from which words that are no known actor are a party of their own."""


def share_of(parts: Sequence[Part], spans: Sequence[Span]) -> float:
    """The largest share that the model gives a token within the spans."""
    return max(
        (p.share for p in parts for s in spans if p.start < s.end and p.end > s.start), default=0.0
    )


def parties(
    reading: TriggerReading,
    ruled: Coded | None,
    sentence: SpacySpan,
    actors: Collection[Actor],
) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Who is source and who target.

    Where the rules keep a reading, a side that they have filled stands, and the model fills an
    empty one. Else each actor of the sentence goes to the side with its larger share.
    """
    here = [a for a in actors if sentence.start_char <= a.start < sentence.end_char]
    rules = (ruled.sources, ruled.targets) if ruled is not None else ((), ())
    firm = ruled is not None and ruled.draft.dropped is None
    if ruled is not None and firm:
        if ruled.draft.match.frame.reciprocal and rules[0]:
            return tuple(rules[0]), tuple(rules[1])
        return _filled(reading, rules, sentence, here)
    asked = _by_shares(reading, rules, sentence, here, PARTY_FROM)
    sources, targets = (asked[i] or tuple(rules[i]) for i in (0, 1))
    return sources, tuple(a for a in targets if not _among(a, sources))


def _filled(
    reading: TriggerReading,
    rules: tuple[Sequence[Actor], Sequence[Actor]],
    sentence: SpacySpan,
    here: Sequence[Actor],
) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """The rules' sides; an empty one gets what the model is sure of, if it is not the other side."""
    asked = _by_shares(reading, rules, sentence, here, FILLED_FROM)
    sides = []
    for i in (0, 1):
        other = rules[1 - i]
        taken = {who(a) for a in other}
        added = (
            a
            for a in asked[i]
            if who(a) not in taken and not _among(a, other) and not _is_where(a, sentence)
        )
        sides.append(tuple(rules[i]) or tuple(added))
    return sides[0], sides[1]


WHERE = frozenset({"in", "at", "near", "across", "through", "outside", "inside", "around", "off"})


def _is_where(actor: Actor, sentence: SpacySpan) -> bool:
    """Whether a name says where: "marched in Brussels"."""
    words = sentence.doc.char_span(actor.start, actor.end, alignment_mode="expand")
    return words is not None and words.root.dep_ == "pobj" and words.root.head.lower_ in WHERE


def _among(actor: Actor, others: Sequence[Actor]) -> bool:
    return any(actor.start < o.end and o.start < actor.end for o in others)


def _by_shares(
    reading: TriggerReading,
    rules: tuple[Sequence[Actor], Sequence[Actor]],
    sentence: SpacySpan,
    here: Sequence[Actor],
    least: float,
) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    start = sentence.start_char
    by_rule = tuple({(a.start, a.end) for a in side} for side in rules)
    sides: tuple[list[Actor], list[Actor]] = ([], [])
    for actor in here:
        span = [Span(actor.start - start, actor.end - start)]
        shares = [
            share_of(parts, span) + RULE_SHARE * ((actor.start, actor.end) in by_rule[i])
            for i, parts in enumerate((reading.source, reading.target))
        ]
        side = 0 if shares[0] >= shares[1] else 1
        if shares[side] >= least:
            sides[side].append(actor)
    for i, parts in enumerate((reading.source, reading.target)):
        if not sides[i]:
            sides[i].extend(_unnamed(parts, sentence, here))
    return tuple(sides[0]), tuple(sides[1])


def _unnamed(parts: Sequence[Part], sentence: SpacySpan, known: Sequence[Actor]) -> Iterator[Actor]:
    """Parties that no mention covers: "we", "the detainees"."""
    start = sentence.start_char
    seen: set[int] = set()
    for part in parts:
        if part.share < UNNAMED_FROM:
            continue
        words = sentence.doc.char_span(
            part.start + start, part.end + start, alignment_mode="expand"
        )
        party = stand_in(words.root) if words is not None else None
        if party is None or party.start in seen or _among(party, known):
            continue
        seen.add(party.start)
        yield party
