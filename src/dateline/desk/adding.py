"""Sources into the desk: what is there already is passed over, what fails is written down.

A page is known by the hash of its bytes, an article by its id; both are the same on every machine
and in every order. Of two records of one article the fuller wins (`rows.fullness`), so that the
desk's content does not depend on which came first.
"""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from dateline.desk.again import Again
from dateline.desk.fetched import DeskMemory, row_of
from dateline.desk.linking import link
from dateline.desk.opening import told
from dateline.desk.pages import page_hash, page_row, plain, source_of
from dateline.desk.rows import Row, article_of, fullness, record_hash
from dateline.desk.writing import Batch, Then, write
from dateline.errors import (
    DatelineError,
    DeskError,
    FetchRefused,
    MissingModel,
    NotFetched,
    WorkersFailed,
)
from dateline.intake import Columns, Failure, Meter, measure
from dateline.intake.failure import Tell, silent
from dateline.intake.fetching import (
    Answer,
    Fetcher,
    Outcome,
    Stopped,
    is_url,
    open_online,
    until_stopped,
)
from dateline.records import Article, Page, Reading
from dateline.scale import Executor, Job, Work

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb

_ALL_LOST = (DeskError, MissingModel, WorkersFailed)
"""What is wrong with no page, but with the whole call."""
BATCH_PAGES = 200
BATCH_SECONDS = 5.0
# Copies of a batch are looked for among all that is there: on a large desk, batches grow with what
# that takes, so that it stays a twentieth of the whole, and at most this many seconds are unwritten.
BATCH_TIMES = 20
BATCH_LONGEST = 60.0
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


class _Met(NamedTuple):
    """A page as it was met: its id (a source that gave none has none), and how much of the sources
    was behind it."""

    page: Outcome
    id: str
    share: float | None


