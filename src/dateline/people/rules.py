"""Mended rows raised to rules: who adopts and withdraws them, when and why."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dateline.coding.lexicon.loading import problems_in
from dateline.errors import UsageError
from dateline.knowledge.user_tables import ACTOR_COLUMNS, check_new
from dateline.people import laid
from dateline.people.rule_files import toml_row, write
from dateline.people.store import log, now
from dateline.records import to_json

MAX_WHY = 2_000


def adopt(
    db: sqlite3.Connection,
    person: str,
    kind: str,
    what: Mapping[str, Any],
    why: str,
    folder: Path,
    desk: str,
    about: Mapping[str, Any] | None = None,
    changes: int = 0,
) -> int:
    """Adopt a rule and write the tables; to be called in a transaction. Raises `TableError` for one
    that cannot be used, `PeopleError` where the tables cannot be written."""
    if not why.strip():
        raise UsageError("the rule does not say why", cure="one line for those who come after you")
    check(kind, what, folder)
    made = db.execute(
        "INSERT INTO rules (at, person, kind, what, why, about, changes) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [now(), person, kind, _json(what), why.strip()[:MAX_WHY], _json(about or {}), changes],
    )
    id_ = int(made.lastrowid or 0)
    log(db, person, "adopt rule", f"rule {id_}", kind=kind)
    write(db, folder, desk)
    return id_


def withdraw(db: sqlite3.Connection, person: str, id_: int, folder: Path, desk: str) -> None:
    """Withdraw a rule and write the tables without it. Raises `UsageError` where there is none."""
    found = db.execute("SELECT withdrawn FROM rules WHERE id = ?", [id_]).fetchone()
    if found is None:
        raise UsageError(f"there is no rule {id_}", cure="see /review/rules")
    if found["withdrawn"] is None:
        db.execute(
            "UPDATE rules SET withdrawn = ?, withdrawn_by = ? WHERE id = ?", [now(), person, id_]
        )
        log(db, person, "withdraw rule", f"rule {id_}")
        write(db, folder, desk)


def check(kind: str, what: Mapping[str, Any], folder: Path) -> None:
    """Raise `TableError` where a rule cannot be used, or says what another row of the user says."""
    if kind == "actor":
        check_new({c: str(what.get(c, "")) for c in ACTOR_COLUMNS}, folder)
        return
    if kind == "laid":
        laid.check(what)
        return
    _, problems = problems_in([("the rule", toml_row({"id": "rule.new", **what}))])
    if problems:
        raise problems[0]


def _json(value: Any) -> str:
    return to_json(value).decode()
