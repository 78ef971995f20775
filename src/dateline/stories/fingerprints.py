"""Which texts may be copies: a few numbers of each, the same for the same passages.

Of the hashes of all runs of five words those below an eighth of the range are kept (a FracMinHash).
What two texts share is kept of both or of neither, so the share of common keys tells how much of
the *shorter* text is in the longer one. A MinHash of a fixed size tells how alike two texts are as
wholes, and by that measure ten paragraphs and the first two of them are hardly alike.
"""

from __future__ import annotations

import math

import numpy as np

from dateline.stories.words import shingles, text_hashes

SIZE = 5
KEPT = np.uint64((1 << 64) // 8)
FEWEST = 4
"""Of a short text so many keys are kept whatever they are: an equal one has the same."""

ALIKE = 0.35
ALIKE_OF_ONE_OUTLET = (128, 0.6, ALIKE)
ALIKE_LATER = (240, 0.7, 0.45)
"""So large a part of the shorter text must be in the longer one for two to be copies; of one outlet,
or days apart, more, and the more so for a text of fewer runs. (Of what `copies.py` asks for, in runs
of five words; an outlet that fills in forms would else have all of them compared with each other.)
"""


def fingerprint(text: str) -> list[int]:
    """The keys of a text, in ascending order; none where it has fewer than five words."""
    runs = shingles(text_hashes(text), SIZE)
    kept = np.unique(runs[runs < KEPT])
    if len(kept) < FEWEST:
        kept = np.unique(runs)[:FEWEST]
    keys: list[int] = kept.tolist()
    return keys


def least_common(keys: int, one_outlet: bool = False, later: bool = False) -> float:
    """How many keys two texts must have in common to be compared, when that with fewer has so many.

    Of a hundred pairs that share just the part that copies share, ninety-nine have more: the number
    is the expected one less 2.33 standard deviations of such a draw.
    """
    part = ALIKE
    for holds, (runs, short, long) in ((one_outlet, ALIKE_OF_ONE_OUTLET), (later, ALIKE_LATER)):
        if holds:
            part = max(part, short if 8 * keys < runs else long)
    return part * keys - 2.33 * math.sqrt(part * (1 - part) * keys)


LEAST_COMMON = (
    f"{ALIKE} * keys::DOUBLE - 2.33 * sqrt({ALIKE * (1 - ALIKE)}::DOUBLE * keys::DOUBLE) - 0.001"
)
"""The same in SQL, for those of whom nothing else is known, and a little lower: what a database need not
give, for it is not enough."""
