"""Who is signed in: sessions of browsers and tokens of programs, kept as hashes."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import sqlite3
import time
from datetime import datetime, timedelta, timezone
from ipaddress import IPv6Address, ip_address, ip_network
from typing import NamedTuple

from dateline.errors import UsageError
from dateline.people import passwords
from dateline.people.accounts import named, one
from dateline.people.store import People, log, now

DAYS = 14
"""So long a session lasts."""
SCOPES = ("read", "read-write")
PREFIX = "dateline_"
WINDOW = 15 * 60
"""Seconds in which failed tries are counted."""
MOST = {"both": 5, "address": 20, "account": 100}
"""Failed tries in that time: of one address on one account, of one address, on one account."""


class TooMany(Exception):
    """Too many tries to sign in; `wait` seconds until the next."""

    def __init__(self, wait: int) -> None:
        super().__init__(f"wait {wait} seconds")
        self.wait = wait


class Known(NamedTuple):
    """Whom a session or a token belongs to; `scope` of a session is that of its person."""

    name: str
    role: str
    scope: str


def _hash(value: str) -> str:
    return hashlib.sha256(value.encode("utf-8", "surrogatepass")).hexdigest()


# --- signing in -------------------------------------------------------------------------


def sign_in(people: People, name: str, password: str, address: str) -> str | None:
    """A new session for who gives the right password: its id. None where name or password is wrong;
    which of the two, neither the answer nor its time tells. Raises `TooMany`.

    The try is written down before the password is looked at, so that many at once are counted too.
    """
    account, network = _hash(name.strip().casefold()), _network(address)
    with people.writing() as db:
        wait = _wait(db, account, network)
        if wait:
            raise TooMany(wait)
        attempt = db.execute(
            "INSERT INTO attempts (at, account, address) VALUES (?, ?, ?)",
            [time.time(), account, network],
        ).lastrowid
        found = db.execute(
            "SELECT p.name, a.password FROM accounts a JOIN people p ON p.name = a.name "
            "WHERE a.name = ?",
            [name.strip()],
        ).fetchone()
    if not passwords.fits(found["password"] if found else None, password):
        with people.writing() as db:
            about = f"account {found['name']}" if found else "no such account"
            log(db, "", "sign-in failed", about, address=address)
        return None
    renewed = passwords.hashed(password) if passwords.outdated(found["password"]) else None
    with people.writing() as db:
        # The password may have been changed, or the account removed, since it was read.
        now_kept = db.execute(
            "SELECT password FROM accounts WHERE name = ?", [found["name"]]
        ).fetchone()
        if now_kept is None or now_kept["password"] != found["password"]:
            return None
        if renewed:
            db.execute("UPDATE accounts SET password = ? WHERE name = ?", [renewed, found["name"]])
        db.execute("DELETE FROM attempts WHERE id = ?", [attempt])
        db.execute("DELETE FROM attempts WHERE account = ? AND address = ?", [account, network])
        log(db, found["name"], "sign in", f"account {found['name']}", address=address)
        return _begin(db, found["name"])


def _begin(db: sqlite3.Connection, person: str) -> str:
    id_ = secrets.token_hex(32)
    db.execute("DELETE FROM sessions WHERE expires <= ?", [now()])
    until = datetime.now(timezone.utc) + timedelta(days=DAYS)
    db.execute(
        "INSERT INTO sessions VALUES (?, ?, ?, ?)",
        [_hash(id_), person, now(), until.isoformat(timespec="seconds")],
    )
    return id_


def _wait(db: sqlite3.Connection, account: str, network: str) -> int:
    """Seconds until the next try is allowed; 0 where it is."""
    moment = time.time()
    db.execute("DELETE FROM attempts WHERE at < ?", [moment - WINDOW])
    longest = 0.0
    for where, bound, most in (
        ("account = ? AND address = ?", [account, network], MOST["both"]),
        ("address = ?", [network], MOST["address"]),
        ("account = ?", [account], MOST["account"]),
    ):
        tries = db.execute(
            f"SELECT at FROM attempts WHERE {where} ORDER BY at DESC LIMIT ?", [*bound, most]
        ).fetchall()
        if len(tries) == most:
            longest = max(longest, tries[-1]["at"] + WINDOW - moment)
    return int(longest) + 1 if longest > 0 else 0


def _network(address: str) -> str:
    """An address as it is counted: one household has a whole /64 of IPv6."""
    try:
        found = ip_address(address)
    except ValueError:
        return "?"
    if isinstance(found, IPv6Address):
        return str(
            ip_network(f"{found.ipv4_mapped or found}/{32 if found.ipv4_mapped else 64}", False)
        )
    return str(found)


# --- sessions ---------------------------------------------------------------------------


def of_session(db: sqlite3.Connection, id_: str) -> Known | None:
    """Whose session it is; None where it has ended."""
    found = db.execute(
        "SELECT p.name, p.role FROM sessions s JOIN accounts a ON a.name = s.person "
        "JOIN people p ON p.name = a.name WHERE s.hash = ? AND s.expires > ?",
        [_hash(id_), now()],
    ).fetchone()
    return Known(found["name"], found["role"], "read-write") if found else None


def end(db: sqlite3.Connection, id_: str) -> None:
    """Sign out of one session."""
    known = of_session(db, id_)
    db.execute("DELETE FROM sessions WHERE hash = ?", [_hash(id_)])
    if known:
        log(db, known.name, "sign out", f"account {known.name}")


def end_all(db: sqlite3.Connection, by: str, name: str) -> int:
    """Sign somebody out everywhere; how many sessions that were. Tokens stay."""
    found = one(db, name)
    ended = db.execute("DELETE FROM sessions WHERE person = ?", [found.name]).rowcount
    log(db, by, "sign out everywhere", f"account {found.name}", sessions=ended)
    return ended


def signed(key: bytes, id_: str) -> str:
    """A session's id as it stands in the cookie."""
    return f"{id_}.{_signature(key, id_)}"


