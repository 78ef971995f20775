"""What is measured of the events of a period, and how far it may be off."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from dateline.analysis.segments import sums
from dateline.analysis.uncertainty import (
    Interval,
    count_intervals,
    mean_interval,
    share_interval,
    sum_interval,
)
from dateline.errors import UsageError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]


class Measure(NamedTuple):
    """A measure: its title, the unit of its axis, whether it is a mean, which has no value where
    nothing happened, or a sum, which then is 0, and what its interval comes from. `{by}` stands
    for the period."""

    title: str
    unit: str
    mean: bool
    band: str


_SURE = "that the rows’ confidence leaves"
_SPREAD = "from the rows’ confidence and spread"

MEASURES = {
    "count": Measure("Number of events", "expected events a {by}", mean=False, band=_SURE),
    "goldstein": Measure(
        "Mean Goldstein score", "mean score, −10 (conflict) to 10 (cooperation)", mean=True, band=_SPREAD
    ),
    "net-cooperation": Measure(
        "Net cooperation", "sum of Goldstein scores a {by}", mean=False, band=_SURE
    ),
    "share-conflict": Measure(
        "Share of conflict", "share of events in quad classes 3 and 4", mean=True, band=_SPREAD
    ),
}  # fmt: skip


def check_measure(name: str) -> Measure:
    """The measure of a name, or `UsageError` for what is none."""
    if name not in MEASURES:
        raise UsageError(f"no measure {name!r}", cure=f"one of {', '.join(MEASURES)}")
    return MEASURES[name]


class Rows(NamedTuple):
    """Events as columns: confidence, Goldstein score (NaN where there is none), and whether the
    quad class is one of conflict (1 or 0)."""

    p: Numbers
    score: Numbers
    conflict: Numbers

    def only(self, which: slice) -> Rows:
        """Some of them."""
        return Rows(*(column[which] for column in self))

    def scored(self) -> Rows:
        """Those that have a Goldstein score."""
        import numpy as np

        has = ~np.isnan(self.score)
        return Rows(self.p[has], self.score[has], self.conflict[has])


class Figure(NamedTuple):
    """A figure with its interval and the weight that it stands on; None where there is none."""

    value: float | None
    low: float | None
    high: float | None
    weight: float


class Sums(NamedTuple):
    """Of each of several periods: how many events it has, and sums over them: of the confidence; of that of
    events of conflict; of that of events with a Goldstein score; and of their scores, each weighing as much
    as it is sure."""

    events: list[int]
    expected: list[float]
    conflict: list[float]
    scored: list[float]
    score: list[float]

    def means(self) -> list[float | None]:
        """The mean Goldstein scores."""
        return [s / n if n else None for s, n in zip(self.score, self.scored, strict=True)]

    def shares(self) -> list[float | None]:
        """The shares of conflict."""
        return [c / n if n else None for c, n in zip(self.conflict, self.expected, strict=True)]


def sums_of(rows: Rows, at: NDArray[np.intp]) -> Sums:
    """The sums over the periods of events that stand in their order; `at`: where each begins, and the end."""
    import numpy as np

    of = rows.scored()
    scored_at = np.concatenate([[0], np.cumsum(~np.isnan(rows.score))])[at]
    every = sums(np.stack([rows.p, rows.p * rows.conflict]), at)
    scored = sums(np.stack([of.p, of.p * of.score]), scored_at)
    return Sums(np.diff(at).tolist(), *every.tolist(), *scored.tolist())


def mean_score(rows: Rows) -> float | None:
    """The mean Goldstein score, each row weighing as much as it is sure."""
    of = rows.scored()
    n = float(of.p.sum())
    return float((of.p * of.score).sum()) / n if n else None


def share(rows: Rows) -> float | None:
    """The share of conflict, each row weighing as much as it is sure."""
    n = float(rows.p.sum())
    return float((rows.p * rows.conflict).sum()) / n if n else None


def figures(measure: str, rows: Rows, at: NDArray[np.intp], told: Sums, level: int) -> list[Figure]:
    """The measure over each of several periods of events that stand in their order; `at`: where each begins,
    and the end; `told`: the sums over them."""
    if measure == "count":
        return _figures(told.expected, count_intervals(rows.p, at, level), None)
    parts = [rows.only(slice(i, j)) for i, j in pairwise(at.tolist())]
    if measure == "share-conflict":
        bands = [share_interval(of.p, of.conflict, level) for of in parts]
        return _figures(told.shares(), bands, told.expected)
    scored = [part.scored() for part in parts]
    if measure == "net-cooperation":
        return _figures(told.score, [sum_interval(of.p, of.score, level) for of in scored], None)
    return _figures(
        told.means(), [mean_interval(of.p, of.score, level) for of in scored], told.scored
    )


def _figures(
    values: Sequence[float | None],
    bands: Sequence[Interval | None],
    weights: Sequence[float] | None,
) -> list[Figure]:
    """Figures with their intervals, each of weight 1 where no weights are given."""
    made = []
    for value, band, weight in zip(values, bands, weights or [1.0] * len(values), strict=True):
        low, high = band or (None, None)
        made.append(Figure(value, low, high, weight))
    return made


def contributions(measure: str, rows: Rows, before: float, periods: int, after: bool) -> Numbers:
    """What each row adds to the step of a measure from one run of `periods` to the next.

    A sum steps by the rows after it, over the number of periods, less those before. A mean, whose
    mean `before` is given, steps by how far the rows after it lie from that.
    """
    if not MEASURES[measure].mean:
        worth = rows.p if measure == "count" else rows.p * rows.score
        return worth / periods if after else -worth / periods
    is_share = measure == "share-conflict"
    n = float((rows if is_share else rows.scored()).p.sum())
    if not after or not n:
        return rows.p * 0
    return rows.p * ((rows.conflict if is_share else rows.score) - before) / n
