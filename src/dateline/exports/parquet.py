"""Apache Parquet: the view `events`, one row an event, lists as lists."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from dateline.exports.flat import COLUMNS, values
from dateline.exports.formats import Format, Ledger
from dateline.exports.told import BATCH, Told


def write(events: Iterable[Told], path: Path, ledger: Ledger) -> None:
    """The events in row groups of one batch each."""
    import pyarrow as pa
    import pyarrow.parquet as parquet

    kinds = {
        "string": pa.string(),
        "array": pa.list_(pa.string()),
        "integer": pa.int32(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
    }
    schema = pa.schema([(c.name, kinds[c.type]) for c in COLUMNS])
    rest = iter(events)
    with parquet.ParquetWriter(path, schema, compression="zstd") as out:
        while batch := list(islice(rest, BATCH)):
            columns = list(zip(*map(values, batch), strict=True))
            arrays = [pa.array(c, type=f.type) for c, f in zip(columns, schema, strict=True)]
            out.write_table(pa.Table.from_arrays(arrays, schema=schema))
            for told in batch:
                ledger.keep(told.id, told)


FORMAT = Format(
    name="parquet",
    about="Dateline's own columns, as Apache Parquet",
    file="events.parquet",
    mediatype="application/vnd.apache.parquet",
    columns=COLUMNS,
    write=write,
    needs=frozenset(),
    key="id",
    holds_status=True,
    notes=("One row an event; lists are lists.",),
)
