"""What a format is, and how the delimited ones are written."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from dateline.errors import ExportError
from dateline.exports.told import Told


class Column(NamedTuple):
    """A column: its name, its type in a table schema (string, integer, number, date, boolean,
    array), and what it holds."""

    name: str
    type: str = "string"
    about: str = ""


class Ledger:
    """What an export has written and what it has left out; formats keep it."""

    def __init__(self, beside: Callable[[str, Told], None] | None = None) -> None:
        self.rows = 0
        self.left_out: Counter[str] = Counter()
        self.statuses: Counter[str] = Counter()
        self.runs: set[str] = set()
        self.events: set[str] = set()
        self.articles: set[str] = set()
        self._beside = beside

    def keep(self, key: str, told: Told) -> None:
        """A row has been made of an event; `key` is what names that row in the file."""
        self.rows += 1
        self.statuses[told.row["status"]] += 1
        self.runs.add(told.row["run_id"])
        self.events.add(told.id)
        self.articles.add(told.row["article_id"])
        if self._beside is not None:
            self._beside(key, told)

    def leave_out(self, why: str) -> None:
        """An event, or a pair of it, that the format cannot hold."""
        self.left_out[why] += 1


Write = Callable[[Iterable[Told], Path, Ledger], None]


@dataclass(frozen=True)
class Format:
    """A format: `write` puts events into the file and tells the ledger of each row.

    `needs` is what else must be fetched of each event: "sentences" (the number of its sentence, the
    places of the article) and "copies" (other articles with that sentence).

    `holds_status`: whether its own columns say status and voices; where not, they go into a file
    beside it. `notes` say what the format means here, for the README of the export. `dialect` is
    that of a Data Package (empty where the file is no delimited text).
    """

    name: str
    about: str
    file: str
    mediatype: str
    columns: tuple[Column, ...]
    write: Write
    key: str = ""
    holds_status: bool = False
    notes: tuple[str, ...] = ()
    dialect: dict[str, Any] = field(default_factory=dict)
    missing: tuple[str, ...] = ("",)
    encoding: str = "utf-8"
    needs: frozenset[str] = frozenset({"sentences"})


class Line(NamedTuple):
    """One row of a delimited file, and the event that it is of."""

    key: str
    cells: list[Any]
    told: Told


Lines = Callable[[Iterable[Told], Ledger], Iterator[Line]]


def delimited(
    name: str, about: str, file: str, columns: tuple[Column, ...], lines: Lines, *,
    header: bool, delimiter: str = "\t", missing: str = "", key: str = "",
    notes: tuple[str, ...] = (), needs: frozenset[str] = frozenset({"sentences"}),
) -> Format:  # fmt: skip
    """A format that is a table of text.

    Tab-separated ones are written without any quoting, so that readers with and without it see
    the same cells: tabs and line ends become spaces, and a double quote a single one.
    """
    tabbed = delimiter == "\t"
    quoted: dict[str, Any] = (
        {"quoting": csv.QUOTE_NONE, "quotechar": None} if tabbed else {"quoting": csv.QUOTE_MINIMAL}
    )

    def write(events: Iterable[Told], path: Path, ledger: Ledger) -> None:
        with path.open("w", encoding="utf-8", newline="", errors="replace") as out:
            writer = csv.writer(out, delimiter=delimiter, lineterminator="\n", **quoted)
            if header:
                writer.writerow([c.name for c in columns])
            for line in lines(events, ledger):
                assert len(line.cells) == len(columns), name
                cells = [missing if c is None else cell(c) for c in line.cells]
                writer.writerow([c.replace('"', "'") for c in cells] if tabbed else guarded(cells))
                ledger.keep(line.key, line.told)

    dialect = {"delimiter": delimiter, "header": header}
    if tabbed:
        dialect["quoteChar"] = None
        notes = (*notes, "Nothing is quoted: a double quote in a name is written as a single one.")
    return Format(
        name=name, about=about, file=file, columns=columns, write=write, key=key, notes=notes,
        mediatype="text/tab-separated-values" if tabbed else "text/csv",
        dialect=dialect, missing=(missing,), needs=needs,
    )  # fmt: skip


_CONTROL = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u200e\u200f\u202a-\u202e\ufeff]"
)
_SPACE = re.compile(r"[\s\x85\u2028\u2029]+")


def cell(value: Any) -> str:
    """A value as the text of one cell: on one line, without control characters."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (list, tuple)):
        return "; ".join(cell(v) for v in value)
    if isinstance(value, str):
        return _SPACE.sub(" ", _CONTROL.sub("", value)).strip()
    return repr(value)


_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")


def guarded(cells: list[str]) -> list[str]:
    """Cells that no spreadsheet takes for a formula: an apostrophe is put before those that begin
    with = + - or @. Numbers stay numbers."""
    return [
        f"'{c}" if c[:1] in {"=", "+", "-", "@"} and not _NUMBER.fullmatch(c) else c for c in cells
    ]


class Numbers:
    """The numbers that are given to rows; two rows with one number are refused."""

    def __init__(self) -> None:
        self._seen: dict[int, str] = {}

    def __call__(self, id_: str) -> int:
        from dateline.exports.told import number_of

        number = number_of(id_)
        if self._seen.setdefault(number, id_) != id_:
            raise ExportError(
                f"the rows {self._seen[number]} and {id_} would both be number {number}",
                cure="export them apart, with two filters",
            )
        return number
