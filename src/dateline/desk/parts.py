"""A desk as a folder of Parquet files: its tables, a folder each, in which each part is a file.

Many machines can write such a folder at once, for each writes parts of its own; a part that is
written twice is the same twice. `settle` says what no part knows by itself: which of two records of
one article is kept, and which failures stand. A folder that is settled, and has its stories, is
opened and asked as a desk is, but is never changed; `importing.py` puts it into one.
"""

from __future__ import annotations

import os
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from dateline.desk.migrations import migrate
from dateline.desk.opening import CONFIG, told
from dateline.desk.rows import EVENT_TABLES, Row, article_of, fullness, record_hash
from dateline.desk.shown import MADE, TABLE
from dateline.desk.writing import insert
from dateline.errors import DeskError, DeskTooNew
from dateline.records import Record
from dateline.stories import VERSION

if TYPE_CHECKING:
    import duckdb

FORMAT = 1
ABOUT = "about.json"
"""Says what the folder holds; written first."""
SETTLED = "settled.json"
"""Written last, when all is there."""
OF_ARTICLES = ("readings", *EVENT_TABLES, "fingerprints")
PART_TABLES = ("pages", "failures", "articles", *OF_ARTICLES)
STORY_TABLES = ("stories", "story_articles", "story_news")


class About(Record, frozen=True):
    """What a folder holds: `parts` of `pages` from `sources`, read by the run `run`."""

    run: dict[str, str]
    parts: int
    pages: int
    sources: list[str]
    options: dict[str, str | None] = {}  # noqa: RUF012
    base: str = "."
    format: int = FORMAT


def name_of(part: int) -> str:
    """The name of a part's file."""
    return f"part-{part:06}.parquet"


def about(folder: Path) -> About | None:
    """What a folder holds; None where it is none of parts.

    Raises `DeskTooNew` for one of a newer Dateline, `DeskError` where it cannot be read.
    """
    try:
        data = (folder / ABOUT).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise DeskError(f"cannot be read: {error.strerror}", where=str(folder)) from error
    try:
        found = msgspec.json.decode(data, type=About)
    except msgspec.MsgspecError as error:
        raise DeskError(
            f"its {ABOUT} is damaged ({error})", where=str(folder), cure="read the sources again"
        ) from error
    if found.format > FORMAT:
        raise DeskTooNew(
            "written by a newer Dateline", where=str(folder), cure="pip install --upgrade dateline"
        )
    return found


def is_settled(folder: Path) -> bool:
    """Whether all parts and stories are there."""
    return (folder / SETTLED).exists()


def write_part(connection: duckdb.DuckDBPyConnection, folder: Path, part: int) -> None:
    """The tables of a desk in memory as the files of a part. A file is whole or not there."""
    for table in PART_TABLES:
        write_file(
            connection, f"SELECT * FROM {table} ORDER BY ALL", folder / table / name_of(part)
        )


def write_file(connection: duckdb.DuckDBPyConnection, query: str, path: Path) -> None:
    """What a query gives as a Parquet file, which is whole or not there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    with told(path):
        connection.execute(
            f"COPY ({query}) TO {quoted(unfinished)} (FORMAT parquet, COMPRESSION zstd)"
        )
    unfinished.replace(path)


def write_bytes(path: Path, data: bytes) -> None:
    """The same for bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    unfinished.write_bytes(data)
    unfinished.replace(path)


def quoted(path: Path) -> str:
    """A path in SQL."""
    return "'" + str(path).replace("'", "''") + "'"


def files_of(folder: Path, table: str) -> str:
    """All files of a table in SQL. What stands for many files in a path is quoted."""
    plain = "".join(f"[{c}]" if c in "*?[" else c for c in str(folder / table))
    return "'" + plain.replace("'", "''") + "/*.parquet'"


def settle(folder: Path) -> None:
    """Which records of articles stand behind others, and which failures stand."""
    import duckdb

    with duckdb.connect(":memory:", config=CONFIG) as connection:
        connection.execute("SET enable_progress_bar = false")
        articles = files_of(folder, "articles")
        twice = connection.execute(
            f"SELECT id FROM read_parquet({articles}) GROUP BY id HAVING count(*) > 1"
        ).fetchall()
        behind: list[Row] = []
        if twice:
            connection.execute("CREATE TABLE twice AS SELECT unnest(?::VARCHAR[]) AS id", [
                [id_ for (id_,) in twice]
            ])  # fmt: skip
            found = connection.execute(
                f"SELECT a.* FROM read_parquet({articles}, filename = true) a "
                "SEMI JOIN twice t ON t.id = a.id ORDER BY a.id, a.filename"
            )
            behind = _behind(_dicts(found))
        connection.execute("CREATE TABLE superseded (part VARCHAR, article_id VARCHAR)")
        insert(connection, "superseded", behind)
        write_file(connection, "SELECT * FROM superseded ORDER BY ALL", _superseded(folder))
        failures, pages = (
            f"read_parquet({files_of(folder, t)}, filename = true)" for t in ("failures", "pages")
        )
        write_file(
            connection,
            f"SELECT * EXCLUDE (filename) FROM {failures} f "
            f"WHERE NOT EXISTS (SELECT 1 FROM {failures} g "
            "WHERE g.source = f.source AND g.filename > f.filename) "
            f"AND NOT EXISTS (SELECT 1 FROM {pages} p "
            "WHERE p.source = f.source AND p.filename > f.filename) ORDER BY ALL",
            folder / "settled" / "failures.parquet",
        )


