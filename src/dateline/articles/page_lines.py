"""The lines that a reader sees on an HTML page, in order: what stands around the story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.articles.body import squash
from dateline.articles.credits import Surroundings
from dateline.intake.furniture import collapse

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SILENT = frozenset(
    "script style noscript template head select option textarea button svg iframe nav form figure".split()
)
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark q s samp small span"
    " strong sub sup time tt u var wbr".split()
)
_MAX_LINES = 5_000


def visible_lines(tree: HtmlElement) -> list[str]:
    """The text of each block of a page, menus and forms left out."""
    parts: list[str] = []
    # A stack instead of recursion: (element, whether its end is meant).
    stack: list[tuple[HtmlElement, bool]] = [(tree, False)]
    while stack and len(parts) < 200_000:
        element, ending = stack.pop()
        border = "" if element.tag in _INLINE else "\n"
        if ending:
            parts.append(border)
            if element.tail:
                parts.append(element.tail)
            continue
        if not isinstance(element.tag, str) or element.tag in _SILENT:
            if element.tail:
                parts.append(element.tail)
            continue
        parts.append(border)
        if element.text:
            parts.append(element.text.replace("\n", " "))
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(element))
    lines: list[str] = []
    for raw in "".join(parts).split("\n"):
        line = collapse(raw)
        if line:
            lines.append(line)
            if len(lines) >= _MAX_LINES:
                break
    return lines


def around(lines: list[str], paragraphs: list[str]) -> Surroundings:
    """What stands before, within and after the story on the page.

    Paragraphs are found by their letters; where the extraction changed them all, everything counts
    as before, so that nothing far away is taken for near.
    """
    wanted = {squash(p) for p in paragraphs if len(p) > 40}
    hits = [number for number, line in enumerate(lines) if squash(line) in wanted]
    if not hits:
        return Surroundings(before=lines)
    first, last = hits[0], hits[-1]
    inside = set(hits)
    return Surroundings(
        before=lines[:first],
        within=[lines[n] for n in range(first, last) if n not in inside],
        after=lines[last + 1 :],
    )
