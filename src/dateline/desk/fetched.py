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


_COLUMNS = ("url", "etag", "last_modified", "fetched", "listing")


class DeskMemory:
    """The table `fetched` and what waits to be written to it.

    `batch` gives the batch of the moment. Where a page failed with another version of Dateline or
    other tables, its address counts as never fetched.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        path: Path,
        batch: Callable[[], Batch],
        run: str,
    ) -> None:
        self._connection = connection
        self._path = path
        self._batch = batch
        self._run = run

    def known(self, url: str) -> Answer | None:
        """The last answer of an address, if it still counts."""
        row = self._batch().fetched.get(url)
        if row is not None:
            return _answer(row)
        with told(self._path):
            found = self._connection.execute(
                f"SELECT {', '.join(_COLUMNS)} FROM fetched WHERE url = ? "
                "AND NOT EXISTS (FROM failures WHERE source = ? AND run_id <> ?)",
                [url, url, self._run],
            ).fetchone()
        return None if found is None else _answer(dict(zip(_COLUMNS, found, strict=True)))


def row_of(answer: Answer) -> Row:
    """An answer as a row of the table `fetched`."""
    values = (answer.source, answer.etag, answer.last_modified, answer.when, answer.listing)
    return dict(zip(_COLUMNS, values, strict=True))


def _answer(row: Row) -> Answer:
    url, etag, last_modified, when, listing = (row[name] for name in _COLUMNS)
    return Answer(source=url, etag=etag, last_modified=last_modified, when=when, listing=listing)
