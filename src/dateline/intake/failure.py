"""A source that could not be read, and how far the reading of all sources has come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dateline.errors import DatelineError
from dateline.records import Record


class Failure(Record, frozen=True):
    """A source that could not be read, and why. `source` is what the user would recognise.

    `data` are the page's bytes where there were any.
    """

    source: str
    error: DatelineError
    data: bytes | None = None


@dataclass
class Meter:
    """Bytes read and bytes to read, for the time that is left; `total` 0 where it is not known.

    `begins` is the byte at which the page given last begins, where its file can be read from there
    on, and `line` the number of lines before it, where it has lines."""

    total: int = 0
    done: int = 0
    within: int = 0
    begins: int = 0
    line: int = 0

    def at(self, offset: int) -> None:
        """The present file has been read to this byte."""
        self.within = offset

    def finish(self, size: int) -> None:
        """The present file is done."""
        self.done += size
        self.within = 0

    @property
    def share(self) -> float | None:
        """How much is done, 0 to 1."""
        return min((self.done + self.within) / self.total, 1.0) if self.total else None


Tell = Callable[[str], None]


def silent(_: str) -> None:
    """Tells nobody."""
