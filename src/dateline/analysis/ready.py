"""Pairs as numbers: what a server keeps ready of a desk, so that a series or a network need not unfold
all events anew.

Whoever keeps it is a `Desk` with an attribute `ready`. What is counted is the same as of any other desk.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from dateline.desk import Desk

    Numbers = NDArray[np.integer[Any]]
    Floats = NDArray[np.float64]

NEVER = -(2**31)
"""In place of a day where there is none."""


class Entries(NamedTuple):
    """Events as pairs, one entry a pair and event, in the order of their days and ids. `rows` are the
    numbers of the events, `source` and `target` places in `names`; days count from 1970, `NEVER` is
    none; a Goldstein score that is missing is not a number; `status`, `run` are places in `statuses`,
    `runs`; `article` is a number for each article."""

    rows: Numbers
    source: Numbers
    target: Numbers
    names: pa.Array
    day: Numbers
    last_day: Numbers
    confidence: Floats
    goldstein: Floats
    quad: Numbers
    status: Numbers
    statuses: Sequence[str]
    article: Numbers
    run: Numbers
    runs: Sequence[str]

    def only(self, which: Any) -> Entries:
        """Some of them."""
        told = {name: getattr(self, name)[which] for name in _EACH}
        return self._replace(**told)


_EACH = (
    "rows", "source", "target", "day", "last_day", "confidence", "goldstein", "quad", "status",
    "article", "run",
)  # fmt: skip


class Words(NamedTuple):
    """An event in words, as it is told behind a shift."""

    id: str
    type: str
    status: str
    voice: str | None
    outlet: str | None
    sentence: str


class Ready(Protocol):
    """What is kept ready."""

    def published(self) -> tuple[date | None, date | None]:
        """The first and the last day on which an article was published."""

    def articles(self, by: str) -> dict[date, int]:
        """First day of a period → how many articles were published in it, of those whose date is as precise."""

    def entries(
        self,
        desk: Desk,
        of: Literal["countries", "names"],
        pairs: Sequence[tuple[str, str]] | None,
        around: str | None,
        filters: dict[str, Any],
    ) -> Entries | None:
        """The pairs of the events that the filters let through: only these `pairs`, or only those
        `around` somebody; None where it has to be asked in SQL."""

    def words(self, desk: Desk, rows: Sequence[int]) -> list[Words]:
        """The events of these numbers in words, in their order."""


def ready_of(desk: Desk) -> Ready | None:
    """What is kept ready of a desk; None where nothing is."""
    found: Ready | None = getattr(desk, "ready", None)
    return found
