"""What is to be read: pieces of sources, put together to parts, in one Parquet file.

The manifest is made once from the sources of a call, or given by the user, and never changed: parts
that are done are known by their numbers.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from dateline.errors import DatelineError, SourceNotFound, UnreadableSource
from dateline.intake import Columns, Failure
from dateline.intake.pieces import Piece, cut, kind_of_name
from dateline.intake.sources import list_files
from dateline.intake.stores import fetch, is_stored, listed, size_of

FILE = "manifest.parquet"
_ROWS = 1_000
FEWEST, MOST, PARTS = 50, 5_000, 2_000
"""A part has so many pages at least and at most, and there are to be about so many parts."""
_FIELDS = Piece.__struct_fields__
_NUMBERS = ("first", "count", "offset", "length", "line", "size")

Cutter = Callable[[list[Piece], Columns], Iterator[list[Piece]]]
"""Cuts files with many pages into pieces, each list in the place of its file."""


class Listed(NamedTuple):
    """The pieces of some sources, and what is wrong with those that have none."""

    pieces: list[Piece]
    failures: list[Failure]


def list_sources(sources: Iterable[str]) -> Listed:
    """The files of sources, each a piece that may be cut yet."""
    pieces: list[Piece] = []
    failures: list[Failure] = []
    for source in sources:
        try:
            if is_stored(source):
                pieces += [
                    Piece(source=s, kind=kind_of_name(s), size=size_of(s)) for s in listed(source)
                ]
                continue
        except DatelineError as error:
            failures.append(Failure(source=source, error=error))
            continue
        for file in list_files([source]):
            if isinstance(file, Failure):
                failures.append(file)
            else:
                size = file.stat().st_size if file.exists() else 0
                pieces.append(Piece(source=str(file), kind=kind_of_name(file.name), size=size))
    return Listed(pieces, failures)


def read_manifest(path: Path) -> list[Piece]:
    """The pieces that a user's manifest names: a Parquet or JSON Lines file with a `source` a row and,
    where they are known, the other fields of a `Piece`; or a list of sources, one a line
    (`warc.paths`, also packed).

    Raises `SourceNotFound` and `UnreadableSource`.
    """
    if not path.is_file():
        raise SourceNotFound("no such manifest", where=str(path), cure="check the spelling")
    name = path.name.lower()
    try:
        if name.endswith((".parquet", ".pq")):
            rows: list[Any] = _parquet_rows(path)
        else:
            data = path.read_bytes()
            data = gzip.decompress(data) if name.endswith(".gz") else data
            lines = [line.strip() for line in data.decode("utf-8-sig").splitlines()]
            lines = [line for line in lines if line and not line.startswith("#")]
            plain = not name.removesuffix(".gz").endswith((".jsonl", ".ndjson"))
            rows = [{"source": x} if plain else msgspec.json.decode(x) for x in lines]
        pieces = [_piece(row) for row in rows]
    except (OSError, EOFError, ValueError, TypeError, msgspec.MsgspecError) as error:
        line = " ".join(str(error).split())[:200]
        raise UnreadableSource(
            f"a manifest that cannot be read: {line}",
            where=str(path),
            cure="Parquet, or a JSON object a line, with at least a source each",
        ) from error
    if not pieces:
        raise UnreadableSource("a manifest without a row", where=str(path), cure="name the sources")
    return pieces


def _parquet_rows(path: Path) -> list[dict[str, Any]]:
    import pyarrow as pa
    import pyarrow.parquet as parquet

    try:
        rows: list[dict[str, Any]] = parquet.read_table(path).to_pylist()
    except pa.ArrowException as error:
        raise ValueError(str(error)) from error
    return rows


def _piece(row: Any) -> Piece:
    told = {k: v for k, v in dict(row).items() if k in _FIELDS and v is not None}
    piece = msgspec.convert(told, type=Piece)
    if any((getattr(piece, field) or 0) < 0 for field in _NUMBERS):
        raise ValueError(f"{piece.source}: a number below 0")
    return piece if piece.kind else msgspec.structs.replace(piece, kind=kind_of_name(piece.source))


def cut_here(files: list[Piece], columns: Columns) -> Iterator[list[Piece]]:
    """Each file cut by this process."""
    for file in files:
        yield cut_one(file, columns)


def cut_one(file: Piece, columns: Columns) -> list[Piece]:
    """The pieces of a file. One that cannot be reached is a piece, and fails where it is read."""
    from tempfile import TemporaryDirectory

    if not is_stored(file.source):
        return cut(Path(file.source), columns)
    with TemporaryDirectory(prefix="dateline-") as folder:
        try:
            here = fetch(file, Path(folder))
        except DatelineError:
            return [file]
        return cut(here, columns, name=file.source)


def whole(pieces: list[Piece], columns: Columns, cutter: Cutter = cut_here) -> list[Piece]:
    """All pieces, with the files among them that hold many pages cut."""
    many = [p for p in pieces if p.count is None and p.kind != "page"]
    done = cutter(many, columns)
    out: list[Piece] = []
    for piece in pieces:
        if piece.count is not None:
            out.append(piece)
        elif piece.kind == "page":
            out.append(msgspec.structs.replace(piece, count=1))
        else:
            out += next(done)
    return out


def in_parts(pieces: list[Piece], pages: int | None = None) -> list[int]:
    """The part of each piece: neighbours together, until they have so many pages."""
    total = pages_of(pieces)
    most = pages or min(max(total // PARTS, FEWEST), MOST)
    parts, part, held = [], 0, 0
    for piece in pieces:
        count = piece.count or 1
        if held and held + count > most:
            part, held = part + 1, 0
        parts.append(part)
        held += count
    return parts


def pages_of(pieces: Iterable[Piece]) -> int:
    """How many pages there are, as far as is known."""
    return sum(p.count or 1 for p in pieces)


def write(path: Path, pieces: list[Piece], parts: list[int]) -> None:
    """The manifest as a file, whole or not there."""
    import pyarrow as pa
    import pyarrow.parquet as parquet

    schema = pa.schema(
        [("part", pa.int64()), ("source", pa.string()), ("kind", pa.string())]
        + [(name, pa.int64()) for name in _NUMBERS]
    )
    columns = {f: [getattr(p, f) for p in pieces] for f in _FIELDS}
    unfinished = path.with_name(f".{path.name}")
    table = pa.table({"part": parts, **columns}, schema=schema)
    parquet.write_table(table, unfinished, row_group_size=_ROWS)
    unfinished.replace(path)


def pieces_of(path: Path, part: int) -> list[Piece]:
    """The pieces of one part; of the file only where it may be is read."""
    import pyarrow.parquet as parquet

    table = parquet.read_table(path, filters=[("part", "=", part)])
    return [Piece(**{f: row[f] for f in _FIELDS}) for row in table.to_pylist()]
