"""Sources into the desk: what is there already is passed over, what fails is written down.

A page is known by the hash of its bytes, an article by its id; both are the same on every machine
and in every order. Of two records of one article the fuller wins (`rows.fullness`), so that the
desk's content does not depend on which came first.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, BinaryIO, TypeVar

from dateline.desk.linking import link
from dateline.desk.opening import told
from dateline.desk.rows import Row, article_of, fullness, record_hash
from dateline.desk.writing import Batch, write
from dateline.errors import DatelineError, DeskError, InternalFault
from dateline.intake import Columns, Failure, Meter, measure, open_sources
from dateline.intake.failure import Tell, silent
from dateline.records import Article, Page, content_id

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb

    from dateline.reader import Reader

T = TypeVar("T")

BATCH_PAGES = 200
BATCH_SECONDS = 5.0
BATCH_CHARS = 20_000_000


@dataclass(frozen=True)
class Progress:
    """How far an `add` has come: `pages` met, of which so many were `added`, `known` already,
    `failed` now, or `failed_before` and were not tried again. `failure` is why the last page was
    not read, where it failed now; `share` how much of the sources is done, 0 to 1."""

    pages: int = 0
    added: int = 0
    known: int = 0
    failed: int = 0
    failed_before: int = 0
    events: int = 0
    source: str = ""
    share: float | None = None
    failure: DatelineError | None = None


class Adder:
    """One `add`: made for a run, used for one list of sources."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        path: Path,
        reader: Reader,
        run: str,
        *,
        published: str | None = None,
        retry: bool = False,
    ) -> None:
        self._connection = connection
        self._path = path
        self._reader = reader
        self._published = published
        self._retry = retry
        self._batch = Batch(run)
        self._run = run
        self._last_write = time.monotonic()
        with told(path):
            found = connection.execute("SELECT 1 FROM failures LIMIT 1").fetchone()
        self._failures = found is not None

    def add(
        self,
        sources: Sequence[str],
        *,
        stdin: BinaryIO | None = None,
        columns: Columns | None = None,
        tell: Tell = silent,
    ) -> Generator[Progress, None, None]:
        """Read the sources; yields after each page, and once more when all is committed."""
        meter = Meter(total=measure(sources))
        progress = Progress()
        try:
            for page in open_sources(sources, stdin, columns=columns, tell=tell, meter=meter):
                progress = self._count(progress, page)
                if self._is_due():
                    self.commit()
                yield replace(progress, share=meter.share)
        finally:
            # Also where the caller stops early: what has been read is whole, and kept.
            self.commit()
        yield replace(progress, share=1.0, failure=None)

    def _is_due(self) -> bool:
        return (
            len(self._batch.rows["pages"]) + len(self._batch.rows["failures"]) >= BATCH_PAGES
            or self._batch.size >= BATCH_CHARS
            or time.monotonic() - self._last_write >= BATCH_SECONDS
        )

    def commit(self) -> None:
        """Write what has been read since the last time."""
        batch, self._batch = self._batch, Batch(self._run)
        self._last_write = time.monotonic()
        if batch:
            with told(self._path):
                write(self._connection, batch, then=link)

    # --- one page ---------------------------------------------------------------------

    def _count(self, so_far: Progress, page: Page | Failure) -> Progress:
        """The counts after one more page."""
        source = page.source if isinstance(page, Failure) else _source(page)
        so_far = replace(so_far, pages=so_far.pages + 1, source=source, failure=None)
        page_id = None
        try:
            if isinstance(page, Failure):
                if self._failed_before(source, None):
                    return replace(so_far, failed_before=so_far.failed_before + 1)
                raise page.error
            page_id = page_hash(page, self._published)
            if self._failed_before(source, page_id):
                return replace(so_far, failed_before=so_far.failed_before + 1)
            events = self._take(page, page_id, source)
        except DatelineError as error:
            if isinstance(error, DeskError):
                raise
            self._write_down(source, page_id, error)
            return replace(so_far, failed=so_far.failed + 1, failure=error)
        if events is None:
            return replace(so_far, known=so_far.known + 1)
        return replace(so_far, added=so_far.added + 1, events=so_far.events + events)

    def _take(self, page: Page, page_id: str, source: str) -> int | None:
        """Read one page; the number of its events, or None where nothing was new."""
        article_id, sources = self._known_page(page_id)
        if article_id is not None:
            if source not in sources:
                self._batch.add_page(_page_row(page, page_id, source, article_id))
            return None
        article = self._article(page, source)
        old = self._known_article(article.id)
        events = None
        if old is None or _better(article, old):
            reading = self._guarded(source, lambda: self._reader.read_article(article))
            self._batch.add_reading(reading, replaces=old is not None)
            events = len(reading.events)
        self._batch.add_page(_page_row(page, page_id, source, article.id))
        if self._failures:
            self._batch.mended.add(source)
        return events

    def _known_page(self, page_id: str) -> tuple[str | None, set[str]]:
        """The article of a page that has been read before, and where that page was found."""
        with told(self._path):
            rows = self._connection.execute(
                "SELECT article_id, source FROM pages WHERE id = ?", [page_id]
            ).fetchall()
        here, sources = self._batch.pages.get(page_id, (None, set()))
        return here or (rows[0][0] if rows else None), sources | {source for _, source in rows}

    def _known_article(self, id_: str) -> Article | None:
        row = self._batch.articles.get(id_)
        if row is None:
            with told(self._path):
                found = self._connection.execute("SELECT * FROM articles WHERE id = ?", [id_])
                values = found.fetchone()
            if values is None:
                return None
            row = dict(zip([c[0] for c in found.description or ()], values, strict=True))
        return article_of(row)

    def _failed_before(self, source: str, page_id: str | None) -> bool:
        """Whether this very run could not read the page, and is not to try again. The same bytes
        at another place fail alike, and are written down for that place too."""
        if self._retry or not self._failures:
            return False
        which, value = ("source", source) if page_id is None else ("page_id", page_id)
        with told(self._path):
            rows = self._connection.execute(
                f"SELECT source, code, what, cure FROM failures WHERE {which} = ? AND run_id = ?",
                [value, self._run],
            ).fetchall()
        if rows and source not in {row[0] for row in rows}:
            _, code, what, cure = rows[0]
            self._batch.add_failure(self._failure_row(source, page_id, code, what, cure))
        return bool(rows)

    def _article(self, page: Page, source: str) -> Article:
        from dateline.articles import article_from_page

        return self._guarded(source, lambda: article_from_page(page, published=self._published))

    def _guarded(self, source: str, read: Callable[[], T]) -> T:
        """One page of many: whatever is wrong with it must not cost the others."""
        try:
            return read()
        except DatelineError:
            raise
        except Exception as fault:
            raise InternalFault(
                f"Dateline failed on this page ({type(fault).__name__}: {fault})",
                where=source,
                cure="please report it with the page",
            ) from fault

    def _write_down(self, source: str, page_id: str | None, error: DatelineError) -> None:
        """Record a failure; a call that was wrong (no such file) is none of a page's."""
        if error.exit_code == 2:
            return
        self._failures = True
        self._batch.add_failure(
            self._failure_row(source, page_id, error.code, error.what, error.cure)
        )

    def _failure_row(
        self, source: str, page_id: str | None, code: str, what: str, cure: str | None
    ) -> Row:
        return {
            "source": source,
            "page_id": page_id,
            "run_id": self._run,
            "code": code,
            "what": what,
            "cure": cure,
        }


def page_hash(page: Page, published: str | None) -> str:
    """The id of a page: its bytes and what is told of it, but not where it lies."""
    told_of = (page.url, page.headline, page.published, page.outlet, page.declared_charset)
    digest = hashlib.sha256(page.data).hexdigest()
    return content_id("page", page.kind, digest, *told_of, published)


def _source(page: Page) -> str:
    return page.path or page.url or "standard input"


def _page_row(page: Page, page_id: str, source: str, article_id: str) -> Row:
    return {
        "id": page_id,
        "source": source,
        "article_id": article_id,
        "kind": page.kind,
        "url": page.url,
        "fetched": page.fetched,
    }


def _better(new: Article, old: Article) -> bool:
    """Whether a record is to stand in place of another of the same article."""
    return (fullness(new), record_hash(new)) > (fullness(old), record_hash(old))
