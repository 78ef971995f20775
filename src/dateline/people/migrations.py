"""From any older file to the present one.

The files of `schema/` are run in the order of their names, each once, in a transaction that also
writes its name down. A file that has been released is never changed; a new one is added.
"""

from __future__ import annotations

import sqlite3
from functools import cache
from importlib.resources import files
from pathlib import Path

from dateline.errors import PeopleError


@cache
def steps() -> dict[str, str]:
    """Name → SQL, in order."""
    folder = files("dateline.people") / "schema"
    found = {f.name.removesuffix(".sql"): f.read_text(encoding="utf-8") for f in folder.iterdir()}
    return dict(sorted(found.items()))


def migrate(db: sqlite3.Connection, path: Path) -> list[str]:
    """Bring the file to the present version; the steps taken. Raises `PeopleError` for a file of
    a newer version."""
    db.execute("BEGIN IMMEDIATE")
    try:
        db.execute("CREATE TABLE IF NOT EXISTS steps (name TEXT PRIMARY KEY) STRICT")
        done = {name for (name,) in db.execute("SELECT name FROM steps")}
        if unknown := done - steps().keys():
            raise PeopleError(
                f"was written by a newer Dateline ({', '.join(sorted(unknown))})",
                where=str(path),
                cure="pip install --upgrade dateline",
            )
        taken = [name for name in steps() if name not in done]
        for name in taken:
            for statement in _statements(steps()[name]):
                db.execute(statement)
            db.execute("INSERT INTO steps VALUES (?)", [name])
    except BaseException:
        db.rollback()
        raise
    db.commit()
    return taken


def _statements(sql: str) -> list[str]:
    """The statements of a script; `executescript` would end the transaction."""
    found, rest = [], ""
    for line in sql.splitlines(keepends=True):
        rest += line
        if sqlite3.complete_statement(rest):
            found.append(rest)
            rest = ""
    assert not rest.strip(), rest
    return found
