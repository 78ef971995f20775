"""The formats of `dateline events`."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO

from dateline.cli.output import guarded
from dateline.cli.text import clean, safe_json
from dateline.errors import UsageError

if TYPE_CHECKING:
    import duckdb

    from dateline.desk import Desk
    from dateline.records import Reading


@contextmanager
def _opened(out: str | None) -> Iterator[TextIO]:
    if out is None:
        yield sys.stdout
        return
    try:
        file = open(out, "w", encoding="utf-8", newline="")  # noqa: SIM115 - closed below
    except OSError as error:
        raise UsageError(
            f"cannot be written: {(error.strerror or str(error)).lower()}",
            where=out,
            cure="name a file in a folder that you may write to",
        ) from None
    with file:
        yield file


def write(columns: list[str], rows: Iterator[dict[str, Any]], kind: str, out: str | None) -> None:
    """The rows as CSV, as a JSON list, or as JSON Lines."""
    import msgspec

    with _opened(out) as file:
        if kind == "csv":
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(columns)
            writer.writerows(guarded([_cell(v) for v in row.values()]) for row in rows)
            return
        objects = (safe_json(msgspec.json.encode(row).decode()) for row in rows)
        if kind == "jsonl":
            file.writelines(f"{one}\n" for one in objects)
            return
        count = 0
        for count, one in enumerate(objects, 1):
            file.write(("[\n" if count == 1 else ",\n") + one)
        file.write("\n]\n" if count else "[]\n")


def write_parquet(found: duckdb.DuckDBPyRelation, out: str) -> None:
    """The rows as a Parquet file."""
    with _opened(out):  # says in one line where it cannot be written
        pass
    found.write_parquet(out, compression="zstd")


def _cell(value: Any) -> Any:
    """A list joined by "; ", true and false in small letters, as `dateline read` writes them."""
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else value


def print_table(desk: Desk, rows: Iterator[dict[str, Any]], limit: int, out: str | None) -> None:
    """The rows for people: as `dateline read` prints them, each with where it stands."""
    from dateline.cli.table import EventPrinter

    with _opened(out) as file:
        printer = EventPrinter(file)
        count = 0
        reading: Reading | None = None
        for count, row in enumerate(rows, 1):
            if count > limit:
                print_more(file, limit)
                return
            if reading is None or reading.article.id != row["article_id"]:
                reading = desk.reading(row["article_id"], row["run_id"])
            if reading is None:
                continue
            event = reading.events[row["position"]]
            where = " · ".join(
                clean(x) for x in (row["outlet"], row["published"], row["headline"]) if x
            )
            printer.write(event, reading, f"{row['id']}  {where}")
        if not count:
            file.write("No events.\n")


def print_more(file: TextIO, limit: int) -> None:
    file.write(f"There are more than these {limit:,}: --limit N shows more, --format csv all.\n")
