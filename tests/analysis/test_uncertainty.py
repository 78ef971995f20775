"""Intervals by hand: how many rows are right, and what that does to sums, shares and means."""

from __future__ import annotations

import math

import numpy as np
import pytest

from dateline.analysis import uncertainty as u

P = np.array([0.5, 0.9])


def test_distribution_by_hand() -> None:
    assert u.distribution(P) == pytest.approx([0.05, 0.5, 0.45])
    assert u.distribution(np.array([])) == pytest.approx([1.0])
    many = u.distribution(np.linspace(0.01, 0.99, 500))
    assert many.sum() == pytest.approx(1.0)
    assert (many * np.arange(501)).sum() == pytest.approx(250.0)


@pytest.mark.parametrize(
    ("p", "level", "expected"),
    [
        (P, 95, (0, 2)),  # below 1: 0.05, which is more than 0.025
        (P, 80, (1, 2)),  # and less than 0.1
        (np.array([]), 95, (0, 0)),
        (np.array([1.0, 1.0, 1.0]), 95, (3, 3)),
        (np.array([0.0, 0.0]), 95, (0, 0)),
        # A binomial of 10 tosses: P(X <= 1) = 0.0107, P(X <= 2) = 0.0547.
        (np.full(10, 0.5), 95, (2, 8)),
    ],
)
def test_counts(p: np.ndarray, level: int, expected: tuple[float, float]) -> None:
    assert u.count_interval(p, level) == expected


def test_many_rows_are_normal() -> None:
    p = np.full(u.EXACT + 1, 0.8)
    low, high = u.count_interval(p, 95)
    half = 1.959964 * math.sqrt(len(p) * 0.16)
    assert (low, high) == pytest.approx((len(p) * 0.8 - half, len(p) * 0.8 + half), abs=0.01)
    exact = u.distribution(p).cumsum()
    assert abs(low - np.searchsorted(exact, 0.025)) < 1.5
    assert u.count_interval(np.ones(u.EXACT + 1), 95) == (u.EXACT + 1, u.EXACT + 1)


@pytest.mark.parametrize("rows", [0, 1, 2, 63, 64, 65, 127, 129, 400])
def test_a_distribution_is_that_of_one_toss_after_the_other(rows: int) -> None:
    p = np.random.RandomState(rows).rand(rows)
    chances = np.array([1.0])
    for one in p:
        chances = np.convolve(chances, [1 - one, one])
    assert u.distribution(p) == pytest.approx(chances, abs=1e-14)
    assert u.distribution(p).sum() == pytest.approx(1)


def test_the_mean_of_many_rows_is_that_of_the_samples() -> None:
    chance = np.random.RandomState(2)
    p, score = chance.rand(u.MEANS), chance.choice([-8.0, -2.0, 1.0, 5.0], u.MEANS)
    drawn = u.mean_interval(p, score, 95) or (0, 0)
    told = u.mean_interval(np.append(p, 0.0), np.append(score, 0.0), 95) or (0, 0)
    assert told == pytest.approx(drawn, abs=0.08 * (told[1] - told[0]))


def test_sums() -> None:
    low, high = u.sum_interval(np.array([0.5, 1.0]), np.array([4.0, -2.0]), 95)
    # Σpg = 2 - 2, Σg²p(1-p) = 16/4
    assert (low, high) == pytest.approx((-2 * 1.959964, 2 * 1.959964), abs=1e-4)


def test_shares() -> None:
    # Wilson's interval of 8 in 10 at 95 %, as tables have it.
    which = np.array([1.0] * 8 + [0.0] * 2)
    assert u.share_interval(np.ones(10), which, 95) == pytest.approx((0.4902, 0.9433), abs=1e-3)
    assert u.share_interval(np.array([]), np.array([]), 95) is None
    low, high = u.share_interval(np.ones(3), np.ones(3), 95) or (0, 0)
    assert 0.4 < low < 0.5 and high == 1.0  # three rows of one kind do not make it sure


def test_means() -> None:
    p, score = np.full(40, 0.9), np.array([-2.0, 4.0] * 20)
    low, high = u.mean_interval(p, score, 95) or (0, 0)
    assert (low, high) == u.mean_interval(p, score, 95)  # the seed is fixed
    # The standard error of 36 rows about a mean of 1 is 3/6.
    assert low == pytest.approx(1 - 0.98, abs=0.15) and high == pytest.approx(1 + 0.98, abs=0.15)
    narrow = u.mean_interval(p, score, 80) or (0, 0)
    assert low < narrow[0] < narrow[1] < high
    assert u.mean_interval(p[:1], score[:1], 95) is None
    assert u.mean_interval(np.zeros(3), np.ones(3), 95) is None
    assert u.mean_interval(np.full(3, 0.5), np.ones(3), 95) == (1.0, 1.0)
    rows = u.EXACT + 1
    wide = u.mean_interval(np.ones(rows), np.array([-1.0, 1.0] * rows)[:rows], 95) or (0, 0)
    assert wide[1] - wide[0] == pytest.approx(2 * 1.959964 / math.sqrt(rows), rel=0.01)
