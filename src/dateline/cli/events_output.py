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
def opened(out: str | None) -> Iterator[TextIO]:
    """Standard output, or the file named; raises `UsageError` where that cannot be written."""
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

    with opened(out) as file:
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
    with opened(out):  # says in one line where it cannot be written
        pass
    found.write_parquet(out, compression="zstd")


def _cell(value: Any) -> Any:
    """A list joined by "; ", true and false in small letters, as `dateline read` writes them."""
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else value


def print_table(
    desk: Desk, rows: Iterator[dict[str, Any]], limit: int, out: str | None, grouped: bool = False
) -> None:
    """The rows for people: as `dateline read` prints them, each with where it stands; `grouped`
    under a line for each story."""
    from dateline.cli.table import EventPrinter

    with opened(out) as file:
        printer = EventPrinter(file)
        count = 0
        reading: Reading | None = None
        story = None
        for count, row in enumerate(rows, 1):
            if count > limit:
                print_more(file, limit)
                return
            if reading is None or reading.article.id != row["article_id"]:
                reading = desk.reading(row["article_id"], row["run_id"])
            if reading is None:
                continue
            event = reading.events[row["position"]]
            if grouped and row["story_id"] != story:
                file.write(f"── {clean(story_line(row))}\n")
            story = row["story_id"]
            where = " · ".join(
                clean(x) for x in (row["outlet"], row["published"], row["headline"]) if x
            )
            if row["copies"] > 1 and not grouped:
                where += f" · {carried(row)}"
            printer.write(event, reading, f"{row['id']}  {where}")
        if not count:
            file.write("No events.\n")


def print_more(file: TextIO, limit: int) -> None:
    file.write(f"There are more than these {limit:,}: --limit N shows more, --format csv all.\n")


def story_line(row: dict[str, Any]) -> str:
    """A story in a line: its id, when it was first seen, who carried it."""
    return " · ".join(x for x in (f"story {row['story_id']}", row["first_seen"], carried(row)) if x)


def carried(row: dict[str, Any], shown: int = 5) -> str:
    """How many copies a story has, and of which outlets."""
    outlets = row["outlets"]
    more = f" and {len(outlets) - shown} more" if len(outlets) > shown else ""
    copies = f"{row['copies']:,} copies" if row["copies"] > 1 else "1 article"
    return f"{copies}: {', '.join(outlets[:shown])}{more}" if outlets else copies
