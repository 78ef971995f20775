"""One batch of readings into the tables, in one transaction: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from dateline.desk.arrivals import note
from dateline.desk.rows import EVENT_TABLES, Row, article_row, reading_rows

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

    from dateline.records import Reading

Then = Callable[["duckdb.DuckDBPyConnection", "list[str]", "set[str]"], None]

TABLES = ("pages", "failures", "articles", "readings", *EVENT_TABLES, "fetched")


class Batch:
    """What is to be written next. `replaced` are articles of which a fuller record has come."""

    def __init__(self, run: str) -> None:
        self.run = run
        self.rows: dict[str, list[Row]] = {name: [] for name in TABLES}
        self.replaced: set[str] = set()
        self.mended: set[str] = set()
        self.articles: dict[str, Row] = {}
        self.pages: dict[str, tuple[str, set[str]]] = {}
        self.fetched: dict[str, Row] = {}
        self.size = 0

    def __bool__(self) -> bool:
        return bool(self.mended or any(self.rows.values()))

    def add_page(self, row: Row) -> None:
        """Where an article was found; the same page at the same place is one row."""
        _, sources = self.pages.setdefault(row["id"], (row["article_id"], set()))
        if row["source"] not in sources:
            sources.add(row["source"])
            self.rows["pages"].append(row)

    def add_reading(self, reading: Reading, replaces: bool) -> None:
        """An article and all that is found in it."""
        id_ = reading.article.id
        if id_ in self.articles:
            for rows in self.rows.values():
                rows[:] = [r for r in rows if r.get("record_hash") is None or r["id"] != id_]
            for name in ("readings", *EVENT_TABLES):
                self.rows[name] = [r for r in self.rows[name] if r["article_id"] != id_]
        elif replaces:
            self.replaced.add(id_)
        row = article_row(reading.article, self.run)
        self.articles[id_] = row
        self.rows["articles"].append(row)
        for name, more in reading_rows(reading, self.run).items():
            self.rows[name] += more
        self.size += len(reading.article.text)

    def add_fetched(self, row: Row) -> None:
        """What an address answered; an older row of it goes."""
        self.fetched[row["url"]] = row
        self.rows["fetched"] = list(self.fetched.values())
        if row["listing"]:
            self.mended.add(row["url"])

    def add_failure(self, row: Row) -> None:
        """A page that could not be read; an older row of its source goes."""
        self.mended.add(row["source"])
        self.rows["failures"] = [r for r in self.rows["failures"] if r["source"] != row["source"]]
        self.rows["failures"].append(row)


def write(connection: duckdb.DuckDBPyConnection, batch: Batch, then: Then | None = None) -> None:
    """Commit a batch, with what is to be done `then` with its new and its replaced articles.
    Where that fails nothing of it is kept, and the error goes on."""
    with transaction(connection):
        delete(connection, "failures", "source", batch.mended)
        delete(connection, "fetched", "url", batch.fetched)
        if batch.replaced:
            delete(connection, "articles", "id", batch.replaced)
            for name in ("readings", *EVENT_TABLES):
                delete(connection, name, "article_id", batch.replaced, run=batch.run)
        for name, rows in batch.rows.items():
            insert(connection, name, rows)
        note(connection, "added", batch.articles.keys() - batch.replaced, batch.run)
        note(connection, "fuller", batch.replaced, batch.run)
        note(connection, "failed", (r["source"] for r in batch.rows["failures"]), batch.run)
        if then is not None:
            then(connection, sorted(batch.articles.keys() - batch.replaced), batch.replaced)


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All that is done in it, or nothing."""
    import duckdb

    connection.execute("BEGIN TRANSACTION")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # A failed COMMIT has rolled back by itself, and a closed database cannot.
        with suppress(duckdb.Error):
            connection.execute("ROLLBACK")
        raise


def delete(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    column: str,
    values: Iterable[str],
    run: str | None = None,
) -> None:
    """The rows with one of these values in a column out of a table; of all runs, or of one."""
    listed = sorted(values)
    if not listed:
        return
    where, parameters = f"{column} IN (SELECT unnest(?::VARCHAR[]))", [listed]
    if run is not None:
        connection.execute(f"DELETE FROM {table} WHERE {where} AND run_id = ?", [*parameters, run])
    else:
        connection.execute(f"DELETE FROM {table} WHERE {where}", parameters)


def insert(connection: duckdb.DuckDBPyConnection, table: str, rows: list[Row]) -> None:
    """Rows into a table, by way of Arrow: hundreds of times faster than one by one."""
    if not rows:
        return
    connection.register("dateline_rows", as_table(connection, table, rows))
    try:
        connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM dateline_rows")
    finally:
        connection.unregister("dateline_rows")


def as_table(connection: duckdb.DuckDBPyConnection, table: str, rows: list[Row]) -> pa.Table:
    """The rows as an Arrow table with the columns of a table of the desk."""
    import pyarrow as pa

    schema: Any = connection.sql(f"SELECT * FROM {table} LIMIT 0").to_arrow_table().schema
    return pa.Table.from_pylist(rows, schema=schema)
