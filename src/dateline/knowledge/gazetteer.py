"""Find the names of the tables in a text in one pass, longest first.

Names are case-sensitive ("US" is not "us"), begin and end at the border of a word, and are found
in folded text.
"""

from __future__ import annotations

from collections.abc import Mapping

from dateline.knowledge.contested import Hit, settle
from dateline.knowledge.context import current
from dateline.knowledge.folding import fold
from dateline.knowledge.layers import Named
from dateline.knowledge.matching import inside_word

__all__ = ["Hit", "Named", "find_names", "names"]


def names() -> Mapping[str, Named]:
    """Every name of the tables in use, folded, with what it stands for."""
    return current().names


def _glued(text: str, named: Named) -> bool:
    """Full names of three words are known even where a scraper lost the space beside them."""
    return named.person is not None and text.count(" ") >= 2


def find_names(text: str) -> list[Hit]:
    """The names in a text, none overlapping, the earliest and then the longest first.

    All overlapping matches are looked at, so that "Indian" inside "Indiana" hides nothing. A name
    that several bear is there only where the text tells whose it is (see `contested`).
    """
    folded = fold(text)
    found = [
        (start, -end, named)
        for start, end, named in current().find(folded)
        if not inside_word(folded, start, end) or _glued(folded[start:end], named)
    ]
    found.sort(key=lambda hit: hit[:2])
    hits: list[Hit] = []
    last = 0
    for start, minus_end, named in found:
        if start >= last:
            last = -minus_end
            hits.append(Hit(start, last, named))
    return settle(hits)
