"""What is measured of the events of a period, and how far it may be off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from dateline.analysis.uncertainty import (
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


def mean_score(rows: Rows) -> float | None:
    """The mean Goldstein score, each row weighing as much as it is sure."""
    of = rows.scored()
    n = float(of.p.sum())
    return float((of.p * of.score).sum()) / n if n else None


def share(rows: Rows) -> float | None:
    """The share of conflict, each row weighing as much as it is sure."""
    n = float(rows.p.sum())
    return float((rows.p * rows.conflict).sum()) / n if n else None


def figure(measure: str, rows: Rows, level: int) -> Figure:
    """The measure over the events of one period."""
    if measure == "count":
        return figures(measure, [rows], level)[0]
    if measure == "share-conflict":
        low, high = share_interval(rows.p, rows.conflict, level) or (None, None)
        return Figure(share(rows), low, high, float(rows.p.sum()))
    of = rows.scored()
    if measure == "net-cooperation":
        return Figure(float((of.p * of.score).sum()), *sum_interval(of.p, of.score, level), 1.0)
    low, high = mean_interval(of.p, of.score, level) or (None, None)
    return Figure(mean_score(of), low, high, float(of.p.sum()))


def figures(measure: str, parts: Sequence[Rows], level: int) -> list[Figure]:
    """The measure over the events of each of several periods."""
    if measure != "count":
        return [figure(measure, rows, level) for rows in parts]
    bands = count_intervals([rows.p for rows in parts], level)
    return [
        Figure(float(rows.p.sum()), *band, 1.0) for rows, band in zip(parts, bands, strict=True)
    ]


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
