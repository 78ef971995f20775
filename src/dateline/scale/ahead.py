"""Jobs read by workers before they are asked for, and given back in the order given.

What comes out is what `inline` gives, to the byte: reading ahead is only a guess at what will be
asked for, and what was guessed wrong is thrown away, or done then.
"""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Generator, Iterable
from contextlib import closing
from dataclasses import replace
from typing import TypeVar

from dateline.errors import DatelineError
from dateline.records import Article, Reading
from dateline.scale.crew import Crew
from dateline.scale.frames import Frame, Kind
from dateline.scale.member import Task
from dateline.scale.recipe import recipe_of
from dateline.scale.size import Workers
from dateline.scale.work import Executor, Job, Reads, Wanted, Work

T = TypeVar("T")

WINDOW = 32
"""Jobs begun and not yet given back, for each worker: so long may a slow page hold up the others."""
WINDOW_BYTES = 100_000_000
"""And so many bytes of pages."""


def ahead(reader: Reads, size: Workers) -> Executor:
    """An executor with workers that read as `reader` does. Raises `UsageError` where they cannot
    make such a reader."""
    recipe = recipe_of(reader)

    def run(jobs: Iterable[Job], wanted: Wanted) -> Generator[tuple[Job, Work], None, None]:
        with closing(Crew(recipe, size)) as crew:
            yield from _in_order(jobs, crew, wanted, WINDOW * size.count)

    return run


def by(crew: Crew, workers: int) -> Executor:
    """An executor with a crew that outlives the jobs of one call: whoever made it closes it."""

    def run(jobs: Iterable[Job], wanted: Wanted) -> Generator[tuple[Job, Work], None, None]:
        yield from _in_order(jobs, crew, wanted, WINDOW * workers)

    return run


def _in_order(
    jobs: Iterable[Job], crew: Crew, wanted: Wanted, most: int
) -> Generator[tuple[Job, Work], None, None]:
    begun: deque[_Ahead] = deque()
    coming = enumerate(jobs)
    more = True
    while more or begun:
        if begun and begun[0].settled:
            work = begun.popleft()
            yield work.job, work
        elif (
            more and crew.hungry and len(begun) < most and sum(w.size for w in begun) < WINDOW_BYTES
        ):
            number, job = next(coming, (0, None))
            if job is None:
                more = False
                continue
            begun.append(_Ahead(number, job, crew, wanted))
            # A job may have been long in coming, from the network: what was done meanwhile is heard.
            crew.step(wait=False)
        elif begun:
            crew.step()


class _Ahead:
    """The work of one job: first the article, then, where it is wanted, the reading."""

    def __init__(self, number: int, job: Job, crew: Crew, wanted: Wanted) -> None:
        self.job = job
        self._number = number
        self._crew = crew
        self._wanted = wanted
        self._article: Article | DatelineError | None = job.article
        self._reading: bytes | DatelineError | None = None
        self._at: Kind | None = None
        self._used = 0.0
        self.size = 0
        if job.ahead():
            self._begin("reading" if job.article is not None else "article")

    @property
    def settled(self) -> bool:
        """Whether nothing is being done."""
        return self._at is None

    def article(self) -> Article:
        """See `Work`."""
        if self._article is None:
            self._begin("article")
            self._wait()
        return _given(self._article)

    def reading(self) -> Reading:
        """See `Work`."""
        self.article()
        if self._reading is None:
            if self.settled:
                self._begin("reading")
            self._wait()
        reading: Reading = pickle.loads(_given(self._reading))
        return reading

    def _wait(self) -> None:
        while not self.settled:
            self._crew.step()

    def _begin(self, kind: Kind) -> None:
        job = Job(
            self.job.source, self.job.page, self.job.article, self.job.published, self.job.what
        )
        if kind == "reading":
            job = replace(job, page=None, article=_given(self._article))
        body = pickle.dumps(job, protocol=5)
        self._at = kind
        self.size = len(body)
        task = Task(self._number, kind, body, job.source, self._answered, used=self._used)
        self._crew.submit(task)

    def _answered(self, frame: Frame, taken: float) -> None:
        kind, self._at = self._at, None
        self._used += taken
        self.size = len(frame.body)
        if kind == "article":
            self._article = pickle.loads(frame.body)
            if isinstance(self._article, Article) and self._wanted(self._article):
                self._begin("reading")
        elif frame.kind == "error":
            self._reading = pickle.loads(frame.body)
        else:
            self._reading = frame.body


def _given(value: T | DatelineError | None) -> T:
    if isinstance(value, DatelineError):
        raise value
    if value is None:
        raise AssertionError("settled without an answer")
    return value
