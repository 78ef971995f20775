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


class Events(NamedTuple):
    """Events in the order of their days and ids. Days count from 1970, `NEVER` is none; where only a first day
    is known it is the `last_day` too; `confidence` and `goldstein` are places among `confidences` and
    `goldsteins`, where a score that is missing is not a number; `status`, `run` are places in `statuses`, `runs`;
    `article` is a number for each article."""

    day: Numbers
    last_day: Numbers
    confidence: Numbers
    confidences: Floats
    goldstein: Numbers
    goldsteins: Floats
    quad: Numbers
    status: Numbers
    statuses: Sequence[str]
    article: Numbers
    run: Numbers
    runs: Sequence[str]


class Ways(NamedTuple):
    """Who acts on whom: pairs of places in `names`, each pair once, and sorted."""

    names: pa.Array
    source: Numbers
    target: Numbers


class Entries(NamedTuple):
    """Events as pairs, one entry a pair and event, in the order of the `events`: `rows` are the places of these,
    `way` the places of the pairs. A figure is looked up for all entries when it is asked for: ask once."""

    events: Events
    rows: Numbers
    ways: Ways
    way: Numbers

    def only(self, which: Any) -> Entries:
        """Some of them."""
        return self._replace(rows=self.rows[which], way=self.way[which])

    def of(self, name: str) -> Numbers:
        """A figure of the event of each entry."""
        found: Numbers = getattr(self.events, name)[self.rows]
        return found

    @property
    def confidence(self) -> Floats:
        """How sure each is."""
        return self.events.confidences[self.of("confidence")]

    @property
    def goldstein(self) -> Floats:
        """The Goldstein score of each."""
        return self.events.goldsteins[self.of("goldstein")]

    def firsts(self) -> NDArray[np.bool_]:
        """Which are the first of their event, whose pairs stand beside each other."""
        import numpy as np

        found = np.ones(len(self.rows), dtype=bool)
        found[1:] = self.rows[1:] != self.rows[:-1]
        return found

    def different(self, name: str) -> NDArray[np.intp]:
        """Which different numbers a figure has."""
        import numpy as np

        column = getattr(self.events, name)
        there = np.zeros(int(column.max(initial=0)) + 1, dtype=bool)
        there[column[self.rows]] = True
        return there.nonzero()[0]


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
