"""Words that a page has run together: "toKim Jong Unon the occasion".

Some sites set a leader's name in bold without spaces around the tags, so that the plain text holds
the name and its neighbours as one word. They are taken apart here before anything is tagged.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc

# Words that may stand before a name and be glued to it.
_BEFORE = (
    "of to by the that with from and at in on for after between including under when where wished praised "
    "told Comrade President General Marshal Chairman HE"
).split()
# Names that are set in bold by the news agency of North Korea, and what may be glued to them.
_NAMES = ("Kim Il Sung", "Kim Jong Il", "Kim Jong Un", "Kim Jong Suk")
_AFTER = re.compile(rf"(?:{'|'.join(_NAMES)})(?=[a-z]{{2,10}}\b)")
_LEADING = re.compile(rf"(?<![\w.@/-])(?:{'|'.join(_BEFORE)})(?=[A-Z][a-z]+\b)")


def glued(text: str) -> list[int]:
    """The characters at which a word of `text` has to be cut in two, in order."""
    return sorted({m.end() for m in _cuts(text)})


def _cuts(text: str) -> Iterator[re.Match[str]]:
    yield from _LEADING.finditer(text)
    yield from _AFTER.finditer(text)


def unglue(doc: Doc, text: str) -> Doc:
    """The same document of `text` with its glued words taken apart; the text stays as it is."""
    cuts = glued(text)
    if not cuts:
        return doc
    with doc.retokenize() as retokenizer:
        for token in doc:
            inside = [c - token.idx for c in cuts if token.idx < c < token.idx + len(token)]
            if inside:
                borders = [0, *inside, len(token)]
                parts = [token.text[a:b] for a, b in pairwise(borders)]
                retokenizer.split(token, parts, [(token, i) for i in range(len(parts))])
    return doc
