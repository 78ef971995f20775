"""What is to be read, by whomever: jobs in, each with its work out, in the order given."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol, TypeVar

from dateline.errors import DatelineError, InternalFault
from dateline.records import Article, Page, Reading

T = TypeVar("T")

_REPORT = {
    "page": "please report it with the page",
    "article": "please report it; its old rows stay",
}


class Reads(Protocol):
    """A `dateline.Reader`, or what stands in for one."""

    def read_article(self, article: Article, /) -> Reading: ...


def _always() -> bool:
    return True


@dataclass(frozen=True)
class Job:
    """A `page` to be read, or an `article` that was taken from its page before.

    `what` it is, for messages; `ahead` says, to those who want to know, whether the work is likely
    to be asked for; `told` is for the one who gives the job.
    """

    source: str
    page: Page | None = None
    article: Article | None = None
    published: str | None = None
    what: Literal["page", "article"] = "page"
    ahead: Callable[[], bool] = _always
    told: Any = None


class Work(Protocol):
    """What comes of a job. Both raise the `DatelineError` that says why there is nothing; what was
    not done ahead is done when it is asked for."""

    def article(self) -> Article:
        """The page without its furniture."""

    def reading(self) -> Reading:
        """All that is found in the article."""


Wanted = Callable[[Article], bool]
Executor = Callable[[Iterable[Job], Wanted], Generator[tuple[Job, Work], None, None]]
"""Gives each job back with its work. `Wanted` is asked whether the reading of an article is likely
to be asked for."""


def extract(job: Job) -> Article:
    """The article of a job's page. Raises a `DatelineError`."""
    if job.article is not None:
        return job.article
    from dateline.articles import article_from_page

    page = job.page
    if page is None:
        raise ValueError("a job without a page")
    return guarded(job, lambda: article_from_page(page, published=job.published))


def read(reader: Reads, job: Job, article: Article) -> Reading:
    """The reading of a job's article. Raises a `DatelineError`."""
    return guarded(job, lambda: reader.read_article(article))


def guarded(job: Job, call: Callable[[], T]) -> T:
    """One page of many: whatever is wrong with it must not cost the others."""
    try:
        return call()
    except (DatelineError, MemoryError):
        raise
    except Exception as fault:
        raise InternalFault(
            f"Dateline failed on this {job.what} ({type(fault).__name__}: {fault})",
            where=job.source,
            cure=_REPORT[job.what],
        ) from fault


def inline(reader: Reads) -> Executor:
    """Reads in this process, and only what is asked for."""

    def run(jobs: Iterable[Job], _: Wanted) -> Generator[tuple[Job, Work], None, None]:
        for job in jobs:
            yield job, _Here(reader, job)

    return run


@dataclass
class _Here:
    """Work that is done when it is asked for."""

    reader: Reads
    job: Job
    taken: list[Article] = field(default_factory=list)

    def article(self) -> Article:
        if not self.taken:
            self.taken.append(extract(self.job))
        return self.taken[0]

    def reading(self) -> Reading:
        return read(self.reader, self.job, self.article())
