"""SQL of a user's own: it reads the desk, changes nothing, and sees no other file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.desk.desk import Desk
from dateline.desk.opening import connect, is_damage, told
from dateline.errors import UsageError
from dateline.records import Record

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

AT_ONCE = 1_000

_ALLOWED = ("SELECT", "EXPLAIN")


class View(Record, frozen=True):
    """A view or table of the desk: its name, what it holds, and its columns (name, type)."""

    name: str
    about: str
    columns: list[tuple[str, str]]


class Answer:
    """The answer to a query: `columns`, and the rows in turn."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, sql: str) -> None:
        self._connection = connection
        self._sql = sql
        with wrong_sql():
            self._relation = connection.sql(sql)
        self.columns: list[str] = self._relation.columns

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """The rows, one at a time."""
        with wrong_sql():
            found = self._connection.execute(self._sql)
            while rows := found.fetchmany(AT_ONCE):
                yield from rows

    def table(self) -> pa.Table:
        """All rows as an Arrow table."""
        with wrong_sql():
            return self._relation.to_arrow_table()


@contextmanager
def query(path: str | Path, sql: str) -> Iterator[Answer]:
    """Ask a desk in SQL. One SELECT (also WITH, FROM, DESCRIBE, SUMMARIZE) or EXPLAIN; the file is
    opened read-only, and no other file, extension or setting can be reached from it.

    Raises `UsageError` for a query that is wrong or would do more than read, `DeskError` where
    the desk cannot be opened.
    """
    with _locked(path) as connection:
        _refuse_writing(sql)
        yield Answer(connection, sql)


@contextmanager
def _locked(path: str | Path) -> Iterator[duckdb.DuckDBPyConnection]:
    file = Path(path)
    with Desk(file, read_only=True):
        pass  # that it is a desk of the present version
    connection = connect(file, read_only=True)
    try:
        with told(file):
            connection.execute("SET enable_external_access = false")
            connection.execute("SET lock_configuration = true")
            yield connection
    finally:
        connection.close()


def _refuse_writing(sql: str) -> None:
    import duckdb

    with wrong_sql():
        statements = duckdb.extract_statements(sql)
    kinds = [str(s.type).rpartition(".")[2] for s in statements]
    if len(kinds) != 1:
        raise UsageError(
            f"the query has {len(kinds)} statements" if kinds else "the query is empty",
            cure="give one SELECT",
        )
    if kinds[0] not in _ALLOWED:
        raise UsageError(
            f"{kinds[0]} is not allowed: `dateline sql` only reads", cure="give one SELECT"
        )


@contextmanager
def wrong_sql() -> Iterator[None]:
    """Turn what DuckDB says of a query into one line."""
    import duckdb

    try:
        yield
    except duckdb.PermissionException as error:
        raise UsageError(
            "the query reaches outside the desk: no other file, extension or address is open to it",
            cure="query the views and tables of the desk: dateline sql --views",
        ) from error
    except duckdb.Error as error:
        if is_damage(error):
            raise
        line = " ".join(str(error).split("\n\n")[0].split())
        raise UsageError(
            f"the query is wrong: {line}", cure="dateline sql --views lists views and columns"
        ) from error


def views(path: str | Path, tables: bool = False) -> list[View]:
    """The views of a desk with what they hold, and with `tables` the tables too."""
    kinds = ["SELECT view_name, comment FROM duckdb_views() WHERE NOT internal"]
    if tables:
        kinds.append("SELECT table_name, comment FROM duckdb_tables() WHERE NOT internal")
    with _locked(path) as connection:
        found = [row for kind in kinds for row in sorted(connection.execute(kind).fetchall())]
        return [
            View(
                name=name,
                about=about or "",
                columns=connection.execute(
                    "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = ? "
                    "AND NOT internal ORDER BY column_index",
                    [name],
                ).fetchall(),
            )
            for name, about in found
        ]
