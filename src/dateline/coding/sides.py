"""Who is source and who is target of a reading: the model's word shares and the rules together."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from dateline.coding.roles import who
from dateline.coding.turns import Coded
from dateline.coding.typing.model import Part, TriggerReading
from dateline.records import Actor, Span

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

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
        if head.i in seen or not _can_act(head):
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


PERSONS = frozenset({"i", "we", "us", "me", "they", "them", "he", "him", "she", "her", "you"})
ACTING_ENDINGS = ("er", "or", "ist", "ian", "ant", "ee", "man", "woman", "people", "folk")


def _can_act(word: Token) -> bool:
    """Whether a word that no table knows may be a party: a name, a person's pronoun, a doer."""
    if word.pos_ == "PRON":
        return word.lower_ in PERSONS
    if word.pos_ == "PROPN":
        return word.ent_type_ in {"PERSON", "ORG", "GPE", "NORP"}
    return word.pos_ == "NOUN" and word.lemma_.lower().endswith(ACTING_ENDINGS)


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
