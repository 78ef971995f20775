"""What the stages after the parse see of it: the words of a text, and their tree.

spaCy makes a new object at each look at a word, and a new string at each look at what it says of it; the
stages look some hundred times at each word. So what they ask of a finished parse is taken out of it once,
into plain objects. Names and values are spaCy's (`Token.lemma_`, `Token.left_edge`, `Doc.char_span` …),
but for three things: a text is the list of its words, and a slice of it is a list; the words between two
as a `Span` are `Doc.span(i, j)`; and a branch is moved by `Token.hang`.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise, repeat
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

if TYPE_CHECKING:
    import spacy.tokens

_T = TypeVar("_T")

_IOB = ("", "I", "O", "B")
_NUMBERS = ("IDX", "ENT_IOB", "SENT_START", "HEAD")
_LABELS = ("POS", "TAG", "DEP", "ENT_TYPE")
_TOLD: list[int | str] = [*_NUMBERS, "ORTH", "LEMMA", *_LABELS]
_ALONE = (
    "text", "lower_", "is_space", "is_punct", "is_alpha", "is_title", "is_lower", "is_upper",
    "is_quote", "is_stop", "like_num",
)  # fmt: skip
"""What depends on a word alone, in the order of `Token`."""
_look_at = attrgetter(*_ALONE)
_MOST = 50_000
"""So many words (15 MB) and so many lemmas are remembered, and then again from none."""


@dataclass(slots=True, eq=False, repr=False)
class Token:
    """A word. There is one object of each in a text, so that words are compared and counted as such."""

    doc: Doc
    i: int
    idx: int
    text: str
    lower_: str
    is_space: bool
    is_punct: bool
    is_alpha: bool
    is_title: bool
    is_lower: bool
    is_upper: bool
    is_quote: bool
    is_stop: bool
    like_num: bool
    lemma_: str
    pos_: str
    tag_: str
    dep_: str
    ent_type_: str
    ent_iob_: str
    is_sent_start: bool
    children: tuple[Token, ...] = ()
    lefts: tuple[Token, ...] = ()
    head: Token = field(init=False)
    left_edge: Token = field(init=False)
    right_edge: Token = field(init=False)
    sent: Span = field(init=False)

    def __repr__(self) -> str:
        return self.text

    @property
    def is_sent_end(self) -> bool:
        return self is self.sent[-1]

    @property
    def rights(self) -> tuple[Token, ...]:
        """The children to the right."""
        return self.children[len(self.lefts) :]

    @property
    def ancestors(self) -> Iterator[Token]:
        """The head, its head, and so on up to the root of the sentence."""
        below, above = self, self.head
        while above is not below:
            yield above
            below, above = above, above.head

    @property
    def subtree(self) -> list[Token]:
        """The word and all below it, each between what hangs on its left and on its right."""
        found: list[Token] = []
        open_: list[tuple[Token, bool]] = [(self, False)]
        while open_:
            token, seen = open_.pop()
            if seen or not token.children:
                found.append(token)
                continue
            left = len(token.lefts)
            open_ += [(c, False) for c in reversed(token.children[left:])]
            open_.append((token, True))
            open_ += [(c, False) for c in reversed(token.lefts)]
        return found

    @property
    def conjuncts(self) -> list[Token]:
        """The words joined to this one by "and", directly or over others."""
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        found = [first]
        for word in found:
            found += [c for c in word.rights if c.dep_ == "conj"]
        return [w for w in found if w is not self]

    def is_ancestor(self, below: Token) -> bool:
        """Whether a word hangs below this one."""
        return any(above is self for above in below.ancestors)

    def nbor(self, by: int = 1) -> Token:
        """The word so many places on; raises `IndexError` outside the text."""
        if self.i + by < 0:
            raise IndexError(self.i + by)
        return self.doc[self.i + by]

    def hang(self, head: Token) -> None:
        """Hang the word with its branch on another head, which must not be below it."""
        old = self.head
        if old is head:
            return
        old._has([c for c in old.children if c is not self])
        self.head = head
        head._has(sorted([*head.children, self], key=lambda c: c.i))
        for start in (old, head):
            start._reach()
            for above in start.ancestors:
                above._reach()

    def _has(self, children: list[Token]) -> None:
        self.children = tuple(children)
        self.lefts = tuple(c for c in children if c.i < self.i)

    def _reach(self) -> None:
        self.left_edge = min([self, *(c.left_edge for c in self.children)], key=lambda t: t.i)
        self.right_edge = max([self, *(c.right_edge for c in self.children)], key=lambda t: t.i)


class Span(list[Token]):
    """Words that stand side by side: the list of them, and where they stand."""

    __slots__ = ("doc", "end", "end_char", "label_", "start", "start_char")

    def __init__(self, doc: Doc, start: int, end: int, label: str = "") -> None:
        super().__init__(doc[start:end])
        self.doc = doc
        self.start = start
        self.end = end
        self.label_ = label
        self.start_char = doc[start].idx if start < len(doc) else len(doc.text)
        self.end_char = self[-1].idx + len(self[-1].text) if self else self.start_char

    def __hash__(self) -> int:  # type: ignore[override]
        return hash((self.start, self.end))

    def __repr__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """The text from the first word to the end of the last."""
        return self.doc.text[self.start_char : self.end_char]

    @property
    def root(self) -> Token:
        """The word nearest to the root of its sentence, the first of several."""
        for token in self:
            if token.head is token:
                return token
        best, least = self.doc[self.start], len(self.doc)
        for token in self:
            if self.start <= token.head.i < self.end:
                continue
            steps = _steps(token)
            if steps < least:
                best, least = token, steps
        return best

    def char_span(self, start: int, end: int, alignment_mode: str = "strict") -> Span | None:
        """`Doc.char_span` of characters counted from the span's first."""
        return self.doc.char_span(start + self.start_char, end + self.start_char, alignment_mode)


