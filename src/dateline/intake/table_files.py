"""Tables of articles as CSV and Parquet: one article a row."""

from __future__ import annotations

import csv
import gzip
import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

from dateline import limits
from dateline.intake.failure import Failure, Meter, Tell
from dateline.intake.pages import broken
from dateline.intake.rows import Columns, describe, guess, page_of_row
from dateline.records import Page

CSV = (".csv", ".tsv", ".csv.gz", ".tsv.gz")
PARQUET = (".parquet", ".pq")

_SAMPLE = 65_536
_AT_ONCE = 200


def read_csv(path: Path, columns: Columns, tell: Tell, meter: Meter) -> Iterator[Page | Failure]:
    """Each row of a CSV file; the comma is what divides its first line best.

    Raises `UsageError` where no column can be the text.
    """
    csv.field_size_limit(limits.MAX_PAGE_BYTES)
    try:
        with path.open("rb") as on_disk:
            packed = path.name.lower().endswith(".gz")
            raw = cast("IO[bytes]", gzip.GzipFile(fileobj=on_disk)) if packed else on_disk
            buffered = io.BufferedReader(cast("io.RawIOBase", raw), _SAMPLE)
            head = buffered.peek(_SAMPLE)[:_SAMPLE]
            text = io.TextIOWrapper(
                buffered, encoding=_encoding(head), errors="replace", newline=""
            )
            rows = csv.reader(text, delimiter=_comma(head, path.name.lower()))
            names = next(rows, [])
            chosen = guess(columns, names, str(path))
            tell(f"{path}: {describe(chosen)}")
            while True:
                try:
                    cells = next(rows, None)
                except csv.Error as error:
                    yield broken(f"{path}:{rows.line_num}", error)
                    continue
                if cells is None:
                    return
                meter.at(on_disk.tell())
                if cells:
                    row = dict(zip(names, cells, strict=False))
                    yield page_of_row(row, chosen, f"{path}:{rows.line_num}")
    except (OSError, EOFError, zlib.error) as error:
        yield broken(str(path), error)


def _encoding(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        head[:-4].decode("utf-8")
    except UnicodeDecodeError as error:
        # A character cut in two at the end of the sample is no sign of another encoding.
        return "utf-8-sig" if error.start >= len(head) - 8 else "cp1252"
    return "utf-8-sig"


def _comma(head: bytes, name: str) -> str:
    line = head.split(b"\n", 1)[0].decode("utf-8", "replace")
    commas = "\t,;|" if ".tsv" in name else ",\t;|"
    return max(commas, key=line.count)


def read_parquet(
    path: Path, columns: Columns, tell: Tell, meter: Meter
) -> Iterator[Page | Failure]:
    """Each row of a Parquet file, a few at a time.

    Raises `UsageError` where no column can be the text.
    """
    import pyarrow as pa
    import pyarrow.parquet as parquet

    try:
        with parquet.ParquetFile(path) as table:
            chosen = guess(columns, table.schema_arrow.names, str(path))
            tell(f"{path}: {describe(chosen)}")
            wanted = [n for n in (getattr(chosen, f) for f in chosen.__struct_fields__) if n]
            number, size = 0, path.stat().st_size
            for batch in table.iter_batches(batch_size=_AT_ONCE, columns=wanted):
                for row in batch.to_pylist():
                    number += 1
                    yield page_of_row(row, chosen, f"{path}:{number}")
                meter.at(size * number // max(table.metadata.num_rows, 1))
    except (OSError, EOFError, pa.ArrowException) as error:
        yield broken(str(path), error)