def unsigned(key: bytes, value: str) -> str | None:
    """The id in a cookie, if this server wrote it."""
    id_, _, signature = value.partition(".")
    good = hmac.compare_digest(signature.encode(), _signature(key, id_).encode())
    return id_ if good else None


def _signature(key: bytes, id_: str) -> str:
    return hmac.new(key, f"session {id_}".encode(), hashlib.sha256).hexdigest()


# --- tokens -----------------------------------------------------------------------------


class Token(NamedTuple):
    """A token, without what it is."""

    person: str
    name: str
    scope: str
    at: str


def add_token(db: sqlite3.Connection, by: str, person: str, name: str, scope: str) -> str:
    """A new token for programs of somebody: it is told once, and kept as a hash."""
    found, name = one(db, person), named(name)
    if scope not in SCOPES:
        raise UsageError(f"{scope[:20]!r} is no scope", cure=f"one of {', '.join(SCOPES)}")
    if any(t.name == name for t in tokens(db, found.name)):
        raise UsageError(f"{found.name} has a token {name!r}", cure="another name, or revoke it")
    value = PREFIX + secrets.token_urlsafe(32)
    db.execute(
        "INSERT INTO tokens VALUES (?, ?, ?, ?, ?)", [_hash(value), found.name, name, scope, now()]
    )
    log(db, by, "add token", f"account {found.name}", token=name, scope=scope)
    return value


def tokens(db: sqlite3.Connection, person: str | None = None) -> list[Token]:
    """The tokens of somebody, or all."""
    rows = db.execute(
        "SELECT person, name, scope, at FROM tokens WHERE ?1 IS NULL OR person = ?1 "
        "ORDER BY person, name",
        [person],
    )
    return [Token(*row) for row in rows]


def revoke(db: sqlite3.Connection, by: str, person: str, name: str) -> None:
    """Take a token back."""
    found = one(db, person)
    done = db.execute("DELETE FROM tokens WHERE person = ? AND name = ?", [found.name, name])
    if not done.rowcount:
        raise UsageError(
            f"{found.name} has no token {name[:40]!r}", cure="dateline desk accounts list"
        )
    log(db, by, "revoke token", f"account {found.name}", token=name)


def of_token(db: sqlite3.Connection, value: str) -> Known | None:
    """Whose token it is; None where there is none."""
    found = db.execute(
        "SELECT p.name, p.role, t.scope FROM tokens t JOIN accounts a ON a.name = t.person "
        "JOIN people p ON p.name = a.name WHERE t.hash = ?",
        [_hash(value)],
    ).fetchone()
    return Known(*found) if found else None
