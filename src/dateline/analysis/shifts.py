"""Where a series shifts: its best segmentation, exactly.

Sought is the segmentation with the least Σ cost + penalty a change, by optimal partitioning: the best
one up to each period follows from those up to the periods before. (B. Jackson and others, An
algorithm for optimal partitioning of data on an interval, IEEE Signal Processing Letters 12, 2005.)
PELT finds the same one and leaves out beginnings that cannot win; here all beginnings of a segment are
weighed at once in numpy, which for at most `MOST` of them is quicker. (R. Killick, P. Fearnhead and
I. A. Eckley, Optimal detection of changepoints with a linear computational cost, JASA 107, 2012.)
The cost of a segment is the weighted sum of
squares about its mean, a period's weight being the number of events on which its figure stands (1
for counts and sums). Counts are first put on Anscombe's scale, 2√(x + 3/8), on which chance is as
large in busy periods as in quiet ones: there its variance is about 1. (F. J. Anscombe, The
transformation of Poisson, binomial and negative-binomial data, Biometrika 35, 1948.)

The penalty of a change is `strength`·σ²·ln n, with n the number of periods and σ² the variance of
a figure of weight 1, half the mean square of the steps between neighbours, which a few shifts hardly
touch (for counts at least 1). (J. von Neumann and others, The mean square successive difference,
Annals of Mathematical Statistics 12, 1941.) A strength of 3 is near the modified BIC.
(N. R. Zhang and D. O. Siegmund, A modified Bayes information criterion, Biometrics 63, 2007.)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

STRENGTH = 3.0
SHORTEST = 3
"""So many periods lie between two shifts, at least."""

FEWEST = 8
"""In a shorter series no shift can be told from chance."""

MOST = 1_000
"""In a longer series only every second, third … period may begin a segment."""


def enough(periods: int, shortest: int) -> bool:
    """Whether a series is long enough to look for shifts."""
    return periods >= max(FEWEST, 2 * shortest)


def anscombe(counts: Numbers) -> Numbers:
    """Counts on a scale on which their variance is about 1."""
    import numpy as np

    scaled: Numbers = 2 * np.sqrt(counts + 0.375)
    return scaled


def penalty_of(values: Numbers, weights: Numbers, strength: float, least: float) -> float:
    """What a change must gain; `least` is the least variance that a figure of weight 1 has."""
    import numpy as np

    steps = np.diff(values) / np.sqrt(1 / weights[1:] + 1 / weights[:-1])
    return strength * max(float(np.mean(steps**2)), least) * float(np.log(len(values)))


def find_shifts(
    values: Numbers, weights: Numbers, *, strength: float, shortest: int, least: float = 0.0
) -> list[int]:
    """The places at which a new segment begins, of a series that is long enough."""
    if values.min() == values.max():
        return []
    pen = penalty_of(values, weights, strength, least)
    return _best(_sums(values, weights), len(values), pen, shortest, -(-len(values) // MOST))


def _best(sums: Numbers, size: int, penalty: float, shortest: int, jump: int) -> list[int]:
    """The beginnings of the segments of the best segmentation but the first, each a multiple of
    `jump`, and each segment of at least `shortest` periods."""
    import numpy as np

    ends = [*(k for k in range(0, size, jump) if k >= shortest), size]
    starts = np.array([0, *ends[:-1]])
    # What the best segmentation up to each start costs, and the place of the start of its last segment.
    least = np.zeros(len(starts))
    before = [0]
    # So many starts lie far enough before each end.
    near = np.searchsorted(starts, np.array(ends) - shortest, side="right").tolist()
    begun, ended = sums[:, starts], sums[:, ends]
    for place in range(1, len(ends) + 1):
        known = min(near[place - 1], place)
        n, first, second = ended[:, place - 1, None] - begun[:, :known]
        with np.errstate(divide="ignore", invalid="ignore"):  # what weighs nothing costs nothing
            cost = np.fmax(0.0, second - first * first / n)
        total = least[:known] + cost + penalty
        chosen = int(total.argmin())
        before.append(chosen)
        if place < len(starts):
            least[place] = total[chosen]
    found: list[int] = []
    at = before[-1]
    while at:
        found.append(int(starts[at]))
        at = before[at]
    return found[::-1]


def _sums(values: Numbers, weights: Numbers) -> Numbers:
    """Running sums of the weights, of the values and of their squares, from which the cost of any
    segment follows."""
    import numpy as np

    centred = values - np.average(values, weights=weights)
    parts = np.stack([weights, weights * centred, weights * centred**2])
    return np.concatenate([np.zeros((3, 1)), np.cumsum(parts, axis=1)], axis=1)
