"""The pipeline's parser, run over the paragraphs of a text side by side.

The parser asks its network about one word at a time, and a product of one row costs nearly what one
of thirty does. Where a sentence is known to begin (at a paragraph), the parser has nothing on its
stack, and it looks two words ahead at most. So a text is cut at such places, each piece with the
next words behind it, and the pieces go through the parser together. One thing only can pass such a
place: at the end of a piece the parser may say that the second word of the next begins a sentence.
Where that may be so, the two pieces are parsed again as one. The trees are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from spacy.tokens import Doc

_PIECES = 32
"""At most so many pieces …"""
_LEAST = 40
"""… of at least so many words."""
_AHEAD = 4
_TOLD: list[int | str] = ["HEAD", "DEP", "SENT_START"]


def cuts(begins: Sequence[int], size: int) -> list[int]:
    """Where to cut a text of `size` words, of the words at which a sentence is known to begin."""
    least = max(_LEAST, size // _PIECES)
    found = [0]
    for i in begins:
        if i - found[-1] >= least and size - i >= least:
            found.append(i)
    return found


def side_by_side(parser: Any) -> Callable[[Doc], Doc]:
    """A component that does what the parser does; the parser itself if it is of another kind."""
    from spacy.attrs import SENT_START
    from spacy.pipeline.dep_parser import DependencyParser
    from spacy.tokens import Doc

    if type(parser) is not DependencyParser or parser.cfg["beam_width"] != 1:
        return parser  # type: ignore[no-any-return]

    def piece_of(doc: Doc, starts: Any, first: int, end: int) -> Doc:
        last = min(end + _AHEAD, len(doc))
        piece = Doc(doc.vocab, words=["-"] * (last - first))
        piece.from_array([SENT_START], starts[first:last])
        piece.tensor = doc.tensor[first:last]
        return piece

    def apply(doc: Doc) -> Doc:
        starts: Any = doc.to_array([SENT_START])
        begin = cuts(np.flatnonzero(starts == 1).tolist(), len(doc))
        if len(begin) == 1:
            return parser(doc)  # type: ignore[no-any-return]
        done: dict[tuple[int, int], Any] = {}
        while True:
            ranges = list(pairwise([*begin, len(doc)]))
            new = [r for r in ranges if r not in done]
            pieces = [piece_of(doc, starts, first, end) for first, end in new]
            parser.set_annotations(pieces, parser.predict(pieces))
            done |= {r: p.to_array(_TOLD) for r, p in zip(new, pieces, strict=True)}
            told = [done[r] for r in ranges]
            passed = {
                end
                for (first, end), here, there in zip(ranges, told, told[1:], strict=False)
                if _begins(here, end - first + 1) and not _begins(there, 1)
            }
            if not passed:
                break
            begin = [i for i in begin if i not in passed]
        trees = [t[: end - first, :2] for t, (first, end) in zip(told, ranges, strict=True)]
        whole: Any = np.concatenate(trees)
        doc.from_array(_TOLD[:2], whole)
        return doc

    return apply


def _begins(told: Any, word: int) -> bool:
    """Whether a word of a piece begins a sentence."""
    return bool(told[word, 2] == 1)
