"""A page as its lines and the boxes they stand in: the one walk that the rules of this room share.

A line is the text between two borders of blocks, as a reader sees it. A box is a block element
that holds lines or other boxes. Menus, scripts and pictures are left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from dateline.articles.boxes import Kind, kind_of
from dateline.intake.furniture import collapse

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SILENT = frozenset(
    "script style noscript template head select option textarea button svg iframe nav figure object"
    " video audio canvas map datalist dialog".split()
)
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q s samp"
    " small span strike strong sub sup time tt u var wbr".split()
)
_BLANK = re.compile(r"\n\s*\n")
_MAX_LINES = 5_000
_MAX_ELEMENTS = 200_000


class Line(NamedTuple):
    """One line of a page."""

    text: str
    box: int
    """The number of the innermost box."""
    linked: int
    """How many of its characters stand in links."""


class Box(NamedTuple):
    """One block element."""

    tag: str
    parent: int
    """The number of the box around it, less than its own; -1 for the page."""
    kind: Kind


@dataclass
class Layout:
    """The lines of a page in reading order, and its boxes; box 0 is the page."""

    lines: list[Line] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=lambda: [Box("html", -1, "")])


def lay_out(tree: HtmlElement) -> Layout:
    """The lines and boxes of a parsed page: at most 5,000 lines, and without recursion."""
    found = Layout()
    lines, boxes = found.lines, found.boxes
    texts: list[str] = []
    linked = here = seen = 0

    def border(box: int) -> None:
        """End the line, and go on in `box`."""
        nonlocal linked, here
        if texts:
            whole = "".join(texts)
            texts.clear()
            for part in _BLANK.split(whole) if boxes[here].tag == "pre" else (whole,):
                text = collapse(part)
                if text:
                    lines.append(Line(text, here, linked))
        linked = 0
        here = box

    # (element, box it stands in, whether in a link, whether its end is meant)
    stack: list[tuple[HtmlElement, int, bool, bool]] = [(tree, 0, False, False)]
    while stack and seen < _MAX_ELEMENTS and len(lines) < _MAX_LINES:
        element, box, in_link, ending = stack.pop()
        tag = element.tag
        if ending:
            if tag not in _INLINE:
                border(box)
        elif isinstance(tag, str) and tag not in _SILENT:
            seen += 1
            inner, link = box, in_link
            if tag in _INLINE:
                link = link or tag == "a"
            elif tag == "br":
                border(box)
            else:
                inner = len(boxes)
                boxes.append(Box(tag, box, kind_of(element, tag)))
                border(inner)
            text = element.text
            if text and (texts or not text.isspace()):
                texts.append(text)
                if link:
                    linked += len(text)
            children = element[:]  # a slice is quicker than an iterator
            if children:
                children.reverse()
                stack.append((element, box, in_link, True))
                stack.extend([(child, inner, link, False) for child in children])
                continue
            if inner != box:
                border(box)
        tail = element.tail
        if tail and (texts or not tail.isspace()):
            texts.append(tail)
            if in_link:
                linked += len(tail)
    border(0)
    return found
