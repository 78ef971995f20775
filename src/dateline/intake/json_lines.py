"""A corpus as JSON Lines: one article a line with its text, read line by line."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple, cast

from dateline import limits
from dateline.errors import DatelineError, EmptyPage, PageTooLarge, UnreadableSource
from dateline.intake.sources import Failure

SUFFIXES = (".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz")

_COLUMNS = {
    "text": ("text", "body", "content"),
    "title": ("title", "headline"),
    "published": ("published", "date"),
    "url": ("url", "link", "id"),
    "outlet": ("outlet", "source"),
}


class Told(NamedTuple):
    """One line: an article's text and what the line says of it. `where` is `file:line`."""

    where: str
    text: str
    title: str | None
    published: str | None
    url: str | None
    outlet: str | None


def is_json_lines(source: str) -> bool:
    """Whether a file's name says that it holds JSON Lines."""
    return source.lower().endswith(SUFFIXES)


def read_json_lines(path: Path) -> Iterator[Told | Failure]:
    """Each line of a file; a line that is no article gives a `Failure` and the others go on.

    Never holds more than one line, and none longer than a page may be.
    """
    try:
        with _opened(path) as file:
            number = 0
            while raw := file.readline(limits.MAX_PAGE_BYTES + 1):
                number += 1
                where = f"{path}:{number}"
                if len(raw) > limits.MAX_PAGE_BYTES:
                    while (more := file.readline(limits.MAX_PAGE_BYTES)) and more[-1:] != b"\n":
                        pass
                    yield _failed(where, PageTooLarge, "a line of more than 20 MB", "split it")
                elif raw.strip():
                    yield _told(raw, where)
    except (OSError, EOFError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        yield _failed(
            str(path), UnreadableSource, f"cannot be read: {reason}", "check that it is whole"
        )


def _opened(path: Path) -> IO[bytes]:
    if path.name.lower().endswith(".gz"):
        return cast("IO[bytes]", gzip.open(path, "rb"))
    return path.open("rb")


def _told(raw: bytes, where: str) -> Told | Failure:
    try:
        row = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return _failed(where, UnreadableSource, "is no JSON", "one object a line, in UTF-8")
    if not isinstance(row, dict):
        return _failed(where, UnreadableSource, "is no JSON object", "one object a line")

    def cell(name: str) -> str | None:
        found = (row.get(key) for key in _COLUMNS[name])
        return next((c for c in found if isinstance(c, str) and c.strip()), None)

    text = cell("text")
    if text is None:
        return _failed(where, EmptyPage, "has no text", "put it under the key text")
    return Told(where, text, cell("title"), cell("published"), cell("url"), cell("outlet"))


def _failed(where: str, kind: type[DatelineError], what: str, cure: str) -> Failure:
    return Failure(source=where, error=kind(what, where=where, cure=cure))
