"""Splits a sentence into the word pieces of an uncased BERT vocabulary, with their offsets.

The scheme is BERT's (Devlin et al. 2019): lower case, accents off, words parted at spaces and
punctuation, then the longest pieces that the vocabulary has, from the left. Written here because
the library that has it brings a client for a model hub and a dozen packages with it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

UNKNOWN = "[UNK]"
_RUN = re.compile(r"[^ \t\n\r]+")
_ASCII_WORD = re.compile(r"[A-Za-z0-9]+|[^A-Za-z0-9]")
LONGEST_WORD = 100
"""A longer word is not taken apart: it is unknown."""


def pieces(text: str, vocabulary: Mapping[str, int]) -> tuple[list[int], list[tuple[int, int]]]:
    """The numbers of the pieces, and the characters of `text` from which each begins and ends."""
    ids: list[int] = []
    offsets: list[tuple[int, int]] = []
    for run in _RUN.finditer(text):
        begin, written = run.start(), run.group()
        if not (written.isascii() and written.isprintable()):
            for word, places in _words(written):
                for piece, first, last in _split(word, vocabulary):
                    ids.append(vocabulary[piece])
                    offsets.append((begin + places[first], begin + places[last] + 1))
            continue
        for found in _ASCII_WORD.finditer(written):
            word, at = found.group().lower(), begin + found.start()
            if word in vocabulary and len(word) <= LONGEST_WORD:
                ids.append(vocabulary[word])
                offsets.append((at, at + len(word)))
                continue
            for piece, first, last in _split(word, vocabulary):
                ids.append(vocabulary[piece])
                offsets.append((at + first, at + last + 1))
    return ids, offsets


def _split(word: str, vocabulary: Mapping[str, int]) -> list[tuple[str, int, int]]:
    whole = [(UNKNOWN, 0, len(word) - 1)]
    if len(word) > LONGEST_WORD:
        return whole
    found: list[tuple[str, int, int]] = []
    start = 0
    while start < len(word):
        end = len(word)
        while end > start:
            piece = ("##" if start else "") + word[start:end]
            if piece in vocabulary:
                break
            end -= 1
        else:
            return whole
        found.append((piece, start, end - 1))
        start = end
    return found


def _words(text: str) -> Iterator[tuple[str, list[int]]]:
    """Each word in lower case without accents, and where each of its characters stands in `text`."""
    word: list[str] = []
    places: list[int] = []
    for i, char in enumerate(text):
        plain, kind = _plain(char)
        if kind == "drop":
            continue
        if kind == "letter":
            word += plain
            places += [i] * len(plain)
            continue
        if word:
            yield "".join(word), places
            word, places = [], []
        if kind == "alone":
            yield plain, [i] * len(plain)
    if word:
        yield "".join(word), places


@lru_cache(maxsize=4096)
def _plain(char: str) -> tuple[str, str]:
    """A character as BERT reads it, and what it is: letter, space, alone (a word by itself), drop."""
    if char in {"\t", "\n", "\r"} or unicodedata.category(char) == "Zs":
        return "", "space"
    if char in {"\0", "\ufffd"} or unicodedata.category(char).startswith("C"):
        return "", "drop"
    if _is_punctuation(char) or _is_chinese(char):
        return char, "alone"
    bare = "".join(
        c for c in unicodedata.normalize("NFD", char) if unicodedata.category(c) != "Mn"
    ).lower()
    return (bare, "letter") if bare else ("", "drop")


def _is_punctuation(char: str) -> bool:
    ascii_mark = char.isascii() and not char.isalnum() and char.isprintable()
    return ascii_mark or unicodedata.category(char).startswith("P")


CHINESE = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B820, 0x2CEAF),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)


def _is_chinese(char: str) -> bool:
    return any(low <= ord(char) <= high for low, high in CHINESE)
