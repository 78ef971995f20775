"""What was fetched before: kept by whoever calls, for a desk lies above this room."""

from __future__ import annotations

from typing import Protocol

from dateline.records import Record


class Answer(Record, frozen=True):
    """What an address (`source`) gave, now or the last time. `etag` and `last_modified` are sent
    along the next time, so that the server need not send again what has not changed.

    Who opens addresses is given each answer after the page that came with it. It must be kept
    together with that page, or not at all: what is remembered is not asked for again.
    """

    source: str
    etag: str | None = None
    last_modified: str | None = None
    when: str | None = None
    listing: bool = False


class Known(Record, frozen=True):
    """A page that need not be read: it was fetched before, and is the same or stands in a list
    whose pages are fetched once."""

    source: str


class Memory(Protocol):
    """What was kept of earlier calls."""

    def known(self, url: str) -> Answer | None:
        """The last answer; None where there was none, or where it is to be asked for anew."""
