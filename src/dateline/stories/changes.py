"""What a copy changed, in words."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Literal

from dateline.records import Record, Span
from dateline.stories.words import hashes_of, spans_of

Kind = Literal["added", "cut", "changed"]
Where = Literal["start", "middle", "end"]

NEAR = 2
"""Changes with no more words than these between them are told as one."""
LONG = 4_000
"""Texts with more words are compared with a quicker, coarser method."""


class Change(Record, frozen=True):
    """One change: `old` words of the first text and the `new` ones in their place (empty where
    there are none), how many each are, and where in the copy."""

    kind: Kind
    where: Where
    old: str
    new: str
    old_words: int
    new_words: int


def changes(first: str, copy: str) -> list[Change]:
    """What has become of the words of `first` in `copy`, in the copy's order. Type, punctuation
    and line breaks are no words."""
    ours, theirs = spans_of(first), spans_of(copy)
    matcher = SequenceMatcher(
        None,
        hashes_of([first[s.start : s.end] for s in ours]).tolist(),
        hashes_of([copy[s.start : s.end] for s in theirs]).tolist(),
        autojunk=max(len(ours), len(theirs)) > LONG,
    )
    found = []
    for a, b, c, d in _joined([op[1:] for op in matcher.get_opcodes() if op[0] != "equal"]):
        kind: Kind = "added" if a == b else "cut" if c == d else "changed"
        where: Where = "middle"
        if (a == 0 and b < len(ours)) or (c == 0 and d < len(theirs)):
            where = "start"
        elif b == len(ours) or d == len(theirs):
            where = "end"
        found.append(
            Change(
                kind=kind,
                where=where,
                old=_text(first, ours[a:b]),
                new=_text(copy, theirs[c:d]),
                old_words=b - a,
                new_words=d - c,
            )
        )
    return found


def _joined(pieces: list[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    joined: list[tuple[int, int, int, int]] = []
    for a, b, c, d in pieces:
        if joined and a - joined[-1][1] <= NEAR and c - joined[-1][3] <= NEAR:
            joined[-1] = (joined[-1][0], b, joined[-1][2], d)
        else:
            joined.append((a, b, c, d))
    return joined


def _text(text: str, words: list[Span]) -> str:
    return " ".join(text[words[0].start : words[-1].end].split()) if words else ""
