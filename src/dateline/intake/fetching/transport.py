"""One request to one number: what is sent, and how an answer is kept within bounds.

urllib3 speaks HTTP. What it leaves open is closed here: the connection goes to a number that was
judged beforehand, while name, certificate and header `Host` are the host's own; and a guard ends
the connection when its time is up or when all is to stop, whatever the server does meanwhile.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from dateline import limits
from dateline.errors import NotFetched
from dateline.intake.fetching.address import Address

if TYPE_CHECKING:
    from urllib3 import HTTPConnectionPool

_CHUNK = 65_536


class NoConnection(NotFetched):
    """A number at which nobody answers; another number of the host may."""


class Guard:
    """Holds the one connection that is open, so that it can be ended from outside."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None
        self._number = 0
        self._ended = False
        self.late = False

    def begin(self) -> int:
        """A new request; its number."""
        with self._lock:
            self._socket, self.late = None, False
            self._number += 1
            return self._number

    def hold(self, connected: socket.socket) -> None:
        """The connection of the request."""
        self._socket = connected
        if self._ended:
            self._cut()

    def expire(self, number: int) -> None:
        """The time of a request is up; where it is done already nothing happens."""
        with self._lock:
            if number == self._number:
                self.late = True
                self._cut()

    def end(self) -> None:
        """End the connection that is open, and each that is opened from now on."""
        self._ended = True
        self._cut()

    def _cut(self) -> None:
        """Whoever reads from the connection gets its end."""
        held = self._socket
        if held is not None:
            with suppress(OSError, ValueError):
                held.shutdown(socket.SHUT_RDWR)


class Reply(NamedTuple):
    """An answer: `chunks` is its body, unpacked, piece by piece."""

    status: int
    headers: Mapping[str, str]
    chunks: Iterator[bytes]


@contextmanager
def asked(
    address: Address, number: str, headers: Mapping[str, str], seconds: float, guard: Guard
) -> Iterator[Reply]:
    """Ask for an address at a number; the answer is open inside the `with`.

    Raises `NotFetched` for all that goes wrong on the way, also while the body is read.
    """
    from urllib3.exceptions import (
        ConnectTimeoutError,
        HTTPError,
        LocationValueError,
        NewConnectionError,
    )

    request = guard.begin()
    pool = _pool(address, number, guard)
    timer = threading.Timer(seconds, guard.expire, [request])
    timer.daemon = True
    timer.start()
    try:
        response = pool.urlopen(
            "GET", address.target,
            headers={"Host": address.authority, **headers},
            retries=False, redirect=False, assert_same_host=False,
            preload_content=False, decode_content=True,
        )  # fmt: skip
        # A file that is packed itself stays so, whatever the server calls it.
        as_sent = address.target.partition("?")[0].lower().endswith((".gz", ".tgz"))
        chunks = response.stream(_CHUNK, decode_content=not as_sent)
        yield Reply(response.status, response.headers, chunks)
        if guard.late:
            raise _late(address, seconds)
    except (
        HTTPError,
        http.client.HTTPException,
        LocationValueError,
        OSError,
        ValueError,
    ) as error:
        if guard.late:
            raise _late(address, seconds) from None
        none = isinstance(error, (ConnectTimeoutError, NewConnectionError))
        raise (NoConnection if none else NotFetched)(
            f"no answer that can be read: {reason_of(error)}", where=address.url,
            cure="try again later",
        ) from None  # fmt: skip
    finally:
        timer.cancel()
        pool.close()


def _late(address: Address, seconds: float) -> NotFetched:
    return NotFetched(
        f"the answer took more than {seconds:g} seconds", where=address.url, cure="try again later"
    )


def _pool(address: Address, number: str, guard: Guard) -> HTTPConnectionPool:
    """A pool for one connection, which the guard holds."""
    from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, Timeout

    timeout = Timeout(connect=limits.MAX_SILENT_SECONDS, read=limits.MAX_SILENT_SECONDS)
    pool: HTTPConnectionPool
    if address.scheme == "https":
        pool = HTTPSConnectionPool(
            number, address.port, timeout=timeout, maxsize=1, ssl_context=_tls(),
            server_hostname=address.host,
        )  # fmt: skip
    else:
        pool = HTTPConnectionPool(number, address.port, timeout=timeout, maxsize=1)
    kind: Any = pool.ConnectionCls

    class Held(kind):  # type: ignore[misc]
        def connect(self) -> None:
            super().connect()
            guard.hold(self.sock)

    pool.ConnectionCls = Held
    return pool


@cache
def _tls() -> ssl.SSLContext:
    """Whom we trust: the machine's own list and, where it has none, that of certifi."""
    import certifi
    from urllib3.util import create_urllib3_context

    context = create_urllib3_context()
    context.load_default_certs()
    context.load_verify_locations(certifi.where())
    return context


# What urllib3's messages hold → what is said. The first that fits.
_REASONS = (
    ("timed out", "the server says nothing"),
    ("refused", "the connection was refused"),
    ("certificate", "its certificate is not to be trusted"),
    ("unreachable", "the network is unreachable"),
    ("decode", "it is packed wrongly"),
    ("incompleteread", "it was cut short"),
    ("reset", "the connection was cut"),
    ("closed", "the connection was cut"),
    ("aborted", "the connection was cut"),
)


def reason_of(error: BaseException) -> str:
    """What went wrong in a few words, without the insides of the library."""
    line = " ".join(str(error).split())
    small = f"{type(error).__name__} {line}".lower()
    for sign, said in _REASONS:
        if sign in small:
            return said
    return line[:120] or type(error).__name__
