"""The lines that a reader sees on an HTML page, in order: what stands around the story."""

from __future__ import annotations

from dateline.articles.body import squash
from dateline.articles.credits import Surroundings
from dateline.articles.layout import Layout

_FORM_SHARE = 0.5


def visible_lines(layout: Layout) -> list[str]:
    """The text of each block of a page, forms left out; some systems wrap the whole page in a
    form, which is then none."""
    boxes = layout.boxes
    in_form = [False] * len(boxes)
    for number, box in enumerate(boxes):
        in_form[number] = box.tag == "form" or (number > 0 and in_form[box.parent])
    lines = [line.text for line in layout.lines if not in_form[line.box]]
    everything = [line.text for line in layout.lines]
    if sum(map(len, lines)) < _FORM_SHARE * sum(map(len, everything)):
        return everything
    return lines


def around(lines: list[str], paragraphs: list[str], *, same: bool = False) -> Surroundings:
    """What stands before, within and after the story on the page.

    Paragraphs are found by their letters; where the extraction changed them all, everything counts
    as before, so that nothing far away is taken for near.

    Args:
        same: the paragraphs are lines as they stand, and need not be compared by letters.
    """
    key = str if same else squash
    wanted = {key(p) for p in paragraphs if len(p) > 40}
    hits = [number for number, line in enumerate(lines) if key(line) in wanted]
    if not hits:
        return Surroundings(before=lines)
    first, last = hits[0], hits[-1]
    inside = set(hits)
    return Surroundings(
        before=lines[:first],
        within=[lines[n] for n in range(first, last) if n not in inside],
        after=lines[last + 1 :],
    )
