"""A sentence with its parties and trigger marked, as token numbers for the encoder.

    [CLS] ⟨1⟩ Japan ⟨2⟩ ⟨5⟩ summoned ⟨6⟩ the ambassador of ⟨3⟩ Chile ⟨4⟩ . [SEP]

The marks are unused entries of the encoder's own vocabulary; names stay as they are. A sentence
longer than the encoder's window is cut to the part around the marks.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dateline.records import Span

CLS, SEP, PAD = 101, 102, 0
# [unused0] has number 1 in the vocabulary.
SOURCE, TARGET, TRIGGER = (2, 3), (4, 5), (6, 7)
WINDOW = 96
"""Tokens, marks included."""


class Tokens(NamedTuple):
    """A sentence's tokens: their numbers, and where in the text each begins and ends."""

    ids: Sequence[int]
    offsets: Sequence[tuple[int, int]]


NOWHERE = (-1, -1)
"""Where a mark stands in the text."""


def marked(
    tokens: Tokens, sources: Sequence[Span], targets: Sequence[Span], trigger: Span | None
) -> Tokens:
    """The tokens with marks, `[CLS]` first and `[SEP]` last, at most `WINDOW` of them."""
    if not (sources or targets or trigger):
        kept = min(len(tokens.ids), WINDOW - 2)
        return Tokens([CLS, *tokens.ids[:kept], SEP], [NOWHERE, *tokens.offsets[:kept], NOWHERE])
    spans = [(s, SOURCE) for s in sources] + [(s, TARGET) for s in targets]
    if trigger is not None:
        spans.append((trigger, TRIGGER))
    before: dict[int, list[int]] = {}
    after: dict[int, list[int]] = {}
    touched: list[int] = []
    for span, (opening, shutting) in spans:
        inside = [
            i
            for i, (start, end) in enumerate(tokens.offsets)
            if start < span.end and end > span.start
        ]
        if inside:
            before.setdefault(inside[0], []).append(opening)
            after.setdefault(inside[-1], []).insert(0, shutting)
            touched += (inside[0], inside[-1])
    first, last = _window(len(tokens.ids), touched, WINDOW - 2 - 2 * len(spans))
    ids, offsets = [CLS], [NOWHERE]
    for i in range(first, last):
        marks = before.get(i, [])
        closing = after.get(i, [])
        ids += [*marks, tokens.ids[i], *closing]
        offsets += [*[NOWHERE] * len(marks), tokens.offsets[i], *[NOWHERE] * len(closing)]
    return Tokens([*ids[: WINDOW - 1], SEP], [*offsets[: WINDOW - 1], NOWHERE])


def _window(size: int, touched: Sequence[int], room: int) -> tuple[int, int]:
    """The part of a sentence that is kept: all of it, or what surrounds the marks."""
    room = max(room, 16)
    if size <= room:
        return 0, size
    if not touched:
        return 0, room
    low, high = min(touched), max(touched) + 1
    spare = room - (high - low)
    first = low if spare <= 0 else max(0, low - spare // 2)
    first = min(first, size - room) if spare > 0 else first
    return first, min(first + room, size)
