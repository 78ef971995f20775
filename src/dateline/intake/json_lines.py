"""A corpus as JSON Lines: one article a line with its text, read line by line."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, cast

from dateline import limits
from dateline.errors import DatelineError, EmptyPage, PageTooLarge, UnreadableSource
from dateline.intake.failure import Failure, Meter, Tell
from dateline.intake.rows import Columns, Guesser
from dateline.records import Page

PLAIN = (".jsonl", ".ndjson")
SUFFIXES = (*PLAIN, ".jsonl.gz", ".ndjson.gz")


def read_json_lines(
    path: Path, columns: Columns, tell: Tell, meter: Meter, start: int = 0, line: int = 0
) -> Iterator[Page | Failure]:
    """Each line of a file, or of what comes from byte `start` on, before which there are so many
    lines; a line that is no article gives a `Failure` and the others go on.

    Never holds more than one line, and none longer than a page may be.
    """
    guesser = Guesser(columns, str(path), tell)
    try:
        with path.open("rb") as on_disk, _opened(on_disk, path) as file:
            number = line
            on_disk.seek(start)
            while True:
                meter.begins, meter.line = on_disk.tell(), number
                raw = file.readline(limits.MAX_PAGE_BYTES + 1)
                if not raw:
                    break
                number += 1
                meter.at(on_disk.tell())
                where = f"{path}:{number}"
                if len(raw) > limits.MAX_PAGE_BYTES:
                    while (more := file.readline(limits.MAX_PAGE_BYTES)) and more[-1:] != b"\n":
                        pass
                    yield _failed(where, PageTooLarge, "a line of more than 20 MB", "split it")
                elif raw.strip():
                    row = _row(raw, where)
                    yield row if isinstance(row, Failure) else guesser.page(row, where)
            if not number:
                yield _failed(str(path), EmptyPage, "is empty", "check that it is whole")
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        yield _failed(
            str(path), UnreadableSource, f"cannot be read: {reason}", "check that it is whole"
        )


def _opened(on_disk: IO[bytes], path: Path) -> IO[bytes]:
    if path.name.lower().endswith(".gz"):
        return cast("IO[bytes]", gzip.GzipFile(fileobj=on_disk, mode="rb"))
    return on_disk


def _row(raw: bytes, where: str) -> dict[str, Any] | Failure:
    try:
        row = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return _failed(where, UnreadableSource, "is no JSON", "one object a line, in UTF-8")
    if not isinstance(row, dict):
        return _failed(where, UnreadableSource, "is no JSON object", "one object a line")
    return row


def _failed(where: str, kind: type[DatelineError], what: str, cure: str) -> Failure:
    return Failure(source=where, error=kind(what, where=where, cure=cure))
