"""Addresses: which may be asked for, and where they really lead.

A name is resolved once, its numbers are judged, and the connection goes to a number that was
judged: a name that leads elsewhere the second time gains nothing.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from base64 import b64encode
from contextlib import suppress
from typing import NamedTuple
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

from dateline import limits
from dateline.errors import FetchRefused, NotFetched, UsageError
from dateline.intake.rows import utf8

PORTS = {"http": 80, "https": 443}

Number = ipaddress.IPv4Address | ipaddress.IPv6Address

_URL = re.compile(r"(?i)https?://")
_SAFE = "/:?#[]@!$&'()*+,;=%~-._|"
# IPv6 that stands for an IPv4 address (NAT64).
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class Address(NamedTuple):
    """An address taken apart. `url` is what is stored and shown: no user, no password, no
    fragment. `login` is the header that they make, for this origin only."""

    url: str
    scheme: str
    host: str
    port: int
    target: str
    login: str | None = None

    @property
    def origin(self) -> tuple[str, str, int]:
        """Scheme, host and port: what a login and a robots.txt hold for."""
        return self.scheme, self.host, self.port

    @property
    def authority(self) -> str:
        """Host and port as the header `Host` has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def is_url(source: str) -> bool:
    """Whether a source is an address that can be fetched."""
    return _URL.match(source) is not None


def take_apart(url: str) -> Address:
    """An address in its parts. Raises `UsageError` where it is none that can be fetched."""
    raw = utf8(re.sub(r"[\t\r\n]", "", url).strip()).decode()
    shown = without_login(raw)
    if len(raw) > limits.MAX_URL_CHARS:
        raise UsageError(
            "a longer address than any page has", where=f"{shown[:80]}…", cure="cut it"
        )
    try:
        parts = urlsplit(raw)
        host, port = parts.hostname or "", parts.port
        if not host.isascii():
            host = host.encode("idna").decode("ascii")
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
    except (ValueError, UnicodeError):
        raise UsageError("is no address", where=shown, cure="check the spelling") from None
    scheme = parts.scheme.lower()
    if scheme not in PORTS:
        raise UsageError(
            f"addresses of {scheme or 'no'} kind are not fetched", where=shown,
            cure="give one that begins with http:// or https://",
        )  # fmt: skip
    if not host or re.search(r"[\s\x00-\x20\x7f<>\"\\^`{|}]", host) or len(host) > 253:
        raise UsageError("an address without a host", where=shown, cure="check the spelling")
    login = None
    if user or password:
        login = "Basic " + b64encode(f"{user}:{password}".encode()).decode("ascii")
    path = quote(parts.path or "/", safe=_SAFE)
    query = quote(parts.query, safe=_SAFE)
    address = Address("", scheme, host, port or PORTS[scheme], f"{path}?{query}" if query else path)
    clean = urlunsplit((scheme, address.authority, path, query, ""))
    return address._replace(url=clean, login=login)


def without_login(url: str) -> str:
    """An address as it may be shown: without user and password."""
    return re.sub(r"(?i)^([a-z][a-z0-9+.-]*://)[^/?#]*@", r"\1", url)


def follow(address: Address, location: str) -> Address:
    """Where an answer of `address` leads. A login goes along only within one origin, and one that
    the answer itself names is not used. Raises `FetchRefused` where it leads to no page."""
    with suppress(UnicodeError):
        # Headers come as Latin-1; what they hold is UTF-8 where it is more than ASCII.
        location = location.encode("latin-1").decode("utf-8")
    try:
        there = take_apart(urljoin(address.url, utf8(location).decode()))
    except (UsageError, ValueError):
        raise FetchRefused(
            f"leads to {without_login(location)[:80]!r}, which cannot be fetched",
            where=address.url, cure="give the address of the page itself",
        ) from None  # fmt: skip
    return there._replace(login=address.login if there.origin == address.origin else None)


def numbers_of(address: Address, *, allow_private: bool) -> list[str]:
    """The numbers that a host may be asked at.

    Raises `NotFetched` where the name is not known, `FetchRefused` where all of its numbers are
    of this machine or a private network and `allow_private` is not set.
    """
    try:
        found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        reason = " ".join(str(getattr(error, "strerror", None) or error).split())
        raise NotFetched(
            f"the host {address.host} is not found ({reason.lower()})", where=address.url,
            cure="check the spelling, and whether this machine is online",
        ) from None  # fmt: skip
    numbers = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    allowed = [n for n in numbers if allow_private or is_public(n)]
    if not allowed:
        raise FetchRefused(
            f"{address.host} is an address of this machine or of a private network"
            + (f" ({numbers[0]})" if numbers and numbers[0] != address.host else ""),
            where=address.url,
            cure="--allow-private asks it all the same",
        )
    return allowed


def is_public(number: str) -> bool:
    """Whether a number belongs to the public network: not to this machine, a private network, a
    link, a group, or a range set aside; also where an IPv4 number is wrapped in an IPv6 one."""
    if "%" in number:
        return False
    try:
        ip: Number = ipaddress.ip_address(number)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        wrapped = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
        if ip in _NAT64:
            wrapped.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
        if ip.is_site_local or any(w is not None and not _is_public(w) for w in wrapped):
            return False
        if ip.ipv4_mapped is not None or ip in _NAT64:
            return True
    return _is_public(ip)


def _is_public(ip: Number) -> bool:
    return ip.is_global and not (
        ip.is_multicast or ip.is_reserved or ip.is_loopback or ip.is_link_local or ip.is_unspecified
    )
