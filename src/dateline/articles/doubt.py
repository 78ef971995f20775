"""When our own extraction doubts itself, so that trafilatura is asked instead.

Measured on the odd-numbered pages of the development sets: about one page in twenty is
asked again, and these are most of the pages on which the own extraction would lose.
"""

from __future__ import annotations

from dateline.articles.body import is_prose
from dateline.articles.story import Story

_SHORT_CHARS, _SHORT_BODY = 1_000, 400
"""A shorter text can be a notice, a teaser or a comment as well as a story; one in a box that calls
itself the body of a story may be shorter."""
_SHARE, _SHARE_BODY = 0.6, 0.3
_PROSE, _PROSE_OF_LONG, _LONG_CHARS = 0.7, 0.4, 2_500
"""Long stories may have many lists, tables and headings."""
_COVERED, _FOREIGN = 0.85, 0.3
_ANOTHER = 0.5


def doubt(story: Story, paragraphs: list[str]) -> str | None:
    """Why a story may not be the page's; None where nothing speaks against it.

    Args:
        story: the choice of lines.
        paragraphs: its text, cleared of furniture.
    """
    if story.by_word:
        return None
    agreed = story.agreement
    if agreed is not None and agreed.covered > _COVERED and agreed.foreign < _FOREIGN:
        return None
    if story.box is None or story.box.tag in ("body", "html"):
        return "no box of its own"
    of_body = story.box.kind == "body"
    if agreed is not None and agreed.covered < _ANOTHER:
        return "structured data tells another text"
    if story.share < (_SHARE_BODY if of_body else _SHARE):
        return "most prose stands elsewhere"
    size = sum(map(len, paragraphs))
    if size < (_SHORT_BODY if of_body else _SHORT_CHARS):
        return "short"
    prose = sum(len(text) for text in paragraphs if is_prose(text))
    if prose < (_PROSE if size < _LONG_CHARS else _PROSE_OF_LONG) * size:
        return "little prose"
    return None
