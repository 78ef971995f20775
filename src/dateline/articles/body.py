"""The body of an HTML page as trafilatura finds it, and the rules that clear any body.

trafilatura is asked where our own extraction (`dateline.articles.story`) doubts itself.

Each rule here was measured on the three development sets (see `benchmarks/pages.py`): the
precise extraction, the wider one where the precise one lost most of a page, furniture lines
out, the headline's repetition out.
"""

from __future__ import annotations

import re
from copy import deepcopy
from itertools import islice
from typing import TYPE_CHECKING, Any

from dateline.intake.furniture import collapse, furniture

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_WORD = re.compile(r"\w+")
_CLOSING = "”\"'’)»] "
_ENDS = ".!?…:"
_LOST = 0.2
"""The precise extraction is given up where it holds less than this share of the wider one's
prose, and the wider one's prose is long enough to judge."""
_TAIL_LINES = 6
_BLOCKS = frozenset({"p", "item", "row", "head", "quote", "list", "table", "lb", "ab", "div"})


_LEAST_PROSE = 600


def extract(tree: HtmlElement, prose: int) -> list[str]:
    """The paragraphs of the main text, furniture included.

    Args:
        tree: the parsed page; left as it is.
        prose: how many characters of prose stand anywhere on the page; where they are few, the
            wider extraction cannot find enough to be taken, and is not asked.
    """
    precise = _blocks(tree, precise=True)
    size = sum(map(len, precise))
    needed = max(_LEAST_PROSE, size / _LOST)
    if size > 1_500 or prose <= needed:
        return precise
    wide = _blocks(tree, precise=False)
    if sum(len(b) for b in wide if is_prose(b)) > needed:
        return wide
    return precise


def _blocks(tree: HtmlElement, *, precise: bool) -> list[str]:
    from trafilatura import bare_extraction

    found: Any = bare_extraction(
        deepcopy(tree),
        include_comments=False,
        favor_precision=precise,
        with_metadata=False,
    )
    if found is None or found.body is None:
        return []
    return _texts(found.body)


def _texts(element: Any) -> list[str]:
    """The lines of one block of trafilatura's tree: each paragraph, list item and table row one."""
    parts: list[str] = []
    _walk(element, parts)
    lines = (collapse(line) for line in "".join(parts).split("\n"))
    return [line for line in lines if line]


def _walk(element: Any, parts: list[str]) -> None:
    """Text in reading order, a line break at each border of a block."""
    border = "\n" if element.tag in _BLOCKS else " " if element.tag == "cell" else ""
    parts.append(border)
    if element.text:
        parts.append(element.text)
    for child in element:
        _walk(child, parts)
        if child.tail:
            parts.append(child.tail)
    parts.append(border)


def is_prose(line: str) -> bool:
    """Whether a line reads like a sentence and not like a heading, a link or a caption."""
    end = line.rstrip(_CLOSING)[-1:]
    return end in _ENDS and end != "" and sum(1 for _ in islice(_WORD.finditer(line), 8)) == 8


def clear(blocks: list[str], headline: str | None) -> list[str]:
    """Paragraphs without furniture, repeated headline and repeated lines.

    A line that ends the story ends it only where no more than a third of the prose stands below;
    elsewhere it is a box in mid-text, and only the box goes.
    """
    last = len(blocks) - _TAIL_LINES
    found = [furniture(block, tail=number >= last) for number, block in enumerate(blocks)]
    prose = [
        len(block) if row is None and is_prose(block) else 0
        for block, row in zip(blocks, found, strict=True)
    ]
    total = sum(prose)
    below = total
    kept: list[str] = []
    skipping = False
    title = squash(headline)
    for number, block in enumerate(blocks):
        below -= prose[number]
        if title and number < 4 and squash(block) == title:
            continue
        row = found[number]
        if row is None:
            if skipping and not is_prose(block):
                continue
            skipping = False
            kept.append(block)
            continue
        if row.ends == "story" and kept and below * 3 <= total:
            break
        if row.ends == "run":
            skipping = True
    return kept


def squash(text: str | None) -> str:
    """Letters and digits only, lower case: two writings of one headline become equal."""
    return "".join(_WORD.findall(text or "")).lower()
