"""Where a series shifts: change points by PELT, from the library ruptures.

PELT finds the segmentation with the least Σ cost + penalty a change, exactly. (R. Killick, P.
Fearnhead and I. A. Eckley, Optimal detection of changepoints with a linear computational cost,
JASA 107, 2012; C. Truong, L. Oudre and N. Vayatis, Selective review of offline change point
detection methods, Signal Processing 167, 2020.) The cost of a segment is the weighted sum of
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
    from ruptures.detection.pelt import Pelt

    jump = -(-len(values) // MOST)
    search = Pelt(custom_cost=_cost(weights), min_size=shortest, jump=jump)
    ends: list[int] = search.fit(values).predict(pen=penalty_of(values, weights, strength, least))
    return ends[:-1]


def _cost(weights: Numbers) -> object:
    """The weighted sum of squares as a cost of ruptures, out of running sums."""
    import numpy as np
    from ruptures.base import BaseCost

    class Weighted(BaseCost):  # type: ignore[misc]
        model = "weighted"
        min_size = 1

        def fit(self, signal: Numbers) -> Weighted:
            self.signal = signal.reshape(-1, 1)
            centred = signal - np.average(signal, weights=weights)
            parts = np.stack([weights, weights * centred, weights * centred**2])
            self.sums = np.concatenate([np.zeros((3, 1)), np.cumsum(parts, axis=1)], axis=1)
            return self

        def error(self, start: int, end: int) -> float:
            n, first, second = self.sums[:, end] - self.sums[:, start]
            return max(0.0, float(second - first * first / n))

    return Weighted()
