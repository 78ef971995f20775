"""The line that shows how far an `add` has come; silent when nobody watches."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.desk import Progress

_EVERY = 0.2


class AddProgress:
    """A bar on standard error: pages, events, pages a second, time left."""

    def __init__(self) -> None:
        self._begun = time.monotonic()
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
        row = Table.grid(padding=(0, 1, 0, 0))
        bar = ProgressBar(
            total=1.0 if progress.share is not None else None,
            completed=progress.share or 0.0,
            width=24,
            pulse=progress.share is None,
        )
        row.add_row(bar, Text(describe(progress, now - self._begun)))
        self._live.start()
        self._live.update(row, refresh=True)


def describe(progress: Progress, seconds: float) -> str:
    """`120 pages, 430 events, 3.1 pages/s, 4 min left`."""
    parts = [
        f"{progress.pages:,} pages",
        f"{progress.events:,} events",
        f"{progress.pages / max(seconds, 0.001):.1f} pages/s",
    ]
    if progress.share and progress.share >= 0.001:
        parts.append(f"{duration(seconds * (1 - progress.share) / progress.share)} left")
    return ", ".join(parts)


def duration(seconds: float) -> str:
    """A time as people say it: `40 s`, `5 min`, `3 h 20 min`."""
    whole = round(seconds)
    if whole < 90:
        return f"{whole} s"
    minutes = round(whole / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"
