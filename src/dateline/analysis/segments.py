"""Sums over parts of columns that follow each other, as of the events of each period."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]


def sums(columns: Numbers, at: NDArray[np.intp]) -> Numbers:
    """The sums of each part of some columns, one a line; `at` says where each part begins, and last where the
    last one ends.

    To the last bit they are what `column[i:j].sum()` gives, which adds in an order that depends on how many
    numbers there are: parts of one length are added as the lines of a table, all at once.
    """
    import numpy as np

    lengths = np.diff(at)
    by = np.argsort(lengths, kind="stable")
    found = np.zeros((len(columns), len(lengths)))
    for mine in np.split(by, np.flatnonzero(np.diff(lengths[by])) + 1):
        if len(mine) == 1:
            found[:, mine[0]] = columns[:, at[mine[0]] : at[mine[0] + 1]].sum(axis=1)
        elif len(mine):
            places = at[mine, None] + np.arange(lengths[mine[0]])
            for line, column in zip(found, columns, strict=True):
                line[mine] = column[places].sum(axis=1)
    return found