def _steps(token: Token) -> int:
    """From a word up to the root; more than from any other for a mark on which nothing hangs."""
    if (token.is_space or token.is_punct) and not token.children:
        return len(token.doc) - 1
    return sum(1 for _ in token.ancestors)


class Doc(list[Token]):
    """A parsed text: the list of its words."""

    __slots__ = ("ents", "sents", "starts", "text", "user_data")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        self.sents: tuple[Span, ...] = ()
        self.ents: tuple[Span, ...] = ()
        self.user_data: dict[str, Any] = {}
        """What one stage leaves for others."""
        self.starts: list[int] = []
        """The character at which each word begins."""

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:  # type: ignore[override]
        return id(self)

    def __repr__(self) -> str:
        return self.text

    def said(self, start: int, end: int) -> str:
        """The text from one place up to another, as slices count places."""
        words = self[start:end]
        if not words:
            return ""
        return self.text[words[0].idx : words[-1].idx + len(words[-1].text)]

    def span(self, start: int, end: int) -> Span:
        """The words from one place up to another, as slices count places."""
        start, end, _ = slice(start, end).indices(len(self))
        return Span(self, start, max(start, end))

    def char_span(self, start: int, end: int, alignment_mode: str = "strict") -> Span | None:
        """The words at these characters, or None outside the text.

        Where a word stands over a border there are none ("strict"), or all words within ("contract"), or
        all that have a character there ("expand").
        """
        first, last = self._at(start), self._at(end - 1)
        if first is None or last is None:
            return None
        begin, after = first.idx, last.idx + len(last.text)
        i, j = first.i, last.i + 1
        if alignment_mode == "strict":
            if begin != start or after != end:
                return None
        elif alignment_mode == "contract":
            i += begin < start
            j -= end < after
            if j <= i:
                return None
        elif start == begin + len(first.text):
            i += 1  # the space behind a word is no part of it
        return Span(self, i, max(i, j))

    def take_apart(self) -> None:
        """Let the words go, of which nothing may be asked any more. They hold each other, and would all wait
        for the garbage collector's next great sweep, and make it greater."""
        for token in self:
            del token.head, token.left_edge, token.right_edge, token.sent
            del token.children, token.lefts
        self.sents = self.ents = ()
        self.user_data.clear()
        self.clear()

    def _at(self, char: int) -> Token | None:
        """The word of a character, with the space behind it."""
        if not 0 <= char < len(self.text):
            return None
        return self[bisect_right(self.starts, char) - 1]


