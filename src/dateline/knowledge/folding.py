"""One spelling for many: fold accents, quotes, dashes and spaces, character by character.

The folded text has the same length as the given one, so that offsets stay what they are.
"""

from __future__ import annotations

import unicodedata

_SPECIAL = {
    "’": "'", "‘": "'", "`": "'", "´": "'", "ʼ": "'", "“": '"', "”": '"',
    "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-",
    "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\n": " ", "\t": " ", "\r": " ",
    "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "s", "æ": "e",
}  # fmt: skip


class _Folding(dict[int, str]):
    """Maps a code point to one folded character, worked out once each."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = _SPECIAL.get(char)
        if folded is None:
            folded = char if code < 128 else unicodedata.normalize("NFKD", char)[:1] or char
        self[code] = folded
        return folded


_FOLDING = _Folding()


def fold(text: str) -> str:
    """`text` with accents and typographic signs folded; the length does not change."""
    return text.translate(_FOLDING)
