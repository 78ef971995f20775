"""The rows of a view as a file, written while they are read."""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
import threading
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.desk import Desk
from dateline.errors import TookTooLong
from dateline.exports.formats import guarded
from dateline.records import to_json
from dateline.web.filters import View
from dateline.web.problems import Missing
from dateline.web.rows import streamed
from dateline.web.words import plain

if TYPE_CHECKING:
    from starlette.responses import Response

    from dateline.web.database import Database

FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/x-ndjson",
    "arrow": "application/vnd.apache.arrow.stream",
    "parquet": "application/vnd.apache.parquet",
}
SECONDS = 600.0
Change = Callable[[dict[str, Any]], dict[str, Any]]
Over = Callable[[Desk], Change]
AT_ONCE = 3
"""So many files are written at a time."""
WAIT = 10.0
"""So many seconds the next one waits for its turn."""
_turns = threading.BoundedSemaphore(AT_ONCE)


def events(database: Database, view: View, kind: str, over: Over | None = None) -> Response:
    """The file of a view; `over` says, of the desk that is read, what each row becomes.

    Raises `Missing` for a format that there is not, `TookTooLong` where too many are being written.
    """
    from starlette.responses import FileResponse

    if kind not in FORMATS:
        raise Missing(f"there is no format {kind[:20]!r}", f"one of {', '.join(FORMATS)}")
    headers = {"content-disposition": f'attachment; filename="dateline-events.{kind}"'}
    if kind == "parquet":
        path = _parquet(database, view)
        return FileResponse(
            path, media_type=FORMATS[kind], headers=headers, background=_removal(path)
        )
    write = {"csv": _csv, "jsonl": _jsonl, "arrow": _arrow}[kind]

    def stream() -> Generator[bytes, None, None]:
        with database.lease(SECONDS) as desk:
            yield from write(desk, view, over(desk) if over else _as_it_is)

    # The turn is waited for here, where it can still be said that there is none.
    _take_turn()
    return _streamed(stream(), _turns.release, FORMATS[kind], headers)


def _streamed(
    parts: Generator[bytes, None, None],
    done: Callable[[], None],
    kind: str,
    headers: dict[str, str],
) -> Response:
    """The answer that sends the parts as they are made. However it ends, also where whoever asked has
    gone, the parts are closed, which reads no more of the desk, and `done` is called."""
    from starlette.concurrency import iterate_in_threadpool
    from starlette.responses import StreamingResponse

    class Streamed(StreamingResponse):
        async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
            try:
                await super().__call__(scope, receive, send)
            finally:
                parts.close()
                done()

    return Streamed(iterate_in_threadpool(parts), media_type=kind, headers=headers)


def export(database: Database, view: View, name: str) -> Response:
    """The view in a format of `dateline export`, with what describes it, as a zip archive. Raises
    `Missing` for a format that there is not."""
    from starlette.responses import FileResponse

    from dateline import exports

    if name not in exports.names():
        raise Missing(f"there is no format {name[:40]!r}", f"one of {', '.join(exports.names())}")
    with _turn(), tempfile.TemporaryDirectory() as folder, database.lease(SECONDS) as desk:
        made = Path(folder) / f"dateline-{name}"
        every = "status" not in view.filters
        exports.export(desk, name, made, all_statuses=every, **view.asked)
        with tempfile.NamedTemporaryFile(suffix=".zip", delete=False) as file:
            path = Path(file.name)
        shutil.make_archive(str(path.with_suffix("")), "zip", folder, made.name)
    headers = {"content-disposition": f'attachment; filename="dateline-{name}.zip"'}
    return FileResponse(
        path, media_type="application/zip", headers=headers, background=_removal(path)
    )


def csv_of(columns: Sequence[str], rows: Iterable[Sequence[Any]], name: str) -> Response:
    """A table that is there already, as a file."""
    from starlette.responses import Response

    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow(guarded([_cell(v) for v in row]))
    headers = {"content-disposition": f'attachment; filename="dateline-{name}.csv"'}
    return Response(buffer.getvalue(), media_type=FORMATS["csv"], headers=headers)


def _take_turn() -> None:
    if not _turns.acquire(timeout=WAIT):
        raise TookTooLong("too many files are being written", cure="try again in a minute")


@contextmanager
def _turn() -> Iterator[None]:
    _take_turn()
    try:
        yield
    finally:
        _turns.release()


def _as_it_is(row: dict[str, Any]) -> dict[str, Any]:
    return row


def _csv(desk: Desk, view: View, change: Change) -> Iterator[bytes]:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    for number, table in enumerate(streamed(desk, view)):
        if number == 0:
            names = table.column_names
            writer.writerow(names if change is _as_it_is else [*names, "mended_by"])
        for row in table.to_pylist():
            writer.writerow(guarded([_cell(v) for v in change(row).values()]))
        yield _emptied(buffer)


def _emptied(buffer: io.StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode()


def _cell(value: Any) -> str:
    """As `dateline events -f csv` writes it."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(map(plain, value))
    return str(value).lower() if isinstance(value, bool) else plain(str(value))


def _jsonl(desk: Desk, view: View, change: Change) -> Iterator[bytes]:
    for table in streamed(desk, view):
        yield b"".join(to_json(change(row)) + b"\n" for row in table.to_pylist())


def _arrow(desk: Desk, view: View, _: Change) -> Iterator[bytes]:
    """The rows as coded: an Arrow IPC stream."""
    import pyarrow as pa

    buffer = io.BytesIO()
    writer = None
    for table in streamed(desk, view):
        writer = writer or pa.ipc.new_stream(buffer, table.schema)
        writer.write_table(table)
        yield _taken(buffer)
    if writer is not None:
        writer.close()
        yield _taken(buffer)


def _taken(buffer: io.BytesIO) -> bytes:
    data = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return data


def _parquet(database: Database, view: View) -> Path:
    """A temporary file: Parquet is finished at its end and cannot be sent before."""
    import pyarrow.parquet as parquet

    with _turn(), database.lease(SECONDS) as desk:
        tables = streamed(desk, view)
        first = next(tables)
        with tempfile.NamedTemporaryFile(suffix=".parquet", delete=False) as file:
            path = Path(file.name)
        with parquet.ParquetWriter(path, first.schema, compression="zstd") as writer:
            for table in tables:
                writer.write_table(table)
    return path


def _removal(path: Path) -> Any:
    from starlette.background import BackgroundTask

    return BackgroundTask(path.unlink, missing_ok=True)
