"""Where words stand between quotation marks: every make, nested, unclosed, reopened at a paragraph.

A quotation that is not closed at its paragraph's end and is opened again at the next one runs on;
one that is never closed ends with its paragraph. A mark that closes nothing is taken for an
apostrophe or an inch sign and passed over.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from dateline.records import Span

_PAIRS = {
    "“": "”",
    "„": "“”",
    "«": "»",
    "‹": "›",
    "‘": "’",
    "``": "''",
    "''": "''",
    "「": "」",
    '"': '"',
    "'": "'",
}
_MARK = re.compile(r"``|''|[“”„«»‹›‘’「」\"']")
# Marks that can be apostrophes: they open only after a space and close only before none of a word.
_APOSTROPHES = {"’", "'", "‘"}
# Double marks that pages use in each other's stead.
_MIXED = frozenset({"“", "”", '"'})
MAX_DEPTH = 4


@dataclass(frozen=True)
class Quote:
    """One quotation, marks included; `closed` is false where the closing mark is missing.

    `continues` is true for a paragraph that reopens the quotation left open by the one before.
    """

    start: int
    end: int
    depth: int
    closed: bool
    continues: bool = False

    @property
    def span(self) -> Span:
        """Its characters, marks included."""
        return Span(self.start, self.end)


def paragraphs_of(text: str, paragraphs: Iterable[Span]) -> list[Span]:
    """The given paragraphs, or the lines of `text` where none are known."""
    known = [p for p in paragraphs if p.end > p.start]
    if known:
        return sorted(known)
    return [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]


def find_quotes(text: str, paragraphs: Iterable[Span]) -> list[Quote]:
    """All quotations, sorted by start, outer before inner."""
    found: list[Quote] = []
    left_open = False
    for part in paragraphs_of(text, paragraphs):
        quotes = _in_paragraph(text, part.start, part.end, left_open)
        found.extend(quotes)
        last = next((q for q in reversed(quotes) if q.depth == 0), None)
        left_open = last is not None and not last.closed and last.end == part.end
    return sorted(found, key=lambda q: (q.start, -q.end))


def _in_paragraph(text: str, start: int, end: int, continues: bool) -> list[Quote]:
    open_: list[tuple[int, str]] = []
    done: list[Quote] = []
    for mark in _MARK.finditer(text, start, end):
        sign, at = mark.group(), mark.start()
        before = text[at - 1] if at > start else " "
        after = text[mark.end()] if mark.end() < end else " "
        closes = _closed_by(sign, open_, before, after)
        if closes is not None:
            opened, _ = open_[closes]
            del open_[closes:]
            done.append(_quote(opened, mark.end(), len(open_), True, continues, text, start))
        elif sign in _PAIRS and _can_open(sign, before, after) and len(open_) < MAX_DEPTH:
            open_.append((at, sign))
    # Only a double mark may stay open: a lone single one was an apostrophe.
    lost = [(at, sign) for at, sign in open_ if sign not in _APOSTROPHES]
    if lost:
        done.append(_quote(lost[0][0], end, 0, False, continues, text, start))
    return done


def _closed_by(sign: str, open_: list[tuple[int, str]], before: str, after: str) -> int | None:
    """Which open mark a sign closes: the innermost of its own make, else one of another make.

    Pages mix their marks: “…” ends as "…" or, turned the wrong way round, as “…“.
    """
    if _can_close(sign, before, after):
        for i in range(len(open_) - 1, -1, -1):
            if sign in _closers(open_[i][1]):
                return i
    inches = sign == '"' and before.isdigit()
    if sign in _MIXED and not inches and not before.isspace() and not after.isalnum():
        for i in range(len(open_) - 1, -1, -1):
            if open_[i][1] in _MIXED:
                return i
    return None


def _quote(
    start: int, end: int, depth: int, closed: bool, continues: bool, text: str, paragraph: int
) -> Quote:
    first = not text[paragraph:start].strip()
    return Quote(start, end, depth, closed, continues=continues and first and depth == 0)


def _closers(sign: str) -> tuple[str, ...]:
    closing = _PAIRS[sign]
    return ("''", '"') if closing == "''" else tuple(closing)


def _can_open(sign: str, before: str, after: str) -> bool:
    if after.isspace():
        return False
    if sign in {'"', "'", "‘", "’", "''"}:
        return not before.isalnum() and before not in ".,!?%"
    return True


def _can_close(sign: str, before: str, after: str) -> bool:
    if sign in _APOSTROPHES:
        return not after.isalnum() and not before.isspace()
    if sign == '"':
        return not before.isspace() or not after.isalnum()
    return True


class QuoteIndex:
    """The outermost quotations, found by position."""

    def __init__(self, quotes: list[Quote]) -> None:
        self.outer = [q for q in quotes if q.depth == 0]
        self._starts = [q.start for q in self.outer]

    def at(self, position: int) -> Quote | None:
        """The outermost quotation that holds the character at `position`, or None."""
        i = bisect_right(self._starts, position) - 1
        if i >= 0 and self.outer[i].start <= position < self.outer[i].end:
            return self.outer[i]
        return None

    def within(self, span: Span) -> list[Quote]:
        """The outermost quotations that share a character with `span`, in order."""
        first = max(0, bisect_right(self._starts, span.start) - 1)
        last = bisect_right(self._starts, max(span.start, span.end - 1))
        return [q for q in self.outer[first:last] if q.end > span.start]

    def reopened(self, quote: Quote) -> bool:
        """Whether a quotation goes on from the paragraph before, or into the next."""
        i = bisect_right(self._starts, quote.start)
        return quote.continues or (i < len(self.outer) and self.outer[i].continues)


class SpanIndex:
    """Spans with a number each, found by a character they hold; even ten thousand of them quickly."""

    _WIDTH = 512

    def __init__(self, spans: Iterable[tuple[Span, int]]) -> None:
        self._cells: dict[int, list[tuple[Span, int]]] = {}
        for span, number in spans:
            for cell in range(span.start // self._WIDTH, span.end // self._WIDTH + 1):
                self._cells.setdefault(cell, []).append((span, number))

    def covering(self, inner: Span) -> list[tuple[Span, int]]:
        """The spans that hold `inner` whole, with their numbers."""
        cell = self._cells.get(inner.start // self._WIDTH, ())
        return [(span, number) for span, number in cell if span.covers(inner)]
