"""How far coders agree, and how sure a share is.

Krippendorff's alpha for nominal values, with missing ones, after Krippendorff, Computing
Krippendorff's Alpha-Reliability (2011); Wilson's score interval for a share (1927).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import combinations
from math import sqrt
from typing import NamedTuple

Z = 1.959963984540054
"""Of a 95 per cent interval."""


class Share(NamedTuple):
    """`hits` of `total`, and the interval in which the share lies with 95 per cent; all None where
    there is nothing to count."""

    hits: int
    total: int
    value: float | None
    low: float | None
    high: float | None


def share(hits: int, total: int) -> Share:
    """A share with Wilson's interval, which holds for few rows and near 0 and 1 too."""
    if not total:
        return Share(0, 0, None, None, None)
    p, n = hits / total, float(total)
    middle = p + Z * Z / (2 * n)
    half = Z * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    scale = 1 + Z * Z / n
    return Share(
        hits, total, p, max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)
    )


def alpha(units: Iterable[Sequence[Hashable]]) -> float | None:
    """Krippendorff's alpha of the values that each unit was given, by whomever; units with one value
    count for nothing. None where it is not defined: no unit with two values, or only one value in all.
    """
    pairable = [Counter(unit) for unit in units if len(unit) > 1]
    totals: Counter[Hashable] = Counter()
    for unit in pairable:
        totals.update(unit)
    n = totals.total()
    expected = n * n - sum(c * c for c in totals.values())
    if not expected:
        return None
    observed = sum(
        (unit.total() ** 2 - sum(c * c for c in unit.values())) / (unit.total() - 1)
        for unit in pairable
    )
    return 1 - (n - 1) * observed / expected


def agreement(units: Iterable[Sequence[Hashable]]) -> Share:
    """Of all pairs of values that a unit was given, how many are equal."""
    pairs = [a == b for unit in units for a, b in combinations(unit, 2)]
    return share(sum(pairs), len(pairs))


class Pair(NamedTuple):
    """Two coders: the units that both gave a value, alpha and the share of equal ones."""

    coders: tuple[str, str]
    units: int
    alpha: float | None
    equal: Share


def pairs(units: Sequence[Mapping[str, Hashable]]) -> list[Pair]:
    """Each two coders of units, which are given as coder → value."""
    coders = sorted({coder for unit in units for coder in unit})
    found = []
    for a, b in combinations(coders, 2):
        both = [(u[a], u[b]) for u in units if a in u and b in u]
        if both:
            found.append(Pair((a, b), len(both), alpha(both), agreement(both)))
    return found
