"""Passwords: what may be one, how it is hashed (argon2id), and whether one fits."""

from __future__ import annotations

import threading
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from dateline.errors import UsageError

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST, LONGEST = 10, 1_000


class Cost(NamedTuple):
    """What a hash costs: rounds, KiB of memory, threads."""

    rounds: int = 3
    memory: int = 65_536
    threads: int = 4


COST = Cost()
"""The second recommended choice of RFC 9106. Tests set a low one."""
_TURN = threading.BoundedSemaphore(2)
"""Two at a time: each takes 64 MiB."""


def checked(password: str, name: str = "") -> str:
    """A password that somebody chooses; raises `UsageError`."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise UsageError(
            f"a password has {SHORTEST} to {LONGEST:,} characters",
            cure="a few words that nobody would guess",
        )
    if name and name.casefold() in password.casefold() and len(password) < len(name) + 6:
        raise UsageError("the password is the name", cure="a few words that nobody would guess")
    return password


def hashed(password: str) -> str:
    """The hash that is kept."""
    with _TURN:
        return _hasher(COST).hash(_bytes(password))


def fits(kept: str | None, password: str) -> bool:
    """Whether a password is the one of a hash. Without a hash (no such name) the work is the same,
    so that the time tells nobody which names there are."""
    from argon2.exceptions import InvalidHashError, VerificationError

    with _TURN:
        try:
            _hasher(COST).verify(kept or _nobodys(COST), _bytes(password[:LONGEST]))
        except (VerificationError, InvalidHashError):
            return False
    return kept is not None


def outdated(kept: str) -> bool:
    """Whether a hash was made at another cost than hashes are now."""
    return _hasher(COST).check_needs_rehash(kept)


def _bytes(password: str) -> bytes:
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")


@lru_cache(maxsize=4)
def _hasher(cost: Cost) -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher(cost.rounds, cost.memory, cost.threads)


@lru_cache(maxsize=4)
def _nobodys(cost: Cost) -> str:
    return _hasher(cost).hash(b"nobody has this one")
