"""What a copy has that no earlier copy of its story has.

Events are counted once a story. An event in words that an earlier copy has too is that copy's
event; one in a paragraph that only this copy has is new, and so is one in a sentence of which the
names are others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np

from dateline.records import Span
from dateline.stories.words import (
    Hashes,
    Mask,
    plain,
    shingles,
    spans_of,
    text_hashes,
    widened,
)

RUN = 4
TOLD = 2 / 3
"""A sentence of which so much stands in an earlier copy is told."""

NEW_NAMES = 2
"""So many names that the earlier copies do not have make a sentence new: one may be respelled."""

_END = re.compile(r"[.!?…][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])|\n+")
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december".split()
)


class Told:
    """What the copies of a story have told so far."""

    def __init__(self) -> None:
        self._runs: Hashes | None = None
        self._words: Hashes = np.empty(0, dtype=np.uint64)

    def add(self, text: str) -> list[Span]:
        """The stretches of `text` that are new, in order; the whole of the first text."""
        if self._runs is None:
            self._learn(text_hashes(text))
            return [Span(0, len(text))] if text else []
        hashes = text_hashes(text)
        covered = widened(np.isin(shingles(hashes, RUN), self._runs), RUN, len(hashes))
        if covered.all():
            return []
        places = spans_of(text)
        words = [text[p.start : p.end] for p in places]
        known = np.isin(hashes, self._words)
        self._learn(hashes)
        return _joined(
            unit
            for unit, start, end in _units(text, places)
            if _is_new(words[start:end], covered[start:end], known[start:end])
        )

    def _learn(self, hashes: Hashes) -> None:
        runs = shingles(hashes, RUN)
        self._runs = np.unique(runs) if self._runs is None else np.union1d(self._runs, runs)
        self._words = np.union1d(self._words, hashes)


def _units(text: str, places: list[Span]) -> list[tuple[Span, int, int]]:
    """The sentences of a text, as far as full stops tell, with the numbers of their words."""
    ends = [m.end() for m in _END.finditer(text)]
    units, start, word = [], 0, 0
    for end in [*(e for e in ends if e < len(text)), len(text)]:
        first = word
        while word < len(places) and places[word].start < end:
            word += 1
        if word > first:
            units.append((Span(start, end), first, word))
            start = end
    return units


def _is_new(words: list[str], covered: Mask, known: Mask) -> bool:
    if int(covered.sum()) < TOLD * len(words):
        return True
    if known.all():
        return False
    names = {
        plain(word)
        for n, (word, is_known) in enumerate(zip(words, known, strict=True))
        if n and word[0].isupper() and not is_known
    }
    return len(names - _DAYS) >= NEW_NAMES


def _joined(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in spans:
        if joined and joined[-1].end == span.start:
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined
