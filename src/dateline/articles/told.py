"""The text that a page's structured data tells (`articleBody`), as a witness of what the story is.

Its letters say which lines of the page belong to the story; its own paragraphs are seldom kept, and
tables, lists and quotes are often missing from it, so that the lines of the page stay the text.
"""

from __future__ import annotations

from typing import NamedTuple

from dateline.articles.body import squash
from dateline.articles.layout import Line
from dateline.articles.markup import Head, clean

_LEAST_CHARS = 400
_MOST_CHARS = 200_000
"""Bounds the search of each line in it."""
_LINE_CHARS = 16
"""Shorter lines may be found anywhere."""
_MOST_OF_IT = 0.85


class Agreement(NamedTuple):
    """How far a choice of lines and the told text are one."""

    covered: float
    """Share of the told letters that are in the lines."""
    foreign: float
    """Share of the lines' letters that are not in the told text."""


def told_text(head: Head) -> str:
    """The letters of the longest `articleBody`; empty where there is none, or only its beginning."""
    bodies = [text for thing in head.linked if isinstance(text := thing.get("articleBody"), str)]
    longest = max(bodies, key=len, default="")
    if not _LEAST_CHARS <= len(longest) <= _MOST_CHARS:
        return ""
    text = clean(longest)
    return "" if text.rstrip(" ]").endswith(("…", "...")) else squash(text)


def agreement(lines: list[Line], told: str) -> Agreement:
    """How far the lines chosen so far and the told text agree."""
    keys = [squash(line.text) for line in lines]
    common = sum(len(key) for key in keys if key in told)
    return Agreement(common / max(1, len(told)), 1 - common / max(1, sum(map(len, keys))))


def by_word(lines: list[Line], told: str) -> list[Line]:
    """The lines of a page that are in the told text, each once; none where they are not most of it."""
    found: dict[str, Line] = {}
    for line in lines:
        key = squash(line.text)
        if len(key) >= _LINE_CHARS and key not in found and key in told:
            found[key] = line
    return list(found.values()) if sum(map(len, found)) > _MOST_OF_IT * len(told) else []
