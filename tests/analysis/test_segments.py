"""Sums of periods are those of each period alone, to the last bit."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from dateline.analysis.segments import sums


@pytest.mark.parametrize("longest", [1, 3, 12, 300, 2_000])
@pytest.mark.parametrize("parts", [0, 1, 2, 90])
def test_each_part_is_summed_as_if_alone(longest: int, parts: int) -> None:
    chance = np.random.RandomState(longest + parts)
    at = np.concatenate([[0], np.cumsum(chance.randint(0, longest + 1, parts))])
    columns = chance.normal(size=(2, at[-1]))
    found = sums(columns, at)
    assert found.shape == (2, parts)
    for column, told in zip(columns, found, strict=True):
        alone = [column[i:j].sum() for i, j in pairwise(at)]
        assert told.tolist() == alone
