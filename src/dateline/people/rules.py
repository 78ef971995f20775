"""Mended rows raised to rules: who made them, when and why, and the files of the user's tables that
they make.

The store is what counts; the files are written from it each time, so that a rule that is withdrawn is
gone from them. `recode` reads the files like any other tables of the user.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from dateline.coding.lexicon.loading import our_tables, problems_in, read_tables
from dateline.coding.lexicon.rows import PARTS_OF_SPEECH, parse
from dateline.errors import PeopleError, TableError, UsageError
from dateline.knowledge.user_tables import ACTOR_COLUMNS, check_new
from dateline.people.store import log, now
from dateline.records import to_json

MARK = "# Written by Dateline from the rules of a desk. Change them there: what is written here is lost."
MAX_WHY = 2_000
KINDS = ("actor", "frame", "laid")


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
        from dateline.people import laid

        laid.check(what)
        return
    _, problems = problems_in([("the rule", toml_row({"id": "rule.new", **what}))])
    if problems:
        raise problems[0]


def _json(value: Any) -> str:
    return to_json(value).decode()


# --- the files --------------------------------------------------------------------------


def files(folder: Path, desk: str) -> dict[str, Path]:
    """Kind → the file that its rules make, for a desk of this name."""
    name = re.sub(r"\W+", "-", desk).strip("-") or "desk"
    return {"actor": folder / f"actors-rules-{name}.csv", "frame": folder / f"rules-{name}.toml"}


def write(db: sqlite3.Connection, folder: Path, desk: str) -> None:
    """Write the files of all rules that hold; a file without any is removed."""
    held = [r for r in reversed(rules(db)) if r.withdrawn is None]
    making: dict[str, Callable[[Sequence[Rule]], str]] = {"actor": _csv, "frame": _toml}
    for kind, path in files(folder, desk).items():
        mine = [r for r in held if r.kind == kind]
        _put(path, making[kind](mine) if mine else "")


def _put(path: Path, text: str) -> None:
    try:
        if path.exists() and not path.read_text("utf-8").startswith(MARK):
            raise PeopleError(
                "was not written by Dateline, and is not written over",
                where=str(path), cure="give it another name",
            )  # fmt: skip
        if not text:
            path.unlink(missing_ok=True)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_name(f".{path.name}.new")
        new.write_text(text, "utf-8")
        os.replace(new, path)
    except (OSError, UnicodeDecodeError) as error:
        told = getattr(error, "strerror", None) or str(error)
        raise PeopleError(
            f"cannot be written: {told.lower()}",
            where=str(path),
            cure="check the folder's permissions",
        ) from error


def _note(rule: Rule) -> str:
    """Who, when and why, in one line without control characters: it stands in a comment too."""
    told = f"rule {rule.id} by {rule.person}, {rule.at[:10]}: {rule.why}"
    return " ".join("".join(c if c.isprintable() else " " for c in told).split())


def _csv(mine: Sequence[Rule]) -> str:
    out = io.StringIO()
    out.write(MARK + "\n")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(ACTOR_COLUMNS)
    for rule in mine:
        cells = {**rule.what, "note": _note(rule)}
        writer.writerow([cells.get(c, "") for c in ACTOR_COLUMNS])
    return out.getvalue()


def _toml(mine: Sequence[Rule]) -> str:
    rows = [f"# {_note(r)}\n" + toml_row({"id": f"rule.{r.id}", **r.what}) for r in mine]
    return MARK + "\n\n" + "\n".join(rows)


def toml_row(cells: Mapping[str, Any]) -> str:
    """A row of the lexicon as TOML."""
    return "[[frame]]\n" + "".join(f"{key} = {_toml_value(v)}\n" for key, v in cells.items())


def _toml_value(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        return (
            "{ "
            + ", ".join(f"{_toml_value(k)} = {_toml_value(v)}" for k, v in value.items())
            + " }"
        )
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_toml_value, value)) + "]"
    # A JSON string is a TOML string, but for one character that TOML wants escaped.
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007F")


# --- rows of the lexicon ----------------------------------------------------------------


def frame_row(id_: str, folder: Path) -> dict[str, Any] | None:
    """The row of the lexicon of this id as it is written, the user's own before ours."""
    own: list[tuple[str, str]] = []
    if folder.is_dir():
        try:
            own = read_tables(folder)
        except TableError:
            own = []
    found = _rows_of(own).get(id_) or _ours().get(id_)
    return dict(found) if found else None


@cache
def _ours() -> dict[str, dict[str, Any]]:
    return _rows_of(our_tables())


def _rows_of(tables: Iterable[tuple[str, str]]) -> dict[str, dict[str, Any]]:
    """Id → row, of tables that may have faults."""
    found: dict[str, dict[str, Any]] = {}
    for name, text in tables:
        try:
            rows = parse(name, text).rows
        except TableError:
            continue
        found |= {r["id"]: r for r in rows if isinstance(r, dict) and isinstance(r.get("id"), str)}
    return found


def heads_of(row: Mapping[str, Any]) -> tuple[str, list[str]]:
    """The part of speech of a row, and its heads."""
    pos = next((p for p in PARTS_OF_SPEECH if row.get(p)), "verb")
    return pos, list(row.get(pos, []))


def head_of(trigger: str, heads: Sequence[str]) -> str:
    """The head that a trigger most likely is a form of: that which begins most like it."""
    words = trigger.lower()

    def alike(head: str) -> tuple[int, int]:
        same = 0
        for a, b in zip(head.lower(), words, strict=False):
            if a != b:
                break
            same += 1
        return same, -len(head)

    return max(heads, key=alike, default="")


_KEPT_OF_NONE = ("require", "forbid")
_LEFT = ("id", "type", "mode", "cameo", "yes", "no", "fallback", "contexts", *PARTS_OF_SPEECH)


def frame_cells(
    row: Mapping[str, Any], word: str, kind: str, mode: str, objects: Sequence[str]
) -> dict[str, Any]:
    """A row like `row` for one of its words only, of another type; `objects` are words of which one
    must be its object."""
    pos, _ = heads_of(row)
    cells: dict[str, Any] = {pos: [word], "type": kind}
    if mode:
        cells["mode"] = mode
    kept = _KEPT_OF_NONE if kind == "NONE" else [k for k in row if k not in _LEFT]
    cells |= {k: row[k] for k in kept if k in row}
    if objects:
        cells["require"] = {**cells.get("require", {}), "object": list(objects)}
    return cells
