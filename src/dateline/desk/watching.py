"""Feeds polled by a schedule into a desk, which is open only while there is something to do.

All state lies in the desk: what was fetched, and which pages are there. So a watch that was ended,
in whatever way, carries on when it is started again.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.desk.adding import Progress
from dateline.desk.desk import Desk
from dateline.errors import DatelineError, DeskBusy
from dateline.intake.failure import Tell, silent
from dateline.intake.fetching import Fetcher, Stopped, is_url
from dateline.intake.listings import feeds_of_opml, root_of
from dateline.intake.pages import bounded
from dateline.scale import Workers

if TYPE_CHECKING:
    from dateline.reader import Reader

BUSY_SECONDS = 5.0
"""So long until a desk that somebody else has open is tried again."""


@dataclass(frozen=True)
class Round:
    """One round: when it began (UTC), of how many feeds, and what came of it. `failed` counts what
    failed now; `stopped` says that the round was cut off, and the rest of it will come."""

    began: datetime
    feeds: int
    new: int = 0
    known: int = 0
    failed: int = 0
    events: int = 0
    stopped: bool = False


def feeds_of(sources: Sequence[str]) -> list[str]:
    """The feeds that a user names: addresses, files, and those that OPML files list; each once.

    Raises a `DatelineError` for an OPML file that cannot be used.
    """
    found: dict[str, None] = {}
    for source in sources:
        listed = [source] if is_url(source) else _listed(source)
        found.update(dict.fromkeys(listed))
    return list(found)


def _listed(source: str) -> list[str]:
    """The feeds of an OPML file; any other file is one itself."""
    path = Path(source)
    try:
        with path.open("rb") as file:
            data = bounded(file)
    except (OSError, ValueError):
        return [source]  # Each round tells what is wrong with it.
    if path.suffix.lower() == ".opml" or root_of(data) == "opml":
        return feeds_of_opml(data, source)
    return [source]


def watch(
    path: str | Path,
    feeds: Sequence[str],
    *,
    reader: Reader,
    fetcher: Fetcher,
    every: float,
    rounds: int | None = None,
    each: Callable[[Progress], None] | None = None,
    busy: Callable[[DatelineError], None] | None = None,
    tell: Tell = silent,
    workers: int | Workers = 1,
) -> Iterator[Round]:
    """Poll `feeds` every so many seconds; yields after each round, when the desk is closed again.
    Ends after `rounds` of them, or when the fetcher is stopped: pages that were begun are finished,
    and no other is.

    Args:
        workers: how many processes read; they are started in a round that has something to read.
        each: is told of each page; `busy`, once a round, that somebody else has the desk open.
    """
    done = 0
    while not fetcher.stopped:
        started = fetcher.now()
        began = datetime.now(timezone.utc)
        desk = _opened(path, fetcher, busy)
        if desk is None:
            return
        with desk:
            steps = desk.add(feeds, reader=reader, fetching=fetcher, tell=tell, workers=workers)
            found = _round(steps, each, Round(began, len(feeds)))
        done += 1
        yield found
        if rounds is not None and done >= rounds:
            return
        fetcher.wait(started + every - fetcher.now())


def _round(
    steps: Generator[Progress, None, None],
    each: Callable[[Progress], None] | None,
    begun: Round,
) -> Round:
    """One round to its end, or until all is stopped."""
    last, stopped = Progress(), False
    with closing(steps):
        try:
            for last in steps:
                if each is not None:
                    each(last)
        except Stopped:
            stopped = True
    return replace(
        begun, new=last.added, known=last.known + last.failed_before, failed=last.failed,
        events=last.events, stopped=stopped,
    )  # fmt: skip


def _opened(
    path: str | Path, fetcher: Fetcher, busy: Callable[[DatelineError], None] | None
) -> Desk | None:
    """The desk, as soon as nobody else has it; None when all was stopped meanwhile."""
    told = False
    while not fetcher.stopped:
        try:
            return Desk(path)
        except DeskBusy as error:
            if busy is not None and not told:
                busy(error)
            told = True
        fetcher.wait(BUSY_SECONDS)
    return None