def _behind(rows: list[Row]) -> list[Row]:
    """Of the records of each article all but the fullest; of equal ones the first part's is kept."""
    best: dict[str, tuple[Any, str]] = {}
    behind = []
    for row in rows:
        part = Path(row.pop("filename")).name
        article = article_of(row)
        rank = fullness(article), record_hash(article)
        held = best.get(article.id)
        if held is None or rank > held[0]:
            best[article.id] = rank, part
            part = held[1] if held is not None else ""
        if part:
            behind.append({"part": part, "article_id": article.id})
    return behind


def _dicts(found: duckdb.DuckDBPyConnection) -> list[Row]:
    rows = found.fetchall()
    names = [c[0] for c in found.description or ()]
    return [dict(zip(names, values, strict=True)) for values in rows]


def _superseded(folder: Path) -> Path:
    return folder / "settled" / "superseded.parquet"


def open_parts(folder: Path) -> duckdb.DuckDBPyConnection:
    """A folder as a desk that can only be asked: views with the names of the tables.

    Raises `DeskError` where it is no such folder, or not settled.
    """
    import duckdb

    what = must_be_settled(folder)
    connection = duckdb.connect(":memory:", config=CONFIG)
    try:
        connection.execute("SET enable_progress_bar = false")
        migrate(connection, folder)
        now = datetime.now(timezone.utc).replace(tzinfo=None, microsecond=0)
        insert(connection, "runs", [{**what.run, "created": now}])
        connection.execute("DELETE FROM stories_format")
        connection.execute("INSERT INTO stories_format VALUES (?)", [VERSION])
        for table in (*PART_TABLES, *STORY_TABLES, TABLE):
            connection.execute(f"DROP TABLE {table}")
        make_views(connection, folder)
        connection.execute(f"CREATE VIEW {TABLE} AS {MADE}")
    except BaseException:
        connection.close()
        raise
    return connection


def must_be_settled(folder: Path) -> About:
    """What a folder holds. Raises `DeskError` where it is none of parts, or not settled."""
    found = about(folder)
    if found is None and not folder.exists():
        raise DeskError(
            "no such folder", where=str(folder), cure="make it: dateline add --ray local SOURCE"
        )
    if found is None:
        raise DeskError("is a folder", where=str(folder), cure="name a file")
    if not is_settled(folder):
        raise DeskError(
            "has not been read to its end",
            where=str(folder),
            cure="give the same dateline add --ray again: it goes on where it was stopped",
        )
    return found


def make_views(connection: duckdb.DuckDBPyConnection, folder: Path, catalog: str = "") -> None:
    """A view for each table of a settled folder, with its name."""
    superseded = f"read_parquet({quoted(_superseded(folder))})"
    found = connection.execute(f"SELECT count(*) FROM {superseded}").fetchall()
    some = found[0][0] > 0
    views = {
        "failures": f"SELECT * FROM read_parquet({quoted(folder / 'settled' / 'failures.parquet')})",
        "pages": "SELECT DISTINCT ON (id, source) * "
        f"FROM read_parquet({files_of(folder, 'pages')})",
        **{t: f"SELECT * FROM read_parquet({files_of(folder, t)})" for t in STORY_TABLES},
    }
    for table in ("articles", *OF_ARTICLES):
        files, key = files_of(folder, table), "id" if table == "articles" else "article_id"
        views[table] = f"SELECT * FROM read_parquet({files})"
        if some:
            views[table] = (
                f"SELECT r.* EXCLUDE (filename) FROM read_parquet({files}, filename = true) r "
                f"ANTI JOIN {superseded} s ON s.article_id = r.{key} "
                "AND s.part = parse_filename(r.filename)"
            )
    for table, sql in views.items():
        connection.execute(f"CREATE OR REPLACE VIEW {catalog}{table} AS {sql}")


def size_of(folder: Path) -> int:
    """The bytes of all its files."""
    return sum(p.stat().st_size for p in folder.rglob("*") if p.is_file())
