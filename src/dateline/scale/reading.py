"""Sources read by workers, without a desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from typing import BinaryIO

from dateline.errors import DatelineError, MissingModel, WorkersFailed
from dateline.intake import Failure, open_sources
from dateline.records import Reading
from dateline.scale.ahead import ahead
from dateline.scale.size import Workers
from dateline.scale.work import Job, Reads


def readings(
    reader: Reads,
    sources: Sequence[str],
    size: Workers,
    *,
    published: str | None = None,
    stdin: BinaryIO | None = None,
    at: Callable[[str], None] = lambda _: None,
) -> Iterator[Reading | Failure]:
    """What `Reader.read` gives, in the same order; `at` is told each page's name before it is given.

    Raises `WorkersFailed` and `MissingModel` where no worker can read.
    """
    jobs = (
        Job(page.source, ahead=lambda: False, told=page)
        if isinstance(page, Failure)
        else Job(page.path or page.url or "standard input", page=page, published=published)
        for page in open_sources(sources, stdin=stdin)
    )
    with closing(ahead(reader, size)(jobs, lambda _: True)) as done:
        for job, work in done:
            at(job.source)
            if isinstance(job.told, Failure):
                yield job.told
                continue
            try:
                yield work.reading()
            except (MissingModel, WorkersFailed):
                raise
            except DatelineError as error:
                yield Failure(source=job.source, error=error)
