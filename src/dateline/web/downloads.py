"""The rows of a view as a file, written while they are read."""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.desk import Desk
from dateline.errors import TookTooLong
from dateline.exports.formats import guarded
from dateline.records import to_json
from dateline.web.filters import View
from dateline.web.problems import Missing
from dateline.web.words import plain

if TYPE_CHECKING:
    from starlette.responses import Response

    from dateline.web.database import Database

FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/x-ndjson",
    "parquet": "application/vnd.apache.parquet",
}
SECONDS = 600.0
Change = Callable[[dict[str, Any]], dict[str, Any]]
Over = Callable[[Desk], Change]
AT_ONCE = 3
_turns = threading.BoundedSemaphore(AT_ONCE)


def events(database: Database, view: View, kind: str, over: Over | None = None) -> Response:
    """The file of a view; `over` says, of the desk that is read, what each row becomes.

    Raises `Missing` for a format that there is not, `TookTooLong` where too many are being written.
    """
    from starlette.responses import FileResponse, StreamingResponse

    if kind not in FORMATS:
        raise Missing(f"there is no format {kind[:20]!r}", f"one of {', '.join(FORMATS)}")
    headers = {"content-disposition": f'attachment; filename="dateline-events.{kind}"'}
    if kind == "parquet":
        path = _parquet(database, view)
        return FileResponse(
            path, media_type=FORMATS[kind], headers=headers, background=_removal(path)
        )
    write = {"csv": _csv, "jsonl": _jsonl}[kind]

    def stream() -> Iterator[bytes]:
        with _turn(), database.lease(SECONDS) as desk:
            yield from write(desk, view, over(desk) if over else _as_it_is)

    return StreamingResponse(stream(), media_type=FORMATS[kind], headers=headers)


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


@contextmanager
def _turn() -> Iterator[None]:
    if not _turns.acquire(timeout=30):
        raise TookTooLong("too many files are being written", cure="try again in a minute")
    try:
        yield
    finally:
        _turns.release()


def _as_it_is(row: dict[str, Any]) -> dict[str, Any]:
    return row


def _csv(desk: Desk, view: View, change: Change) -> Iterator[bytes]:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    columns = desk.events(**view.asked, limit=1).columns
    writer.writerow(columns if change is _as_it_is else [*columns, "mended_by"])
    for count, row in enumerate(desk.event_rows(**view.asked), 1):
        writer.writerow(guarded([_cell(v) for v in change(row).values()]))
        if count % 200 == 0:
            yield _emptied(buffer)
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
    lines: list[bytes] = []
    for row in desk.event_rows(**view.asked):
        lines.append(to_json(change(row)) + b"\n")
        if len(lines) == 200:
            yield b"".join(lines)
            lines.clear()
    yield b"".join(lines)


def _parquet(database: Database, view: View) -> Path:
    """A temporary file: Parquet is finished at its end and cannot be sent before."""
    import pyarrow.parquet as parquet

    with _turn(), database.lease(SECONDS) as desk:
        reader = desk.events(**view.asked).to_arrow_reader(20_000)
        with tempfile.NamedTemporaryFile(suffix=".parquet", delete=False) as file:
            path = Path(file.name)
        with parquet.ParquetWriter(path, reader.schema, compression="zstd") as writer:
            for batch in reader:
                writer.write_batch(batch)
    return path


def _removal(path: Path) -> Any:
    from starlette.background import BackgroundTask

    return BackgroundTask(path.unlink, missing_ok=True)
