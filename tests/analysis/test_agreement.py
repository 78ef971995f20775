"""Alpha and Wilson's interval against figures worked out elsewhere."""

from __future__ import annotations

import pytest

from dateline.analysis.agreement import agreement, alpha, pairs, share


def test_alpha_of_the_published_example() -> None:
    """Krippendorff (2011), example C: four observers, twelve units, nominal alpha 0.743."""
    observers = (
        (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
        (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
        (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
        (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
    )
    units = [[v for v in unit if v is not None] for unit in zip(*observers, strict=True)]
    assert alpha(units) == pytest.approx(0.743, abs=0.0005)


def test_alpha_at_its_ends() -> None:
    assert alpha([("a", "a"), ("b", "b")]) == 1
    assert alpha([("a", "b"), ("b", "a")]) == pytest.approx(-0.5)
    assert alpha([("a", "a"), ("a", "a")]) is None, "one value only: not defined"
    assert alpha([("a",), ("b",)]) is None and alpha([]) is None


def test_wilson() -> None:
    found = share(8, 10)
    assert (found.low, found.high) == (
        pytest.approx(0.4902, abs=1e-4),
        pytest.approx(0.9433, abs=1e-4),
    )
    assert share(0, 10).low == 0 and share(10, 10).high == pytest.approx(1)
    assert share(10, 10).low == pytest.approx(0.7225, abs=1e-4)
    assert share(0, 0).value is None


def test_pairs_of_coders() -> None:
    units = [{"a": 1, "b": 1, "c": 2}, {"a": 2, "b": 2}, {"c": 1}]
    ab, ac, bc = pairs(units)
    assert ab.coders == ("a", "b") and ab.units == 2 and ab.alpha == 1
    assert ac.equal.value == 0 == bc.equal.value
    assert agreement([list(u.values()) for u in units]).total == 4
