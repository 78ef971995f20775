"""The words of a sentence that somebody names, as a span: entered, or chosen with mouse or keys."""

from __future__ import annotations

import re
from typing import NamedTuple

from dateline.errors import UsageError

_WORD = re.compile(r"\w+(?:[-'’]\w+)*|[^\w\s]")
MAX_CHARS = 1_000


class Word(NamedTuple):
    """A word or sign of a sentence, where it stands in the article, and the space before it."""

    text: str
    start: int
    end: int
    space: str


def words(text: str, start: int, end: int) -> list[Word]:
    """The words and signs of a sentence."""
    found, last = [], start
    for match in _WORD.finditer(text, start, end):
        found.append(Word(match[0], match.start(), match.end(), text[last : match.start()]))
        last = match.end()
    return found


def span_of(
    text: str, sentence: tuple[int, int], given: str, at: str = "", near: int | None = None
) -> tuple[int, int]:
    """Where in a sentence the given words stand: at `at` ("17-23"), if it is they that stand there;
    else the place nearest to `near`, else the first. Raises `UsageError` where they do not stand in it.
    """
    given = " ".join(given.split())
    if not given or len(given) > MAX_CHARS:
        raise UsageError("no words are given", cure="write them as they stand in the sentence")
    exact = re.fullmatch(r"(\d{1,9})-(\d{1,9})", at)
    if exact:
        start, end = int(exact[1]), int(exact[2])
        inside = sentence[0] <= start < end <= sentence[1]
        if inside and " ".join(text[start:end].split()) == given:
            return start, end
    pattern = r"\s+".join(re.escape(w) for w in given.split(" "))
    found = [
        m.span() for m in re.finditer(pattern, text[: sentence[1]]) if m.start() >= sentence[0]
    ]
    if not found:
        found = [
            m.span()
            for m in re.finditer(pattern, text[: sentence[1]], re.IGNORECASE)
            if m.start() >= sentence[0]
        ]
    if not found:
        raise UsageError(
            f"“{given[:80]}” does not stand in the sentence",
            cure="write its words as they stand there",
        )
    return min(found, key=lambda s: abs(s[0] - near)) if near is not None else found[0]
