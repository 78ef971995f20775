"""The file with what people write: opened for a moment, one writer after the other.

SQLite in WAL mode: readers never wait, writers wait for each other for some seconds at most.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timezone
from pathlib import Path

from dateline.errors import PeopleError
from dateline.people.migrations import migrate
from dateline.records import to_json

SUFFIX = ".people.sqlite"
WAIT = 10.0
"""So many seconds a writer waits for another."""


def beside(desk: str | Path) -> Path:
    """The file that belongs to a desk: `desk.people.sqlite` beside `desk.duckdb`."""
    return Path(desk).with_suffix(SUFFIX)


class People:
    """The store of one desk; made where it is missing, brought to the present version.

    Safe to use from many threads and programs. Raises `PeopleError` where the file cannot be used.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        with _told(self.path), closing(self._connect()) as db:
            db.execute("PRAGMA journal_mode = WAL")
            migrate(db, self.path)

    @classmethod
    def beside(cls, desk: str | Path) -> People:
        """The store of a desk file."""
        return cls(beside(desk))

    def _connect(self) -> sqlite3.Connection:
        db = sqlite3.connect(self.path, timeout=WAIT, isolation_level=None)
        db.row_factory = sqlite3.Row
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("PRAGMA trusted_schema = OFF")
        return db

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees one state of the file and cannot change it."""
        with _told(self.path), closing(self._opened_to_read()) as db:
            yield db

    def _opened_to_read(self) -> sqlite3.Connection:
        try:
            db = self._connect()
            db.execute("PRAGMA query_only = ON")
            db.execute("BEGIN")
            # What is read from here on is one state.
            db.execute("SELECT 1 FROM sqlite_schema").fetchone()
        except sqlite3.OperationalError:
            if not is_full(self.path):
                raise
            # Also a reader makes a small file beside it. Nobody can write now, and whoever wrote last
            # has put everything into the file itself.
            db = sqlite3.connect(f"{self.path.resolve().as_uri()}?immutable=1", uri=True)
            db.row_factory = sqlite3.Row
        return db

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection in a transaction: all of it is kept when the block ends, or nothing."""
        with _told(self.path), closing(self._connect()) as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
            except BaseException:
                db.rollback()
                raise
            db.commit()


def log(db: sqlite3.Connection, person: str, act: str, about: str = "", **details: object) -> None:
    """Write down who did what to what; call it in the transaction that does it."""
    db.execute(
        "INSERT INTO log (at, person, act, about, details) VALUES (?, ?, ?, ?, ?)",
        [now(), person, act, about, to_json(details).decode()],
    )


def now() -> str:
    """This second, in UTC, as ISO 8601."""
    return datetime.now(timezone.utc).isoformat(timespec="seconds")


# What SQLite's message holds → what it says, and the cure. The first that fits.
_MEANINGS = (
    ("disk is full", "the disk is full; nothing was kept", "make room, and try again"),
    ("locked", "another program has it locked", "try again in a moment"),
    ("readonly", "cannot be written", "check permissions, or serve with --read-only"),
    ("unable to open", "cannot be opened", "check permissions, or serve with --read-only"),
    ("not a database", "is no file of people's work", "move it away, or restore it from a copy"),
    ("malformed", "is damaged", "restore it from a copy"),
)


FULL = 256_000
"""A disk with less room than so many bytes is full: SQLite needs some for what it writes beside."""


def is_full(path: Path) -> bool:
    """Whether the disk of a file is full."""
    try:
        return shutil.disk_usage(path.parent).free < FULL
    except OSError:
        return False


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn what SQLite raises about the file into one line. A row that breaks a rule of the schema
    (`sqlite3.IntegrityError`) is the caller's to explain."""
    try:
        yield
    except (sqlite3.OperationalError, sqlite3.DatabaseError) as error:
        if isinstance(error, sqlite3.IntegrityError):
            raise
        # Of a full disk SQLite says only sometimes that it is one.
        message = "disk is full" if is_full(path) else str(error)
        for sign, what, cure in _MEANINGS:
            if sign in message:
                raise PeopleError(what, where=str(path), cure=cure) from error
        raise PeopleError(f"cannot be used: {error}", where=str(path)) from error
