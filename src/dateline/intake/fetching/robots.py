"""robots.txt: what a site lets us ask for, and how fast (RFC 9309)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from dateline.errors import DatelineError, FetchRefused, NotFetched
from dateline.intake.fetching.address import Address, take_apart

if TYPE_CHECKING:
    from protego import Protego

GOOD_FOR = 86_400.0
"""Seconds for which a robots.txt holds."""

GOOD_FOR_FAILED = 600.0
"""The same where there was no answer."""


class Text(NamedTuple):
    """The answer to a request for robots.txt."""

    status: int
    body: str


class _Known(NamedTuple):
    since: float
    rules: Protego | None
    error: DatelineError | None


class Robots:
    """The rules of each site met, asked for once a day.

    `ask` gives the answer for an address, or raises a `DatelineError` where there is none.
    """

    def __init__(
        self, agent: str, ask: Callable[[Address], Text], now: Callable[[], float]
    ) -> None:
        self._agent = agent
        self._ask = ask
        self._now = now
        self._known: dict[tuple[str, str, int], _Known] = {}

    def delay(self, address: Address) -> float:
        """The seconds between two pages for which the site asks; 0 where it asks for none.

        Raises `FetchRefused` where the page may not be asked for, `NotFetched` where the rules
        cannot be had.
        """
        known = self._rules(address)
        if isinstance(known.error, FetchRefused):
            raise FetchRefused(known.error.what, where=address.url, cure=known.error.cure)
        if known.error is not None:
            raise NotFetched(
                f"the rules of the site (robots.txt) cannot be had: {known.error.what}",
                where=address.url,
                cure="nothing of a site is asked for without them; try again later",
            )
        if known.rules is None:
            return 0.0
        if not known.rules.can_fetch(address.url, self._agent):
            raise FetchRefused(
                "the site does not let programs read this (robots.txt)", where=address.url,
                cure="save the page in a browser and give the file",
            )  # fmt: skip
        return max(known.rules.crawl_delay(self._agent) or 0.0, 0.0)

    def _rules(self, address: Address) -> _Known:
        known = self._known.get(address.origin)
        if known is not None:
            good_for = GOOD_FOR if known.error is None else GOOD_FOR_FAILED
            if self._now() - known.since < good_for:
                return known
        known = self._known[address.origin] = self._fresh(address)
        return known

    def _fresh(self, address: Address) -> _Known:
        from protego import Protego

        where = take_apart(f"{address.scheme}://{address.authority}/robots.txt")
        try:
            answer = self._ask(where._replace(login=address.login))
        except DatelineError as error:
            return _Known(self._now(), None, error)
        if answer.status == 429 or answer.status >= 500:
            failed = NotFetched(f"the server answers {answer.status}", where=where.url)
            return _Known(self._now(), None, failed)
        if answer.status != 200:
            # No such file: all is allowed.
            return _Known(self._now(), None, None)
        return _Known(self._now(), Protego.parse(answer.body), None)
