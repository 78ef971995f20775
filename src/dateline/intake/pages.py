"""Bytes to a `Page`, or why they are none; the same for a file, a member and a record."""

from __future__ import annotations

from typing import IO, Any

from dateline import limits
from dateline.errors import DatelineError, EmptyPage, PageTooLarge, UnreadableSource
from dateline.intake.failure import Failure
from dateline.intake.sniff import kind_of, refuse_binary
from dateline.records import Page

_BLANK = b" \t\r\n\f\v\0\xef\xbb\xbf\xff\xfe"


def make_page(data: bytes, where: str, *, path: str | None, suffix: str = "", **told: Any) -> Page:
    """The page of some bytes; `told` is what the source says of it (`url`, `fetched` …).

    Raises `PageTooLarge`, `BinaryPage` or `EmptyPage`, which name `where`.
    """
    refuse_large(len(data), where)
    refuse_binary(data, where)
    if not data.strip(_BLANK):
        raise EmptyPage("an empty page", where=where, cure="save the page again")
    return Page(data=data, kind=kind_of(data, suffix), path=path, **told)


def page_or_failure(data: bytes, where: str, *, suffix: str = "", **told: Any) -> Page | Failure:
    """The page of a member of a larger source, which is named `where`."""
    try:
        return make_page(data, where, path=where, suffix=suffix, **told)
    except DatelineError as error:
        return Failure(source=where, error=error)


def bounded(stream: IO[bytes]) -> bytes:
    """A stream to its end, but no more of it than tells that it is too large."""
    parts = []
    left = limits.MAX_PAGE_BYTES + 1
    while left > 0 and (part := stream.read(min(left, 1 << 20))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def refuse_large(size: int, where: str) -> None:
    """Raise `PageTooLarge` for more bytes than a page may have."""
    if size > limits.MAX_PAGE_BYTES:
        raise PageTooLarge(
            f"a page of more than {limits.MAX_PAGE_BYTES // 1_000_000} MB",
            where=where,
            cure="give the page without embedded images, or only its text",
        )


def broken(where: str, error: Exception) -> Failure:
    """The failure of a source that cannot be read on."""
    reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return Failure(
        source=where,
        error=UnreadableSource(
            f"cannot be read: {' '.join(str(reason).split())[:200]}",
            where=where,
            cure="check that it is whole",
        ),
    )
