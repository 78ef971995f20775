"""Sums over parts of a column that follow each other, as of the events of each period."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]


def sums(values: Numbers, at: NDArray[np.intp]) -> Numbers:
    """The sum of each part; `at` says where each begins, and last where the last one ends.

    To the last bit it is what `values[i:j].sum()` gives, for which order it depends on how many numbers are
    added: parts of one length are added as the rows of a table, all at once.
    """
    import numpy as np

    lengths = np.diff(at)
    found = np.zeros(len(lengths))
    for length in np.unique(lengths[lengths > 0]):
        mine = np.flatnonzero(lengths == length)
        found[mine] = values[at[mine, None] + np.arange(length)].sum(axis=1)
    return found
