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

from collections.abc import Sequence
from statistics import NormalDist
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

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
    return count_intervals([p], level)[0]


def count_intervals(parts: Sequence[Numbers], level: int) -> list[Interval]:
    """The same of several parts, together and so more quickly."""
    import numpy as np

    exact = iter(distributions([p for p in parts if len(p) <= EXACT]))
    tail = (1 - level / 100) / 2
    made = []
    for p in parts:
        if len(p) > EXACT:
            mean, half = float(p.sum()), z(level) * float(np.sqrt((p * (1 - p)).sum()))
            made.append((max(0.0, mean - half), min(float(len(p)), mean + half)))
            continue
        below = np.cumsum(next(exact))
        # What rounding adds must not push a tail over the edge.
        low = int(np.searchsorted(below, tail - 1e-12, side="right"))
        high = int(np.searchsorted(below, 1 - tail - 1e-12))
        made.append((float(low), float(min(high, len(p)))))
    return made


def distribution(p: Numbers) -> Numbers:
    """The probabilities that 0, 1, 2 … of the rows are right."""
    return distributions([p])[0]


def distributions(parts: Sequence[Numbers]) -> list[Numbers]:
    """The same of several parts: the tosses of all of them are convolved in groups, all groups at once, and
    then the groups of each part."""
    import numpy as np

    size = 1
    while size < min(max(map(len, parts), default=0), _TOGETHER):
        size *= 2
    many = [-(-len(p) // size) for p in parts]
    # Tosses that are never right fill up the groups; they add only zeros at the end.
    chances = np.zeros((sum(many), size))
    at = 0
    for p, groups in zip(parts, many, strict=True):
        chances.reshape(-1)[at * size : at * size + len(p)] = p
        at += groups
    tosses = chances.reshape(-1)
    table = np.stack([1 - tosses, tosses], axis=1)
    while table.shape[1] <= size:
        table = _convolved(table[0::2], table[1::2])
    made, at = [], 0
    for p, groups in zip(parts, many, strict=True):
        mine = list(table[at : at + groups])
        at += groups
        while len(mine) > 1:
            pairs = [np.convolve(a, b) for a, b in zip(mine[0::2], mine[1::2], strict=False)]
            mine = [*pairs, *mine[len(pairs) * 2 :]]
        made.append(mine[0][: len(p) + 1] if mine else np.ones(1))
    return made


_TOGETHER = 64
"""So many tosses are convolved as rows of one table, all groups at once."""


def _convolved(one: Numbers, other: Numbers) -> Numbers:
    """Each row convolved with the row of the other table."""
    import numpy as np

    wide = one.shape[1]
    made = np.zeros((len(one), 2 * wide - 1))
    for shift in range(wide):
        made[:, shift : shift + wide] += one * other[:, shift, None]
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
