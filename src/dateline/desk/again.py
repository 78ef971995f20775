"""The last readings of one `add`, for the copies that come after: a text is read once.

Copies of one text come close together, in an archive as in a feed. What is kept is bounded, and what
has been let go of is read again: the rows are the same either way.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dateline.coding.copied import likeness, reading_of_copy
from dateline.reader import FACTORY
from dateline.records import Article, Reading

MOST_CHARS = 2_000_000
"""Readings of so much text are kept: of some 400 articles."""
MOST_BEGUN = 10_000


class Again:
    """Readings by what copies have in common."""

    def __init__(self) -> None:
        self._kept: dict[str, Reading] = {}
        self._chars = 0
        self._begun: dict[str, None] = {}
        self._alone: set[str] = set()

    def begins(self, article: Article) -> bool:
        """Whether an article is to be read ahead: not where one like it was begun before."""
        like = likeness(article)
        if like in self._begun:
            return like in self._alone
        self._begun[like] = None
        if len(self._begun) > MOST_BEGUN:
            self._forget(next(iter(self._begun)))
        return True

    def reading(self, article: Article, read: Callable[[], Reading]) -> Reading:
        """The reading of an article: that of one like it under its own name, or what `read` gives."""
        like = likeness(article)
        first = self._kept.get(like)
        found = reading_of_copy(first, article) if first is not None else None
        if found is not None:
            return found
        # Where this fails, or the first one's does not serve, it will be so for others like it.
        self._alone.add(like)
        found = read()
        if first is None:
            self._alone.discard(like)
            self._keep(like, found)
        return found

    def _keep(self, like: str, reading: Reading) -> None:
        self._kept[like] = reading
        self._chars += len(reading.article.text)
        while self._chars > MOST_CHARS and len(self._kept) > 1:
            self._forget(next(iter(self._kept)))

    def _forget(self, like: str) -> None:
        self._begun.pop(like, None)
        self._alone.discard(like)
        gone = self._kept.pop(like, None)
        if gone is not None:
            self._chars -= len(gone.article.text)


def again_for(reader: Any) -> Again | None:
    """What remembers for a reader; None for one of which it is not known on what its readings depend."""
    made = type(reader)
    return Again() if f"{made.__module__}:{made.__qualname__}" == FACTORY else None


def again_by(factory: str) -> Again | None:
    """The same for a reader that is made elsewhere, by the path of what makes it."""
    return Again() if factory == FACTORY else None
