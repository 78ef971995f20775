"""The desk: one file that holds articles, what was read in them, and where each row came from."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from dateline.desk.adding import Adder, Progress
from dateline.desk.again import again_for
from dateline.desk.asking import ask, asked_of, build
from dateline.desk.checking import Problem, check
from dateline.desk.differences import SHOWN, Difference, difference, run_of
from dateline.desk.importing import insert_run, take_parts
from dateline.desk.linking import are_made, make
from dateline.desk.migrations import migrate, newest, version_of
from dateline.desk.opening import connect, is_damage, meaning, told
from dateline.desk.parts import open_parts, size_of
from dateline.desk.recoding import Recoded, recode, show, waiting
from dateline.desk.rows import Row, article_of, unpack
from dateline.desk.runs import run_row
from dateline.desk.same_event import DAYS
from dateline.desk.stories import Story, list_stories, story
from dateline.desk.tellings import Tellings, tellings
from dateline.errors import DeskBusy, UsageError
from dateline.intake.failure import Tell, silent
from dateline.intake.fetching import Fetcher, Fetching
from dateline.records import Article, Reading, Record
from dateline.scale import Workers, executor

if TYPE_CHECKING:
    import duckdb

    from dateline.intake import Columns
    from dateline.reader import Reader
    from dateline.unresolved import UnknownName

DEFAULT = "dateline.duckdb"
"""The file of a desk where none is named."""

_COUNTED = ("articles", "stories", "pages", "failures", "runs", "readings", "events")

# A file is written by one Desk at a time; DuckDB guards it against other programs, this against
# another Desk of the same program.
_open_for_writing: set[Path] = set()
_guard = threading.Lock()


class FailedPage(Record, frozen=True):
    """A page that could not be read."""

    source: str
    code: str
    what: str
    cure: str | None


class Desk:
    """A desk file. `read_only` neither makes nor changes it, and needs it to be there. A folder of
    parts (`parts.py`) can be opened too, read-only.

    Use it as a context manager, or call `close`. Raises `DeskError` where the file cannot be
    opened, `DeskBusy` where somebody else has it open.
    """

    def __init__(self, path: str | Path = DEFAULT, *, read_only: bool = False) -> None:
        self.path = Path(path)
        self.read_only = read_only
        self._held: Path | None = None
        if not read_only:
            self._hold()
        try:
            self._connection = self._opened()
        except BaseException:
            self._let_go()
            raise

    @property
    def _key(self) -> str:
        """What names a row of what is shown."""
        return "id" if self.path.is_dir() else "rowid"

    def _opened(self) -> duckdb.DuckDBPyConnection:
        if self.read_only and self.path.is_dir():
            return open_parts(self.path)
        connection = connect(self.path, read_only=self.read_only)
        try:
            with told(self.path):
                if not self.read_only:
                    migrate(connection, self.path)
                    if not are_made(connection):
                        make(connection)
                elif version_of(connection, self.path) < newest() or not are_made(connection):
                    # Only a desk of the present version can be asked.
                    connection.close()
                    with Desk(self.path):
                        pass
                    connection = connect(self.path, read_only=True)
        except BaseException:
            connection.close()
            raise
        return connection

    def _hold(self) -> None:
        real = self.path.resolve()
        with _guard:
            if real in _open_for_writing:
                raise DeskBusy(
                    "this program has the desk open already", where=str(self.path),
                    cure="close the other Desk first",
                )  # fmt: skip
            _open_for_writing.add(real)
        self._held = real

    def _let_go(self) -> None:
        with _guard:
            if self._held is not None:
                _open_for_writing.discard(self._held)
        self._held = None

    @classmethod
    def over(cls, connection: duckdb.DuckDBPyConnection, path: str | Path) -> Desk:
        """A read-only Desk on a connection that is open already, for a thread of its own: give it
        `connection.cursor()`. Closing it closes that cursor, and not the file."""
        desk = object.__new__(cls)
        desk.path, desk.read_only, desk._held = Path(path), True, None
        desk._connection = connection
        return desk

    def sql_cursor(self) -> duckdb.DuckDBPyConnection:
        """Another connection to the same open file, for another thread."""
        return self._connection.cursor()

    def close(self) -> None:
        """Close the file. Nothing is lost where this is not called."""
        self._connection.close()
        self._let_go()

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        self.close()
        if error is not None and is_damage(error):
            raise meaning(str(error), str(self.path)) from error

    # --- filling ------------------------------------------------------------------------

    def add(
        self,
        sources: Sequence[str | Path] | str | Path,
        *,
        reader: Reader | None = None,
        tables: str | Path | None = None,
        published: str | date | None = None,
        columns: Columns | None = None,
        retry: bool = False,
        stdin: BinaryIO | None = None,
        tell: Tell = silent,
        workers: int | Workers = 1,
        fetching: Fetching | Fetcher | None = None,
    ) -> Generator[Progress, None, None]:
        """Read sources into the desk; yields a `Progress` after each page. What is there already
        is passed over, so that the same call carries on where an earlier one was cut off.

        Args:
            sources: what `dateline read` reads, tables of articles, and addresses to fetch.
            reader: with what to read; a new `Reader` of `tables` when None.
            published: when the pages were published, where their source does not say so.
            columns: which column of a table is what; what is not said is guessed.
            retry: read pages again that this version of Dateline could not read before.
            tell: is told how the columns of a table were understood.
            workers: how many processes read; 1 reads in this one. What the desk holds afterwards
                is the same.
            fetching: how addresses are fetched; a `Fetcher` where several calls are to count as
                one, so that no site is asked sooner than it should be.
        """
        self._must_write()
        if reader is None:
            from dateline.reader import Reader

            reader = Reader(tables=tables)
        fetcher = fetching if isinstance(fetching, Fetcher) else Fetcher(fetching)
        named = [sources] if isinstance(sources, (str, Path)) else sources
        day = published.isoformat() if isinstance(published, date) else published
        adder = Adder(
            self._connection,
            self.path,
            executor(reader, workers),
            self._run(reader),
            published=day,
            retry=retry,
            again=again_for(reader),
        )
        return adder.add(
            [str(s) for s in named], stdin=stdin, columns=columns, tell=tell, fetcher=fetcher
        )

    def take_parts(self, folder: str | Path) -> Generator[Progress, None, None]:
        """Put a folder of Parquet files that `dateline add --ray` made into the desk; yields after
        each step. What is there already is passed over, as by `add`."""
        self._must_write()
        return take_parts(self._connection, Path(folder))

    def recode(
        self,
        *,
        reader: Reader | None = None,
        tables: str | Path | None = None,
        workers: int | Workers = 1,
    ) -> Generator[Recoded, None, None]:
        """Code all articles with the present version, beside the rows that are there; yields after
        each article. `diff` tells what would change, and `show` lets the views show it. `workers`
        is how many processes read."""
        self._must_write()
        if reader is None:
            from dateline.reader import Reader

            reader = Reader(tables=tables)
        return recode(self._connection, self.path, executor(reader, workers), self._run(reader))

    def run(self, reader: Reader) -> str:
        """The id of the run that a reader makes."""
        self._must_write()
        return self._run(reader)

    def waiting(self, run: str) -> int:
        """How many articles a run has coded that the views show as another run coded them."""
        return waiting(self._connection, self.path, run_of(self._connection, run))

    def show(self, run: str) -> int:
        """Let the views show the rows of a run, of the articles that it has coded; how many
        articles changed. The rows of other runs stay, and can be shown again."""
        self._must_write()
        return show(self._connection, self.path, run_of(self._connection, run))

    def diff(self, old: str | None, new: str, samples: int = 3) -> Difference:
        """What run `new` codes otherwise than run `old` (None: than what is shown), with so many
        samples of each kind of change and type. Runs are named by their ids or the beginning."""
        before = SHOWN if old is None else run_of(self._connection, old)
        return difference(self._connection, before, run_of(self._connection, new), samples)

    def _must_write(self) -> None:
        if self.read_only:
            raise UsageError(
                "the desk was opened read-only", where=str(self.path), cure="open it to write"
            )

    def _run(self, reader: Reader) -> str:
        """The id of the run that a reader makes, written down where it is new."""
        run = run_row(reader)
        with told(self.path):
            insert_run(self._connection, run)
        return str(run["id"])

    # --- asking -------------------------------------------------------------------------

    def events(self, **filters: Any) -> duckdb.DuckDBPyRelation:
        """Events as a DuckDB relation (`.df()`, `.pl()`, `.to_arrow_table()`, `.fetchall()`), one
        row an event, in a stable order. See `dateline.desk.asking.Asked` for the filters."""
        return ask(self._connection, asked_of(**filters), self._key)

    def event_rows(self, **filters: Any) -> Iterator[Row]:
        """The same events as dicts, one at a time: for more rows than memory holds."""
        sql, parameters = build(asked_of(**filters), self._key)
        found = self._connection.cursor().execute(sql, parameters)
        names = [c[0] for c in found.description or ()]
        while rows := found.fetchmany(1_000):
            for values in rows:
                yield dict(zip(names, values, strict=True))

    def stories(self, **filters: Any) -> duckdb.DuckDBPyRelation:
        """Stories as a DuckDB relation: `id first_seen headline copies outlets`, one row a story.
        See `dateline.desk.stories.list_stories` for the filters."""
        return list_stories(self._connection, **filters)

    def story(self, id_: str) -> Story | None:
        """A story with all its copies and what each changed; `id_` is its own, or that of any of
        its articles."""
        return story(self._connection, id_, self.article)

    def tellings(self, event_id: str, days: int = DAYS) -> Tellings | None:
        """How other stories tell an event: rows of its type between the same sides, in the same
        days (up to `days` apart) and place; and which outlets are silent about it. None where there
        is no such event."""
        return tellings(self._connection, event_id, days)

    def sql(self, query: str, parameters: Any = None) -> duckdb.DuckDBPyRelation:
        """Plain SQL over the tables and views; see docs/desk.md."""
        return self._connection.sql(query, params=parameters)

    def article(self, id_: str) -> Article | None:
        """The article of an id."""
        row = self._row("SELECT * FROM articles WHERE id = ?", [id_])
        return None if row is None else article_of(row)

    def reading(self, id_: str, run: str | None = None) -> Reading | None:
        """The reading of an article: that of the present run, or of the `run` named."""
        row = self._row(
            "SELECT a.*, r.data AS reading FROM articles a JOIN readings r ON r.article_id = a.id "
            "WHERE a.id = ? AND r.run_id = coalesce(?, a.run_id)",
            [id_, run],
        )
        return None if row is None else unpack(row["reading"], article_of(row))

    def readings(self) -> Iterator[Reading]:
        """The readings of all articles, one at a time, by their ids."""
        cursor = self._connection.cursor()
        found = cursor.execute(
            "SELECT a.*, r.data AS reading FROM articles a JOIN readings r "
            "ON r.article_id = a.id AND r.run_id = a.run_id ORDER BY a.id"
        )
        names = [c[0] for c in found.description or ()]
        while rows := found.fetchmany(100):
            for values in rows:
                row = dict(zip(names, values, strict=True))
                yield unpack(row["reading"], article_of(row))

    def unknown_names(self, min_count: int = 1, limit: int | None = None) -> list[UnknownName]:
        """The names of all articles that could not be resolved, the most frequent first."""
        from dateline.unresolved import unknown_names

        readings = ((r, r.article.url or r.article.id) for r in self.readings())
        return unknown_names(readings, min_count)[:limit]

    def failures(self) -> list[FailedPage]:
        """The pages that could not be read, and why."""
        rows = self._connection.execute(
            "SELECT source, code, what, cure FROM failures ORDER BY ALL"
        ).fetchall()
        return [FailedPage(source=s, code=c, what=w, cure=m) for s, c, w, m in rows]

    def info(self) -> dict[str, Any]:
        """The version of the desk, its size in bytes, and how many rows there are of what."""
        ask_one = self._connection.execute
        counts = {}
        for name in _COUNTED:
            counts[name] = ask_one(f"SELECT count(*) FROM {name}").fetchall()[0][0]
        (days,) = ask_one("SELECT min(published), max(published) FROM articles").fetchall()
        runs = ask_one("SELECT id, version, created FROM runs ORDER BY created, id").fetchall()
        return {
            "path": str(self.path),
            "version": version_of(self._connection, self.path),
            "bytes": size_of(self.path) if self.path.is_dir() else self.path.stat().st_size,
            **counts,
            "first_published": days[0],
            "last_published": days[1],
            "outlets": _counts(ask_one(_BY.format(column="outlet", table="articles")).fetchall()),
            "types": _counts(ask_one(_BY.format(column="type", table="events")).fetchall()),
            "statuses": _counts(ask_one(_BY.format(column="status", table="events")).fetchall()),
            "run_list": [{"id": i, "version": v, "created": str(c)} for i, v, c in runs],
        }

    def check(self) -> Iterator[Problem]:
        """Verify every invariant; yields what is wrong."""
        with told(self.path):
            yield from check(self._connection)

    def _row(self, query: str, parameters: list[Any]) -> Row | None:
        found = self._connection.execute(query, parameters)
        rows = found.fetchall()  # to the end: the connection is free for the next question
        names = [c[0] for c in found.description or ()]
        return dict(zip(names, rows[0], strict=True)) if rows else None


def is_desk(path: str | Path) -> bool:
    """Whether a file is a DuckDB database, by its first bytes."""
    try:
        with Path(path).open("rb") as file:
            return file.read(12)[8:] == b"DUCK"
    except (OSError, ValueError):
        return False


_BY = "SELECT {column}, count(*) FROM {table} GROUP BY ALL ORDER BY 2 DESC, 1 LIMIT 20"


def _counts(rows: list[Any]) -> dict[str, int]:
    return {str(name): count for name, count in rows}
