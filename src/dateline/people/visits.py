"""When somebody looked at the desk last, and what of it was there to see."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta
from typing import NamedTuple

from dateline.people.store import People

APART = timedelta(minutes=30)
"""Who comes back sooner is still on the same visit."""
OFTEN = timedelta(minutes=1)
"""The time of a visit is written down no more often."""


class Visit(NamedTuple):
    """`at`: when somebody looked last (UTC). `seen`: when what was newest then came to the desk;
    empty where it had nothing. The same of the visit before; None where there was none."""

    at: str
    seen: str
    before_at: str | None = None
    before_seen: str | None = None


def looked(last: Visit | None, at: str, seen: str) -> Visit:
    """The visit of who looks now, and looked `last` before."""
    if last is None:
        return Visit(at, seen)
    since = datetime.fromisoformat(at) - datetime.fromisoformat(last.at)
    if since >= APART:
        return Visit(at, seen, last.at, last.seen)
    if since < OFTEN and seen == last.seen:
        return last
    return Visit(max(at, last.at), seen, last.before_at, last.before_seen)


def look(people: People, person: str, at: str, seen: str) -> Visit:
    """Write down that a person looks now; what is to be told is since its `before_at`."""
    with people.reading() as db:
        last = _of(db, person)
    now = looked(last, at, seen)
    if now != last:
        with people.writing() as db:
            db.execute("INSERT OR REPLACE INTO visits VALUES (?, ?, ?, ?, ?)", [person, *now])
    return now


def _of(db: sqlite3.Connection, person: str) -> Visit | None:
    row = db.execute(
        "SELECT at, seen, before_at, before_seen FROM visits WHERE person = ?", [person]
    ).fetchone()
    return Visit(*row) if row else None
