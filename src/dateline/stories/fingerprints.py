"""Which texts may be copies: a few numbers of each, the same for the same passages.

Of the hashes of all runs of five words those below an eighth of the range are kept (a FracMinHash).
What two texts share is kept of both or of neither, so the share of common keys tells how much of
the *shorter* text is in the longer one. A MinHash of a fixed size tells how alike two texts are as
wholes, and by that measure ten paragraphs and the first two of them are hardly alike.
"""

from __future__ import annotations

import math

import numpy as np

from dateline.stories.words import hashes_of, shingles, words_of

SIZE = 5
KEPT = np.uint64((1 << 64) // 8)
FEWEST = 4
"""Of a short text so many keys are kept whatever they are: an equal one has the same."""

ALIKE = 0.35
"""Texts are compared in full where so large a part of the shorter one may be in the longer one:
of a hundred pairs that just share this much the number of common keys gives away ninety-nine."""


def fingerprint(text: str) -> list[int]:
    """The keys of a text, in ascending order; none where it has fewer than five words."""
    runs = shingles(hashes_of(words_of(text)), SIZE)
    kept = np.unique(runs[runs < KEPT])
    if len(kept) < FEWEST:
        kept = np.unique(runs)[:FEWEST]
    keys: list[int] = kept.tolist()
    return keys


def least_common(keys: float) -> float:
    """How many keys two texts must have in common to be compared, when the one with fewer has so
    many: the expected number less 2.33 standard deviations of a draw of one in eight."""
    return ALIKE * keys - 2.33 * math.sqrt(ALIKE * keys * 7 / 8)
