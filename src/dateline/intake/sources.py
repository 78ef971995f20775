"""From what a user names (file, folder, pattern, `-`) to pages, one bad source at a time."""

from __future__ import annotations

import glob
import os
import re
import stat
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

from dateline import limits
from dateline.errors import (
    DatelineError,
    SourceNotFound,
    UnreadableSource,
    UsageError,
)
from dateline.intake import archives, json_documents, json_lines, table_files, warc, xml_documents
from dateline.intake.failure import Failure, Meter, Tell, silent
from dateline.intake.pages import make_page, refuse_large
from dateline.intake.rows import Columns
from dateline.records import Page

PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".txt", ".text", ".md", ""})
"""What counts as a page inside a folder; a file that is named outright is always tried."""

_URL = re.compile(r"(?i)^[a-z][a-z0-9+.-]*://")
_GLOB = re.compile(r"[*?\[]")


# How a file's name ends → how it is opened as many pages. What is not here is one page.
Opener = Callable[[Path, Columns, Tell, Meter], Iterator[Page | Failure]]


class Kind(NamedTuple):
    """Files that hold many pages: how their names end, how they are opened, and whether such a
    file in a folder is meant when the folder is named (CSV, JSON and XML may hold anything)."""

    ends: tuple[str, ...]
    opener: Opener
    in_folders: bool


KINDS = (
    Kind(json_lines.SUFFIXES, json_lines.read_json_lines, True),
    Kind(warc.SUFFIXES, warc.read_warc, True),
    Kind(archives.ZIP, archives.read_zip, True),
    Kind(archives.TAR, archives.read_tar, True),
    Kind(xml_documents.FEEDS, xml_documents.read_xml, True),
    Kind(xml_documents.SUFFIXES, xml_documents.read_xml, False),
    Kind(json_documents.SUFFIXES, json_documents.read_json, False),
    Kind(table_files.CSV, table_files.read_csv, False),
    Kind(table_files.PARQUET, table_files.read_parquet, False),
)


def open_sources(
    sources: Sequence[str],
    stdin: BinaryIO | None = None,
    *,
    columns: Columns | None = None,
    tell: Tell = silent,
    meter: Meter | None = None,
) -> Iterator[Page | Failure]:
    """Yield one `Page` or `Failure` for each page that `sources` name, in the order given.

    Args:
        sources: files, folders (read with everything below them, sorted by name, hidden files
            left out), glob patterns, and `-` for standard input.
        stdin: where `-` is read from; the process's standard input when None.
        columns: which column of a table is what; what is not said is guessed.
        tell: is told how the columns of a table were understood.
        meter: is kept at how far the reading has come.

    Never raises for a bad source: the error travels in a `Failure`. Memory does not grow with
    the size of a source.
    """
    way = _Way(stdin, columns or Columns(), tell, meter or Meter())
    for source in sources:
        try:
            yield from way.open(source)
        except DatelineError as error:
            yield Failure(source=source, error=error)


def list_files(sources: Sequence[str]) -> Iterator[Path | Failure]:
    """The files that `open_sources` would open, in its order; none is opened."""
    for source in sources:
        try:
            yield from _files(source)
        except DatelineError as error:
            yield Failure(source=source, error=error)


def measure(sources: Sequence[str]) -> int:
    """The bytes of all files that `sources` name; what cannot be looked at counts nothing."""
    total = 0
    for source in sources:
        path = Path(source)
        try:
            if path.is_file():
                total += path.stat().st_size
            elif path.is_dir():
                total += sum(_size(p) for p in _pages_below(path, []))
            elif _GLOB.search(source) and not _URL.match(source):
                total += sum(_size(Path(p)) for p in glob.iglob(source, recursive=True))
        except (OSError, ValueError):
            continue
    return total


def _size(path: Path) -> int:
    try:
        return path.stat().st_size if path.is_file() else 0
    except OSError:
        return 0


class _Way(NamedTuple):
    """How the sources of one call are opened."""

    stdin: BinaryIO | None
    columns: Columns
    tell: Tell
    meter: Meter

    def open(self, source: str) -> Iterator[Page | Failure]:
        """The pages of one source. Raises a `DatelineError` where there is none."""
        if source == "-":
            yield _page_from_stdin(self.stdin)
            return
        for path in _files(source):
            yield from self._file(path)

    def _file(self, path: Path) -> Iterator[Page | Failure]:
        try:
            kind = kind_of_file(path)
            if kind is None:
                yield _page_from_file(path)
            else:
                yield from kind.opener(path, self.columns, self.tell, self.meter)
        except DatelineError as error:
            yield Failure(source=str(path), error=error)
        self.meter.finish(_size(path))


