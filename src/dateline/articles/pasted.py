"""A page pasted from a browser as text: the story found among its lines of furniture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.articles.authors import looks_like_name, names_in
from dateline.articles.body import clear, is_prose, squash
from dateline.articles.credits import Surroundings
from dateline.articles.sources import by_name
from dateline.intake.furniture import collapse, furniture

_WORD = re.compile(r"\w+")
_DEK = re.compile(r"[.!?…]$")


@dataclass
class Pasted:
    """The parts of a pasted page."""

    headline: str | None = None
    names: list[str] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    around: Surroundings = field(default_factory=Surroundings)
    stamps: list[str] = field(default_factory=list)


def read(text: str) -> Pasted:
    """Take a pasted page apart. `paragraphs` is empty where no line reads like prose."""
    lines = [line for raw in text.splitlines() if (line := collapse(raw))]
    rows = [furniture(line, tail=False) for line in lines]
    first = next((n for n, line in enumerate(lines) if rows[n] is None and is_prose(line)), None)
    if first is None:
        return Pasted(around=Surroundings(before=lines))
    top = _headline_at(lines, rows, first)
    first = _skip_repeats(lines, first, top)
    paragraphs = _trim(clear(lines[first:], lines[top] if top is not None else None))
    last = first
    kept = {squash(p) for p in paragraphs[-1:]}
    for number in range(len(lines) - 1, first, -1):
        if squash(lines[number]) in kept:
            last = number
            break
    body = set(paragraphs)
    around = Surroundings(
        before=lines[:first],
        within=[line for line in lines[first:last] if line not in body],
        after=lines[last + 1 :],
    )
    return Pasted(
        headline=lines[top] if top is not None else None,
        names=_names(around),
        paragraphs=paragraphs,
        around=around,
        stamps=[line for line in lines if (row := furniture(line)) and row.id == "stamp"],
    )


def _headline_at(lines: list[str], rows: Sequence[object], first: int) -> int | None:
    """The number of the headline's line: the first line of headline length above the story.

    Where nothing stands above, a story that opens with a sentence has no headline.
    """
    fits = [
        n
        for n in range(first)
        if rows[n] is None and 4 <= len(_WORD.findall(lines[n])) <= 40 and by_name(lines[n]) is None
    ]
    if not fits:
        fits = [
            n
            for n in range(first)
            if rows[n] is None
            and 2 <= len(_WORD.findall(lines[n])) <= 3
            and not looks_like_name(lines[n])
        ][-1:]
    return fits[0] if fits else None


def _skip_repeats(lines: list[str], first: int, top: int | None) -> int:
    """The story begins after the headline and what repeats it."""
    while top is not None and first < len(lines) - 1 and squash(lines[first]) == squash(lines[top]):
        first += 1
    return first


def _trim(paragraphs: list[str]) -> list[str]:
    """Short lines after the last sentence are other stories' headlines and menus."""
    end = len(paragraphs)
    while end and not is_prose(paragraphs[end - 1]):
        # A short last sentence ("He declined.") still ends like one.
        if (
            _DEK.search(paragraphs[end - 1].rstrip("”\"'’)"))
            and end >= 2
            and is_prose(paragraphs[end - 2])
        ):
            break
        end -= 1
    return paragraphs[:end]


def _names(around: Surroundings) -> list[str]:
    """The names of the byline nearest the story, as written."""
    for line in [*reversed(around.before[-8:]), *around.within, *around.after[:8]]:
        row = furniture(line)
        if row is not None and row.id == "byline":
            return names_in(line)
    return []
