"""Comments on rows, stories and dyads. None is ever deleted: old versions stay, what is withdrawn or
hidden is not shown. All functions take a connection of `People`."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from typing import NamedTuple

from dateline.errors import UsageError
from dateline.people.guidelines import Overtaken, written
from dateline.people.store import log, now
from dateline.records import to_json

KINDS = ("event", "story", "dyad")
MAX_CHARS = 8_000
MAX_REASON = 500
SHOWN = 400
"""So many comments of a page are shown, the newest."""
LIMITS = ((60, 6), (3_600, 60))
"""(Seconds, how many comments, edits and flags of one person)."""
MODERATION = ("hide comment", "show comment", "leave comment", "edit guidelines")
"""What the log of moderation tells."""


class Subject(NamedTuple):
    """What a comment is about. Of a row also its article and the words of its trigger."""

    kind: str
    id: str
    label: str
    article_id: str = ""
    trigger_start: int = 0
    trigger_end: int = 0


class Comment(NamedTuple):
    """One comment; `parent` is the first of its thread."""

    id: int
    at: str
    person: str
    kind: str
    subject: str
    label: str
    article_id: str
    trigger_start: int
    trigger_end: int
    parent: int | None
    version: int
    text: str
    edited: str | None
    withdrawn: str | None
    hidden: str | None
    hidden_by: str | None
    hidden_reason: str | None

    @property
    def event_id(self) -> str:
        """For `evidence.found_in`."""
        return self.subject

    @property
    def open(self) -> bool:
        """Whether all can read it."""
        return self.withdrawn is None and self.hidden is None


class Flag(NamedTuple):
    """Somebody thinks that a comment breaks the guidelines."""

    comment: int
    person: str
    at: str
    reason: str


class TooFast(Exception):
    """Somebody writes faster than is allowed."""

    def __init__(self, wait: int) -> None:
        super().__init__(f"wait {wait} seconds")
        self.wait = wait


_COLUMNS = ", ".join(Comment._fields)


def write(
    db: sqlite3.Connection, person: str, about: Subject, text: str, parent: int | None = None
) -> int:
    """A new comment, or an answer to one. Raises `UsageError`, `TooFast`."""
    text = written(text, MAX_CHARS)
    if parent is not None:
        first = one(db, parent)
        if first is None or not first.open:
            raise UsageError(
                "what you answer to is there no more", cure="begin a thread of its own"
            )
        parent = first.parent or first.id
        # An answer stands where its thread does, also where the row has another id by now.
        about = Subject(first.kind, first.subject, first.label, first.article_id,
                        first.trigger_start, first.trigger_end)  # fmt: skip
    not_too_fast(db, person)
    made = db.execute(
        "INSERT INTO comments (at, person, kind, subject, label, article_id, trigger_start, "
        "trigger_end, parent, version, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?)",
        [now(), person, *about, parent, text],
    )
    id_ = int(made.lastrowid or 0)
    log(db, person, "write comment", f"comment {id_}", on=f"{about.kind} {about.id}")
    return id_


def edit(db: sqlite3.Connection, person: str, id_: int, version: int, text: str) -> None:
    """Another text for one's own comment, by who saw `version` of it. Raises `Overtaken`."""
    found = _ones_own(db, person, id_)
    if found.version != version:
        raise Overtaken(found.version, found.text, found.person)
    text = written(text, MAX_CHARS)
    if text == found.text:
        return
    not_too_fast(db, person)
    db.execute(
        "INSERT INTO comment_versions VALUES (?, ?, ?, ?)",
        [id_, version, found.edited or found.at, found.text],
    )
    db.execute(
        "UPDATE comments SET version = version + 1, text = ?, edited = ? WHERE id = ?",
        [text, now(), id_],
    )
    log(db, person, "edit comment", f"comment {id_}", version=version + 1)


def withdraw(db: sqlite3.Connection, person: str, id_: int) -> None:
    """Take one's own comment back: nobody reads it any more."""
    _ones_own(db, person, id_)
    db.execute("UPDATE comments SET withdrawn = ? WHERE id = ?", [now(), id_])
    log(db, person, "withdraw comment", f"comment {id_}")


def flag(db: sqlite3.Connection, person: str, id_: int, reason: str) -> None:
    """Ask an editor to look at a comment."""
    found = _open(db, id_)
    reason = written(reason, MAX_REASON)
    not_too_fast(db, person)
    db.execute(
        "INSERT INTO flags VALUES (?, ?, ?, ?, NULL) ON CONFLICT DO UPDATE SET "
        "at = excluded.at, reason = excluded.reason, settled = NULL",
        [found.id, person, now(), reason],
    )
    log(db, person, "flag comment", f"comment {id_}", reason=reason)


