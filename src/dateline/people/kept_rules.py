"""The rules of a desk as they are kept, and how they are asked for."""

from __future__ import annotations

import json
import sqlite3
from typing import Any, NamedTuple


class Rule(NamedTuple):
    """One rule. `what` are the cells of its row; `about` says from which mend and row it comes;
    `changes` is how many stored rows it was to change when it was adopted."""

    id: int
    at: str
    person: str
    kind: str
    what: dict[str, Any]
    why: str
    about: dict[str, Any]
    changes: int
    withdrawn: str | None
    withdrawn_by: str | None


_COLUMNS = ", ".join(Rule._fields)


def laid_rules(db: sqlite3.Connection) -> list[Rule]:
    """The rules in force that are laid over the rows."""
    found = db.execute(
        f"SELECT {_COLUMNS} FROM rules WHERE kind = 'laid' AND withdrawn IS NULL ORDER BY id"
    )
    return [_of(row) for row in found]


def rules(db: sqlite3.Connection) -> list[Rule]:
    """All rules, the newest first; also those withdrawn."""
    return [_of(row) for row in db.execute(f"SELECT {_COLUMNS} FROM rules ORDER BY id DESC")]


def _of(row: sqlite3.Row) -> Rule:
    told = dict(row)
    return Rule(**{**told, "what": json.loads(told["what"]), "about": json.loads(told["about"])})
