"""A text as its words: what is left of it when type, dashes and line breaks are forgotten."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from dateline.records import Span

Hashes = npt.NDArray[np.uint64]
Mask = npt.NDArray[np.bool_]

# Scripts that put no spaces between words: each letter is a word of its own.
_UNSPACED = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")


MOST_WORDS = 200_000
"""So many words are known with their hashes (some 30 MB)."""
MOST_TEXTS, LONGEST_KEPT = 512, 20_000
"""The hashes of so many texts are kept, with the texts, of no more characters each: of two batches, in 10 MB."""


class _Known(dict[str, int]):
    """The hash of each word that has been met; most words of a text have been."""

    def __missing__(self, word: str) -> int:
        if len(self) >= MOST_WORDS:
            self.clear()
        digest = blake2b(plain(word).encode(), digest_size=8).digest()
        hashed = self[word] = int.from_bytes(digest, "little")
        return hashed


_known = _Known()


def words_of(text: str) -> list[str]:
    """The words of `text`, in order, as they stand."""
    return _WORD.findall(text)


def spans_of(text: str) -> list[Span]:
    """Where the same words stand."""
    return [Span(*m.span()) for m in _WORD.finditer(text)]


def hashes_of(words: list[str]) -> Hashes:
    """A number for each word; case and accents make no difference."""
    return np.fromiter(map(_known.__getitem__, words), dtype=np.uint64, count=len(words))


def text_hashes(text: str) -> Hashes:
    """The numbers of a text's words. A new article is asked for three times in a row: for its keys,
    to be compared, and for what it has that is new."""
    return _kept(text) if len(text) <= LONGEST_KEPT else _hashes(text)


def _hashes(text: str) -> Hashes:
    hashes = hashes_of(words_of(text))
    hashes.flags.writeable = False
    return hashes


_kept = lru_cache(maxsize=MOST_TEXTS)(_hashes)


def plain(word: str) -> str:
    """A word without case and accents."""
    if word.isascii():
        return word.lower()
    split = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in split if not unicodedata.combining(c))


def shingles(hashes: Hashes, size: int) -> Hashes:
    """The hash of each run of `size` words, in order; empty for a shorter text."""
    count = len(hashes) - size + 1
    if count <= 0:
        return np.empty(0, dtype=np.uint64)
    mixed = np.zeros(count, dtype=np.uint64)
    for offset in range(size):
        mixed *= np.uint64(0x9E3779B97F4A7C15)
        mixed += hashes[offset : offset + count]
    return _spread(mixed)


def _spread(values: Hashes) -> Hashes:
    """All bits depend on all bits (the finaliser of splitmix64)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def widened(marks: Mask, size: int, words: int) -> Mask:
    """The words that lie in a marked run of `size` words."""
    covered = np.zeros(words, dtype=np.bool_)
    for offset in range(size if len(marks) else 0):
        covered[offset : offset + len(marks)] |= marks
    return covered