def hide(db: sqlite3.Connection, person: str, id_: int, reason: str) -> None:
    """Hide a comment, for a reason that all can read."""
    found, reason = _open(db, id_), written(reason, MAX_REASON)
    db.execute(
        "UPDATE comments SET hidden = ?, hidden_by = ?, hidden_reason = ? WHERE id = ?",
        [now(), person, reason, id_],
    )
    _settle(db, id_)
    log(db, person, "hide comment", f"comment {id_}", reason=reason, of=found.person)


def show(db: sqlite3.Connection, person: str, id_: int, reason: str) -> None:
    """Show a hidden comment again."""
    found, reason = one(db, id_), written(reason, MAX_REASON)
    if found is None or found.hidden is None:
        raise UsageError("that comment is not hidden", cure="see /moderation")
    db.execute(
        "UPDATE comments SET hidden = NULL, hidden_by = NULL, hidden_reason = NULL WHERE id = ?",
        [id_],
    )
    log(db, person, "show comment", f"comment {id_}", reason=reason, of=found.person)


def leave(db: sqlite3.Connection, person: str, id_: int, reason: str) -> None:
    """Leave a flagged comment as it is."""
    found, reason = _open(db, id_), written(reason, MAX_REASON)
    _settle(db, id_)
    log(db, person, "leave comment", f"comment {id_}", reason=reason, of=found.person)


def _settle(db: sqlite3.Connection, id_: int) -> None:
    db.execute("UPDATE flags SET settled = ? WHERE comment = ? AND settled IS NULL", [now(), id_])


def _open(db: sqlite3.Connection, id_: int) -> Comment:
    found = one(db, id_)
    if found is None or not found.open:
        raise UsageError("that comment is there no more", cure="see /moderation")
    return found


def _ones_own(db: sqlite3.Connection, person: str, id_: int) -> Comment:
    found = _open(db, id_)
    if found.person != person:
        raise UsageError("that comment is somebody else's", cure="answer it, or flag it")
    return found


def not_too_fast(db: sqlite3.Connection, person: str) -> None:
    moment = datetime.now(timezone.utc)
    for seconds, most in LIMITS:
        since = (moment - timedelta(seconds=seconds)).isoformat(timespec="seconds")
        times = db.execute(
            "SELECT at FROM log WHERE person = ? AND at > ? AND act IN "
            "('write comment', 'edit comment', 'flag comment', 'suggest source') "
            "ORDER BY id DESC LIMIT ?",
            [person, since, most],
        ).fetchall()
        if len(times) == most:
            first = datetime.fromisoformat(times[-1]["at"])
            raise TooFast(max(1, seconds - int((moment - first).total_seconds())))


# --- reading ----------------------------------------------------------------------------


def one(db: sqlite3.Connection, id_: int) -> Comment | None:
    """A comment by its number."""
    row = db.execute(f"SELECT {_COLUMNS} FROM comments WHERE id = ?", [id_]).fetchone()
    return Comment(*row) if row else None


def thread(db: sqlite3.Connection, first: int) -> list[Comment]:
    """A comment and the answers to it."""
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM comments WHERE id = ?1 OR parent = ?1 ORDER BY id", [first]
    )
    return [Comment(*row) for row in rows]


def about(db: sqlite3.Connection, kind: str, subjects: Sequence[str]) -> list[Comment]:
    """The comments on these, the oldest first."""
    return _listed(db, "kind = ? AND subject IN (SELECT value FROM json_each(?))",
                   [kind, to_json(list(subjects)).decode()])  # fmt: skip


def in_article(db: sqlite3.Connection, article: str) -> list[Comment]:
    """The comments on rows of an article, whatever the run."""
    return _listed(db, "article_id = ? AND kind = 'event'", [article])


def newest(db: sqlite3.Connection, most: int, before: int = 0) -> list[Comment]:
    """What was said last, the newest first."""
    return _listed(db, "?1 = 0 OR id < ?1", [before], most)[::-1]


def _listed(
    db: sqlite3.Connection, where: str, bound: Sequence[object], most: int = SHOWN
) -> list[Comment]:
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM comments WHERE {where} ORDER BY id DESC LIMIT {most:d}", bound
    )
    return [Comment(*row) for row in rows][::-1]


def versions(db: sqlite3.Connection, id_: int) -> list[tuple[int, str, str]]:
    """The earlier versions of a comment: number, time, text."""
    rows = db.execute(
        "SELECT version, at, text FROM comment_versions WHERE comment = ? ORDER BY version", [id_]
    )
    return [(row["version"], row["at"], row["text"]) for row in rows]


def flags(db: sqlite3.Connection) -> list[tuple[Comment, list[Flag]]]:
    """The comments that an editor should look at, with who flagged them and why."""
    rows = db.execute(
        "SELECT comment, person, at, reason FROM flags WHERE settled IS NULL ORDER BY at"
    )
    by_comment: dict[int, list[Flag]] = {}
    for row in rows:
        by_comment.setdefault(row["comment"], []).append(Flag(*row))
    found = [(one(db, id_), held) for id_, held in by_comment.items()]
    return [(comment, held) for comment, held in found if comment is not None and comment.open]
