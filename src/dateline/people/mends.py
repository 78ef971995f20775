"""Corrections: a field of a row with another value, or an event that is missing.

A mend is never changed. The last one of a field counts; one can be withdrawn. `lay` puts them over
rows, also those of a later run; `lost` tells those that find no row any more.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple, get_args

from dateline.errors import UsageError
from dateline.people.evidence import PLACE, Row, found_in, place_of
from dateline.people.store import log, now
from dateline.records import EventType, Status, to_json

MISSING = "missing"
FIELDS = (
    "type", "about", "mode", "status", "background", "sources", "targets", "when", "where", "trigger",
)  # fmt: skip
"""What can be mended. "no event" is a row that should not be: its verdict is wrong, and nothing is mended."""
TYPES: tuple[str, ...] = get_args(EventType)
STATUSES: tuple[str, ...] = get_args(Status)
MAX_NOTE = 2_000


class Mend(NamedTuple):
    """One field of one row: what it was and what it should be, as plain values (`value_of`)."""

    id: int
    at: str
    person: str
    run_id: str
    event_id: str
    article_id: str
    sentence_start: int
    sentence_end: int
    trigger_start: int
    trigger_end: int
    coded: str
    field: str
    was: Any
    now: Any
    note: str
    withdrawn: str | None
    withdrawn_by: str | None


_COLUMNS = ", ".join(Mend._fields)


def value_of(row: Row, field: str) -> Any:
    """What a row says in a field, in the shape in which a mend has it. The row is one of the view
    `event_copies`, with the spans of its sides (`source_spans`, `target_spans`)."""
    if field in {"sources", "targets"}:
        side = field.removesuffix("s")
        names = row[f"{side}_names"]
        spans = row.get(f"{side}_spans") or [(None, None)] * len(names)
        named = zip(names, row[f"{side}_codes"], spans, strict=True)
        return [
            {"name": name, "code": "" if code == "?" else code, "start": start, "end": end}
            for name, code, (start, end) in named
        ]
    if field == "when":
        return {"earliest": row["when_earliest"] or "", "latest": row["when_latest"] or ""}
    if field == "where":
        return {"name": row["where_name"] or "", "country": row["where_country"] or ""}
    if field == "trigger":
        return {"start": row["trigger_start"], "end": row["trigger_end"]}
    value = row[field]
    return "" if value is None else value


def mend(
    db: sqlite3.Connection, person: str, row: Row, rows: Sequence[Row], field: str, value: Any,
    note: str = "",
) -> int | None:  # fmt: skip
    """Write down what a field of a row should be; None where it says so already, for this person.
    `rows` are all of its article. Raises `UsageError` for what is no field."""
    if field not in FIELDS:
        raise UsageError(f"{field[:20]!r} cannot be mended", cure=f"one of {', '.join(FIELDS)}")
    mine = [m for m in mends(db, [row["article_id"]]) if m.person == person]
    said = lay(rows, mine).get(row["id"], {}).get(field)
    if value == (said.now if said else value_of(row, field)):
        return None
    given = [*place_of(row), field, _json(value_of(row, field)), _json(value)]
    return _write(db, person, given, note, f"event {row['id']}")


def missing(
    db: sqlite3.Connection,
    person: str,
    run: str,
    article: str,
    sentence: tuple[int, int],
    trigger: tuple[int, int],
    value: dict[str, Any],
    note: str = "",
) -> int:
    """Write down an event that the coder did not find in a sentence: `value` has its type, status,
    sources and targets."""
    given = [run, "", article, *sentence, *trigger, "", MISSING, "null", _json(value)]
    return _write(db, person, given, note, f"article {article}")


def _json(value: Any) -> str:
    return to_json(value).decode()


def _write(db: sqlite3.Connection, person: str, given: list[Any], note: str, about: str) -> int:
    names = f"at, person, {', '.join(PLACE)}, field, was, now, note"
    values = [now(), person, *given, note[:MAX_NOTE]]
    made = db.execute(
        f"INSERT INTO mends ({names}) VALUES ({', '.join('?' * len(values))})", values
    )
    log(db, person, "mend", about, field=given[-3])
    return int(made.lastrowid or 0)


def withdraw(db: sqlite3.Connection, person: str, id_: int, others: bool) -> Mend:
    """Take a mend back: one's own, or anybody's where `others` may be. Raises `UsageError`."""
    found = one(db, id_)
    if found.person != person and not others:
        raise UsageError(f"mend {id_} is {found.person}'s", cure="ask an editor")
    if found.withdrawn is None:
        db.execute(
            "UPDATE mends SET withdrawn = ?, withdrawn_by = ? WHERE id = ?", [now(), person, id_]
        )
        log(db, person, "withdraw mend", f"event {found.event_id}", field=found.field)
    return found


SAME_ACT = timedelta(seconds=5)
"""What was mended so shortly before a verdict was mended with it: one form writes both."""


def undo_with(db: sqlite3.Connection, person: str, article: str, event: str, at: str) -> None:
    """Take back what a person mended in the act that gave a row the verdict of this time."""
    given = datetime.fromisoformat(at)
    for m in mends(db, [article]):
        mine = m.person == person and m.event_id == event
        if mine and timedelta(0) <= given - datetime.fromisoformat(m.at) <= SAME_ACT:
            withdraw(db, person, m.id, others=False)


def one(db: sqlite3.Connection, id_: int) -> Mend:
    """A mend by its number; raises `UsageError` where there is none."""
    row = db.execute(f"SELECT {_COLUMNS} FROM mends WHERE id = ?", [id_]).fetchone()
    if row is None:
        raise UsageError(f"there is no mend {id_}", cure="see /review/mends")
    return _of(row)


def mends(
    db: sqlite3.Connection,
    articles: Iterable[str] | None = None,
    withdrawn: bool = False,
    event: str | None = None,
) -> list[Mend]:
    """The mends, the oldest first; of these articles or this row only; with those taken back only if
    asked for."""
    where: list[str] = ["true" if withdrawn else "withdrawn IS NULL"]
    bound: list[str] = []
    if articles is not None:
        where.append("article_id IN (SELECT value FROM json_each(?))")
        bound.append(_json(list(articles)))
    if event is not None:
        where.append("event_id = ?")
        bound.append(event)
    found = db.execute(
        f"SELECT {_COLUMNS} FROM mends WHERE {' AND '.join(where)} ORDER BY id", bound
    )
    return [_of(row) for row in found]


def _of(row: sqlite3.Row) -> Mend:
    told = dict(row)
    return Mend(**{**told, "was": json.loads(told["was"]), "now": json.loads(told["now"])})


# --- over the rows of any run -----------------------------------------------------------


def current(row: Row, held: Iterable[Mend]) -> dict[str, Mend]:
    """Field → the mend that counts, of those of a row; what the row says by itself now is left out."""
    last: dict[str, Mend] = {}
    for m in held:
        last[m.field] = m
    return {f: m for f, m in last.items() if m.now != value_of(row, f)}


def lay(rows: Sequence[Row], held: Iterable[Mend]) -> dict[str, dict[str, Mend]]:
    """Event id → its mended fields, for the rows that have any. Where several rows could be meant
    (two acts on one word), a mend is that of the row of its id, else of the one with most of its words.
    """
    by_article: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_article[row["article_id"]].append(row)
    mine: dict[str, list[Mend]] = defaultdict(list)
    for m in held:
        meant = found_in(m, by_article[m.article_id]) if m.field != MISSING else None
        if meant is not None:
            mine[meant["id"]].append(m)
    return {row["id"]: found for row in rows if (found := current(row, mine[row["id"]]))}


def corrected(row: Row, mended: dict[str, Mend]) -> dict[str, Any]:
    """A row with its mended fields laid over, and `mended_by`: who mended what."""
    made: dict[str, Any] = dict(row)
    for field, m in mended.items():
        if field in {"sources", "targets"}:
            side = field.removesuffix("s")
            made[f"{side}_names"] = [a["name"] for a in m.now]
            made[f"{side}_codes"] = [a["code"] or "?" for a in m.now]
            made[f"{side}_countries"] = [a["code"].split("/")[0] for a in m.now]
        elif field == "when":
            made["when_earliest"], made["when_latest"] = m.now["earliest"], m.now["latest"]
        elif field == "where":
            made["where_name"], made["where_country"] = m.now["name"], m.now["country"]
        elif field == "trigger":
            made["trigger_start"], made["trigger_end"] = m.now["start"], m.now["end"]
        else:
            made[field] = m.now if m.now != "" else None
    made["mended_by"] = [f"{f}: {m.person}" for f, m in mended.items()]
    return made


def lost(rows: Iterable[Row], held: Iterable[Mend]) -> list[Mend]:
    """The mends that find none of these rows: all rows of their articles must be given."""
    by_article: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_article[row["article_id"]].append(row)
    return [
        m for m in held
        if m.field != MISSING and found_in(m, by_article[m.article_id]) is None
    ]  # fmt: skip
