"""From what a user names (file, folder, pattern, `-`) to pages, one bad source at a time."""

from __future__ import annotations

import glob
import os
import re
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from dateline import limits
from dateline.errors import (
    DatelineError,
    EmptyPage,
    PageTooLarge,
    SourceNotFound,
    UnreadableSource,
    UsageError,
)
from dateline.intake.sniff import kind_of, refuse_binary
from dateline.records import Page, Record

PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".txt", ".text", ".md", ""})
"""What counts as a page inside a folder; a file that is named outright is always tried."""

_URL = re.compile(r"(?i)^[a-z][a-z0-9+.-]*://")
_GLOB = re.compile(r"[*?\[]")


class Failure(Record, frozen=True):
    """A source that could not be read, and why. `source` is what the user would recognise."""

    source: str
    error: DatelineError


def open_sources(sources: Sequence[str], stdin: BinaryIO | None = None) -> Iterator[Page | Failure]:
    """Yield one `Page` or `Failure` for each page that `sources` name, in the order given.

    Args:
        sources: files, folders (read with everything below them, sorted by name, hidden files
            left out), glob patterns, and `-` for standard input.
        stdin: where `-` is read from; the process's standard input when None.

    Never raises for a bad source: the error travels in a `Failure`.
    """
    for source in sources:
        try:
            yield from _open_one(source, stdin)
        except DatelineError as error:
            yield Failure(source=source, error=error)


def _open_one(source: str, stdin: BinaryIO | None) -> Iterator[Page | Failure]:
    if source == "-":
        yield _page_from_stdin(stdin)
        return
    if _URL.match(source):
        raise UsageError(
            "reading from the network is not part of this version",
            where=source,
            cure="save the page as HTML and give the file",
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
            yield from _each(_pages_below(path, source))
        else:
            yield _page_from_file(path)
        return
    if _GLOB.search(source):
        yield from _each(_matches(source))
        return
    raise SourceNotFound("no such file or folder", where=source, cure="check the spelling")


def _exists(path: Path, source: str) -> bool:
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise _unreadable(source, error) from error
    return True


def _each(paths: Sequence[Path]) -> Iterator[Page | Failure]:
    for path in paths:
        try:
            yield _page_from_file(path)
        except DatelineError as error:
            yield Failure(source=str(path), error=error)


def _pages_below(folder: Path, source: str) -> list[Path]:
    """Pages in a folder and below, sorted; links to folders are not followed (no loops)."""
    found: list[Path] = []
    refused: list[OSError] = []
    for root, folders, files in os.walk(folder, onerror=refused.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found.extend(
            Path(root, name)
            for name in files
            if not name.startswith(".") and Path(name).suffix.lower() in PAGE_SUFFIXES
        )
    if found:
        return sorted(found)
    if refused:
        raise _unreadable(source, refused[0])
    raise SourceNotFound(
        "a folder without pages",
        where=source,
        cure="pages end in .html, .htm, .txt, .md or have no ending; name other files outright",
    )


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
        _refuse_large(found.st_size, where)
        with path.open("rb") as handle:
            data = handle.read(limits.MAX_PAGE_BYTES + 1)
    except OSError as error:
        raise _unreadable(where, error) from error
    return _page(data, where, path=where, suffix=path.suffix.lower())


def _page_from_stdin(stdin: BinaryIO | None) -> Page:
    if stdin is None:
        import sys

        stdin = sys.stdin.buffer
    where = "standard input"
    try:
        data = stdin.read(limits.MAX_PAGE_BYTES + 1)
    except OSError as error:
        raise _unreadable(where, error) from error
    return _page(data, where, path=None, suffix="")


def _page(data: bytes, where: str, *, path: str | None, suffix: str) -> Page:
    _refuse_large(len(data), where)
    refuse_binary(data, where)
    if not data.strip(b" \t\r\n\f\v\0\xef\xbb\xbf\xff\xfe"):
        raise EmptyPage("an empty page", where=where, cure="save the page again")
    return Page(data=data, kind=kind_of(data, suffix), path=path)


def _refuse_large(size: int, where: str) -> None:
    if size > limits.MAX_PAGE_BYTES:
        raise PageTooLarge(
            f"a page of more than {limits.MAX_PAGE_BYTES // 1_000_000} MB",
            where=where,
            cure="give the page without embedded images, or only its text",
        )


def _unreadable(where: str, error: OSError) -> UnreadableSource:
    reason = (error.strerror or str(error)).lower()
    return UnreadableSource(f"cannot be read: {reason}", where=where, cure="check its permissions")
