"""Bytes → text, when the page's own word about its encoding may be missing or wrong.

The order is the one of the HTML standard, with one difference: a declared single-byte charset is
not believed where the bytes are valid UTF-8 beyond ASCII, because long runs of accidental UTF-8
do not occur. The opposite lie (declared UTF-8, bytes in a Windows code page) falls through to
charset-normalizer's guess and then to cp1252.
"""

from __future__ import annotations

import codecs
import re

from dateline.intake.sniff import looks_utf16

_META = re.compile(
    rb"""(?i)<meta[^>]{0,300}?charset\s*=\s*["']?\s*([a-z0-9_:.-]{2,40})|<\?xml[^>]{0,100}encoding\s*=\s*["']([a-z0-9_.:-]{2,40})"""
)
CHARSET = "charset: "
"""How a note on the page's bytes begins."""

_CUT = "if words are missing, save the page again"
_LIE = "if letters look wrong, save the page again as UTF-8"

_HALF = re.compile("[\ud800-\udfff]")
# Python knows these as charsets; no page is written in them, and some take time without bound.
_NEVER = frozenset(
    "idna mbcs oem punycode raw-unicode-escape unicode-escape undefined utf-7".split()
)
_HEAD_BYTES = 8_192
_GUESS_BYTES = 100_000

# The HTML standard reads these labels as their Windows supersets.
_SUPERSETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def _note(what: str, cure: str) -> str:
    return f"{CHARSET}{what} ({cure})"


def whole_characters(text: str) -> str:
    """`text` with the replacement character for each half of a surrogate pair: such halves are no
    characters and cannot be written out again. Offsets stay as they are."""
    return _HALF.sub("\ufffd", text)


def decode(data: bytes, declared: str | None = None) -> tuple[str, list[str]]:
    """The text of a page, and notes on what was wrong with its encoding.

    Args:
        data: the page's bytes.
        declared: the charset an HTTP header named, if any.
    """
    for mark, marked in _BOMS:
        if data.startswith(mark):
            rest = data[len(mark) :] if marked == "utf-8" else data
            return _strictly_or_not(rest, marked)
    if looks_utf16(data):
        little = data[1:4096:2].count(0) > data[0:4096:2].count(0)
        return _strictly_or_not(data, "utf-16-le" if little else "utf-16-be")

    label = declared or _meta_charset(data)
    name = _codec(label)
    as_utf8 = _utf8(data)
    if as_utf8 is not None:
        text, cut = as_utf8
        notes = [_note("the page ends in the middle of a character", _CUT)] if cut else []
        if name and name != "utf-8" and not data.isascii() and not _stateful(name):
            notes.append(_note(f"the page says that it is {label}, but its bytes are UTF-8", _LIE))
        if name and _stateful(name):
            return _strictly_or_not(data, name)
        return text, notes
    if name and name != "utf-8":
        try:
            return data.decode(name), []
        except (UnicodeDecodeError, LookupError):
            pass
    # Mostly good UTF-8 with a few broken bytes is a damaged UTF-8 page, not another charset.
    repaired = data.decode("utf-8", "replace")
    broken, whole = _damage(data, repaired)
    if broken * 20 < whole:
        what = f"{broken} bytes of the page are no characters and were replaced"
        return repaired, [_note(what, _CUT)]
    guess = _guess(data)
    said = f"says that it is {label}" if label else "does not say its charset"
    return data.decode(guess, "replace"), [_note(f"the page {said}; it was read as {guess}", _LIE)]


def _meta_charset(data: bytes) -> str | None:
    found = _META.search(data, 0, _HEAD_BYTES)
    if not found:
        return None
    label = (found.group(1) or found.group(2)).decode("ascii")
    # A page that can be scanned for ASCII tags is not UTF-16, whatever it says.
    return None if label.lower().startswith("utf-16") else label


def _codec(label: str | None) -> str | None:
    if not label:
        return None
    try:
        found = codecs.lookup(label.strip())
    except (LookupError, ValueError):
        return None
    # `codecs` also holds transforms that are no charsets (hex, zip …); they never apply.
    name = found.name.replace("_", "-")
    if not getattr(found, "_is_text_encoding", True) or name in _NEVER:
        return None
    return _SUPERSETS.get(found.name, found.name)


def _stateful(name: str) -> bool:
    """Whether a charset writes other scripts in ASCII bytes, so that valid UTF-8 proves nothing."""
    return name.startswith(("iso2022", "hz"))


def _utf8(data: bytes) -> tuple[str, bool] | None:
    try:
        return data.decode("utf-8"), False
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and len(data) - error.start < 4:
            return data[: error.start].decode("utf-8"), True
        return None


def _strictly_or_not(data: bytes, name: str) -> tuple[str, list[str]]:
    try:
        return data.decode(name), []
    except UnicodeDecodeError:
        text = data.decode(name, "replace")
        what = f"{text.count(chr(0xFFFD))} bytes of the page are no {name} characters"
        return text, [_note(what, _CUT)]


def _damage(data: bytes, repaired: str) -> tuple[int, int]:
    """Broken bytes, and whole characters beyond ASCII, of a page read as UTF-8."""
    broken = repaired.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    return broken, sum(1 for char in repaired if char > "\x7f") - broken


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes

    # Western text has few letters beyond ASCII; only where they are many is another script likely.
    sample = data[:_GUESS_BYTES]
    high = sum(1 for byte in sample if byte > 0x7F)
    if high * 3 < sum(1 for byte in sample if byte > 0x40):
        return "cp1252"
    best = from_bytes(data[:_GUESS_BYTES]).best()
    # cp1252 is what unlabelled Western pages are; other guesses are taken where they name a
    # script that cp1252 has not.
    if best is None or best.encoding.startswith(("cp125", "latin", "iso8859", "mac", "cp8", "cp4")):
        if best is not None and best.alphabets and "Cyrillic" in best.alphabets:
            return best.encoding
        return "cp1252"
    return best.encoding
