"""Rows of a user's CSV or TOML table with their line numbers, whatever state the file is in.

What cannot be read is told in a `TableError` handed to `tell`; the rest is still given.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from dateline import limits
from dateline.errors import TableError

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

Tell = Callable[[TableError], None]

_MOST_TOML_BYTES = 20_000_000
_MOST_LINES_A_CELL = 20


class Row(NamedTuple):
    """One row: where it stands (`file:line`) and its cells; a list of a TOML table is joined."""

    where: str
    cells: dict[str, str]


class Line(NamedTuple):
    """One line of a text file and its number."""

    number: int
    text: str


def lines(path: Path, tell: Tell, *, encodings: tuple[str, ...] = ("utf-8",)) -> Iterator[Line]:
    """The lines of a text file that can be decoded; one in another encoding is told and skipped.

    Never holds more than one line; one over `MAX_TABLE_LINE_CHARS` is told and skipped too.
    """
    most = limits.MAX_TABLE_LINE_CHARS
    try:
        with path.open("rb") as file:
            number = 0
            while raw := file.readline(most + 1):
                number += 1
                where = f"{path}:{number}"
                if len(raw) > most and not raw.endswith(b"\n"):
                    while (more := file.readline(most)) and not more.endswith(b"\n"):
                        pass
                    tell(
                        TableError(
                            f"a line of more than {most:,} characters",
                            where=where,
                            cure="one row a line; split it",
                        )
                    )
                    continue
                if number == 1 and raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
                    tell(TableError("is UTF-16", where=str(path), cure="save it as UTF-8"))
                    return
                text = _decoded(
                    raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw,
                    where,
                    tell,
                    encodings,
                )
                if text is None:
                    continue
                if "\0" in text:
                    tell(TableError("a NUL character", where=where, cure="save it as plain text"))
                    continue
                yield Line(number, text.rstrip("\r\n"))
    except OSError as error:
        tell(
            TableError(
                f"cannot be read: {error.strerror}",
                where=str(path),
                cure="check its name and permissions",
            )
        )


def _decoded(raw: bytes, where: str, tell: Tell, encodings: tuple[str, ...]) -> str | None:
    for encoding in encodings:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError as error:
            fault = error
    byte, at = fault.object[fault.start], fault.start + 1
    tell(
        TableError(
            f"byte {at} (0x{byte:02x}) is not UTF-8", where=where, cure="save the file as UTF-8"
        )
    )
    return None


def csv_rows(path: Path, columns: tuple[str, ...], needed: str, tell: Tell) -> Iterator[Row]:
    """The rows of a CSV table with a header that names some of `columns`, `needed` among them.

    Commas, semicolons and tabs may divide the cells. Lines that begin with # are comments.
    """
    source = lines(path, tell)
    header: list[str] = []
    comma = ","
    for line in source:
        if line.text.strip() and not line.text.startswith("#"):
            comma = max(",;\t", key=lambda c: (needed in _split(line.text, c), line.text.count(c)))
            header = _split(line.text, comma)
            break
    if needed not in header:
        if header:
            tell(
                TableError(
                    f"no column {needed!r}",
                    where=f"{path}:{line.number}",
                    cure=f"begin with a line of columns: {','.join(columns)}",
                )
            )
        return
    for name in header:
        if name and name not in columns:
            tell(
                TableError(
                    f"column {name!r} is not known and not read",
                    where=f"{path}:{line.number}",
                    cure=f"columns are {', '.join(columns)}",
                )
            )
    for number, text in _records(source, path, tell):
        where = f"{path}:{number}"
        try:
            cells = next(csv.reader(text.split("\n"), delimiter=comma, strict=True), [])
        except csv.Error as error:
            tell(TableError(f"cannot be read ({error})", where=where, cure="check the quotes"))
            continue
        if not any(cells):
            continue
        if len(cells) > len(header) and any(c.strip() for c in cells[len(header) :]):
            tell(
                TableError(
                    f"{len(cells)} cells, {len(header)} columns",
                    where=where,
                    cure="put cells that hold a comma into quotation marks",
                )
            )
            continue
        yield Row(where, {k: v.strip() for k, v in zip(header, cells, strict=False) if k})


def _split(text: str, comma: str) -> list[str]:
    return [c.strip().strip('"').strip().lower() for c in text.split(comma)]


def _records(source: Iterator[Line], path: Path, tell: Tell) -> Iterator[tuple[int, str]]:
    """Lines, those joined that one quoted cell runs over; a quote that stays open is told."""
    waiting: list[Line] = []
    for line in source:
        waiting.append(line)
        while waiting:
            text = "\n".join(x.text for x in waiting)
            if text.count('"') % 2 == 0:
                if waiting[0].text.strip() and not waiting[0].text.startswith("#"):
                    yield waiting[0].number, text
                waiting = []
            elif len(waiting) < _MOST_LINES_A_CELL and not waiting[0].text.startswith("#"):
                break
            else:
                first = waiting.pop(0)
                if not first.text.startswith("#"):
                    _open_quote(path, first.number, tell)
    for n, line in enumerate(waiting):
        if n == 0:
            _open_quote(path, line.number, tell)
        elif line.text.strip() and not line.text.startswith("#") and line.text.count('"') % 2 == 0:
            yield line.number, line.text


def _open_quote(path: Path, number: int, tell: Tell) -> None:
    tell(
        TableError(
            "a quotation mark that is not closed",
            where=f"{path}:{number}",
            cure="close it, or double it inside a cell",
        )
    )


def toml_rows(path: Path, key: str, columns: tuple[str, ...], tell: Tell) -> Iterator[Row]:
    """The tables `[[key]]` of a TOML file, each with the line that it begins in."""
    where = str(path)
    try:
        if path.stat().st_size > _MOST_TOML_BYTES:
            tell(TableError("is over 20 MB", where=where, cure="use CSV for long tables"))
            return
        text = path.read_bytes().decode("utf-8-sig")
        rows = tomllib.loads(text).get(key, [])
    except UnicodeDecodeError:
        tell(TableError("is not UTF-8", where=where, cure="save it as UTF-8"))
        return
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        at = re.search(r"at line (\d+)", str(error))
        tell(
            TableError(
                f"is no valid TOML: {str(error) or 'nested too deep'}",
                where=f"{path}:{at.group(1)}" if at else where,
                cure="mend the line",
            )
        )
        return
    except OSError as error:
        tell(
            TableError(
                f"cannot be read: {error.strerror}",
                where=where,
                cure="check its name and permissions",
            )
        )
        return
    heads = [
        n for n, ln in enumerate(text.split("\n"), 1) if re.match(rf"\s*\[\[\s*{key}\s*\]\]", ln)
    ]
    if not isinstance(rows, list) or not all(isinstance(r, dict) for r in rows) or not rows:
        tell(TableError(f"no [[{key}]]", where=where, cure=f"begin each row with [[{key}]]"))
        return
    for n, row in enumerate(rows):
        at_line = f"{path}:{heads[n]}" if len(heads) == len(rows) else f"{path}, row {n + 1}"
        cells: dict[str, str] = {}
        for name, value in row.items():
            if name not in columns:
                tell(
                    TableError(
                        f"{name!r} is not known and not read",
                        where=at_line,
                        cure=f"keys are {', '.join(columns)}",
                    )
                )
            else:
                cells[name] = _cell(value)
        yield Row(at_line, cells)


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return ";".join(_cell(v) for v in value)
    if isinstance(value, bool):
        return "yes" if value else ""
    return str(value).strip()