def _files(source: str) -> Iterator[Path]:
    """The files of one source. Raises a `DatelineError` where there is none."""
    if _URL.match(source):
        raise UsageError(
            "an address is not read from the network here",
            where=re.sub(r"(?i)^([a-z][a-z0-9+.-]*://)[^/?#]*@", r"\1", source),
            cure="dateline add fetches pages (http, https), or save the page and give the file",
        )
    if not source:
        raise UsageError("a source without a name", cure="give a file, a folder, a pattern or -")
    if "\0" in source:
        raise UsageError(
            "a source with a NUL character in its name", where=repr(source), cure="rename it"
        )
    path = Path(source)
    if _exists(path, source):
        if path.is_dir():
            yield from _folder(path, source)
        else:
            yield path
    elif _GLOB.search(source):
        yield from _matches(source)
    else:
        raise SourceNotFound("no such file or folder", where=source, cure="check the spelling")


def _folder(path: Path, source: str) -> Iterator[Path]:
    refused: list[OSError] = []
    number = 0
    for number, page in enumerate(_pages_below(path, refused), 1):  # noqa: B007
        yield page
    if number:
        return
    if refused:
        raise _unreadable(source, refused[0])
    raise SourceNotFound(
        "a folder without pages",
        where=source,
        cure="pages end in .html, .htm, .txt, .md or have no ending; name other files outright",
    )


def kind_of_file(path: Path) -> Kind | None:
    """What kind of file with many pages this is, by its name; None for one that is one page."""
    name = path.name.lower()
    return next((kind for kind in KINDS if name.endswith(kind.ends)), None)


def _pages_below(folder: Path, refused: list[OSError]) -> Iterator[Path]:
    """Pages in a folder and below, sorted; links to folders are not followed (no loops)."""
    try:
        entries = sorted(os.scandir(folder), key=lambda e: e.name)
    except OSError as error:
        refused.append(error)
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        path = Path(entry.path)
        if entry.is_dir(follow_symlinks=False):
            yield from _pages_below(path, refused)
        elif not _is_dir(entry) and in_folders(path):
            yield path


def in_folders(path: Path) -> bool:
    """Whether a file in a folder is meant when the folder is named."""
    kind = kind_of_file(path)
    if kind is not None:
        return kind.in_folders
    packed = path.suffix.lower() == ".gz"  # "page.html.gz"; what is in a bare "x.gz" nobody knows
    suffix = Path(path.stem).suffix.lower() if packed else path.suffix.lower()
    return suffix in PAGE_SUFFIXES and not (packed and not suffix)


def _is_dir(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _exists(path: Path, source: str) -> bool:
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise _unreadable(source, error) from error
    return True


def _matches(pattern: str) -> list[Path]:
    found: list[Path] = []
    for name in sorted(glob.glob(pattern, recursive=True)):
        path = Path(name)
        if not path.is_dir():
            found.append(path)
    if not found:
        raise SourceNotFound("no file matches the pattern", where=pattern, cure="check the pattern")
    return found


def _page_from_file(path: Path) -> Page:
    where = str(path)
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode) and not stat.S_ISFIFO(found.st_mode):
            raise UnreadableSource(
                "neither a file nor a folder", where=where, cure="give a saved page"
            )
        # The size is looked at first, so that a file of any length costs nothing; the read is
        # bounded all the same, for a pipe has no size and a file can grow.
        refuse_large(found.st_size, where)
        with path.open("rb") as handle:
            data = handle.read(limits.MAX_PAGE_BYTES + 1)
    except OSError as error:
        raise _unreadable(where, error) from error
    suffix = path.suffix.lower()
    inner = Path(path.stem).suffix.lower()
    if suffix == ".gz" and inner in PAGE_SUFFIXES and inner:
        data, suffix = _unpacked(data, where), inner
    return make_page(data, where, path=where, suffix=suffix)


def _unpacked(data: bytes, where: str) -> bytes:
    """What is in "page.html.gz", no more of it than a page may have and a byte."""
    try:
        return zlib.decompressobj(31).decompress(data, limits.MAX_PAGE_BYTES + 1)
    except zlib.error as error:
        raise UnreadableSource(
            "a gzip file that cannot be unpacked", where=where, cure="fetch or save the page again"
        ) from error


def _page_from_stdin(stdin: BinaryIO | None) -> Page:
    if stdin is None:
        import sys

        stdin = sys.stdin.buffer
    where = "standard input"
    try:
        data = stdin.read(limits.MAX_PAGE_BYTES + 1)
    except OSError as error:
        raise _unreadable(where, error) from error
    return make_page(data, where, path=None)


def _unreadable(where: str, error: OSError) -> UnreadableSource:
    reason = (error.strerror or str(error)).lower()
    return UnreadableSource(f"cannot be read: {reason}", where=where, cure="check its permissions")
