"""Accounts: names with a role and a password.

A desk without any asks nobody to sign in. All functions take a connection of `People` and raise
`UsageError` for what cannot be; each writes into the log what it changed.
"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from dateline.errors import UsageError
from dateline.people import passwords
from dateline.people.store import log, now

ROLES = ("reader", "coder", "editor", "owner")
"""Each may do what those before it may."""
LOCAL = "me"
"""Whoever sits at a desk without accounts."""
MAX_NAME = 40
COMMAND = "the command line"
"""Who does what is done by `dateline desk accounts`; the space keeps it from being anybody's name."""


class Account(NamedTuple):
    """Somebody who may sign in."""

    name: str
    role: str
    since: str
    sessions: int
    tokens: int


def named(name: str) -> str:
    """A name that somebody may have; raises `UsageError`. It stands in cookies, logs and pages."""
    good = (
        0 < len(name) <= MAX_NAME
        and name.isascii()
        and name[0].isalnum()
        and all(c.isalnum() or c in "._-" for c in name)
    )
    if not good:
        raise UsageError(
            "that is no name for an account",
            cure=f"letters, digits, . _ and -; at most {MAX_NAME} characters",
        )
    if name.casefold() == LOCAL:
        raise UsageError("'me' is whoever sits at a desk without accounts", cure="another name")
    return name


def asked(db: sqlite3.Connection) -> bool:
    """Whether there are accounts: then everybody signs in."""
    return db.execute("SELECT 1 FROM accounts LIMIT 1").fetchone() is not None


def owners(db: sqlite3.Connection) -> int:
    """How many accounts own the desk."""
    (found,) = db.execute(
        "SELECT count(*) FROM accounts a JOIN people p ON p.name = a.name WHERE p.role = 'owner'"
    ).fetchone()
    return int(found)


def accounts(db: sqlite3.Connection) -> list[Account]:
    """All accounts by name."""
    rows = db.execute(
        "SELECT p.name, p.role, p.since, "
        "(SELECT count(*) FROM sessions s WHERE s.person = a.name AND s.expires > ?), "
        "(SELECT count(*) FROM tokens t WHERE t.person = a.name) "
        "FROM accounts a JOIN people p ON p.name = a.name ORDER BY p.name",
        [now()],
    )
    return [Account(*row) for row in rows]


def one(db: sqlite3.Connection, name: str) -> Account:
    """The account of a name, however its letters are written."""
    for found in accounts(db):
        if found.name.casefold() == name.casefold():
            return found
    raise UsageError(f"there is no account {name[:MAX_NAME]!r}", cure="dateline desk accounts list")


def add(db: sqlite3.Connection, by: str, name: str, role: str, password: str) -> Account:
    """A new account. The first one must be an owner's."""
    name, role = named(name), _role(role)
    if any(a.name.casefold() == name.casefold() for a in accounts(db)):
        raise UsageError(f"there is an account {name!r}", cure="accounts role, accounts password")
    if role != "owner" and owners(db) == 0:
        raise UsageError("the first account must be an owner's", cure="--role owner")
    kept = passwords.hashed(passwords.checked(password, name))
    # Who had an account before has it again under the name as it was written.
    had = db.execute("SELECT name FROM people WHERE name = ? COLLATE NOCASE", [name]).fetchone()
    if had is None:
        db.execute("INSERT INTO people VALUES (?, ?, ?)", [name, role, now()])
    else:
        name = had["name"]
        db.execute("UPDATE people SET role = ? WHERE name = ?", [role, name])
    db.execute("INSERT INTO accounts VALUES (?, ?, ?)", [name, kept, now()])
    log(db, by, "add account", f"account {name}", role=role)
    return one(db, name)


def set_role(db: sqlite3.Connection, by: str, name: str, role: str) -> Account:
    """Give an account another role."""
    found, role = one(db, name), _role(role)
    if found.role == "owner" and role != "owner":
        _not_the_last(db)
    db.execute("UPDATE people SET role = ? WHERE name = ?", [role, found.name])
    log(db, by, "set role", f"account {found.name}", was=found.role, role=role)
    return one(db, name)


def set_password(db: sqlite3.Connection, by: str, name: str, password: str) -> None:
    """Give an account another password, and sign it out everywhere."""
    found = one(db, name)
    kept = passwords.hashed(passwords.checked(password, found.name))
    db.execute("UPDATE accounts SET password = ?, changed = ? WHERE name = ?",
               [kept, now(), found.name])  # fmt: skip
    db.execute("DELETE FROM sessions WHERE person = ?", [found.name])
    log(db, by, "set password", f"account {found.name}")


def remove(db: sqlite3.Connection, by: str, name: str) -> None:
    """Take an account away, with its sessions and tokens. What its person wrote stays."""
    found = one(db, name)
    if found.role == "owner" and len(accounts(db)) > 1:
        _not_the_last(db)
    db.execute("DELETE FROM accounts WHERE name = ?", [found.name])
    db.execute("UPDATE people SET role = 'reader' WHERE name = ?", [found.name])
    log(db, by, "remove account", f"account {found.name}")


def _not_the_last(db: sqlite3.Connection) -> None:
    if owners(db) < 2:
        raise UsageError("the desk would have no owner", cure="make somebody else owner first")


def _role(role: str) -> str:
    if role not in ROLES:
        raise UsageError(f"{role[:20]!r} is no role", cure=f"one of {', '.join(ROLES)}")
    return role
