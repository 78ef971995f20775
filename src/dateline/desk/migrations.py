"""From any older desk to the present one, and never past it.

The files of `schema/` are numbered; each is run once, in a transaction that also writes the new
number down. So a desk that was cut off in the middle is at the last whole number.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dateline.errors import DeskTooNew, NotADesk

if TYPE_CHECKING:
    import duckdb

FORMAT = "dateline-desk"


class Step(NamedTuple):
    """One step: it leads from version `number` - 1 to `number`."""

    number: int
    sql: str


@cache
def steps() -> tuple[Step, ...]:
    """All steps, in order."""
    folder = files("dateline.desk") / "schema"
    found = [
        Step(int(f.name[:4]), f.read_text(encoding="utf-8"))
        for f in sorted(folder.iterdir(), key=lambda f: f.name)
        if f.name.endswith(".sql")
    ]
    assert [s.number for s in found] == list(range(1, len(found) + 1))
    return tuple(found)


def newest() -> int:
    """The version that this program writes."""
    return steps()[-1].number


def version_of(connection: duckdb.DuckDBPyConnection, path: Path) -> int:
    """The version of a desk; 0 for a file without any table.

    Raises `NotADesk` for a database of something else, `DeskTooNew` for a newer desk.
    """
    tables = {
        name
        for (name,) in connection.execute(
            "SELECT table_name FROM duckdb_tables() WHERE NOT internal"
        ).fetchall()
    }
    if not tables:
        return 0
    told = {}
    if "desk_format" in tables:
        told = dict(connection.execute("SELECT name, value FROM desk_format").fetchall())
    if told.get("format") != FORMAT or not str(told.get("version", "")).isdecimal():
        raise NotADesk("a DuckDB database, but no desk", where=str(path), cure="name another file")
    version = int(told["version"])
    if version > newest():
        raise DeskTooNew(
            f"a desk of version {version}, written by a newer Dateline; this one knows {newest()}",
            where=str(path),
            cure="pip install --upgrade dateline",
        )
    return version


def migrate(
    connection: duckdb.DuckDBPyConnection, path: Path, upto: int | None = None
) -> list[int]:
    """Bring a desk to version `upto` (default: the newest); returns the steps taken."""
    at = version_of(connection, path)
    taken = []
    for step in steps():
        if step.number <= at or (upto is not None and step.number > upto):
            continue
        connection.execute("BEGIN TRANSACTION")
        try:
            if step.number == 1:
                connection.execute(
                    "CREATE TABLE desk_format (name VARCHAR NOT NULL, value VARCHAR NOT NULL);"
                    "COMMENT ON TABLE desk_format IS 'What this file is, and of which version.';"
                    "COMMENT ON COLUMN desk_format.name IS 'format or version';"
                    "COMMENT ON COLUMN desk_format.value IS 'its value';"
                )
            connection.execute(step.sql)
            connection.execute("DELETE FROM desk_format")
            connection.execute(
                "INSERT INTO desk_format VALUES ('format', ?), ('version', ?)",
                [FORMAT, str(step.number)],
            )
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")
        taken.append(step.number)
    return taken
