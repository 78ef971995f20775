"""Suggested sources: an address or a text with a note, waiting, approved, rejected, read or failed.
Nothing here is fetched or read: `dateline desk suggestions add` does that with what was approved."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from dateline.errors import UsageError
from dateline.intake.fetching.address import take_apart
from dateline.limits import MAX_TEXT_CHARS
from dateline.people.conversation import not_too_fast
from dateline.people.guidelines import written
from dateline.people.store import log, now
from dateline.records import to_json

STATES = ("waiting", "approved", "rejected", "read", "failed")
MAX_LINE = 300
MAX_NOTE = 1_000
MAX_WAITING = 50
"""So many suggestions of one person may wait at a time."""


class Suggestion(NamedTuple):
    """One suggestion; `outcome` is the reason of a rejection, or what came of reading it."""

    id: int
    at: str
    person: str
    kind: str
    address: str
    headline: str
    outlet: str
    published: str
    text: str
    note: str
    state: str
    decided: str | None
    decided_by: str | None
    outcome: str


_COLUMNS = ", ".join(Suggestion._fields)


def suggest(
    db: sqlite3.Connection,
    person: str,
    *,
    address: str = "",
    text: str = "",
    headline: str = "",
    outlet: str = "",
    published: str = "",
    note: str = "",
) -> int:
    """Put a source into the queue. With a text its address only says where it is from. Raises
    `UsageError`, `TooFast`."""
    address, text = address.strip(), text.strip()
    if address:
        # Without user and password; http or https only. Whom it leads to is judged when it is fetched.
        address = take_apart(address).url
    if text:
        text = written(text, MAX_TEXT_CHARS)
    elif not address:
        raise UsageError("there is neither an address nor a text", cure="go back, and give one")
    _waiting_enough(db, person, "" if text else address)
    not_too_fast(db, person)
    made = db.execute(
        "INSERT INTO suggestions (at, person, kind, address, headline, outlet, published, text, "
        "note, state, outcome) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', '')",
        [
            now(), person, "text" if text else "address", address, _line(headline),
            _line(outlet), _day(published), text, note.strip()[:MAX_NOTE],
        ],
    )  # fmt: skip
    id_ = int(made.lastrowid or 0)
    log(db, person, "suggest source", f"suggestion {id_}")
    return id_


def _waiting_enough(db: sqlite3.Connection, person: str, address: str) -> None:
    (waiting,) = db.execute(
        "SELECT count(*) FROM suggestions WHERE person = ? AND state = 'waiting'", [person]
    ).fetchone()
    if waiting >= MAX_WAITING:
        raise UsageError(
            f"{waiting} of your suggestions wait", cure="wait until they are looked at"
        )
    same = db.execute(
        "SELECT state FROM suggestions WHERE kind = 'address' AND address = ? "
        "AND state IN ('waiting', 'approved', 'read')",
        [address],
    ).fetchone()
    if address and same:
        raise UsageError(
            f"that address was suggested before; it is {same[0]}", cure="see /suggestions"
        )


def decide(db: sqlite3.Connection, person: str, id_: int, state: str, reason: str) -> None:
    """Approve or reject what waits; a rejection has a reason."""
    if state not in {"approved", "rejected"}:
        raise UsageError("that is no decision", cure="approve or reject")
    found = db.execute("SELECT state FROM suggestions WHERE id = ?", [id_]).fetchone()
    if found is None or found["state"] != "waiting":
        told = f"is {found['state']} already" if found else "does not exist"
        raise UsageError(f"suggestion {id_} {told}", cure="see /suggestions")
    reason = written(reason, MAX_NOTE) if state == "rejected" else reason.strip()[:MAX_NOTE]
    db.execute(
        "UPDATE suggestions SET state = ?, decided = ?, decided_by = ?, outcome = ? WHERE id = ?",
        [state, now(), person, reason, id_],
    )
    log(db, person, f"{state} suggestion", f"suggestion {id_}", reason=reason)


def done(db: sqlite3.Connection, by: str, id_: int, failed: bool, outcome: str) -> None:
    """Write down what came of reading one."""
    db.execute(
        "UPDATE suggestions SET state = ?, outcome = ? WHERE id = ?",
        ["failed" if failed else "read", outcome[:MAX_NOTE], id_],
    )
    log(db, by, "read suggestion", f"suggestion {id_}", outcome=outcome[:MAX_NOTE])


def suggestions(
    db: sqlite3.Connection, states: Sequence[str], person: str | None = None, most: int = 200
) -> list[Suggestion]:
    """Those in these states, of somebody or all, the newest first."""
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM suggestions WHERE state IN (SELECT value FROM json_each(?1)) "
        "AND (?2 IS NULL OR person = ?2) ORDER BY id DESC LIMIT ?3",
        [to_json(list(states)).decode(), person, most],
    )
    return [Suggestion(*row) for row in rows]


def _line(text: str) -> str:
    return " ".join(text.split())[:MAX_LINE]


def _day(text: str) -> str:
    text = text.strip()
    if not text:
        return ""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise UsageError(f"{text[:40]!r} is no date", cure="write it as 2022-07-03") from None
