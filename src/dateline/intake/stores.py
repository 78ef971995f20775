"""Files that lie elsewhere: object storage and whatever else pyarrow or fsspec can open.

`s3://bucket/2026/a.warc.gz`, `gs://…`, `abfs://…`, `hdfs://…` and `file://…` by pyarrow itself, other
protocols by fsspec, where it and its package for them are installed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.errors import DatelineError, SourceNotFound, UnreadableSource, UsageError
from dateline.intake.pieces import Piece
from dateline.intake.sources import in_folders

_URL = re.compile(r"(?i)^([a-z][a-z0-9+.-]*)://")
_AT_ONCE = 1 << 22


def is_stored(source: str) -> bool:
    """Whether a source is named by an address that is not the web's."""
    found = _URL.match(source)
    return found is not None and found[1].lower() not in ("http", "https")


def listed(source: str) -> Iterator[str]:
    """The files of an address: itself, or those below it that count as pages in a folder.

    Raises `SourceNotFound` where there is none, `UnreadableSource` where nobody answers.
    """
    import pyarrow.fs as files

    system, path = _system(source)
    base = source[: len(source) - len(path)] if source.endswith(path) else None
    with _told(source):
        (info,) = system.get_file_info([path])
        if info.type == files.FileType.File:
            yield source
            return
        found = []
        if info.type == files.FileType.Directory:
            below = system.get_file_info(files.FileSelector(path, recursive=True))
            found = sorted(i.path for i in below if i.is_file and _meant(i.path, path))
    if not found or base is None:
        raise SourceNotFound("no such file or folder", where=source, cure="check the spelling")
    for one in found:
        yield base + one


def size_of(source: str) -> int:
    """The bytes of a file. Raises as `listed`."""
    system, path = _system(source)
    with _told(source):
        (info,) = system.get_file_info([path])
    return int(info.size or 0)


def fetch(piece: Piece, folder: Path) -> Path:
    """A file in `folder` with the bytes of a piece, or of its whole source where it has no offset.

    Raises `SourceNotFound` where there is none, `UnreadableSource` where nobody answers.
    """
    system, path = _system(piece.source)
    target = folder / Path(path).name
    with _told(piece.source), system.open_input_file(path) as source, target.open("wb") as out:
        if piece.offset is not None:
            source.seek(piece.offset)
        left = piece.length if piece.length is not None else -1
        while left and (data := source.read(_AT_ONCE if left < 0 else min(left, _AT_ONCE))):
            out.write(data)
            left -= len(data) if left > 0 else 0
    return target


def _meant(path: str, folder: str) -> bool:
    parts = Path(path[len(folder) :].lstrip("/"))
    return not any(p.startswith(".") for p in parts.parts) and in_folders(parts)


def _system(source: str) -> tuple[Any, str]:
    import pyarrow as pa
    import pyarrow.fs as files

    try:
        system, path = files.FileSystem.from_uri(source)
    except (pa.ArrowException, ValueError, OSError):
        return _by_fsspec(source)
    return system, path


def _by_fsspec(source: str) -> tuple[Any, str]:
    from pyarrow.fs import FSSpecHandler, PyFileSystem

    try:
        import fsspec

        system, path = fsspec.core.url_to_fs(source)
    except ImportError as error:
        raise UsageError(
            f"nothing that is installed opens it ({error})",
            where=source,
            cure="pip install fsspec and its package for this protocol (s3fs, gcsfs …)",
        ) from error
    except ValueError as error:
        raise UsageError(
            f"not an address that can be opened ({error})", where=source, cure="check the spelling"
        ) from error
    return PyFileSystem(FSSpecHandler(system)), path


class _told:
    """Turns what a file system raises into an error with a cure."""

    def __init__(self, source: str) -> None:
        self.source = source

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, DatelineError) or error is None:
            return
        if isinstance(error, FileNotFoundError):
            raise SourceNotFound(
                "no such file", where=self.source, cure="check the spelling"
            ) from error
        if isinstance(error, OSError):
            line = " ".join(str(error).split())[:200]
            raise UnreadableSource(
                f"cannot be read: {line}", where=self.source, cure="check the address and your keys"
            ) from error
