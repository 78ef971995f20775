"""Opening the one file of a desk, and what DuckDB says when that fails put into words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.errors import DeskBusy, DeskError, NotADesk

if TYPE_CHECKING:
    import duckdb

STORAGE = "v1.2.0"
"""The oldest DuckDB that can open a desk; newer ones open it too."""

LOG = "64MB"
"""So long may the log become before it goes into the file. Each time DuckDB writes the texts anew of all
articles that share the last 122,880 rows, so that seldom is cheap; until then what is new is in memory."""

# Nothing is to be loaded or fetched at run time.
CONFIG: dict[str, Any] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}

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
    (
        "File too large",
        DeskError,
        "may not grow: a limit on the size of files is reached; what was committed before is safe",
        "raise the limit (ulimit -f), and give the same command again",
    ),
    ("Could not read enough bytes", NotADesk, "is cut short", "restore it from a copy"),
    ("Corrupt", NotADesk, "is damaged", "restore it from a copy"),
    ("checksum", NotADesk, "is damaged", "restore it from a copy"),
)

# What DuckDB says where blocks of the file are not as they were written.
_DAMAGED = ("corrupt database file", "does not match stored checksum", "read enough bytes")
_NO_ROOM = ("no space left", "file too large", "could not write")


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
    if not read_only:
        _clear_stillborn(path)
    if not _may_be_database(path):
        raise meaning("not a valid DuckDB database", where)
    config: dict[str, Any] = dict(CONFIG)
    if not read_only:
        config |= {"storage_compatibility_version": STORAGE, "checkpoint_threshold": LOG}
    with told(path):
        connection = duckdb.connect(where, read_only=read_only, config=config)
        connection.execute("SET enable_progress_bar = false")  # the commands have their own
    return connection


_HEADERS = 3 * 4_096
"""With so many bytes DuckDB begins a file, before anything is in it."""


def _clear_stillborn(path: Path) -> None:
    """Remove a file whose program was killed while it wrote the first bytes: it held nothing yet,
    and DuckDB would refuse it for good."""
    log = path.with_name(f"{path.name}.wal")
    with suppress(OSError):
        if path.stat().st_size >= _HEADERS or log.exists():
            return
        data = path.read_bytes()
        if not data or data[8:12] == b"DUCK":
            path.unlink()


def _may_be_database(path: Path) -> bool:
    """Whether a file is missing, or begins like a database: what begins otherwise may be one that
    DuckDB would fetch an extension for."""
    try:
        with path.open("rb") as file:
            return file.read(12)[8:] == b"DUCK"
    except OSError:
        return True  # DuckDB says what is wrong


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what DuckDB raises about its file into a `DeskError` with a cure."""
    import duckdb

    try:
        yield
    except (duckdb.IOException, duckdb.FatalException, duckdb.SerializationException) as error:
        raise meaning(str(error), str(path)) from error
    except duckdb.Error as error:
        # A commit that finds no room raises neither of these.
        if is_damage(error) or _says(error, _NO_ROOM):
            raise meaning(str(error), str(path)) from error
        raise


def is_damage(error: BaseException) -> bool:
    """Whether DuckDB raised it for a file that is not as it was written."""
    import duckdb

    return isinstance(error, duckdb.Error) and _says(error, _DAMAGED)


def _says(error: BaseException, signs: tuple[str, ...]) -> bool:
    said = str(error).lower()
    return any(sign in said for sign in signs)


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
