"""What pages count and sort by, as numbers in memory: the rows of a prepared copy, one array a facet.

A table with counts beside it asks nine questions of all rows at once. DuckDB takes a second for that
at a million rows, most of it to look at words; of numbers the same takes some hundredths. What a filter
means is answered by numbers too (`sieve.py`), and asked of DuckDB, in the words of `desk.asking`, where
they do not know it. A row is let through where all filters let it through, so that a mask of each is
enough, and is kept.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from dateline.desk.asking import SORTS, asked_of, order, where
from dateline.web.sieve import meant
from dateline.web.wording import Wording

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from dateline.desk import Desk

    Numbers = NDArray[np.integer[Any]]
    Mask = NDArray[np.bool_]

MOST = 5_000_000
"""A desk of more rows than these is asked by SQL alone: its numbers would take more than half a GB."""
KEPT = 512
"""So many masks are kept, an eighth of a byte a row each; and so many counts of a column."""
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

ASKED: dict[str, str] = {
    "about": "[about]",
    "mode": '["mode"]',
    "context": "contexts",
    "cameo": "[cameo]",
    "run": "[run_id]",
    "background": "[background::VARCHAR]",
    "source_code": "source_codes",
    "target_code": "target_codes",
    "source_name": "list_transform(source_names, lambda n: lower(n))",
    "target_name": "list_transform(target_names, lambda n: lower(n))",
    "where_name": "[lower(where_name)]",
    "when_earliest": "[when_earliest]",
    "when_latest": "[when_latest]",
    "published": "[published]",
}
"""What else a filter looks at → the values of a row, as SQL."""
FIRST_VOICE = "first_voice"
"""The column of the first voice of each row, which vouches for it: `own` where an outlet tells it in its own
name, the country, and the name, a line each."""
SPOT = "spot"
"""The column of the town or point where a row happens: its name, latitude and longitude, a line each."""
_FIRST_VOICE = (
    "SELECT s.rowid AS n, CASE WHEN coalesce(v.kind, 'outlet') IN ('outlet', 'syndicator', 'network', "
    "'agency') THEN 'own' ELSE '' END || chr(10) || coalesce(v.country, '') || chr(10) || "
    "coalesce(v.\"name\", '') AS v FROM served s LEFT JOIN voices_all v ON v.event_id = s.id "
    'AND v.run_id = s.run_id AND v."position" = 0'
)
_SPOT = (
    "CASE WHEN where_precision IN ('city', 'point') AND where_lat IS NOT NULL AND where_lon IS NOT NULL "
    "AND where_name IS NOT NULL THEN [where_name || chr(10) || where_lat || chr(10) || where_lon] ELSE [] END"
)
LOWERED = ("voice", "outlet")
"""The facets of which small letters are asked for."""


class Column(NamedTuple):
    """One facet of all rows: its `values`, sorted; the place of each entry's value among them; and
    of which row each entry is (None: one entry a row, in turn, whose place is beyond the last one
    where the row has no value)."""

    values: Sequence[Any]
    codes: Numbers
    rows: Numbers | None

    def counts(self, mask: Mask) -> Numbers:
        """How many rows of a mask have each value, in the order of `values`."""
        import numpy as np

        entries = mask if self.rows is None else mask[self.rows]
        # Numbers are picked faster by their places than by a mask.
        codes = self.codes[entries.nonzero()[0]]
        found: Numbers = np.bincount(codes, minlength=len(self.values))
        return found[: len(self.values)]

    def counted(self, mask: Mask) -> dict[str, int]:
        """Value → rows of a mask that have it, those of no row left out; by value."""
        return self.told(self.counts(mask))

    def most(self, mask: Mask, limit: int, besides: Sequence[str] = ()) -> dict[str, int]:
        """The same for the most frequent values, the most frequent first, equal ones by value;
        `besides` are told in any case."""
        return self.first(self.counts(mask), limit, besides)

    def told(self, found: Numbers) -> dict[str, int]:
        """`counted`, of counts that are known."""
        return {self.values[int(at)]: int(found[at]) for at in found.nonzero()[0]}

    def first(self, found: Numbers, limit: int, besides: Sequence[str] = ()) -> dict[str, int]:
        """`most`, of counts that are known."""
        import numpy as np

        there = found.nonzero()[0]
        first = there[np.argsort(-found[there], kind="stable")[:limit]]
        listed = {self.values[int(at)]: int(found[at]) for at in first}
        for value in besides:
            if value not in listed and (at := _place(self.values, value)) is not None:
                listed[value] = int(found[at])
        return listed

    def having(self, value: Any, size: int) -> Mask:
        """Which rows, of so many, have a value."""
        at = _place(self.values, value)
        return self.having_any([] if at is None else [at], size)

    def having_any(self, places: Sequence[int], size: int) -> Mask:
        """Which rows, of so many, have one of the values at some places."""
        import numpy as np

        if len(places) == 1:
            entries = self.codes == places[0]
        else:
            wanted = np.zeros(len(self.values) + 1, dtype=bool)
            wanted[list(places)] = True
            entries = wanted[self.codes]
        return self._of_rows(entries, size)

    def beginning(self, word: str, size: int) -> Mask:
        """Which rows, of so many, have a value that begins with a word."""
        from bisect import bisect_left

        low = bisect_left(self.values, word)
        high = low
        while high < len(self.values) and self.values[high].startswith(word):
            high += 1
        return self._of_rows((self.codes >= low) & (self.codes < high), size)

    def at_least(self, value: Any, size: int) -> Mask:
        """Which rows, of so many, have this value or one after it."""
        from bisect import bisect_left

        low = bisect_left(self.values, value)
        return self._of_rows((self.codes >= low) & (self.codes < len(self.values)), size)

    def before(self, value: Any, size: int) -> Mask:
        """Which rows, of so many, have a value before this one."""
        from bisect import bisect_left

        return self._of_rows(self.codes < bisect_left(self.values, value), size)

    def _of_rows(self, entries: Mask, size: int) -> Mask:
        import numpy as np

        if self.rows is None:
            return entries
        found = np.zeros(size, dtype=bool)
        found[self.rows[entries]] = True
        return found


def _place(values: Sequence[Any], value: Any) -> int | None:
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
            name: _column(desk, sql, self.size)
            for name, sql in {**FACETS, DAY: _DAY, SPOT: _SPOT, **ASKED}.items()
        }
        self._columns |= _actors(desk)
        self._columns |= {name: _numbers(desk, sql, self.size) for name, sql in NUMBERS.items()}
        self._columns[FIRST_VOICE] = _listed(desk.sql(_FIRST_VOICE).to_arrow_table(), self.size)
        self.ids = (
            desk.sql("SELECT id FROM served ORDER BY rowid").to_arrow_table()["id"].combine_chunks()
        )
        self.wording = Wording(desk, self.size)
        self._lowered = {name: _lowered(desk, self._columns[name].values) for name in LOWERED}
        self._orders = {
            sort: desk.sql(f"SELECT rowid AS n FROM served ORDER BY {order(sort)}")
            .fetchnumpy()["n"]
            .astype(np.int32)
            for sort in SORTS
            if sort != AS_SERVED
        }
        self._guard = threading.Lock()
        self._masks: OrderedDict[Hashable, NDArray[np.uint8]] = OrderedDict()
        self._counts: OrderedDict[Hashable, Numbers] = OrderedDict()

    def column(self, name: str) -> Column:
        """A facet, the days, or what else a filter looks at."""
        return self._columns[name]

    def ids_of(self, numbers: Sequence[int]) -> list[str]:
        """The ids of the rows of these numbers, in their order."""
        import numpy as np

        found: list[str] = self.ids.take(np.array(numbers, dtype=np.int64)).to_pylist()
        return found

    def rows_by(self, sort: str) -> Numbers:
        """The numbers of all rows in an order other than that in which they lie."""
        found: Numbers = self._orders[sort]
        return found

    def lowered(self, name: str) -> dict[str, list[int]]:
        """Word in small letters → the places of the values of a facet that are this word."""
        return self._lowered[name]

    def mask(self, desk: Desk, filters: dict[str, Any]) -> Mask:
        """The rows that all filters let through. Raises `UsageError` as `asking.where` does."""
        asked = asked_of(**filters)
        found = self._shown if where(asked).view == "events" else None
        for name, value in filters.items():
            if name != "copies" and value is not None:
                one = self._one(desk, name, value)
                found = one if found is None else found & one
        return self._wide(self._every() if found is None else found)

    def counts(self, desk: Desk, name: str, filters: dict[str, Any]) -> Numbers:
        """How many of the rows that all filters let through have each value of a column: remembered, since it
        is the same in any order, on any page, and beside any choice in the column itself."""
        import numpy as np

        key = (name, *sorted((n, _key(v)) for n, v in filters.items() if v is not None))
        with self._guard:
            if key in self._counts:
                self._counts.move_to_end(key)
                return self._counts[key]
        made = self._columns[name].counts(self.mask(desk, filters)).astype(np.int32)
        with self._guard:
            self._counts[key] = made
            while len(self._counts) > KEPT:
                self._counts.popitem(last=False)
        return made

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

        key = (name, _key(value))
        with self._guard:
            if key in self._masks:
                self._masks.move_to_end(key)
                return self._masks[key]
        wide = meant(self, name, value)
        if wide is None:
            rows = where(asked_of(**{name: value}))
            sql = f"SELECT rowid AS n FROM served WHERE {rows.condition}"
            numbers = desk.sql(sql, rows.parameters or None).fetchnumpy()["n"]
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


NUMBERS = {"confidence": "confidence", "goldstein": "goldstein"}
"""What is a number of its own in each row → its SQL."""

_OF_ROW = "JOIN served s ON s.id = a.event_id AND s.run_id = a.run_id"
ACTORS: dict[str, str] = {
    "actor": f"a.actor_id AS v FROM event_actors_all a {_OF_ROW} WHERE a.actor_id <> ''",
    "does": f"a.actor_id AS v FROM event_actors_all a {_OF_ROW} WHERE a.actor_id <> '' "
    "AND a.\"role\" = 'source'",
    "gets": f"a.actor_id AS v FROM event_actors_all a {_OF_ROW} WHERE a.actor_id <> '' "
    "AND a.\"role\" = 'target'",
    "voice_country": f"a.country AS v FROM voices_all a {_OF_ROW} WHERE a.country <> ''",
}
"""Facet → what actors and voices of a row have, as SQL: actors by their ids, any, those who act, and those to
whom it is done; the countries of the voices."""


def _actors(desk: Desk) -> dict[str, Column]:
    found = {}
    for name, sql in ACTORS.items():
        table = desk.sql(f"SELECT DISTINCT s.rowid AS n, {sql}").to_arrow_table()
        found[name] = _listed(table, 0)
    return found


def _listed(table: pa.Table, size: int) -> Column:
    """The column of rows and values as they come; of so many rows where each has at most one."""
    import numpy as np

    rows = table.column("n").to_numpy().astype(np.int32)
    values, codes = _coded(table.column("v").combine_chunks())
    return _one_each(values, codes, rows, size) if size else Column(values, codes, rows)


def _numbers(desk: Desk, sql: str, size: int) -> Column:
    """A number of each row; a row without one has no value."""
    import numpy as np

    found = desk.sql(f"SELECT {sql} AS v FROM served ORDER BY rowid").fetchnumpy()["v"]
    told = np.ma.filled(found.astype(np.float64), np.nan)
    values, codes = np.unique(told, return_inverse=True)
    # What is no number is sorted behind all others.
    values = values[~np.isnan(values)]
    return Column(values.tolist(), codes.astype(_least(len(values) + 1)), None)


def _lowered(desk: Desk, values: Sequence[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    told = (
        desk.sql("SELECT lower(unnest($1::VARCHAR[]))", [list(values)]).fetchall() if values else []
    )
    for at, (word,) in enumerate(told):
        found.setdefault(word, []).append(at)
    return found


def _least(size: int) -> Any:
    """The least kind of number that can tell so many places, and one beyond."""
    import numpy as np

    return np.min_scalar_type(max(1, size))


def _coded(words: Any) -> tuple[list[str], Numbers]:
    """The values among some words, sorted by their bytes, as DuckDB and Python sort them; and the
    place of each word among them."""
    import numpy as np
    import pyarrow.compute as pc

    entries = words.dictionary_encode()
    by = pc.array_sort_indices(entries.dictionary)
    place = np.empty(len(by), dtype=_least(len(by)))
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
    if len(rows) > 1 and bool((rows[1:] == rows[:-1]).any()):
        return Column(values, codes, rows)
    return _one_each(values, codes, rows, size)


def _one_each(values: list[str], codes: Numbers, rows: Numbers, size: int) -> Column:
    import numpy as np

    each = np.full(size, len(values), dtype=codes.dtype)
    each[rows] = codes
    return Column(values, each, None)


def _key(value: Any) -> Hashable:
    """The value of a filter, by which what it means is remembered."""
    return tuple(value) if isinstance(value, (list, tuple)) else value


def columns_of(desk: Desk) -> Columns | None:
    """The numbers of the copy that a desk reads; None where there are none."""
    found: Callable[[], Columns | None] | None = getattr(desk, "columns", None)
    return found() if found else None
