"""All periods of a span, and the events of each as columns."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from dateline.analysis.counting import Counted
from dateline.analysis.measures import Rows, Sums, sums_of
from dateline.analysis.periods import articles_read, periods_between
from dateline.analysis.ready import ready_of
from dateline.desk import Desk
from dateline.errors import UsageError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


MOST_PERIODS = 40_000
"""A hundred years of days."""


class Grid(NamedTuple):
    """All periods: their first days, how many articles each has, and whether it was read."""

    days: list[date]
    articles: list[int]
    read: list[bool]

    @classmethod
    def of(cls, desk: Desk, counted: Counted, outlet: Any, keep: bool) -> Grid:
        """Those of the days that count; without the unread ones at both ends unless `keep`."""
        by = counted.by or "day"
        days = periods_between(by, counted.first, counted.last)
        if len(days) > MOST_PERIODS or not all(2 <= day.year <= 9998 for day in days):
            raise UsageError(
                f"{len(days):,} {by}s from {counted.first} to {counted.last} are too many",
                cure="name a shorter time, or take a longer period",
            )
        ready = None if outlet else ready_of(desk)
        articles = (
            dict(desk.sql(articles_read(by, outlet)).fetchall())
            if ready is None
            else ready.articles(by)
        )
        told = set(counted.table["period"].unique().to_pylist())
        read = [day in told or bool(articles.get(day)) for day in days]
        if not keep:
            first, last = read.index(True), len(read) - read[::-1].index(True)
            days, read = days[first:last], read[first:last]
        return cls(days, [articles.get(day, 0) for day in days], read)


class Events(NamedTuple):
    """The events of one direction in the order of their days: where they stand in the table of what
    is counted, their figures, where each period begins among them (`at`), and the sums over each."""

    places: NDArray[np.int64]
    rows: Rows
    at: NDArray[np.int64]
    sums: Sums

    def between(self, first: int, last: int) -> slice:
        """The events of the periods from `first` on, before `last`."""
        return slice(int(self.at[first]), int(self.at[last]))


def events_of(counted: Counted, wanted: list[tuple[str, str]], grid: Grid) -> list[Events]:
    """The events of each direction."""
    import numpy as np
    import pyarrow.compute as pc

    table = counted.table
    days = np.array(grid.days, dtype="datetime64[D]")
    periods = np.searchsorted(days, np.asarray(table["period"]).astype("datetime64[D]"))
    sources = table["source"]
    p, score = np.asarray(table["confidence"]), np.asarray(table["goldstein"])
    conflict = np.isin(np.asarray(table["quad"]), (3, 4)).astype(float)
    edges = np.arange(len(grid.days) + 1)
    made = []
    for source, _ in wanted:
        places = np.flatnonzero(pc.equal(sources, source).to_numpy())
        rows = Rows(p[places], score[places], conflict[places])
        at = np.searchsorted(periods[places], edges)
        made.append(Events(places, rows, at, sums_of(rows, at)))
    return made
