"""What a desk remembers of fetching: written with the pages that came, in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.desk.opening import told
from dateline.desk.rows import Row
from dateline.desk.writing import Batch
from dateline.intake.fetching import Answer

if TYPE_CHECKING:
    import duckdb


_COLUMNS = ("url", "etag", "last_modified", "fetched", "listing", "run_id")


class DeskMemory:
    """The table `fetched` and what waits to be written to it.

    `batch` gives the batch of the moment. Where a page failed with another version of Dateline or
    other tables, or with `retry` at all, its address counts as never fetched; and so does a list
    that leads to it, for it is not known which that is.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        path: Path,
        batch: Callable[[], Batch],
        run: str,
        *,
        retry: bool = False,
    ) -> None:
        self._connection = connection
        self._path = path
        self._batch = batch
        self._run = run
        self._retry = retry

    def known(self, url: str) -> Answer | None:
        """The last answer of an address, if it still counts."""
        row = self._batch().fetched.get(url)
        if row is not None:
            return _answer(row)
        # Two questions, each by itself: an index answers them, and the second is seldom asked.
        with told(self._path):
            found = self._connection.execute(
                f"SELECT {', '.join(_COLUMNS)} FROM fetched WHERE url = ?", [url]
            ).fetchone()
        if found is None:
            return None
        row = dict(zip(_COLUMNS, found, strict=True))
        anew = row["listing"] and (self._retry or row["run_id"] != self._run)
        return None if anew or self._failed(url) else _answer(row)

    def _failed(self, url: str) -> bool:
        """Whether the page of an address failed, and is to be tried again."""
        with told(self._path):
            runs = self._connection.execute(
                "SELECT run_id FROM failures WHERE source = ?", [url]
            ).fetchall()
        return any(self._retry or run != self._run for (run,) in runs)


def row_of(answer: Answer, run: str) -> Row:
    """An answer as a row of the table `fetched`."""
    values = (answer.source, answer.etag, answer.last_modified, answer.when, answer.listing, run)
    return dict(zip(_COLUMNS, values, strict=True))


def _answer(row: Row) -> Answer:
    url, etag, last_modified, when, listing, _ = (row[name] for name in _COLUMNS)
    return Answer(source=url, etag=etag, last_modified=last_modified, when=when, listing=listing)
