"""How far a figure may be off because rows may be wrong.

An event of confidence p is taken to be right with probability p, and each row on its own. So the
number of right rows of a period is a sum of unequal coin tosses (a Poisson binomial), and its
figures have intervals. They say what a wrong coding may do, not what the news left out, nor that
rows of one article tend to be right or wrong together.

- Counts: the expected number is Σp. The interval cuts the same share off both ends of the exact
  distribution, made by convolving the tosses; of more than 2,000 rows it is Σp ± z·√Σp(1-p).
  (Y. Hong, On computing the distribution function for the Poisson binomial distribution,
  Computational Statistics and Data Analysis 59, 2013.)
- Sums of scores g: Σpg ± z·√Σg²p(1-p), the normal approximation to a sum of independent terms.
- Shares: Wilson's score interval, with Σp for the number of trials. (E. B. Wilson, Probable
  inference, the law of succession, and statistical inference, JASA 22, 1927.)
- Means of scores: Σpg/Σp, and the percentiles of 1,000 bootstrap samples with a fixed seed, in
  which a row has a weight from a Poisson distribution of mean p: drawing with replacement, thinned
  by confidence. Of more than 2,000 rows it is the normal approximation to that, mean ±
  z·√Σp(g - mean)²/Σp. One row has none. (J. A. Hanley and B. MacGibbon, Creating non-parametric
  bootstrap samples using Poisson frequencies, Computer Methods and Programs in Biomedicine 83,
  2006.)
"""

from __future__ import annotations

from statistics import NormalDist
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Places = NDArray[np.intp]

LEVELS = (80, 95)
"""The intervals that can be had, in per cent."""

EXACT = 2_000
"""Of more rows than these the distribution of a count is taken to be normal."""

MEANS = 100
"""Of more rows than these the distribution of a mean is."""
SAMPLES = 1_000
SEED = 1

Interval = tuple[float, float]


def z(level: int) -> float:
    """The number of standard deviations on either side that hold `level` per cent."""
    return NormalDist().inv_cdf(0.5 + level / 200)


def count_interval(p: Numbers, level: int) -> Interval:
    """Of how many of the rows are right, their confidences being `p`."""
    import numpy as np

    return count_intervals(p, np.array([0, len(p)]), level)[0]


def count_intervals(p: Numbers, at: Places, level: int) -> list[Interval]:
    """The same of several parts of the rows, together and so more quickly; `at`: where each begins, and the
    end."""
    import numpy as np

    sizes = np.diff(at)
    found = np.empty((len(sizes), 2))
    # Parts of about one size are one table.
    scale = np.where(sizes <= EXACT, np.ceil(np.log2(np.maximum(sizes, 1))), -1)
    for kind in np.unique(scale).tolist():
        mine = np.flatnonzero(scale == kind)
        if kind < 0:
            for n in mine.tolist():
                found[n] = _normal(p[at[n] : at[n + 1]], level)
            continue
        below = np.cumsum(_distributions(p, at[mine], sizes[mine], 2 ** int(kind)), axis=1)
        # What rounding adds must not push a tail over the edge.
        tail = (1 - level / 100) / 2
        found[mine, 0] = (below <= tail - 1e-12).sum(axis=1)
        found[mine, 1] = np.minimum((below < 1 - tail - 1e-12).sum(axis=1), sizes[mine])
    return [(low, high) for low, high in found.tolist()]


def _normal(p: Numbers, level: int) -> Interval:
    import numpy as np

    mean, half = float(p.sum()), z(level) * float(np.sqrt((p * (1 - p)).sum()))
    return max(0.0, mean - half), min(float(len(p)), mean + half)


def distribution(p: Numbers) -> Numbers:
    """The probabilities that 0, 1, 2 … of the rows are right."""
    import numpy as np

    at, size = np.array([0, len(p)]), 2 ** int(np.ceil(np.log2(max(1, len(p)))))
    found: Numbers = _distributions(p, at[:1], np.diff(at), size)[0, : len(p) + 1]
    return found


_TOGETHER = 64
"""So many tosses are convolved one after the other; more of them by their spectra."""


def _distributions(p: Numbers, begins: Places, sizes: Places, size: int) -> Numbers:
    """The same of several parts of the rows, one a line, each with its number of rows, at most `size`, a power
    of two."""
    import numpy as np

    place = np.arange(size)
    there = place < sizes[:, None]
    # Tosses that are never right fill up the lines; they add only zeros at the end.
    tosses = np.zeros(there.shape)
    tosses[there] = p[(begins[:, None] + place)[there]]
    # Each toss is a column: what is long lies in one piece.
    columns = np.stack([1 - tosses.reshape(-1), tosses.reshape(-1)])
    together = min(size, _TOGETHER)
    while len(columns) <= together:
        columns = _convolved(columns[:, 0::2], columns[:, 1::2])
    table: Numbers = columns.T
    if size == together:
        return table
    # Long enough that nothing runs round into the beginning, and quick to transform.
    wide = size + size // 8
    spectra = np.fft.rfft(table, wide).reshape(len(sizes), size // together, -1)
    found: Numbers = np.fft.irfft(spectra.prod(axis=1), wide)[:, : size + 1]
    return found


def _convolved(one: Numbers, other: Numbers) -> Numbers:
    """Each column convolved with the column of the other table."""
    import numpy as np

    wide = len(one)
    made = np.zeros((2 * wide - 1, one.shape[1]))
    for shift in range(wide):
        made[shift : shift + wide] += one * other[shift]
    return made


def sum_interval(p: Numbers, score: Numbers, level: int) -> Interval:
    """Of the sum of the scores of the rows that are right."""
    import numpy as np

    mean = float((p * score).sum())
    half = z(level) * float(np.sqrt((score**2 * p * (1 - p)).sum()))
    return mean - half, mean + half


def share_interval(p: Numbers, which: Numbers, level: int) -> Interval | None:
    """Of the share of the right rows for which `which` is 1; None where no row can be right."""
    n = float(p.sum())
    if n == 0:
        return None
    share, z2 = float((p * which).sum()) / n, z(level) ** 2
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = z(level) / (1 + z2 / n) * (share * (1 - share) / n + z2 / (4 * n * n)) ** 0.5
    return max(0.0, middle - half), min(1.0, middle + half)


def mean_interval(p: Numbers, score: Numbers, level: int) -> Interval | None:
    """Of the mean score of the right rows; None of less than two rows."""
    import numpy as np

    if len(p) < 2 or float(p.sum()) == 0:
        return None
    if len(p) > MEANS:
        mean = float((p * score).sum() / p.sum())
        half = z(level) * float(np.sqrt((p * (score - mean) ** 2).sum()) / p.sum())
        return mean - half, mean + half
    # The stream of the older generator is the same in every version of numpy.
    chance = np.random.RandomState(SEED)
    weight, total = np.zeros(SAMPLES), np.zeros(SAMPLES)
    for one, worth in zip(p, score, strict=True):
        drawn = chance.poisson(one, SAMPLES)
        weight += drawn
        total += drawn * worth
    means = total[weight > 0] / weight[weight > 0]
    tail = 50 - level / 2
    low, high = np.percentile(means, [tail, 100 - tail])
    return float(low), float(high)
