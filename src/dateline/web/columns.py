"""What pages count and sort by, as numbers in memory: the rows of a prepared copy, one array a facet.

A table with counts beside it asks nine questions of all rows at once. DuckDB takes a second for that
at a million rows, most of it to look at words; of numbers the same takes some hundredths. What a filter
means is still asked of DuckDB, in the words of `desk.asking`, each filter by itself: a row is let
through where all of them let it through, so that a mask of each is enough, and is kept.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from dateline.desk.asking import SORTS, asked_of, order, where

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from dateline.desk import Desk

    Numbers = NDArray[np.integer[Any]]
    Mask = NDArray[np.bool_]

MOST = 5_000_000
"""A desk of more rows than these is asked by SQL alone: its numbers would take more than half a GB."""
KEPT = 512
"""So many masks are kept, an eighth of a byte a row each."""
AS_SERVED = "-date"
"""The sort in which the rows lie in the table."""

FACETS: dict[str, str] = {
    "type": '["type"]',
    "status": "[status]",
    "quad": "[quad::VARCHAR]",
    "source": "source_countries",
    "target": "target_countries",
    "voice": "voices",
    "place": "[where_country]",
    "outlet": "outlets",
}
"""Facet → the values of a row, as SQL: a list, of which each counts once."""
DAY = "day"
_DAY = "CASE WHEN length(when_earliest) >= 7 THEN [left(when_earliest, 10)] ELSE [] END"


_WORDS = "SELECT rowid AS n FROM served_words WHERE contains(said, $1)"
"""What `text` asks of a prepared copy."""


class Column(NamedTuple):
    """One facet of all rows: its `values`, sorted; the place of each entry's value among them; and
    of which row each entry is (None: one entry a row, in turn)."""

    values: Sequence[str]
    codes: Numbers
    rows: Numbers | None

    def counts(self, mask: Mask) -> Numbers:
        """How many rows of a mask have each value, in the order of `values`."""
        import numpy as np

        entries = mask if self.rows is None else mask[self.rows]
        return np.bincount(self.codes[entries], minlength=len(self.values))

    def counted(self, mask: Mask) -> dict[str, int]:
        """Value → rows of a mask that have it, those of no row left out; by value."""
        found = self.counts(mask)
        return {self.values[int(at)]: int(found[at]) for at in found.nonzero()[0]}

    def most(self, mask: Mask, limit: int, besides: Sequence[str] = ()) -> dict[str, int]:
        """The same for the most frequent values, the most frequent first, equal ones by value;
        `besides` are told in any case."""
        import numpy as np

        found = self.counts(mask)
        there = found.nonzero()[0]
        first = there[np.argsort(-found[there], kind="stable")[:limit]]
        listed = {self.values[int(at)]: int(found[at]) for at in first}
        for value in besides:
            if value not in listed and (at := _place(self.values, value)) is not None:
                listed[value] = int(found[at])
        return listed

    def having(self, value: str, size: int) -> Mask:
        """Which rows, of so many, have a value."""
        import numpy as np

        found = np.zeros(size, dtype=bool)
        if (at := _place(self.values, value)) is not None:
            entries = self.codes == at
            found[entries.nonzero()[0] if self.rows is None else self.rows[entries]] = True
        return found


def _place(values: Sequence[str], value: str) -> int | None:
    from bisect import bisect_left

    at = bisect_left(values, value)
    return at if at < len(values) and values[at] == value else None


class Columns:
    """The numbers of one prepared copy. A mask says of each of its rows whether it is meant."""

    def __init__(self, desk: Desk) -> None:
        import numpy as np

        shown = desk.sql("SELECT shown FROM served ORDER BY rowid").fetchnumpy()["shown"]
        self.size = len(shown)
        self._shown = np.packbits(shown)
        self._columns = {
            name: _column(desk, sql, self.size) for name, sql in {**FACETS, DAY: _DAY}.items()
        }
        self._columns |= _actors(desk)
        self._orders = {
            sort: desk.sql(f"SELECT rowid AS n FROM served ORDER BY {order(sort)}")
            .fetchnumpy()["n"]
            .astype(np.int32)
            for sort in SORTS
            if sort != AS_SERVED
        }
        self._guard = threading.Lock()
        self._masks: OrderedDict[Hashable, NDArray[np.uint8]] = OrderedDict()

    def column(self, name: str) -> Column:
        """A facet, or the days."""
        return self._columns[name]

    def mask(self, desk: Desk, filters: dict[str, Any]) -> Mask:
        """The rows that all filters let through. Raises `UsageError` as `asking.where` does."""
        asked = asked_of(**filters)
        found = self._wide(self._shown) if where(asked).view == "events" else None
        for name, value in filters.items():
            if name != "copies" and value is not None:
                one = self._wide(self._one(desk, name, value))
                found = one if found is None else found & one
        return self._wide(self._every()) if found is None else found

    def slice_of(self, mask: Mask, sort: str, start: int, limit: int, beyond: int = 0) -> list[int]:
        """The numbers of so many rows of a mask, from one on, in an order; `beyond` so many rows of
        the whole table in that order."""
        by = self._orders.get(sort)
        if by is None:  # as they lie
            found = mask[beyond:].nonzero()[0][start : start + limit] + beyond
        else:
            found = by[beyond:][mask[by[beyond:]].nonzero()[0][start : start + limit]]
        return [int(n) for n in found]

    def in_turn(self, mask: Mask, sort: str, some: int) -> Iterator[Numbers]:
        """The numbers of all rows of a mask in an order, so many at a time."""
        by = self._orders.get(sort)
        found = mask.nonzero()[0] if by is None else by[mask[by]]
        for start in range(0, len(found), some):
            yield found[start : start + some]

    def _one(self, desk: Desk, name: str, value: Any) -> NDArray[np.uint8]:
        """The rows that one filter lets through: remembered."""
        import numpy as np

        key = (name, tuple(value) if isinstance(value, (list, tuple)) else value)
        with self._guard:
            if key in self._masks:
                self._masks.move_to_end(key)
                return self._masks[key]
        if name == "text":
            sql, bound = _WORDS, [value.lower()]
        else:
            rows = where(asked_of(**{name: value}))
            sql, bound = f"SELECT rowid AS n FROM served WHERE {rows.condition}", rows.parameters
        numbers = desk.sql(sql, bound or None).fetchnumpy()["n"]
        wide = np.zeros(self.size, dtype=bool)
        wide[numbers] = True
        made = np.packbits(wide)
        with self._guard:
            self._masks[key] = made
            while len(self._masks) > KEPT:
                self._masks.popitem(last=False)
        return made

    def _every(self) -> NDArray[np.uint8]:
        import numpy as np

        return np.full(len(self._shown), 255, dtype=np.uint8)

    def _wide(self, packed: NDArray[np.uint8]) -> Mask:
        import numpy as np

        return np.unpackbits(packed, count=self.size).view(bool)


ACTORS = {"actor": "true", "does": "a.\"role\" = 'source'", "gets": "a.\"role\" = 'target'"}
"""Facet → which actors of a row, by their ids, as SQL."""


def _actors(desk: Desk) -> dict[str, Column]:
    """The actors of all rows: any, those who act, and those to whom it is done."""
    import numpy as np

    found = {}
    for name, which in ACTORS.items():
        table = desk.sql(
            "SELECT DISTINCT s.rowid AS n, a.actor_id AS v FROM event_actors_all a JOIN served s "
            f"ON s.id = a.event_id AND s.run_id = a.run_id WHERE a.actor_id <> '' AND {which}"
        ).to_arrow_table()
        rows = table.column("n").to_numpy().astype(np.int32)
        values, codes = _coded(table.column("v").combine_chunks())
        found[name] = Column(values, codes, rows)
    return found


def _coded(words: Any) -> tuple[list[str], Numbers]:
    """The values among some words, sorted by their bytes, as DuckDB and Python sort them; and the
    place of each word among them."""
    import numpy as np
    import pyarrow.compute as pc

    entries = words.dictionary_encode()
    by = pc.array_sort_indices(entries.dictionary)
    place = np.empty(len(by), dtype=np.min_scalar_type(max(1, len(by))))
    place[by.to_numpy()] = np.arange(len(by), dtype=place.dtype)
    return entries.dictionary.take(by).to_pylist(), place[entries.indices.to_numpy()]


def _column(desk: Desk, sql: str, size: int) -> Column:
    """A facet of all rows; values that are empty are none."""
    import numpy as np
    import pyarrow.compute as pc

    lists = (
        desk.sql(
            f"SELECT list_filter(list_distinct({sql}), lambda v: v <> '') AS v "
            "FROM served ORDER BY rowid"
        )
        .to_arrow_table()
        .column("v")
        .combine_chunks()
    )
    rows = pc.list_parent_indices(lists).to_numpy().astype(np.int32)
    values, codes = _coded(pc.list_flatten(lists))
    one_each = len(rows) == size and bool((rows == np.arange(size)).all())
    return Column(values, codes, None if one_each else rows)


def columns_of(desk: Desk) -> Columns | None:
    """The numbers of the copy that a desk reads; None where there are none."""
    found: Callable[[], Columns | None] | None = getattr(desk, "columns", None)
    return found() if found else None