class Adder:
    """One `add`: made for a run, used for one list of sources. It alone writes; who reads the
    pages is the executor's to say, which gives them back in their order. With `again` copies of one
    text are read once: for Dateline's own `Reader`, of which it is known what a reading depends on."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        path: Path,
        executor: Executor,
        run: str,
        *,
        published: str | None = None,
        retry: bool = False,
        then: Then | None = link,
        again: Again | None = None,
    ) -> None:
        self._connection = connection
        self._path = path
        self._executor = executor
        self._published = published
        self._retry = retry
        self._then = then
        self._again = again
        self._batch = Batch(run)
        self._run = run
        self._last_write = time.monotonic()
        self._patience = BATCH_SECONDS
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
        fetcher: Fetcher | None = None,
    ) -> Generator[Progress, None, None]:
        """Read the sources; yields after each page, and once more when all is committed.

        Raises `Stopped` when the fetcher is stopped: no page is begun any more, and those that were
        begun are read and kept.
        """
        fetcher = fetcher or Fetcher()
        # How much lies behind an address is not known.
        meter = Meter(total=0 if any(map(is_url, sources)) else measure(sources))
        memory = DeskMemory(
            self._connection, self._path, lambda: self._batch, self._run, retry=self._retry
        )
        pages = open_online(
            sources, stdin, columns=columns or Columns(), tell=tell, meter=meter,
            fetcher=fetcher, memory=memory,
        )  # fmt: skip
        progress = yield from self.take(until_stopped(pages, fetcher), meter)
        if fetcher.stopped:
            raise Stopped
        yield replace(progress, share=1.0, failure=None)

    def take(self, pages: Iterator[Outcome], meter: Meter) -> Generator[Progress, None, Progress]:
        """Read pages; yields after each, and returns the last, when all is committed."""
        progress = Progress()
        try:
            with closing(self._executor(self._jobs(pages, meter), self._wanted)) as done:
                for job, work in done:
                    met: _Met = job.told
                    if isinstance(met.page, Answer):
                        # Its page has been taken: they are written together.
                        self._batch.add_fetched(row_of(met.page, self._run))
                        continue
                    progress = self._count(progress, job, work)
                    if self._is_due():
                        self.commit()
                    yield replace(progress, share=met.share)
        finally:
            # Also where the caller stops early: what has been read is whole, and kept.
            self.commit()
        return progress

    def _is_due(self) -> bool:
        return (
            len(self._batch.rows["pages"]) + len(self._batch.rows["failures"]) >= BATCH_PAGES
            or self._batch.size >= BATCH_CHARS
            or time.monotonic() - self._last_write >= self._patience
        )

    def commit(self) -> None:
        """Write what has been read since the last time."""
        batch, self._batch = self._batch, Batch(self._run)
        begun = time.monotonic()
        if batch:
            with told(self._path):
                write(self._connection, batch, then=self._then)
        self._last_write = time.monotonic()
        took = self._last_write - begun
        self._patience = min(max(BATCH_SECONDS, BATCH_TIMES * took), BATCH_LONGEST)

    # --- one page ---------------------------------------------------------------------

    def _jobs(self, pages: Iterator[Outcome], meter: Meter) -> Iterator[Job]:
        """The pages as jobs. Whether the desk knows one already matters here only to who reads
        ahead; it is asked again when the page's turn has come."""
        for page in pages:
            if not isinstance(page, Page):
                met = _Met(page, "", meter.share)
                yield Job(plain(page.source), ahead=lambda: False, told=met)
                continue
            id_ = page_hash(page, self._published)
            yield Job(
                source_of(page),
                page=page,
                published=self._published,
                ahead=partial(self._is_new, id_),
                told=_Met(page, id_, meter.share),
            )

    def _is_new(self, page_id: str) -> bool:
        """Whether the desk knows nothing of a page yet, nor that it cannot be read."""
        if self._known_page(page_id)[0] is not None:
            return False
        return self._retry or not self._failures or not self._failed("", page_id)

    def _wanted(self, article: Article) -> bool:
        """Whether the desk will take the reading of an article."""
        old = self._known_article(article.id)
        if old is not None and not better(article, old):
            return False
        return self._again is None or self._again.begins(article)

    def _count(self, so_far: Progress, job: Job, work: Work) -> Progress:
        """The counts after one more page."""
        met: _Met = job.told
        so_far = replace(so_far, pages=so_far.pages + 1, source=job.source, failure=None)
        # What was asked for in vain has just been asked for anew, and is told anew.
        asked = isinstance(met.page, Failure) and isinstance(
            met.page.error, (NotFetched, FetchRefused)
        )
        try:
            if not asked and self._failed_before(job.source, met.id or None):
                return replace(so_far, failed_before=so_far.failed_before + 1)
            if isinstance(met.page, Failure):
                raise met.page.error
            if not isinstance(met.page, Page):
                return replace(so_far, known=so_far.known + 1)
            events = self._take(met.page, met.id, job.source, work)
        except DatelineError as error:
            if isinstance(error, _ALL_LOST):
                raise
            self._write_down(job.source, met.id or None, error)
            return replace(so_far, failed=so_far.failed + 1, failure=error)
        if events is None:
            return replace(so_far, known=so_far.known + 1)
        return replace(so_far, added=so_far.added + 1, events=so_far.events + events)

    def _take(self, page: Page, page_id: str, source: str, work: Work) -> int | None:
        """Take one page in; the number of its events, or None where nothing was new."""
        article_id, sources = self._known_page(page_id)
        if article_id is not None:
            if source not in sources:
                self._batch.add_page(page_row(page, page_id, article_id))
            return None
        article = work.article()
        old = self._known_article(article.id)
        events = None
        if old is None or better(article, old):
            reading = self._reading(article, work)
            self._batch.add_reading(reading, replaces=old is not None)
            events = len(reading.events)
        self._batch.add_page(page_row(page, page_id, article.id))
        if self._failures:
            self._batch.mended.add(source)
        return events

    def _reading(self, article: Article, work: Work) -> Reading:
        """The reading of an article: its own, or that of a copy under its own name."""
        if self._again is None:
            return work.reading()
        return self._again.reading(article, work.reading)

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
        rows = self._failed(source, page_id)
        if rows and source not in {row[0] for row in rows}:
            _, code, what, cure = rows[0]
            self._batch.add_failure(self._failure_row(source, page_id, code, what, cure))
        return bool(rows)

    def _failed(self, source: str, page_id: str | None) -> list[tuple[str, str, str, str]]:
        """Where and why this run could not read a page, or a source without one."""
        which, value = ("source", source) if page_id is None else ("page_id", page_id)
        with told(self._path):
            rows: list[tuple[str, str, str, str]] = self._connection.execute(
                f"SELECT source, code, what, cure FROM failures WHERE {which} = ? AND run_id = ?",
                [value, self._run],
            ).fetchall()
        return rows

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
            "what": plain(what),
            "cure": plain(cure) if cure else None,
        }


def better(new: Article, old: Article) -> bool:
    """Whether a record is to stand in place of another of the same article."""
    return (fullness(new), record_hash(new)) > (fullness(old), record_hash(old))
