"""Rows for pages: the events of a view, their evidence, and counts by facet and day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from dateline.desk import Desk
from dateline.desk.asking import asked_of, order, where
from dateline.desk.keys import Bound, after
from dateline.web.columns import DAY, FACETS, columns_of
from dateline.web.filters import View
from dateline.web.marks import Piece, of_row

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]

FACET_VALUES = 10
"""So many values of a facet are shown, the most frequent."""


class Count(NamedTuple):
    """A value, how many rows have it, and the view with it added or taken away."""

    value: str
    rows: int
    chosen: bool
    view: View


def count(desk: Desk, view: View) -> int:
    """How many rows a view has."""
    if (columns := columns_of(desk)) is not None:
        return int(columns.mask(desk, view.filters).sum())
    rows = where(asked_of(**view.filters))
    found = desk.sql(f"SELECT count(*) FROM {rows.view} WHERE {rows.condition}", _bound(rows))
    return int(found.fetchall()[0][0])


def page(desk: Desk, view: View) -> list[Row]:
    """The rows of one page of a view."""
    return slice_of(desk, view, (view.page - 1) * view.per_page, view.per_page)


def slice_of(desk: Desk, view: View, start: int, limit: int) -> list[Row]:
    """So many rows of a view, from a number on.

    Their ids are looked for first: the words of a row are cut out of its article, which would be
    done for each row that is sorted.
    """
    if (columns := columns_of(desk)) is not None:
        mask = columns.mask(desk, view.filters)
        return of_numbers(desk, columns.slice_of(mask, view.sort, start, limit))
    rows = where(asked_of(**view.filters))
    ids = desk.sql(
        f"SELECT id FROM {rows.view} WHERE {rows.condition} ORDER BY {order(view.sort)} "
        f"LIMIT {limit:d} OFFSET {start:d}",
        _bound(rows),
    ).fetchall()
    return of_ids(desk, [id_ for (id_,) in ids])


def slice_after(desk: Desk, view: View, values: Sequence[Any] | None, limit: int) -> list[Row]:
    """So many rows of a view, those after a row that has these values in the columns of its order
    (None: the first ones); see `desk.keys`."""
    if values is None:
        return slice_of(desk, view, 0, limit)
    by = order(view.sort)
    bound = Bound()
    if (columns := columns_of(desk)) is not None:
        condition = after(values, by, bound)
        # `after` is never unknown, so that what is not after is at the row, or before it.
        before = desk.sql(f"SELECT count(*) FROM served WHERE NOT {condition}", list(bound) or None)
        mask = columns.mask(desk, view.filters)
        start = int(before.fetchall()[0][0])
        return of_numbers(desk, columns.slice_of(mask, view.sort, 0, limit, beyond=start))
    rows = where(asked_of(**view.filters))
    bound = Bound(rows.parameters)
    condition = after(values, by, bound)
    ids = desk.sql(
        f"SELECT id FROM {rows.view} WHERE {rows.condition} AND {condition} ORDER BY {by} "
        f"LIMIT {limit:d}",
        list(bound) or None,
    ).fetchall()
    return of_ids(desk, [id_ for (id_,) in ids])


def of_numbers(desk: Desk, numbers: Sequence[int]) -> list[Row]:
    """The rows of these numbers in a prepared copy, in their order."""
    if not numbers:
        return []
    low, high = min(numbers), max(numbers)
    if high - low > FAR and (columns := columns_of(desk)) is not None:
        # All columns of what lies far apart are found more quickly by the index of the ids.
        return of_ids(desk, columns.ids_of(numbers))
    found = as_dicts(
        desk.sql(
            "SELECT rowid AS n, * EXCLUDE (shown) FROM served WHERE rowid BETWEEN $2 AND $3 "
            "AND rowid IN (SELECT unnest($1::BIGINT[]))",
            [list(numbers), low, high],
        )
    )
    rows = {row.pop("n"): row for row in found}
    return [rows[n] for n in numbers]


FAR = 50_000
"""Rows further apart than these lie in different parts of the table."""


AT_ONCE = 2_000
"""So many rows of a stream are read at a time."""
_NEAR = {"-date", "date", "-published", "published"}
"""The orders in which rows that follow each other lie near each other in a prepared copy."""


def streamed(desk: Desk, view: View) -> Iterator[pa.Table]:
    """All rows of a view in its order, some at a time as Arrow tables of one schema; memory does not
    grow with them where the copy is prepared and they lie about as they are sorted. The first table
    may be empty: it tells the schema."""
    import pyarrow as pa

    columns = columns_of(desk)
    if columns is None or view.sort not in _NEAR:
        reader = desk.events(**view.asked).to_arrow_reader(AT_ONCE)
        yield reader.schema.empty_table()
        for batch in reader:
            yield pa.Table.from_batches([batch])
        return
    yield desk.sql("SELECT * FROM events LIMIT 0").to_arrow_table()
    mask = columns.mask(desk, view.filters)
    for numbers in columns.in_turn(mask, view.sort, AT_ONCE):
        yield desk.sql(
            "SELECT s.* EXCLUDE (shown, row) FROM (SELECT unnest($1::BIGINT[]) AS n, "
            "generate_subscripts($1::BIGINT[], 1) AS at) x JOIN (SELECT rowid AS row, * FROM served "
            "WHERE rowid BETWEEN $2 AND $3) s ON s.row = x.n ORDER BY x.at",
            [numbers.tolist(), int(numbers.min()), int(numbers.max())],
        ).to_arrow_table()


def of_ids(desk: Desk, ids: Sequence[str]) -> list[Row]:
    """The rows of these ids that are shown, in their order; copies too."""
    if not ids:
        return []
    found = as_dicts(desk.sql(f"SELECT * FROM event_copies WHERE {_named(ids)}", _given(ids)))
    at = {id_: n for n, id_ in enumerate(ids)}
    return sorted(found, key=lambda row: at[row["id"]])


NAMED = 1_000
"""So many ids are named one by one, as which they are found by the index; of more all rows are looked at."""


def _named(ids: Sequence[str]) -> str:
    """The condition that a row has one of some ids, which are bound as `_given` gives them."""
    if len(ids) > NAMED:
        return "id IN (SELECT unnest($1::VARCHAR[]))"
    return f"id IN ({', '.join(f'${n}' for n in range(1, len(ids) + 1))})"


def _given(ids: Sequence[str]) -> list[Any]:
    return [list(ids)] if len(ids) > NAMED else list(ids)


def told(desk: Desk, ids: Sequence[str], names: Sequence[str]) -> dict[str, Row]:
    """Id → some columns of the row of that id that is shown; copies too."""
    if not ids:
        return {}
    listed = ", ".join(f'"{name}"' for name in dict.fromkeys(["id", *names]))
    sql = f"SELECT {listed} FROM event_copies WHERE {_named(ids)}"
    return {row["id"]: row for row in as_dicts(desk.sql(sql, _given(ids)))}


def as_dicts(relation: Any) -> list[Row]:
    """All rows of a relation as dicts."""
    names = relation.columns
    return [dict(zip(names, values, strict=True)) for values in relation.fetchall()]


def marked(desk: Desk, rows: Sequence[Row]) -> dict[str, list[Piece]]:
    """Event id → its sentence in pieces, with the evidence marked."""
    if not rows:
        return {}
    ids = [row["id"] for row in rows]
    # Named one by one they are found by the index.
    named = ", ".join(f"${n}" for n in range(1, len(ids) + 1))
    found = desk.sql(
        'SELECT run_id, event_id, "role", span_start, span_end FROM evidence_all '
        f'WHERE event_id IN ({named}) ORDER BY "position"',
        ids,
    ).fetchall()
    evidence = defaultdict(list)
    for run, event, role, start, end in found:
        evidence[run, event].append((role, start, end))
    return {row["id"]: of_row(row, evidence[row["run_id"], row["id"]]) for row in rows}


def facets(desk: Desk, view: View) -> dict[str, list[Count]]:
    """Facet → its values with counts. A facet counts under all filters but its own, so that one
    sees what else there is to choose; what is chosen is always among them."""
    return {name: _facet(desk, view, name, values) for name, values in FACETS.items()}


def _facet(desk: Desk, view: View, name: str, values: str) -> list[Count]:
    chosen = [str(v) for v in view.filters.get(name) or []]
    others = {k: v for k, v in view.filters.items() if k != name}
    counts = _counted(desk, name, values, others, chosen)
    listed = [*chosen, *(v for v in counts if v not in chosen)][: FACET_VALUES + len(chosen)]
    return [
        Count(
            value, counts.get(value, 0), value in chosen,
            view.without(name, value) if value in chosen else view.having(name, value),
        )
        for value in listed
    ]  # fmt: skip


def _counted(
    desk: Desk, name: str, values: str, filters: dict[str, Any], chosen: list[str]
) -> dict[str, int]:
    """The most frequent values of a facet, and those that are chosen."""
    if (columns := columns_of(desk)) is not None:
        found = columns.counts(desk, name, filters)
        return columns.column(name).first(found, FACET_VALUES + len(chosen), chosen)
    rows = where(asked_of(**filters))
    number = len(rows.parameters) + 1
    listed = desk.sql(
        f"SELECT value, count(*) AS n FROM (SELECT unnest(list_distinct({values})) AS value "
        f"FROM {rows.view} WHERE {rows.condition}) WHERE value <> '' GROUP BY value "
        f"ORDER BY list_contains(${number}::VARCHAR[], value) DESC, n DESC, value "
        f"LIMIT {FACET_VALUES + len(chosen):d}",
        [*rows.parameters, chosen],
    ).fetchall()
    return dict(listed)


def counted(desk: Desk, view: View, name: str) -> dict[str, int]:
    """Every value of a facet that rows of a view have, with how many."""
    if (columns := columns_of(desk)) is not None:
        return columns.column(name).told(columns.counts(desk, name, view.filters))
    rows = where(asked_of(**view.filters))
    found = desk.sql(
        f"SELECT value, count(*) FROM (SELECT unnest(list_distinct({FACETS[name]})) AS value "
        f"FROM {rows.view} WHERE {rows.condition}) WHERE value <> '' GROUP BY value",
        _bound(rows),
    ).fetchall()
    return dict(found)


def days(desk: Desk, filters: dict[str, Any]) -> list[tuple[str, int]]:
    """Day (or month) → how many of the rows begin in it; by day, empty ones left out."""
    if (columns := columns_of(desk)) is not None:
        return list(columns.column(DAY).told(columns.counts(desk, DAY, filters)).items())
    rows = where(asked_of(**filters))
    found: list[tuple[str, int]] = desk.sql(
        f"SELECT left(when_earliest, 10) AS d, count(*) FROM {rows.view} WHERE {rows.condition} "
        "AND length(when_earliest) >= 7 GROUP BY d ORDER BY d",
        _bound(rows),
    ).fetchall()
    return found


def _bound(rows: Any) -> Any:
    return rows.parameters or None
