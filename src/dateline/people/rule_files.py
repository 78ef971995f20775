"""The files of the user's tables that the rules of a desk make.

The store is what counts; the files are written from it each time, so that a rule that is withdrawn is
gone from them. `recode` reads them like any other tables of the user.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from dateline.errors import PeopleError
from dateline.knowledge.user_tables import ACTOR_COLUMNS
from dateline.people.kept_rules import Rule, rules

MARK = "# Written by Dateline from the rules of a desk. Change them there: what is written here is lost."


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
