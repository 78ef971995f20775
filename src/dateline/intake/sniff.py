"""What kind of bytes these are: a binary file, HTML, a page pasted as text, or plain prose."""

from __future__ import annotations

import codecs
import re
from typing import Literal

from dateline.errors import BinaryPage
from dateline.intake.furniture import looks_pasted

Kind = Literal["html", "text", "prose"]

SAMPLE_BYTES = 65_536
"""Enough of a page to tell what it is."""

MAX_CONTROL_SHARE = 0.02
"""Text holds next to no control bytes; compressed or compiled data holds over a tenth."""

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"PAR1", "a Parquet table"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound or video file"),
    (b"bplist00", "a binary property list or Safari web archive"),
)
_CURES = {"a PDF": "give the page as HTML or its text", "a gzip archive": "unpack it first"}

# White space and escape sequences of terminals aside, text has no bytes below 32.
_CONTROL = bytes(b for b in range(32) if b not in b"\t\n\r\f\v\x1b") + b"\x7f"

_DOCTYPE = re.compile(
    r"(?is)^\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b"
)
_TAG = re.compile(
    r"(?i)</?(?:html|head|body|title|meta|link|script|style|div|p|article|section|main|nav"
    r"|header|footer|h[1-6]|ul|ol|li|table|tr|td|br|img|figure|blockquote)"
    r"(?=[\s>/])[^<>]{0,2000}>"
)


def refuse_binary(data: bytes, where: str) -> None:
    """Raise `BinaryPage` when `data` is no text. UTF-16 and UTF-32 with a mark are text."""
    for magic, name in _MAGIC:
        if data.startswith(magic):
            raise BinaryPage(f"not text but {name}", where=where, cure=_cure(name))
    if data[:4] == b"RIFF" and data[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        raise BinaryPage("not text but an image, sound or video", where=where, cure=_cure(""))
    if data[4:8] == b"ftyp":
        raise BinaryPage("not text but a video or image", where=where, cure=_cure(""))
    if has_wide_bom(data) or looks_utf16(data):
        return
    for sample in (data[:SAMPLE_BYTES], data[len(data) // 2 :][:SAMPLE_BYTES]):
        if not sample:
            continue
        control = len(sample) - len(sample.translate(None, _CONTROL))
        if control > MAX_CONTROL_SHARE * len(sample):
            raise BinaryPage("not text but binary data", where=where, cure=_cure(""))


def _cure(name: str) -> str:
    return _CURES.get(name, "give a saved HTML page or plain text")


def has_wide_bom(data: bytes) -> bool:
    """Whether `data` opens with the byte order mark of UTF-16 or UTF-32."""
    return data.startswith(
        (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
    )


def looks_utf16(data: bytes) -> bool:
    """Whether `data` is UTF-16 of mostly Latin text without a mark: every other byte is zero."""
    sample = data[:4096]
    half = len(sample) // 2
    if half < 8:
        return False
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    return max(even, odd) > 0.7 * half and min(even, odd) < 0.05 * half


def _as_text(data: bytes) -> str:
    sample = data[:SAMPLE_BYTES]
    if sample.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return sample.decode("utf-32", "replace")
    if has_wide_bom(sample):
        return sample.decode("utf-16", "replace")
    if looks_utf16(sample):
        little = sample[1::2].count(0) > sample[0::2].count(0)
        return sample.decode("utf-16-le" if little else "utf-16-be", "replace")
    return sample.decode("utf-8-sig", "replace")


def kind_of(data: bytes, suffix: str = "") -> Kind:
    """How a page wants to be opened; the content decides, the suffix only where it is close.

    HTML has a doctype or several tags. Text with furniture lines ("Skip to content", a rights
    line) was pasted from a browser. What has neither is prose and is left exactly as it is.
    """
    text = _as_text(data)
    if _DOCTYPE.match(text):
        return "html"
    tags = len(_TAG.findall(text, 0, 20_000))
    needed = 2 if suffix in (".html", ".htm", ".xhtml") else 6
    # Prose that mentions a tag or two is not a page; markup in which text drowns is.
    if tags >= needed and tags * 400 > min(len(text), 20_000):
        return "html"
    whole = text if len(data) <= SAMPLE_BYTES else text + "\n" + _tail(data)
    return "text" if looks_pasted(whole) else "prose"


def _tail(data: bytes) -> str:
    """The end of a long page, where the furniture gathers."""
    if has_wide_bom(data) or looks_utf16(data):
        return ""
    return data[-SAMPLE_BYTES // 2 :].decode("utf-8", "replace")
