"""Shifts are found where a series has one, and seldom where it has none."""

from __future__ import annotations

import numpy as np
import pytest

from dateline.analysis.shifts import anscombe, enough, find_shifts, penalty_of


def places(counts: np.ndarray, shortest: int = 3, strength: float = 3.0) -> list[int]:
    return find_shifts(
        anscombe(counts.astype(float)), np.ones(len(counts)), strength=strength,
        shortest=shortest, least=1.0,
    )  # fmt: skip


def test_steps() -> None:
    assert places(np.array([2] * 10 + [12] * 10)) == [10]
    assert places(np.array([2] * 10 + [12] * 10 + [2] * 10)) == [10, 20]
    assert places(np.array([5] * 20)) == [] and places(np.zeros(20)) == []
    # A single month stands out, but is no level of its own.
    assert places(np.array([3, 4, 2, 3, 30, 3, 2, 4, 3, 3, 2, 4])) == []
    assert places(np.array([2] * 10 + [12] * 10), strength=100) == []
    assert places(np.array([2] * 10 + [12] * 2 + [2] * 10), shortest=3) == []


def test_chance_is_seldom_taken_for_a_shift() -> None:
    false = found = 0
    for seed in range(40):
        chance = np.random.RandomState(seed)
        false += bool(places(chance.poisson(4, 36)))
        shifted = np.concatenate([chance.poisson(4, 20), chance.poisson(12, 16)])
        found += any(abs(p - 20) <= 1 for p in places(shifted))
    assert false <= 3 and found >= 36


def test_figures_that_stand_on_little_weigh_little() -> None:
    values = np.array([1.9, 0.2, 1.4, 0.3, 1.8, 0.1, -4.0, -5.0, -3.2, 1.7, 0.4, 1.2, 0.1, 1.6])
    heavy = np.full(14, 20.0)
    assert find_shifts(values, heavy, strength=3, shortest=3) == [6, 9]
    light = heavy.copy()
    light[6:9] = 1.0
    assert find_shifts(values, light, strength=3, shortest=3) == []


def test_penalty() -> None:
    steps = np.array([0.0, 2.0, 0.0, 2.0])  # each step is 2, its variance twice that of a figure
    assert penalty_of(steps, np.ones(4), 3.0, 0.0) == pytest.approx(3 * 2 * np.log(4))
    assert penalty_of(np.zeros(4), np.ones(4), 3.0, 1.0) == pytest.approx(3 * np.log(4))


def test_too_short() -> None:
    assert not enough(7, 3) and enough(8, 3) and not enough(9, 5)


def test_long_series_stay_quick() -> None:
    counts = np.array([2] * 1_500 + [9] * 2_000)
    (place,) = places(counts)
    assert abs(place - 1_500) <= 4


@pytest.mark.parametrize("seed", range(12))
def test_no_other_segmentation_is_better(seed: int) -> None:
    from itertools import combinations

    chance = np.random.RandomState(seed)
    size, shortest = 13, 2 + seed % 2
    values = chance.normal(np.repeat([0, chance.rand() * 4, 1], [5, 4, 4]), 1)
    weights = chance.rand(size) * 5 + 0.1
    penalty = penalty_of(values, weights, 1.0, 0.0)

    def worth(places: tuple[int, ...]) -> float:
        total = 0.0
        for i, j in zip((0, *places), (*places, size), strict=True):
            mean = np.average(values[i:j], weights=weights[i:j])
            total += float((weights[i:j] * (values[i:j] - mean) ** 2).sum()) + penalty
        return total

    every = [
        places
        for many in range(5)
        for places in combinations(range(1, size), many)
        if min(j - i for i, j in zip((0, *places), (*places, size), strict=True)) >= shortest
    ]
    assert tuple(find_shifts(values, weights, strength=1.0, shortest=shortest)) == min(
        every, key=worth
    )
