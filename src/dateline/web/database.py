"""Reading the desk from many threads: one open copy, a cursor a request, a limit on seconds."""

from __future__ import annotations

import atexit
import shutil
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, TypeVar

from dateline.desk import Desk
from dateline.errors import DatelineError, DeskError, TookTooLong
from dateline.web import snapshot
from dateline.web.columns import MOST, Columns
from dateline.web.pairs import Pairs
from dateline.web.prepare import AT_ONCE_BYTES, prepare

T = TypeVar("T")

SECONDS = 10.0
"""So long one request may ask the desk."""
LOOK = 2.0
"""So many seconds lie between two looks at the desk file."""
REST = 10.0
"""After a copy that took a second, the next one is taken this many seconds later at the earliest."""
KEPT = 256
"""So many answers are remembered until the desk changes."""


class _Copy:
    """One copy that is open; it is removed when the last request that reads it is done."""

    def __init__(self, path: Path, mark: snapshot.Mark, prepared: bool) -> None:
        self.path, self.mark, self.prepared = path, mark, prepared
        self.at = datetime.now(timezone.utc)
        try:
            self.desk = _opened(path, prepared)
        except DatelineError:
            snapshot.drop_log(path)
            self.desk = _opened(path, prepared)
        self.users = 0
        self.answers: OrderedDict[Hashable, Any] = OrderedDict()

    def close(self) -> None:
        self.desk.close()
        snapshot.remove(self.path)


class Served(Desk):
    """A Desk over a copy, with the numbers of its rows and its pairs where it has been prepared."""

    numbers: Columns | None = None
    ready: Pairs | None = None

    def columns(self) -> Columns | None:
        """See `columns.columns_of`."""
        return self.numbers


def _opened(path: Path, prepared: bool) -> Served:
    if prepared:
        prepare(path)
    desk = Served(path, read_only=True)
    desk.sql("SET enable_external_access = false")
    if prepared and desk.sql("SELECT count(*) FROM served").fetchall()[0][0] <= MOST:
        desk.numbers = Columns(desk)
        desk.ready = Pairs(desk, desk.numbers)
    return desk


class Database:
    """The desk as the server reads it. `lease` gives a `Desk` for one request; `state` says how
    fresh it is. Raises `DeskError` where the file is no desk."""

    def __init__(
        self,
        path: str | Path,
        seconds: float = SECONDS,
        look: float = LOOK,
        warm: Sequence[tuple[Hashable, Callable[[Desk], Any]]] = (),
    ) -> None:
        """`warm`: questions that are asked of each new copy before it is shown."""
        self.path = Path(path)
        self.seconds = seconds
        self._warm = warm
        self._folder = snapshot.folder_for(self.path)
        atexit.register(self.close)
        self._guard = threading.Lock()
        self._refreshing = threading.Lock()
        self._number = 0
        self._current: _Copy | None = None
        self._away: str | None = None
        self._next = 0.0
        self._stop = threading.Event()
        try:
            self.refresh()
        except BaseException:
            self.close()
            raise
        self._watcher = threading.Thread(target=self._watch, args=(look,), daemon=True)
        self._watcher.start()

    # --- copies -------------------------------------------------------------------------

    def refresh(self) -> bool:
        """Take a new copy if the desk has changed; whether one was taken."""
        with self._refreshing:
            try:
                mark = snapshot.mark(self.path)
                current = self._current
                if current is not None and mark == current.mark and current.prepared:
                    self._away = None
                    return False
                # What is large is shown as it is at first: nobody waits for an empty window.
                prepared = current is not None or mark.file[0] <= AT_ONCE_BYTES
                started = time.monotonic()
                self._number += 1
                to = self._folder / f"{self._number}.duckdb"
                if not snapshot.take(self.path, to):
                    return False
                try:
                    new = _Copy(to, mark, prepared)
                except DatelineError as error:
                    snapshot.remove(to)
                    # The copy is nobody's business: it is the desk that is damaged, or none.
                    raise type(error)(error.what, where=str(self.path), cure=error.cure) from error
            except OSError as error:
                if self._current is None:
                    raise DeskError(
                        f"cannot be read: {(error.strerror or str(error)).lower()}",
                        where=str(self.path),
                        cure="make one: dateline add SOURCE --desk FILE",
                    ) from error
                self._away = (error.strerror or str(error)).lower()
                return False
            if prepared:
                new.answers.update((key, ask(new.desk)) for key, ask in self._warm)
            self._next = time.monotonic() + REST * (time.monotonic() - started)
            with self._guard:
                old, self._current, self._away = self._current, new, None
                if old is not None and not old.users:
                    old.close()
            return True

    def _watch(self, look: float) -> None:
        while not self._stop.wait(look):
            if time.monotonic() >= self._next:
                try:
                    self.refresh()
                except DatelineError as error:
                    self._away = error.what

    @property
    def state(self) -> dict[str, Any]:
        """`at`: when the copy was taken (UTC); `away`: why no newer one can be, or None; `ready`:
        whether the copy has been made fast to ask."""
        current = self._current
        return {
            "at": current.at if current else None, "away": self._away, "number": self._number,
            "ready": current is not None and current.prepared,
        }  # fmt: skip

    def close(self) -> None:
        """Close and remove the copies."""
        self._stop.set()
        with self._guard:
            if self._current is not None and not self._current.users:
                self._current.close()
            self._current = None
        shutil.rmtree(self._folder, ignore_errors=True)
        atexit.unregister(self.close)

    # --- questions ----------------------------------------------------------------------

    @contextmanager
    def lease(self, seconds: float | None = None) -> Iterator[Desk]:
        """A Desk for one thread and one request; after so many seconds its question is stopped and
        `TookTooLong` raised."""
        with self._used() as copy, self._cursor(copy, seconds or self.seconds) as desk:
            yield desk

    def remembered(self, key: Hashable, ask: Callable[[Desk], T]) -> T:
        """The answer to a question that many ask: remembered until the desk changes. `key` must
        hold all that the answer depends on."""
        with self._used() as copy:
            with self._guard:
                if key in copy.answers:
                    copy.answers.move_to_end(key)
                    found: T = copy.answers[key]
                    return found
            with self._cursor(copy, self.seconds) as desk:
                found = ask(desk)
            with self._guard:
                copy.answers[key] = found
                while len(copy.answers) > KEPT:
                    copy.answers.popitem(last=False)
            return found

    @contextmanager
    def _used(self) -> Iterator[_Copy]:
        with self._guard:
            copy = self._current
            if copy is None:
                raise DeskError("is closed", where=str(self.path), cure="start the server again")
            copy.users += 1
        try:
            yield copy
        finally:
            with self._guard:
                copy.users -= 1
                if not copy.users and copy is not self._current:
                    copy.close()

    @contextmanager
    def _cursor(self, copy: _Copy, seconds: float) -> Iterator[Desk]:
        import duckdb

        connection = copy.desk.sql_cursor()
        timer = threading.Timer(seconds, connection.interrupt)
        timer.daemon = True
        timer.start()
        try:
            desk = Served.over(connection, copy.path)
            assert isinstance(desk, Served)
            desk.numbers, desk.ready = copy.desk.numbers, copy.desk.ready
            yield desk
        except duckdb.InterruptException as error:
            raise TookTooLong(
                f"the question took longer than {seconds:g} seconds and was stopped",
                cure="ask for less: fewer years, one actor, one type",
            ) from error
        finally:
            timer.cancel()
            timer.join()
            connection.close()
