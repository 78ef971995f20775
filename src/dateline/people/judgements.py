"""Judgements of rows: right, wrong or unsure, by whom and when; and what settles a difference."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dateline.errors import UsageError
from dateline.people.evidence import PLACE, Row, coded, overlap, place_of
from dateline.people.store import log, now
from dateline.records import to_json

VERDICTS = ("right", "wrong", "unsure")
MAX_NOTE = 2_000


class Judgement(NamedTuple):
    """One verdict on a row as it was coded then (`coded`); `fields` are those that are wrong."""

    id: int
    at: str
    person: str
    queue: str
    run_id: str
    event_id: str
    article_id: str
    sentence_start: int
    sentence_end: int
    trigger_start: int
    trigger_end: int
    coded: str
    verdict: str
    fields: tuple[str, ...]
    note: str


class Settlement(NamedTuple):
    """What was decided where coders differ."""

    at: str
    person: str
    event_id: str
    coded: str
    verdict: str
    note: str


_COLUMNS = ", ".join(Judgement._fields)


def judge(
    db: sqlite3.Connection,
    person: str,
    row: Row,
    verdict: str,
    *,
    queue: str = "",
    fields: Sequence[str] = (),
    note: str = "",
) -> int:
    """Write a verdict down; it stands in the place of an earlier one of the same person. Raises
    `UsageError` for what is no verdict."""
    if verdict not in VERDICTS:
        raise UsageError(f"{verdict[:20]!r} is no verdict", cure=f"one of {', '.join(VERDICTS)}")
    given = [
        now(), person, queue, *place_of(row), verdict, to_json(list(fields)).decode(),
        note[:MAX_NOTE],
    ]  # fmt: skip
    names = f"at, person, queue, {', '.join(PLACE)}, verdict, fields, note"
    made = db.execute(
        f"INSERT INTO judgements ({names}) VALUES ({', '.join('?' * len(given))})", given
    )
    log(db, person, "judge", f"event {row['id']}", verdict=verdict)
    return int(made.lastrowid or 0)


def undo(db: sqlite3.Connection, person: str) -> Judgement | None:
    """Take back the last verdict of a person; None where there is none."""
    last = db.execute(
        f"SELECT {_COLUMNS} FROM judgements WHERE person = ? AND withdrawn IS NULL "
        "ORDER BY id DESC LIMIT 1",
        [person],
    ).fetchone()
    if last is None:
        return None
    db.execute("UPDATE judgements SET withdrawn = ? WHERE id = ?", [now(), last["id"]])
    log(db, person, "undo judgement", f"event {last['event_id']}", verdict=last["verdict"])
    return _of(last)


def judgements(
    db: sqlite3.Connection, articles: Iterable[str] | None = None, person: str | None = None
) -> list[Judgement]:
    """The judgements that count: of each person and row (as coded) the last that was not taken back.

    `articles`: only those of these articles. In the order in which they were made.
    """
    where, bound = ["withdrawn IS NULL"], []
    if articles is not None:
        where.append("article_id IN (SELECT value FROM json_each(?))")
        bound.append(to_json(list(articles)).decode())
    if person is not None:
        where.append("person = ?")
        bound.append(person)
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM judgements WHERE {' AND '.join(where)} ORDER BY id", bound
    )
    last = {(j.person, j.event_id, j.coded): j for j in map(_of, rows)}
    return sorted(last.values())


def holds(one: Judgement, row: Row) -> bool:
    """Whether a judgement is about this row: the same words, coded as they were coded then."""
    return one.coded == coded(row) and (one.event_id == row["id"] or overlap(one, row) > 0)


def settle(
    db: sqlite3.Connection, person: str, event_id: str, coded: str, verdict: str, note: str = ""
) -> None:
    """Decide what a row is where coders differ."""
    if verdict not in VERDICTS:
        raise UsageError(f"{verdict[:20]!r} is no verdict", cure=f"one of {', '.join(VERDICTS)}")
    db.execute(
        "INSERT INTO settlements (at, person, event_id, coded, verdict, note) VALUES (?,?,?,?,?,?)",
        [now(), person, event_id, coded, verdict, note[:MAX_NOTE]],
    )
    log(db, person, "settle", f"event {event_id}", verdict=verdict)


def settlements(db: sqlite3.Connection) -> dict[tuple[str, str], Settlement]:
    """(Event id, coded) → the last decision about it."""
    rows = db.execute(f"SELECT {', '.join(Settlement._fields)} FROM settlements ORDER BY id")
    return {(r["event_id"], r["coded"]): Settlement(*r) for r in rows}


def _of(row: sqlite3.Row) -> Judgement:
    return Judgement(**{**dict(row), "fields": tuple(json.loads(row["fields"]))})
