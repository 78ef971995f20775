"""The story of a page out of its layout: the box that holds most of its prose, and what is the
story in it.

Each rule was measured on the odd-numbered pages of the three development sets
(`benchmarks/pages.py`); how sure the choice is says `dateline.articles.doubt`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from dateline.articles.body import is_prose, squash
from dateline.articles.layout import Box, Layout, Line
from dateline.articles.told import Agreement, agreement, by_word

_PARAGRAPH_CHARS = 80
"""From so many characters on a sentence is taken for a paragraph of a story."""
_LONE = 0.3
"""What a paragraph counts that has no fellow in its box: teasers stand alone, stories in rows."""
_STEP, _STEP_IN_BODY = 0.75, 0.9
"""The next box inward is entered while it holds this share of the prose."""
_DISBELIEVED = {"aside": 0.4, "comments": 0.8}
"""A box that holds this share of the page's prose is not what its names say."""
_LINKED = 0.8
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_TEXT = frozenset("p li td dd blockquote pre".split())
_DEK_CHARS = 40
_BEFORE_HEADLINE = 300


@dataclass
class Story:
    """A choice of lines, and what tells how good it is."""

    lines: list[Line] = field(default_factory=list)
    box: Box | None = None
    """The box that was chosen."""
    share: float = 0.0
    """The box's share of all prose of the page."""
    agreement: Agreement | None = None
    """With the text that structured data tells, where it tells one."""
    by_word: bool = False
    """Whether the lines were chosen by that text alone."""
    dek: str | None = None
    """The first line, where it was taken from under the headline."""


def find_story(layout: Layout, told: str = "") -> Story:
    """The lines of the story, furniture included.

    Args:
        told: the letters of the text in structured data (`told.told_text`).
    """
    boxes, lines = layout.boxes, layout.lines
    weights = _weights(layout)
    total = _gathered(weights, boxes)
    left_out = _left_out(boxes, total)
    inner = _gathered(
        [0.0 if out else weight for weight, out in zip(weights, left_out, strict=True)], boxes
    )
    top = _innermost(boxes, inner)
    inside = [False] * len(boxes)
    for number in range(top, len(boxes)):
        inside[number] = not left_out[number] and (number == top or inside[boxes[number].parent])
    chosen = [line for line in lines if inside[line.box] and not _is_link(line, boxes)]
    chosen = _without_end(_without_top(chosen, boxes), boxes)
    story = Story(chosen, boxes[top], inner[top] / max(1.0, total[0]))
    if told and chosen:
        story.agreement = agreement(chosen, told)
        if story.agreement.covered < 0.5:
            story.lines = by_word(lines, told) or chosen
            story.by_word = story.lines is not chosen
            if story.by_word:
                return story
        elif story.agreement.covered > 0.85 and story.agreement.foreign < 0.5:
            story.lines = _as_told(chosen, boxes, told)
    if story.lines:
        dek = _dek(lines, story.lines[0], boxes, left_out)
        if dek is not None:
            story.lines = [dek, *story.lines]
            story.dek = dek.text
    return story


def _weights(layout: Layout) -> list[float]:
    """The prose that stands right in each box, in characters."""
    boxes = layout.boxes
    paragraphs = [line for line in layout.lines if _is_paragraph(line)]
    beside = Counter(boxes[line.box].parent for line in paragraphs)
    within = Counter(line.box for line in paragraphs)
    weights = [0.0] * len(boxes)
    for line in paragraphs:
        alone = max(beside[boxes[line.box].parent], within[line.box]) == 1
        weights[line.box] += len(line.text) * (_LONE if alone else 1.0)
    return weights


def _is_paragraph(line: Line) -> bool:
    text = line.text
    return (
        len(text) >= _PARAGRAPH_CHARS
        and line.linked * 3 < len(text)
        and is_prose(text)
        and not text.endswith(("...", "…"))  # a teaser's
    )