class _Known:
    """What spaCy has numbers for, looked up once."""

    def __init__(self) -> None:
        self._words: dict[int, tuple[Any, ...]] = {}
        self._lemmas: dict[int, str] = {}
        self._labels: dict[int, str] = {}

    def words(self, numbers: list[int], vocab: Any) -> Iterable[tuple[Any, ...]]:
        """What is known of each word by itself: its values of `_ALONE`."""
        self._words = known = _with(self._words, numbers, lambda n: _look_at(vocab[n]))
        return map(known.__getitem__, numbers)

    def lemmas(self, numbers: list[int], store: Any) -> Iterable[str]:
        """The lemmas by their numbers."""
        self._lemmas = known = _with(self._lemmas, numbers, lambda n: store[n])
        return map(known.__getitem__, numbers)

    def labels(self, numbers: list[int], store: Any) -> Iterable[str]:
        """Tags, relations and kinds of names, of which there are few: they are the very strings that the
        code has, and found equal without a look at their letters."""
        self._labels = known = _with(self._labels, numbers, lambda n: sys.intern(store[n]))
        return map(known.__getitem__, numbers)


def _with(known: dict[int, _T], numbers: list[int], look_up: Callable[[int], _T]) -> dict[int, _T]:
    """What is known, with these numbers."""
    missing = set(numbers).difference(known)
    if len(known) + len(missing) > _MOST:
        # Another thread may be reading from the old one.
        known, missing = {}, set(numbers)
    known.update((n, look_up(n)) for n in missing)
    return known


_known = _Known()


def words_of(parse: spacy.tokens.Doc, text: str) -> Doc:
    """The words of a finished parse of `text`."""
    doc = Doc(text)
    if not len(parse):
        return doc
    told: Any = parse.to_array(_TOLD)
    columns: Any = np.ascontiguousarray(told.T)
    idx, iob, starts, heads = columns[: len(_NUMBERS)].astype(np.int64)
    heads += np.arange(len(parse))
    words, lemmas, *labels = columns[len(_NUMBERS) :].tolist()
    store = parse.vocab.strings
    doc.starts = idx.tolist()
    doc.extend(
        map(
            Token,
            repeat(doc),
            range(len(parse)),
            doc.starts,
            *zip(*_known.words(words, parse.vocab), strict=True),
            _known.lemmas(lemmas, store),
            *(_known.labels(numbers, store) for numbers in labels),
            [_IOB[mark] for mark in iob.tolist()],
            (starts == 1).tolist(),
        )
    )
    _plant(doc, heads)
    begins = [0, *(np.flatnonzero(starts[1:] == 1) + 1).tolist(), len(doc)]
    doc.sents = tuple(Span(doc, start, end) for start, end in pairwise(begins))
    for sent in doc.sents:
        for token in sent:
            token.sent = sent
    doc.ents = tuple(_named(doc))
    return doc


def _plant(doc: Doc, heads: Any) -> None:
    """Give each word its head, its children and the ends of its branch."""
    at, above = doc.__getitem__, heads.tolist()
    firsts, lasts = _ends(range(len(doc)), above), _ends(range(len(doc) - 1, -1, -1), above)
    for token, head, first, last in zip(
        doc, map(at, above), map(at, firsts), map(at, lasts), strict=True
    ):
        token.head = head
        token.left_edge = first
        token.right_edge = last
    # All children, by their heads and in order: those of one head stand together.
    below = np.flatnonzero(heads != np.arange(len(doc)))
    order = below[np.argsort(heads[below], kind="stable")]
    parents = heads[order]
    begins = np.flatnonzero(np.r_[True, parents[1:] != parents[:-1]]) if len(order) else order
    lefts = np.add.reduceat(order < parents, begins, dtype=np.int64) if len(order) else order
    children = list(map(at, order.tolist()))
    ends = [*begins[1:].tolist(), len(order)]
    for parent, begin, end, left in zip(
        parents[begins].tolist(), begins.tolist(), ends[: len(begins)], lefts.tolist(), strict=True
    ):
        token = doc[parent]
        token.children = tuple(children[begin:end])
        token.lefts = (
            tuple(children[begin : begin + left]) if begin + left < end else token.children
        )


def _named(doc: Doc) -> Iterator[Span]:
    """The names that the recognizer saw."""
    for token in doc:
        if token.ent_iob_ == "B" and token.ent_type_:
            end = token.i + 1
            while end < len(doc) and doc[end].ent_iob_ == "I":
                end += 1
            yield Span(doc, token.i, end, token.ent_type_)


def _ends(order: Iterable[int], heads: list[int]) -> list[int]:
    """The first word in this order of each word's branch."""
    ends = [-1] * len(heads)
    for i in order:
        at = i
        while ends[at] < 0:
            ends[at] = i
            at = heads[at]
    return ends
