"""From an address to what is there: politely, patiently, and within bounds.

One request at a time: to one host no sooner than the delay after the last, nothing that
robots.txt forbids, nothing private, no more than a few redirects and tries.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from pathlib import Path
from typing import NamedTuple

from dateline import limits
from dateline.errors import FetchRefused, NotFetched
from dateline.intake.fetching.address import Address, follow, numbers_of, take_apart
from dateline.intake.fetching.options import Clock, Fetching, RealClock, agent_of
from dateline.intake.fetching.robots import Robots, Text
from dateline.intake.fetching.taking import take_file, take_start, take_text
from dateline.intake.fetching.transport import Guard, NoConnection, Reply, asked

BACKOFF = 2.0
"""Seconds before the second try; three times as many before the third."""

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_NUMBERS = 3
_CHARSET = re.compile(r"(?i)charset\s*=\s*[\"']?([\w.:-]{2,40})")
_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,application/json;q=0.9,*/*;q=0.5"


class Stopped(Exception):
    """All fetching was ended by `Fetcher.stop`."""


class Fetched(NamedTuple):
    """What was found: `asked` is the address that was given, `url` the one that answered after
    all redirects. With `same` nothing has changed since the last time, and `data` is empty."""

    asked: str
    url: str
    same: bool
    media: str
    charset: str | None
    etag: str | None
    last_modified: str | None
    when: str
    data: bytes


class _Later(Exception):
    """An answer that may be another one later."""

    def __init__(self, error: NotFetched, after: float | None) -> None:
        self.error = error
        self.after = after


Take = Callable[[Reply, Address, str], bytes]


class Fetcher:
    """Fetches; made once, for it knows the rules of each site and when it was asked last.

    Not for several threads at once, but `stop` may be called from anywhere.
    """

    def __init__(self, options: Fetching | None = None, *, clock: Clock | None = None) -> None:
        self.options = options or Fetching()
        self._agent = agent_of(self.options)
        self._clock = clock or RealClock()
        self._guard = Guard()
        self._robots = Robots(self._agent, self._ask_robots, self._clock.now)
        self._asked: dict[str, float] = {}

    @property
    def stopped(self) -> bool:
        """Whether `stop` was called."""
        return self._clock.stopped

    def stop(self) -> None:
        """End all that is under way; from now on each `get` raises `Stopped`."""
        self._clock.stop()
        self._guard.end()

    def now(self) -> float:
        """The time by the fetcher's clock."""
        return self._clock.now()

    def wait(self, seconds: float) -> None:
        """Return after so many seconds, or as soon as `stop` is called."""
        self._clock.wait(seconds)

    def get(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None
    ) -> Fetched:
        """A page, feed or sitemap; nothing of it where it is as `etag` or `last_modified` say.

        Raises a `DatelineError` where it cannot be had, `Stopped` when all was ended.
        """
        headers = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        told = {name: value for name, value in headers.items() if value}
        return self._chase(take_apart(url), told, take_text, limits.MAX_FETCH_SECONDS)

    def download(self, url: str, into: Path) -> Fetched:
        """A file with many pages, written to `into`. Raises as `get` does."""

        def take(reply: Reply, address: Address, _: str) -> bytes:
            take_file(reply, address, into)
            return b""

        headers = {"Accept-Encoding": "identity"}
        return self._chase(take_apart(url), headers, take, limits.MAX_FILE_SECONDS)

    # --- from hop to hop --------------------------------------------------------------

    def _chase(
        self, address: Address, headers: Mapping[str, str], take: Take, seconds: float,
        *, by_rules: bool = True,
    ) -> Fetched:  # fmt: skip
        """The answer at the end of all redirects; each of them is judged like the first."""
        asked_for, met = address.url, set()
        for _ in range(limits.MAX_REDIRECTS + 1):
            if address.url in met:
                raise FetchRefused(
                    "leads in a circle", where=asked_for, cure="open it in a browser and save it"
                )
            met.add(address.url)
            pause = self._robots.delay(address) if by_rules else None
            found = self._patiently(address, headers, take, seconds, pause)
            if isinstance(found, Fetched):
                return found._replace(asked=asked_for)
            address = found
        raise FetchRefused(
            f"leads on more than {limits.MAX_REDIRECTS} times", where=asked_for,
            cure="give the address of the page itself",
        )  # fmt: skip

    def _patiently(
        self, address: Address, headers: Mapping[str, str], take: Take, seconds: float,
        pause: float | None,
    ) -> Fetched | Address:  # fmt: skip
        """One hop, tried again where that may help; the answer, or where it leads."""
        for attempt in range(limits.MAX_TRIES):
            if pause is not None:
                self._wait_turn(address, pause)
            try:
                return self._hop(address, headers, take, seconds)
            except _Later as later:
                if self._clock.stopped:
                    raise Stopped from None
                wait = later.after if later.after is not None else BACKOFF * 3**attempt
                if attempt == limits.MAX_TRIES - 1 or wait > limits.MAX_WAIT_SECONDS:
                    raise later.error from None
                self._pause(wait)
            finally:
                if pause is not None:
                    self._asked[address.host] = self._clock.now()
        raise AssertionError("the last try returns or raises")

    def _wait_turn(self, address: Address, pause: float) -> None:
        """Wait until the host may be asked again."""
        pause = max(pause, self.options.delay)
        last = self._asked.get(address.host)
        left = 0.0 if last is None else last + pause - self._clock.now()
        if left > limits.MAX_WAIT_SECONDS:
            raise NotFetched(
                f"the site asks for {pause:g} seconds between two pages (robots.txt)",
                where=address.url,
                cure=f"Dateline waits up to {limits.MAX_WAIT_SECONDS:g}; try again later",
            )
        self._pause(left)

    def _pause(self, seconds: float) -> None:
        if seconds > 0 and not self._clock.stopped:
            self._clock.wait(seconds)
        if self._clock.stopped:
            raise Stopped

    # --- one hop ----------------------------------------------------------------------

    def _hop(
        self, address: Address, headers: Mapping[str, str], take: Take, seconds: float
    ) -> Fetched | Address:
        if self._clock.stopped:
            raise Stopped
        try:
            numbers = numbers_of(address, allow_private=self.options.allow_private)[:_NUMBERS]
            for number in numbers[:-1]:
                try:
                    return self._at(number, address, headers, take, seconds)
                except NoConnection:
                    continue
            return self._at(numbers[-1], address, headers, take, seconds)
        except NotFetched as error:
            if error.passing:
                raise _Later(error, None) from None
            raise

    def _at(
        self, number: str, address: Address, headers: Mapping[str, str], take: Take, seconds: float
    ) -> Fetched | Address:
        sent = {
            "User-Agent": self._agent,
            "Accept": _ACCEPT,
            "Accept-Encoding": "gzip, deflate",
            **headers,
        }
        if address.login:
            sent["Authorization"] = address.login
        with asked(address, number, sent, seconds, self._guard) as reply:
            location = reply.headers.get("Location")
            if reply.status in _REDIRECTS and location:
                return follow(address, location)
            told = reply.headers.get("Content-Type", "")
            media = told.partition(";")[0].strip().lower()
            charset = _CHARSET.search(told)
            same = reply.status == HTTPStatus.NOT_MODIFIED
            if not same and reply.status != HTTPStatus.OK:
                raise _answered(reply, address)
            return Fetched(
                asked=address.url,
                url=address.url,
                same=same,
                media=media,
                charset=charset[1] if charset else None,
                etag=_bounded(reply.headers.get("ETag")),
                last_modified=_bounded(reply.headers.get("Last-Modified")),
                when=datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
                data=b"" if same else take(reply, address, media),
            )

    def _ask_robots(self, address: Address) -> Text:
        """The rules of a site. A redirect is followed, also to another host."""

        def take(reply: Reply, _: Address, __: str) -> bytes:
            return take_start(reply)

        try:
            found = self._chase(address, {}, take, limits.MAX_FETCH_SECONDS, by_rules=False)
        except NotFetched as error:
            if error.status is None:
                raise
            return Text(error.status, "")
        return Text(200, found.data.decode("utf-8", "replace"))


def _answered(reply: Reply, address: Address) -> Exception:
    """The error of a status that is none of a page."""
    try:
        phrase = f"{reply.status} {HTTPStatus(reply.status).phrase}"
    except ValueError:
        phrase = str(reply.status)
    passing = reply.status in _PASSING
    after = _retry_after(reply.headers.get("Retry-After")) if passing else None
    wait = f", and asks to wait {after:.0f} seconds" if after is not None else ""
    error = NotFetched(
        f"the server answers {phrase}{wait}", where=address.url, passing=passing, status=reply.status,
        cure="try again later" if passing else "open it in a browser: is it there?",
    )  # fmt: skip
    return _Later(error, after) if passing else error


def _retry_after(value: str | None) -> float | None:
    """The seconds for which a server asks; it may name a number or a time."""
    if not value:
        return None
    if value.strip().isdecimal():
        return float(value.strip()[:9])
    try:
        until = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError):
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=timezone.utc)
    return max((until - datetime.now(timezone.utc)).total_seconds(), 0.0)


def _bounded(value: str | None) -> str | None:
    """A header that is kept and sent again; none that is long or odd."""
    return value if value and len(value) <= 1_000 and value.isprintable() else None
