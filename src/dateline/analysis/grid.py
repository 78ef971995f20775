"""All periods of a span, and the events of each as columns."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from dateline.analysis.counting import Counted
from dateline.analysis.measures import Rows
from dateline.analysis.periods import articles_read, every_period
from dateline.desk import Desk

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Grid(NamedTuple):
    """All periods: their first days, how many articles each has, and whether it was read."""

    days: list[date]
    articles: list[int]
    read: list[bool]

    @classmethod
    def of(cls, desk: Desk, counted: Counted, outlet: Any, keep: bool) -> Grid:
        """Those of the days that count; without the unread ones at both ends unless `keep`."""
        found = desk.sql(
            f"SELECT g.period, coalesce(any_value(a.articles), 0), count(e.id) > 0 FROM "
            f"({every_period(counted.by, counted.first, counted.last)}) g "
            f"LEFT JOIN ({articles_read(counted.by, outlet)}) a USING (period) "
            f"LEFT JOIN ({counted.sql}) e USING (period) GROUP BY ALL ORDER BY 1",
            counted.values or None,
        ).fetchall()
        there = [i for i, (_, articles, events) in enumerate(found) if articles or events]
        if not keep:
            found = found[there[0] : there[-1] + 1]
        return cls(
            [f[0] for f in found], [f[1] for f in found], [bool(f[1] or f[2]) for f in found]
        )


class Events(NamedTuple):
    """The events of one direction in their order, and cut into periods (`at`: where each begins)."""

    ids: list[str]
    rows: Rows
    at: NDArray[np.int64]
    by_period: list[Rows]

    def between(self, first: int, last: int) -> slice:
        """The events of the periods from `first` on, before `last`."""
        return slice(int(self.at[first]), int(self.at[last]))


def events_of(
    desk: Desk, counted: Counted, wanted: list[tuple[str, str]], grid: Grid
) -> list[Events]:
    """The events of each direction."""
    import numpy as np

    found = desk.sql(
        f"SELECT id, source, date_diff('{counted.by}', DATE '{grid.days[0]}', period)::BIGINT AS place, "
        "confidence::DOUBLE AS p, coalesce(goldstein, 'nan')::DOUBLE AS score, "
        "(quad IN (3, 4))::DOUBLE AS conflict "
        f'FROM ({counted.sql}) ORDER BY place, "day", id',
        counted.values or None,
    ).fetchnumpy()
    edges = np.arange(len(grid.days) + 1)
    made = []
    for pair in wanted:
        mine = np.asarray(found["source"]) == pair[0]
        columns = (np.asarray(found[c], dtype=float)[mine] for c in ("p", "score", "conflict"))
        rows = Rows(*columns)
        at = np.searchsorted(np.asarray(found["place"], dtype=np.int64)[mine], edges)
        parts = [rows.only(slice(i, j)) for i, j in pairwise(at)]
        ids = [str(i) for i in np.asarray(found["id"])[mine]]
        made.append(Events(ids, rows, at, parts))
    return made
