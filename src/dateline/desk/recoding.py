"""All stored articles coded anew by the present version, without fetching anything again.

The new rows are written under their own run beside the old ones, where no view shows them; what
changed can be looked at; then one transaction makes them those that are shown. Cut off anywhere,
the same command carries on. The old rows stay readable under their run.
"""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dateline.desk.adding import BATCH_CHARS, BATCH_PAGES, BATCH_SECONDS
from dateline.desk.arrivals import note
from dateline.desk.linking import in_parts, stored
from dateline.desk.opening import told
from dateline.desk.rows import EVENT_TABLES, Row, article_of, reading_rows
from dateline.desk.shown import refresh
from dateline.desk.writing import insert, transaction
from dateline.errors import DatelineError, DeskError, MissingModel, WorkersFailed
from dateline.scale import Executor, Job

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb

    from dateline.records import Article, Reading


@dataclass(frozen=True)
class Recoded:
    """How far a recoding has come: `articles` of `total` that an older run coded; `events` found
    now, `failed` articles; `failure` is why the last one could not be read."""

    run: str
    total: int
    articles: int = 0
    events: int = 0
    failed: int = 0
    failure: DatelineError | None = None


_TODO = (
    "SELECT a.id FROM articles a WHERE a.run_id <> ? AND NOT EXISTS "
    "(SELECT 1 FROM readings r WHERE r.article_id = a.id AND r.run_id = ?) ORDER BY a.id"
)


def recode(
    connection: duckdb.DuckDBPyConnection, path: Path, executor: Executor, run: str
) -> Generator[Recoded, None, None]:
    """Code the articles that `run` has not coded yet; yields after each. Nothing that is shown
    changes until `show`."""
    with told(path):
        ids = [i for (i,) in connection.execute(_TODO, [run, run]).fetchall()]
    state = Recoded(run=run, total=len(ids))
    waiting: list[Reading] = []
    last = time.monotonic()
    try:
        articles = (
            Job(a.url or a.id, article=a, what="article") for a in _articles(connection, path, ids)
        )
        with closing(executor(articles, lambda _: True)) as done:
            for _, work in done:
                try:
                    reading = work.reading()
                except (DeskError, MissingModel, WorkersFailed):
                    raise
                except DatelineError as error:
                    state = replace(state, failed=state.failed + 1, failure=error)
                    yield state
                    continue
                waiting.append(reading)
                state = replace(
                    state,
                    articles=state.articles + 1,
                    events=state.events + len(reading.events),
                    failure=None,
                )
                size = sum(len(r.article.text) for r in waiting)
                if (
                    len(waiting) >= BATCH_PAGES
                    or size >= BATCH_CHARS
                    or time.monotonic() - last >= BATCH_SECONDS
                ):
                    _write(connection, path, run, waiting)
                    waiting, last = [], time.monotonic()
                yield state
    finally:
        # Also where the caller stops early: what has been read is whole, and kept.
        _write(connection, path, run, waiting)


def _articles(
    connection: duckdb.DuckDBPyConnection, path: Path, ids: list[str]
) -> Iterator[Article]:
    """The articles of these ids, some at a time."""
    for start in range(0, len(ids), 100):
        with told(path):
            found = connection.execute(
                "SELECT * FROM articles WHERE id IN (SELECT unnest(?::VARCHAR[])) ORDER BY id",
                [ids[start : start + 100]],
            )
            names = [c[0] for c in found.description or ()]
            rows = found.fetchall()
        for values in rows:
            yield article_of(dict(zip(names, values, strict=True)))


def _write(
    connection: duckdb.DuckDBPyConnection, path: Path, run: str, readings: list[Reading]
) -> None:
    if not readings:
        return
    rows: dict[str, list[Row]] = {name: [] for name in ("readings", *EVENT_TABLES)}
    for reading in readings:
        for name, more in reading_rows(reading, run).items():
            rows[name] += more
    with told(path), transaction(connection):
        for name, listed in rows.items():
            insert(connection, name, listed)


def waiting(connection: duckdb.DuckDBPyConnection, path: Path, run: str) -> int:
    """How many articles `run` has coded that are shown as another run coded them."""
    with told(path):
        row = connection.execute(
            "SELECT count(*) FROM articles WHERE run_id <> $1 AND id IN "
            "(SELECT article_id FROM readings WHERE run_id = $1)",
            [run],
        ).fetchone()
    return int(row[0]) if row else 0


def show(connection: duckdb.DuckDBPyConnection, path: Path, run: str) -> int:
    """Let the views show what `run` has coded, of each article that it has; how many changed."""
    with told(path), transaction(connection):
        rows = connection.execute(
            "UPDATE articles SET run_id = $1 WHERE run_id <> $1 AND id IN "
            "(SELECT article_id FROM readings WHERE run_id = $1) RETURNING id",
            [run],
        ).fetchall()
        ids = [id_ for (id_,) in rows]
        note(connection, "recoded", ids, run)
        for part in in_parts(ids):
            refresh(connection, {a.id: a.text for a in stored(connection, part)})
    return len(rows)
