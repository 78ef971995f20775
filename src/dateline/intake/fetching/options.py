"""How Dateline fetches: under which name, how fast, and what it may reach."""

from __future__ import annotations

import re
import time
from typing import Protocol

from dateline.errors import UsageError
from dateline.records import Record

DELAY = 1.0
"""Seconds between two requests to one host, where robots.txt asks for no more."""

_SLICE = 0.2
_NAME = re.compile(r"[ -~]{1,300}")


class Fetching(Record, frozen=True):
    """What a user may say of fetching.

    `user_agent` is the name under which sites see us (None: `Dateline/VERSION`), `delay` the
    seconds between two requests to one host, `allow_private` lets addresses of this machine and
    of private networks be asked for, `links` lets the pages be fetched that local feeds and
    sitemaps list.
    """

    user_agent: str | None = None
    delay: float = DELAY
    allow_private: bool = False
    links: bool = False


def agent_of(options: Fetching) -> str:
    """The name under which sites see us. Raises `UsageError` for one that no header can hold."""
    if options.user_agent is None:
        from importlib.metadata import PackageNotFoundError, version

        try:
            number = version("dateline")
        except PackageNotFoundError:
            number = "0"
        return f"Dateline/{number} (event data from news; run by one of its users)"
    name = options.user_agent.strip()
    if not _NAME.fullmatch(name):
        raise UsageError(
            "a user agent that cannot be sent",
            cure="up to 300 letters, digits and marks of ASCII: 'Name/1.0 (+https://your.page)'",
        )
    return name


class Clock(Protocol):
    """Time as the fetcher sees it; a test has its own."""

    def now(self) -> float:
        """Seconds that only ever grow."""

    def wait(self, seconds: float) -> None:
        """Return after so many seconds, or as soon as `stop` is called."""

    def stop(self) -> None:
        """End all waiting, for good."""

    @property
    def stopped(self) -> bool:
        """Whether `stop` was called."""


class RealClock:
    """The clock on the wall. It has no lock: `stop` may be called by a signal in mid-wait."""

    def __init__(self) -> None:
        self.stopped = False

    def now(self) -> float:
        return time.monotonic()

    def wait(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while not self.stopped and (left := until - time.monotonic()) > 0:
            time.sleep(min(left, _SLICE))

    def stop(self) -> None:
        self.stopped = True
