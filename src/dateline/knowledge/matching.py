"""Find names in a text: by the first two words of a name and the lengths that names with them have.

No automaton is built, so that forty thousand names cost nothing before the first text. The work is
a look-up for each word of the text, and a few more where a name may begin.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator

Lengths = dict[str, tuple[int, ...]]
"""The start of a name (its first two words with what stands between them, or its only word) → the
lengths of the names that begin so, longest first, each coded as length * 16 + the number of signs
before the first word ("'Ndrangheta" has one). Every first word is a key too, if of no length."""

_WORD = re.compile(r"[^\W_]+")
# "saidKim Jong Un": a scraper lost the space before a name.
_GLUED = re.compile(r"(?<=[a-z0-9.,;:])[A-Z][^\W_]*")
_MOST_SIGNS = 15


def lengths_of(names: Iterable[str]) -> Lengths:
    """The index of some names; a name without a letter or digit near its start is left out."""
    found: dict[str, set[int]] = {}
    for name in names:
        first = _WORD.search(name)
        if first is None or first.start() > _MOST_SIGNS:
            continue
        second = _WORD.search(name, first.end())
        start = first.group() if second is None else name[first.start() : second.end()]
        found.setdefault(first.group(), set())
        found.setdefault(start, set()).add(len(name) * 16 + first.start())
    return {word: tuple(sorted(sizes, reverse=True)) for word, sizes in found.items()}


def inside_word(text: str, start: int, end: int) -> bool:
    """Whether a span begins or ends in the middle of a word."""
    if start and text[start - 1].isalnum() and text[start].isalnum():
        return True
    return end < len(text) and text[end].isalnum() and text[end - 1].isalnum()


def find(folded: str, names: Container[str], lengths: Lengths) -> Iterator[tuple[int, int]]:
    """(start, end) of every name in a folded text, overlapping ones and glued ones too."""
    words = list(_WORD.finditer(folded))
    after = iter(words)
    next(after, None)
    for word in words:
        following = next(after, None)
        sizes = lengths.get(word.group())
        if sizes is not None:
            start = word.start()
            if following is not None:
                sizes += lengths.get(folded[start : following.end()], ())
            yield from _at(folded, start, sizes, names)
    for word in _GLUED.finditer(folded):
        start = word.start()
        sizes = lengths.get(word.group()) if folded[start - 1].isalnum() else None
        if sizes is not None:
            following = _WORD.search(folded, word.end())
            if following is not None:
                sizes += lengths.get(folded[start : following.end()], ())
            yield from _at(folded, start, sizes, names)


def _at(
    folded: str, start: int, sizes: tuple[int, ...], names: Container[str]
) -> Iterator[tuple[int, int]]:
    for coded in sizes:
        size, before = divmod(coded, 16)
        first = start - before
        if first >= 0 and folded[first : first + size] in names:
            yield first, first + size


def capitals(folded: str) -> str:
    """A folded text in capitals, as long as before."""
    upper = folded.upper()
    if len(upper) == len(folded):
        return upper
    return "".join(c.upper() if len(c.upper()) == 1 else c for c in folded)


def may_be_a_name(text: str) -> bool:
    """Whether capitals stand where a name has some: not "turkey", and of "WHO" not "Who"."""
    first = text.split(" ", 1)[0]
    if len(text) <= 3:
        return text.isupper()
    return first == "the" or any(c.isupper() for c in first) or not any(c.islower() for c in first)
