"""A file with many pages (WARC, JSON Lines, an archive, a table): fetched to disk, then opened as any
other. What comes of it bears the file's address, and not the place where it lay meanwhile."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

import msgspec

from dateline.errors import DatelineError
from dateline.intake.failure import Failure, Meter, Tell
from dateline.intake.fetching.address import take_apart
from dateline.intake.fetching.fetcher import Fetcher
from dateline.intake.rows import Columns
from dateline.intake.sources import Kind
from dateline.records import Page


def pages_of_file(
    fetcher: Fetcher, source: str, kind: Kind, columns: Columns, tell: Tell
) -> Iterator[Page | Failure]:
    """The pages of the file at an address. Raises a `DatelineError` where it cannot be had."""
    name = take_apart(source).url
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        path = Path(folder) / (PurePosixPath(urlsplit(name).path).name or "file")
        fetcher.download(source, path)
        lay = str(path)
        try:
            for outcome in kind.opener(
                path, columns, lambda line: tell(line.replace(lay, name)), Meter()
            ):
                yield _renamed(outcome, lay, name)
        except DatelineError as error:
            yield Failure(source=name, error=_error_renamed(error, lay, name))


def _renamed(outcome: Page | Failure, lay: str, name: str) -> Page | Failure:
    if isinstance(outcome, Page):
        return msgspec.structs.replace(outcome, path=(outcome.path or name).replace(lay, name))
    return Failure(
        source=outcome.source.replace(lay, name),
        error=_error_renamed(outcome.error, lay, name),
        data=outcome.data,
    )


def _error_renamed(error: DatelineError, lay: str, name: str) -> DatelineError:
    where = error.where.replace(lay, name) if error.where else None
    return type(error)(error.what.replace(lay, name), where=where, cure=error.cure)
