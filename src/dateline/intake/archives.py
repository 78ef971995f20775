"""Zip and tar archives, one member at a time.

A member is read to the size of a page and no further, so that a bomb costs no memory; an archive
in an archive is not opened.
"""

from __future__ import annotations

import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from dateline.errors import SourceNotFound
from dateline.intake.failure import Failure, Meter, Tell
from dateline.intake.pages import bounded, broken, page_or_failure
from dateline.intake.rows import Columns
from dateline.records import Page

ZIP = (".zip",)
TAR = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
MEMBERS = frozenset({".html", ".htm", ".xhtml", ".txt", ".text", ".md", ""})

_SPOILT = (
    OSError, EOFError, RuntimeError, NotImplementedError, ValueError,
    zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError,
)  # fmt: skip


def _is_page(name: str) -> bool:
    """Whether a member counts as a page; hidden ones and a Mac's extras do not."""
    path = PurePosixPath(name.replace("\\", "/"))
    hidden = any(part.startswith(".") or part == "__MACOSX" for part in path.parts)
    return not hidden and path.suffix.lower() in MEMBERS


def read_zip(path: Path, _: Columns, __: Tell, meter: Meter) -> Iterator[Page | Failure]:
    """Each page of a zip archive; a member that is spoilt fails and the others go on."""
    count = done = 0
    try:
        with zipfile.ZipFile(path) as archive:
            for member in archive.infolist():
                if member.is_dir() or not _is_page(member.filename):
                    continue
                count += 1
                where = f"{path}/{member.filename}"
                try:
                    with archive.open(member) as stream:
                        data = bounded(stream)
                except _SPOILT as error:
                    yield broken(where, error)
                else:
                    suffix = PurePosixPath(member.filename).suffix.lower()
                    yield page_or_failure(data, where, suffix=suffix)
                done += member.compress_size
                meter.at(done)
    except _SPOILT as error:
        yield broken(str(path), error)
        return
    if not count:
        yield _none(path)


def read_tar(path: Path, _: Columns, __: Tell, meter: Meter) -> Iterator[Page | Failure]:
    """Each page of a tar archive, packed or not, in one pass."""
    count = 0
    try:
        with path.open("rb") as on_disk, tarfile.open(fileobj=on_disk, mode="r|*") as archive:
            for member in archive:
                archive.members = []  # type: ignore[attr-defined]  # it would keep them all
                meter.at(on_disk.tell())
                if not member.isfile() or not _is_page(member.name):
                    continue
                count += 1
                where = f"{path}/{member.name}"
                stream = archive.extractfile(member)
                data = bounded(stream) if stream is not None else b""
                suffix = PurePosixPath(member.name).suffix.lower()
                yield page_or_failure(data, where, suffix=suffix)
    except _SPOILT as error:
        yield broken(str(path), error)
        return
    if not count:
        yield _none(path)


def _none(path: Path) -> Failure:
    error = SourceNotFound(
        "an archive without pages",
        where=str(path),
        cure="pages end in .html, .htm, .txt, .md or have no ending; unpack what is packed in it",
    )
    return Failure(source=str(path), error=error)
