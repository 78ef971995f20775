"""A folder of parts into a desk, as if its pages had been added one by one.

Into an empty desk all tables go at once, with the stories that come with them. Into one that holds
something each part goes in a transaction of its own, and its articles are compared with those that
are there; cut off anywhere, the same call carries on.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.desk.adding import Progress, better
from dateline.desk.arrivals import note, note_all
from dateline.desk.linking import link
from dateline.desk.parts import (
    OF_ARTICLES,
    STORY_TABLES,
    make_views,
    must_be_settled,
    name_of,
    quoted,
)
from dateline.desk.rows import Row, article_of
from dateline.desk.shown import MADE, TABLE
from dateline.desk.writing import delete, insert, transaction

if TYPE_CHECKING:
    import duckdb

    from dateline.records import Article

_EMPTY = ("articles", "pages", "failures")
_LINKED = 1_000
"""Parts are taken together until they have so many pages: to link a few articles costs much."""


def take_parts(
    connection: duckdb.DuckDBPyConnection, folder: Path
) -> Generator[Progress, None, None]:
    """Put a settled folder in; yields after each transaction.

    Raises `DeskError` where the folder is none, or not settled.
    """
    about = must_be_settled(folder)
    insert_run(connection, about.run)
    if not any(connection.execute(f"SELECT 1 FROM {t} LIMIT 1").fetchall() for t in _EMPTY):
        yield _all_at_once(connection, folder, about.run["id"])
        return
    so_far = Progress()
    waiting: list[str] = []
    for part in range(about.parts):
        waiting.append(name_of(part))
        last = part == about.parts - 1
        if _pages(connection, folder, waiting) < _LINKED and not last:
            continue
        so_far = _some(connection, folder, waiting, about.run["id"], so_far, last)
        waiting = []
        yield Progress(
            **{**vars(so_far), "share": (part + 1) / about.parts, "source": name_of(part)}
        )


def insert_run(connection: duckdb.DuckDBPyConnection, run: Row) -> None:
    """The row of a run, where it is new."""
    if connection.execute("SELECT 1 FROM runs WHERE id = ?", [run["id"]]).fetchone() is None:
        now = datetime.now(timezone.utc).replace(tzinfo=None, microsecond=0)
        insert(connection, "runs", [{**run, "created": now}])


def _all_at_once(connection: duckdb.DuckDBPyConnection, folder: Path, run: str) -> Progress:
    connection.execute("ATTACH ':memory:' AS parts")
    try:
        make_views(connection, folder, "parts.")
        with transaction(connection):
            for table in (*_EMPTY, *OF_ARTICLES, *STORY_TABLES):
                connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM parts.{table}")
            connection.execute(f"INSERT INTO {TABLE} {MADE}")
            note_all(connection, run)
            pages, added, failed, events = (
                connection.execute(f"SELECT count(*) FROM {t}").fetchall()[0][0]
                for t in ("pages", "articles", "failures", "events_all")
            )
    finally:
        connection.execute("DETACH parts")
    return Progress(
        pages=pages + failed, added=added, known=pages - added, failed=failed, events=events,
        share=1.0,
    )  # fmt: skip


def _files(folder: Path, table: str, parts: Sequence[str]) -> str:
    listed = ", ".join(quoted(folder / table / part) for part in parts)
    return f"read_parquet([{listed}], filename = true)"


def _pages(connection: duckdb.DuckDBPyConnection, folder: Path, parts: Sequence[str]) -> int:
    found = connection.execute(f"SELECT count(*) FROM {_files(folder, 'pages', parts)}").fetchall()
    return int(found[0][0])


def _some(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    parts: Sequence[str],
    run: str,
    so_far: Progress,
    last: bool,
) -> Progress:
    """Some parts in one transaction; the failures with the last, when it is known which stand."""
    new, replaced, names = _wanted(connection, folder, parts)
    before, failed = _pages(connection, folder, parts), 0
    connection.execute("CREATE TEMP TABLE taken (part VARCHAR, article_id VARCHAR)")
    try:
        insert(connection, "taken", [{"part": p, "article_id": i} for i, p in names.items()])
        with transaction(connection):
            delete(connection, "articles", "id", replaced)
            for table in OF_ARTICLES[:-1]:
                delete(connection, table, "article_id", replaced, run=run)
            for table in ("articles", *OF_ARTICLES[:-1]):
                key = "id" if table == "articles" else "article_id"
                connection.execute(
                    f"INSERT INTO {table} BY NAME SELECT r.* EXCLUDE (filename) "
                    f"FROM {_files(folder, table, parts)} r SEMI JOIN taken t "
                    f"ON t.article_id = r.{key} AND t.part = parse_filename(r.filename)"
                )
            _take_pages(connection, _files(folder, "pages", parts))
            if last:
                failed = _take_failures(connection, folder)
                note(connection, "failed", _newly_failed(connection, run), run)
            note(connection, "added", new, run)
            note(connection, "fuller", replaced, run)
            link(connection, sorted(new), replaced)
        events = connection.execute(
            "SELECT count(*) FROM events_all e JOIN articles a "
            "ON a.id = e.article_id AND a.run_id = e.run_id SEMI JOIN taken t ON t.article_id = a.id"
        ).fetchall()[0][0]
    finally:
        connection.execute("DROP TABLE taken")
    return Progress(
        pages=so_far.pages + before + failed,
        added=so_far.added + len(names),
        known=so_far.known + before - len(names),
        failed=so_far.failed + failed,
        events=so_far.events + events,
    )


def _newly_failed(connection: duckdb.DuckDBPyConnection, run: str) -> set[str]:
    """The sources that failed in a run, but for those of which that was written down before."""
    found = connection.execute(
        "SELECT source FROM failures f WHERE run_id = $1 AND NOT EXISTS (SELECT 1 FROM arrivals a "
        "WHERE a.kind = 'failed' AND a.id = f.source AND a.run_id = $1)",
        [run],
    ).fetchall()
    return {source for (source,) in found}


def _wanted(
    connection: duckdb.DuckDBPyConnection, folder: Path, parts: Sequence[str]
) -> tuple[set[str], set[str], dict[str, str]]:
    """The articles that are new, those that replace a poorer record, and the part of each."""
    files = _files(folder, "articles", parts)
    twice = connection.execute(
        f"SELECT id FROM {files} GROUP BY id HAVING count(*) > 1 OR id IN (SELECT id FROM articles)"
    ).fetchall()
    disputed = [i for (i,) in twice]
    names = dict(
        connection.execute(
            f"SELECT id, parse_filename(filename) FROM {files} "
            "WHERE id NOT IN (SELECT unnest(?::VARCHAR[]))",
            [disputed],
        ).fetchall()
    )
    new = set(names)
    old = {a.id: a for a, _ in _articles(connection, "articles", disputed)}
    held: dict[str, Article] = {}
    for article, part in _articles(connection, files, disputed):
        known = held.get(article.id) or old.get(article.id)
        if known is None or better(article, known):
            held[article.id] = article
            names[article.id] = part
    return new | (held.keys() - old.keys()), held.keys() & old.keys(), names


def _articles(
    connection: duckdb.DuckDBPyConnection, source: str, ids: list[str]
) -> list[tuple[Article, str]]:
    found = connection.execute(
        f"SELECT * FROM {source} WHERE id IN (SELECT unnest(?::VARCHAR[]))", [ids]
    )
    rows = found.fetchall()
    names = [c[0] for c in found.description or ()]
    dicts = sorted(
        (dict(zip(names, values, strict=True)) for values in rows),
        key=lambda r: str(r.get("filename")),
    )
    return [(article_of(r), Path(str(r.get("filename"))).name) for r in dicts]


def _take_pages(connection: duckdb.DuckDBPyConnection, files: str) -> None:
    """Pages that are new; an older failure of the same source is mended by them."""
    connection.execute(
        f"DELETE FROM failures WHERE source IN (SELECT source FROM {files} p "
        "ANTI JOIN pages o ON o.id = p.id)"
    )
    connection.execute(
        "INSERT INTO pages BY NAME SELECT DISTINCT ON (p.id, p.source) p.* EXCLUDE (filename) "
        f"FROM {files} p ANTI JOIN pages o ON o.id = p.id AND o.source = p.source"
    )


def _take_failures(connection: duckdb.DuckDBPyConnection, folder: Path) -> int:
    """The failures that stand, in place of older ones of their sources."""
    files = f"read_parquet({quoted(folder / 'settled' / 'failures.parquet')})"
    connection.execute(f"DELETE FROM failures WHERE source IN (SELECT source FROM {files})")
    found = connection.execute(f"INSERT INTO failures BY NAME SELECT * FROM {files}").fetchall()
    return int(found[0][0])