def _gathered(weights: list[float], boxes: list[Box]) -> list[float]:
    """The weight of each box with all boxes in it."""
    sums = list(weights)
    for number in range(len(boxes) - 1, 0, -1):
        sums[boxes[number].parent] += sums[number]
    return sums


def _left_out(boxes: list[Box], total: list[float]) -> list[bool]:
    """Which boxes stand beside the story, by what they say and by what they hold."""
    out = [False] * len(boxes)
    for number, box in enumerate(boxes):
        if number and out[box.parent]:
            out[number] = True
        elif box.kind in _DISBELIEVED:
            out[number] = total[number] < _DISBELIEVED[box.kind] * total[0]
    return out


def _innermost(boxes: list[Box], inner: list[float]) -> int:
    """The innermost box that still holds most of the prose."""
    largest: dict[int, int] = {}
    for number in range(1, len(boxes)):
        parent = boxes[number].parent
        if parent not in largest or inner[number] > inner[largest[parent]]:
            largest[parent] = number
    top = 0
    in_body = False
    while top in largest:
        in_body = in_body or boxes[top].kind == "body"
        step = largest[top]
        needed = (_STEP_IN_BODY if in_body else _STEP) * inner[top]
        if not inner[step] or inner[step] < needed or boxes[step].tag in ("p", "li"):
            break
        top = step
    return top


def _is_link(line: Line, boxes: list[Box]) -> bool:
    """Whether a line is a link to something else, or scraps of a script."""
    tag = boxes[line.box].tag
    size = len(line.text)
    if line.linked * 2 > size and not is_prose(line.text):
        return True
    if line.linked > _LINKED * size and tag != "p":
        return True
    return tag in ("body", "html") and '","' in line.text


def _without_top(lines: list[Line], boxes: list[Box]) -> list[Line]:
    """Without the headline and what stands between it and the story: names, days, buttons."""
    before = 0
    cut = 0
    for number, line in enumerate(lines):
        if boxes[line.box].tag == "h1":
            cut = number + 1
        before += len(line.text) if is_prose(line.text) else 0
        if before > _BEFORE_HEADLINE:
            break
    if not cut:
        return lines
    while cut < len(lines):
        line = lines[cut]
        if is_prose(line.text) or boxes[line.box].tag in ("p", "h2", "h3"):
            break
        cut += 1
    return lines[cut:]


def _without_end(lines: list[Line], boxes: list[Box]) -> list[Line]:
    """Without headings, buttons and names below the last paragraph."""
    of_prose = {line.box for line in lines if is_prose(line.text)}
    end = len(lines)
    while end and not is_prose(lines[end - 1].text):
        line = lines[end - 1]
        tag = boxes[line.box].tag
        if tag in _TEXT or (line.box in of_prose and tag not in _HEADINGS):
            break
        end -= 1
    return lines[:end]


def _as_told(lines: list[Line], boxes: list[Box], told: str) -> list[Line]:
    """Without what stands below the end of the told text, and without foreign scraps in it."""
    known = [squash(line.text) in told for line in lines]
    last = max(
        (n for n, line in enumerate(lines) if known[n] and len(line.text) > 20), default=len(lines)
    )
    return [
        line
        for number, line in enumerate(lines[: last + 1])
        if known[number] or is_prose(line.text) or boxes[line.box].tag in _HEADINGS
    ]


def _dek(lines: list[Line], first: Line, boxes: list[Box], left_out: list[bool]) -> Line | None:
    """The sentence under the headline that sums the story up, where it stands outside the box."""
    start = next((number for number, line in enumerate(lines) if line is first), 0)
    for number in range(start - 1, max(-1, start - 12), -1):
        if boxes[lines[number].box].tag != "h1":
            continue
        for line in lines[number + 1 : min(number + 4, start)]:
            if len(line.text) > _DEK_CHARS and not line.linked and not left_out[line.box]:
                if is_prose(line.text):
                    return line
        break
    return None
