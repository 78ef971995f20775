"""A piece of a source: so many of its pages, one after the other, that can be read by themselves.

Whoever cuts a source into pieces has read it once; whoever reads a piece starts where its first
record begins, where the kind of file allows that (WARC, JSON Lines), and passes over what is before
it, where not. Read one after the other the pieces give what `open_sources` gives of the source.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from dateline.errors import DatelineError
from dateline.intake import json_lines, warc
from dateline.intake.failure import Failure, Meter, Tell, silent
from dateline.intake.rows import Columns
from dateline.intake.sources import kind_of_file, open_sources
from dateline.records import Page, Record

PAGES = 50
"""So many pages are a piece."""

_STARTS: dict[tuple[str, ...], Callable[..., Iterator[Page | Failure]]] = {
    warc.SUFFIXES: lambda p, c, t, start, line: warc.read_warc(p, c, t, Meter(), start),
    json_lines.PLAIN: lambda p, c, t, start, line: json_lines.read_json_lines(
        p, c, t, Meter(), start, line
    ),
}
"""How the names of files end that can be read from a byte on → how."""


class Piece(Record, frozen=True):
    """The pages of `source` from number `first` (0 is the first) on, `count` of them (None: to the
    end). Its first record begins at byte `offset`, before which there are `line` lines, and the
    next piece begins `length` bytes later, where the file can be read from there; `size` is what it
    is reckoned to have in bytes. `kind` is `page` for a file that is one, else how its name ends."""

    source: str
    kind: str = ""
    first: int = 0
    count: int | None = None
    offset: int | None = None
    length: int | None = None
    line: int = 0
    size: int = 0


def kind_of_name(name: str) -> str:
    """`page`, or how the name of a file with many pages ends."""
    kind = kind_of_file(Path(name))
    if kind is None:
        return "page"
    return next(end.lstrip(".") for end in kind.ends if name.lower().endswith(end))


def cut(
    path: Path, columns: Columns, *, pages: int = PAGES, name: str | None = None
) -> list[Piece]:
    """The pieces of a file, which is read for that unless it is one page. `name` is how it is to be
    called, where that is not its path. What cannot be read is a piece too: it fails again there."""
    source = name or str(path)
    kind = kind_of_name(path.name)
    size = _size(path)
    if kind == "page":
        return [Piece(source=source, kind=kind, count=1, size=size)]
    starts = _starts(path) is not None
    meter = Meter()
    begun: list[tuple[int, int, int]] = []  # number of the page, its byte, the lines before it
    number = -1
    for number, outcome in enumerate(open_sources([str(path)], columns=columns, meter=meter)):
        # A piece begins with a page: one that cannot be read may say so in other words where
        # nothing has been read before it.
        if not begun or (number - begun[-1][0] >= pages and isinstance(outcome, Page)):
            begun.append((number, meter.begins if begun else 0, meter.line if begun else 0))
    ends = [*begun[1:], (number + 1, size, 0)]
    return [
        Piece(
            source=source,
            kind=kind,
            first=first,
            count=end - first,
            offset=at if starts else None,
            length=until - at if starts else None,
            line=line,
            size=until - at if starts else size * (end - first) // max(number + 1, 1),
        )
        for (first, at, line), (end, until, _) in zip(begun, ends, strict=True)
    ]


def open_piece(
    piece: Piece, columns: Columns, tell: Tell = silent, path: Path | None = None
) -> Iterator[Page | Failure]:
    """The pages of a piece, as `open_sources` gives them. `path` is a file that holds just the
    bytes of the piece, or of the whole source where it has no `offset`."""
    start, here = piece.offset or 0, Path(piece.source)
    if path is not None:
        start, here = 0, path
    opener = _starts(here)
    if opener is not None and piece.offset is not None and here.is_file():
        pages = _guarded(opener(here, columns, tell, start, piece.line), here)
    else:
        pages = islice(open_sources([str(here)], columns=columns, tell=tell), piece.first, None)
    if piece.count is not None:
        pages = islice(pages, piece.count)
    return pages if path is None else (_renamed(p, str(path), piece.source) for p in pages)


def _starts(path: Path) -> Callable[..., Iterator[Page | Failure]] | None:
    name = path.name.lower()
    return next((opener for ends, opener in _STARTS.items() if name.endswith(ends)), None)


def _guarded(pages: Iterator[Page | Failure], path: Path) -> Iterator[Page | Failure]:
    try:
        yield from pages
    except DatelineError as error:
        yield Failure(source=str(path), error=error)


def _renamed(outcome: Page | Failure, old: str, new: str) -> Page | Failure:
    """A page of a file that lies elsewhere under another name, by the name that it has there."""
    if isinstance(outcome, Failure):
        error = outcome.error
        said = type(error)(
            error.what.replace(old, new),
            where=error.where.replace(old, new) if error.where else None,
            cure=error.cure,
        )
        return Failure(source=outcome.source.replace(old, new), error=said, data=outcome.data)
    if outcome.path is None:
        return outcome
    told = {f: getattr(outcome, f) for f in Page.__struct_fields__}
    return Page(**{**told, "path": outcome.path.replace(old, new, 1)})


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
