"""How far an `add` has come: the line that shows it, silent when nobody watches, and how it went in the end."""

from __future__ import annotations

import sys
import time
from collections import deque
from typing import TYPE_CHECKING, Any, NamedTuple

from dateline.cli.text import clean

if TYPE_CHECKING:
    from dateline.desk import Progress

_EVERY = 0.2
_WINDOW = 60.0
_SURE = 3.0


class _Mark(NamedTuple):
    """How far it was when."""

    at: float
    pages: int
    share: float | None


class Pace:
    """Pages a second and time left, as the last minute was: the tables are loaded before the first
    page, and pages that are known already fly past, so that the whole time says little."""

    def __init__(self) -> None:
        self._marks: deque[_Mark] = deque()

    def mark(self, at: float, pages: int, share: float | None) -> None:
        """So far at this time."""
        self._marks.append(_Mark(at, pages, share))
        while at - self._marks[0].at > _WINDOW:
            self._marks.popleft()

    def rate(self) -> float | None:
        """Pages a second; None where it is too early to say."""
        first, last = self._marks[0], self._marks[-1]
        seconds = last.at - first.at
        return (last.pages - first.pages) / seconds if seconds >= _SURE else None

    def left(self) -> float | None:
        """Seconds; None where nobody knows."""
        first, last = self._marks[0], self._marks[-1]
        if first.share is None or last.share is None or last.at - first.at < _SURE:
            return None
        done = last.share - first.share
        return (last.at - first.at) * (1 - last.share) / done if done > 0 else None


class AddProgress:
    """A bar on standard error: pages, events, pages a second, time left."""

    def __init__(self) -> None:
        self._pace = Pace()
        self._shown = 0.0
        self._live: Any = None
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.live import Live

            self._live = Live(console=Console(stderr=True), auto_refresh=False, transient=True)

    def __enter__(self) -> AddProgress:
        return self

    def __exit__(self, *_: object) -> None:
        self.hide()

    def hide(self) -> None:
        """Clear the line before something is printed."""
        if self._live is not None:
            self._live.stop()

    def show(self, progress: Progress) -> None:
        """Draw the line anew, at most five times a second."""
        now = time.monotonic()
        if self._live is None or now - self._shown < _EVERY:
            return
        from rich.progress_bar import ProgressBar
        from rich.table import Table
        from rich.text import Text

        self._shown = now
        self._pace.mark(now, progress.pages, progress.share)
        row = Table.grid(padding=(0, 1, 0, 0))
        bar = ProgressBar(
            total=1.0 if progress.share is not None else None,
            completed=progress.share or 0.0,
            width=24,
            pulse=progress.share is None,
        )
        row.add_row(bar, Text(describe(progress, self._pace)))
        self._live.start()
        self._live.update(row, refresh=True)


def describe(progress: Progress, pace: Pace) -> str:
    """`120 pages, 430 events, 3.1 pages/s, 4 min left`."""
    rate, left = pace.rate(), pace.left()
    parts = [
        f"{progress.pages:,} page{'' if progress.pages == 1 else 's'}",
        f"{progress.events:,} event{'' if progress.events == 1 else 's'}",
    ]
    if rate is not None:
        parts.append(f"{rate:.1f} pages/s" if rate < 100 else f"{rate:,.0f} pages/s")
    if left is not None:
        parts.append(f"{duration(left)} left")
    return ", ".join(parts)


def summary(progress: Progress, desk: str) -> str:
    """What was read, in one line: `desk: 12 pages: 11 added with 40 events, 1 known already`."""
    parts = [
        f"{progress.added:,} added with {progress.events:,} events",
        f"{progress.known:,} known already",
    ]
    if progress.failed:
        parts.append(f"{progress.failed:,} failed")
    if progress.failed_before:
        parts.append(f"{progress.failed_before:,} failed before (--retry tries them again)")
    pages = f"{progress.pages:,} page{'' if progress.pages == 1 else 's'}"
    return f"{clean(desk)}: {pages}: {', '.join(parts)}"


def duration(seconds: float) -> str:
    """A time as people say it: `40 s`, `5 min`, `3 h 20 min`."""
    whole = round(seconds)
    if whole < 90:
        return f"{whole} s"
    minutes = round(whole / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"
