"""One Reader for the whole server, loaded when a text is first read; few texts at a time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.errors import TookTooLong

if TYPE_CHECKING:
    from dateline.reader import Reader

AT_ONCE = 2
WAIT = 20.0
"""So many seconds a text waits for its turn."""


class SharedReader:
    """The Reader, for one thread at a time and text: `with reader.turn() as it: it.read_text(…)`."""

    def __init__(self, tables: str | Path | None = None) -> None:
        self._tables = tables
        self._turns = threading.BoundedSemaphore(AT_ONCE)
        self._loading = threading.Lock()
        self._reader: Reader | None = None

    @contextmanager
    def turn(self) -> Iterator[Reader]:
        """Wait for a turn; raises `TookTooLong` where too many texts are being read."""
        if not self._turns.acquire(timeout=WAIT):
            raise TookTooLong("too many texts are being read", cure="try again in a minute")
        try:
            with self._loading:
                if self._reader is None:
                    from dateline.reader import Reader

                    self._reader = Reader(tables=self._tables)
            yield self._reader
        finally:
            self._turns.release()
