"""Opening the one file of a desk, and what DuckDB says when that fails put into words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.errors import DeskBusy, DeskError, NotADesk

if TYPE_CHECKING:
    import duckdb

STORAGE = "v1.2.0"
"""The oldest DuckDB that can open a desk; newer ones open it too."""

_HOLDER = re.compile(r"\(PID (\d+)\)")

# What DuckDB's message holds → the error, what it says, and the cure. The first that fits.
_MEANINGS: tuple[tuple[str, type[DeskError], str, str], ...] = (
    (
        "not a valid DuckDB database",
        NotADesk,
        "is no desk, or its first bytes are damaged",
        "name another file, or restore it from a copy",
    ),
    (
        "newer version of DuckDB",
        NotADesk,
        "was written by a newer DuckDB than this one",
        "pip install --upgrade duckdb",
    ),
    (
        "No such file or directory",
        DeskError,
        "cannot be made: there is no such folder",
        "make the folder",
    ),
    ("Permission denied", DeskError, "cannot be opened: permission denied", "check permissions"),
    ("Read-only file system", DeskError, "lies on a disk that is read-only", "copy it elsewhere"),
    ("Is a directory", DeskError, "is a folder", "name a file"),
    (
        "No space left",
        DeskError,
        "the disk is full; what was committed before is safe",
        "make room, and give the same command again",
    ),
    ("Corrupt", NotADesk, "is damaged", "restore it from a copy"),
    ("checksum", NotADesk, "is damaged", "restore it from a copy"),
)


def connect(path: Path, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    """A connection to the file, which is made where it is missing and `read_only` is not set.

    Raises a `DeskError` that says why it cannot be opened.
    """
    import duckdb

    where = str(path)
    if path.is_dir():
        raise DeskError("is a folder", where=where, cure="name a file")
    if read_only and not path.exists():
        raise DeskError(
            "no such desk", where=where, cure="make one: dateline add SOURCE --desk FILE"
        )
    config: dict[str, Any] = {} if read_only else {"storage_compatibility_version": STORAGE}
    with told(path):
        connection = duckdb.connect(where, read_only=read_only, config=config)
        # Nothing is to be loaded or fetched at run time, and no bar of DuckDB's drawn.
        connection.execute("SET autoinstall_known_extensions = false")
        connection.execute("SET enable_progress_bar = false")
    return connection


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what DuckDB raises about its file into a `DeskError` with a cure."""
    import duckdb

    try:
        yield
    except (duckdb.IOException, duckdb.FatalException, duckdb.SerializationException) as error:
        raise meaning(str(error), str(path)) from error


def meaning(message: str, where: str) -> DeskError:
    """The error for a message of DuckDB's."""
    if "lock on file" in message or "being used by another process" in message:
        holder = _HOLDER.search(message)
        who = f" (process {holder[1]})" if holder else ""
        return DeskBusy(
            f"another program has this desk open{who}",
            where=where,
            cure="wait until it is done, or stop it",
        )
    for sign, kind, what, cure in _MEANINGS:
        if sign.lower() in message.lower():
            return kind(what, where=where, cure=cure)
    line = " ".join(message.split())
    return DeskError(f"cannot be used: {line}", where=where, cure="see the message of DuckDB")
