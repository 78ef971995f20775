"""The body of an answer, taken piece by piece and never past its bound."""

from __future__ import annotations

import zlib
from pathlib import Path

from dateline import limits
from dateline.errors import BinaryPage, PageTooLarge, UnreadableSource
from dateline.intake.fetching.address import Address
from dateline.intake.fetching.transport import Reply

_TEXT = (
    "text/", "application/xhtml", "application/xml", "application/json", "application/rss",
    "application/atom", "application/rdf", "application/feed+json", "application/ld+json",
)  # fmt: skip
_PACKED = ("application/gzip", "application/x-gzip", "application/octet-stream", "binary/")
GZIP = b"\x1f\x8b"


def take_text(reply: Reply, address: Address, media: str) -> bytes:
    """A page, feed or sitemap, unpacked where it is a `.gz`.

    Raises `BinaryPage` for what is neither text nor XML nor JSON, before any of it is read, and
    `PageTooLarge` where it goes on past the bound.
    """
    packed = address.target.partition("?")[0].lower().endswith(".gz")
    text = not media or media.startswith(_TEXT) or media.endswith(("+xml", "+json"))
    if not text and not (packed and media.startswith(_PACKED)):
        raise BinaryPage(
            f"not text but {media[:80]}", where=address.url,
            cure="give the address of a page, a feed or a sitemap",
        )  # fmt: skip
    _refuse_told(reply, address, limits.MAX_PAGE_BYTES)
    data = bytearray()
    for chunk in reply.chunks:
        data += chunk
        if len(data) > limits.MAX_PAGE_BYTES:
            raise _too_large(address, limits.MAX_PAGE_BYTES)
    return unpacked(bytes(data), address.url) if data.startswith(GZIP) else bytes(data)


def take_start(reply: Reply) -> bytes:
    """The beginning of a robots.txt: what stands after it does not count."""
    data = bytearray()
    for chunk in reply.chunks:
        data += chunk
        if len(data) >= limits.MAX_ROBOTS_BYTES:
            break
    return bytes(data[: limits.MAX_ROBOTS_BYTES])


def take_file(reply: Reply, address: Address, into: Path) -> None:
    """A file with many pages, written to disk. Raises `PageTooLarge` past the bound."""
    _refuse_told(reply, address, limits.MAX_FILE_BYTES)
    size = 0
    with into.open("wb") as file:
        for chunk in reply.chunks:
            size += len(chunk)
            if size > limits.MAX_FILE_BYTES:
                raise _too_large(address, limits.MAX_FILE_BYTES)
            file.write(chunk)


def unpacked(data: bytes, where: str) -> bytes:
    """What a gzip file holds, if that is no more than a page may be."""
    opened = zlib.decompressobj(31)
    try:
        found = opened.decompress(data, limits.MAX_PAGE_BYTES + 1)
    except zlib.error:
        raise UnreadableSource(
            "is packed wrongly", where=where, cure="check that it is whole"
        ) from None
    if len(found) > limits.MAX_PAGE_BYTES:
        raise PageTooLarge(_large(limits.MAX_PAGE_BYTES), where=where, cure="split it")
    if not opened.eof:
        raise UnreadableSource("is cut short", where=where, cure="check that it is whole")
    return found


def _refuse_told(reply: Reply, address: Address, most: int) -> None:
    """A body whose length is told is refused before it is read."""
    told = reply.headers.get("Content-Length", "")
    if told.isdecimal() and int(told) > most:
        raise _too_large(address, most)


def _too_large(address: Address, most: int) -> PageTooLarge:
    return PageTooLarge(_large(most), where=address.url, cure="it was cut off; fetch it by hand")


def _large(most: int) -> str:
    return f"more than {most // 1_000_000} MB" if most >= 1_000_000 else f"more than {most} bytes"
