"""A copy of the desk file for reading, taken while somebody else may be writing it.

DuckDB lets one program have a file open to write, and nobody else then. So the server never opens
the desk itself: it reads a copy, and takes a new one when the desk has changed.

How a copy can be right while the desk is written: DuckDB never changes a block that the last
checkpoint refers to; it writes new blocks, then the header, then reuses what has become free. A copy
during which the header did not change is therefore the state of that checkpoint. What came later
stands in the log beside it (`.wal`), which is copied too and used where it is whole.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import NamedTuple

from dateline.errors import DeskError

HEADER = 3 * 4096
"""The main header and the two that take turns."""
TRIES = 5
PREFIX = ".dateline-serve-"


class Mark(NamedTuple):
    """By what a changed desk is known: size and time of the file and of its log."""

    file: tuple[int, int]
    log: tuple[int, int]


def mark(path: Path) -> Mark:
    """The present mark of a desk; raises `OSError` where the file is not there."""
    stat = path.stat()
    try:
        log = _log(path).stat()
    except OSError:
        return Mark((stat.st_size, stat.st_mtime_ns), (0, 0))
    return Mark((stat.st_size, stat.st_mtime_ns), (log.st_size, log.st_mtime_ns))


def _log(path: Path) -> Path:
    return path.with_name(path.name + ".wal")


def folder_for(path: Path) -> Path:
    """A new folder for copies: beside the desk, where a copy may cost nothing, else among the
    temporary files. What servers left behind that were killed is removed."""
    for parent in (path.resolve().parent, Path(tempfile.gettempdir())):
        _sweep(parent)
        try:
            made = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=parent))
        except OSError:
            continue
        return made
    raise DeskError("no room for a copy", where=str(path), cure="set TMPDIR to a folder with room")


def _sweep(parent: Path) -> None:
    for left in parent.glob(f"{PREFIX}*"):
        number = left.name.removeprefix(PREFIX).partition("-")[0]
        if number.isdecimal() and not _alive(int(number)):
            shutil.rmtree(left, ignore_errors=True)


def _alive(process: int) -> bool:
    if os.name == "nt":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass
    return True


def take(path: Path, to: Path) -> bool:
    """Copy the desk to `to`, with its log if there is one. Whether it could be done: not where the
    desk was checkpointed each time in the midst of it. Raises `OSError`."""
    for _ in range(TRIES):
        before = _header(path)
        _copy(path, to)
        if _log(path).exists():
            _copy(_log(path), _log(to))
        if _header(path) == before == _header(to):
            return True
        remove(to)
    return False


def drop_log(to: Path) -> None:
    """Take the log away from a copy: it was cut in the middle of a word."""
    _log(to).unlink(missing_ok=True)


def remove(to: Path) -> None:
    """Remove a copy."""
    to.unlink(missing_ok=True)
    drop_log(to)


def _header(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(HEADER)


def _copy(path: Path, to: Path) -> None:
    """Copy the bytes; file systems that can share them (Btrfs, XFS, ZFS) do so."""
    with path.open("rb") as source, to.open("wb") as target:
        if hasattr(os, "copy_file_range"):
            try:
                while os.copy_file_range(source.fileno(), target.fileno(), 1 << 30):
                    pass
                return
            except OSError:
                source.seek(0)
                target.seek(0)
                target.truncate()
        shutil.copyfileobj(source, target, 1 << 20)
