"""One export: the events of a desk into a folder, with what describes them."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from dateline.analysis.dyads import STATUSES
from dateline.desk import Desk
from dateline.errors import ExportError, UsageError
from dateline.exports import beside, describing
from dateline.exports.formats import Format, Ledger
from dateline.exports.made import File, Made
from dateline.exports.registry import find
from dateline.exports.told import tell
from dateline.records import Record, content_id, to_json

# Said or not, these give the same rows, so the same bytes.
_DEFAULTS = (("sort", "date"), ("copies", False))

ARTICLES = "articles.jsonl"


class Exported(Record, frozen=True):
    """What an export has written: `rows` of `events` of `articles`; `left_out` reason → number."""

    format: str
    rows: int
    events: int
    articles: int
    left_out: dict[str, int]
    files: list[str]


def export(
    desk: Desk,
    format: str,
    out: str | Path,
    *,
    all_statuses: bool = False,
    with_text: bool = False,
    replace: bool = False,
    title: str | None = None,
    licence: str | None = None,
    **filters: Any,
) -> Exported:
    """Write events in a format into a folder.

    Only facts and claims are written unless a `status` is named or `all_statuses` is set. The
    text of articles is left out unless `with_text`. Equal desks and equal arguments (but `out`)
    give equal bytes.

    Args:
        desk: the desk.
        format: one of `dateline.exports.names()`.
        out: the folder; made where it is missing. It must be empty unless `replace`.
        title: what the data are called in their description.
        licence: SPDX identifier or address of the licence that you give the rows.
        filters: as in `desk.events`.

    Raises `UsageError` for a wrong format, filter or folder, `ExportError` where it cannot be made.
    """
    kind = find(format)
    if all_statuses and filters.get("status"):
        raise UsageError("status and all_statuses exclude each other", cure="name one of them")
    asked = {
        k: v for k, v in filters.items() if v not in (None, (), []) and (k, v) not in _DEFAULTS
    }
    if not all_statuses:
        asked.setdefault("status", list(STATUSES))
    folder = Path(out)
    with _staging(folder, replace) as part:
        ledger = _write(desk, kind, part, asked)
        files = [kind.file, *([] if kind.holds_status else [beside.FILE])]
        if with_text:
            _write_articles(desk, part / ARTICLES, ledger.articles)
            files.append(ARTICLES)
        told = Made(
            format=kind,
            ledger=ledger,
            filters=asked,
            all_statuses=all_statuses,
            title=title or f"Events coded by Dateline, {kind.about}",
            licence=licence,
            runs=_runs(desk, ledger.runs),
            files=[_measured(part / name) for name in files],
            articles_hash=content_id("articles", sorted(ledger.articles)),
            days=_days(desk, ledger),
        )
        files += describing.write(told, part)
        _move(part, folder, files)
    return Exported(
        format=kind.name,
        rows=ledger.rows,
        events=len(ledger.events),
        articles=len(ledger.articles),
        left_out=dict(sorted(ledger.left_out.items())),
        files=files,
    )


def _write(desk: Desk, kind: Format, part: Path, asked: dict[str, Any]) -> Ledger:
    extra = nullcontext(None) if kind.holds_status else beside.beside(part / beside.FILE)
    with extra as keep:
        ledger = Ledger(keep)
        kind.write(tell(desk, kind.needs, **asked), part / kind.file, ledger)
    return ledger


@contextmanager
def _staging(folder: Path, replace: bool) -> Iterator[Path]:
    """A folder beside `folder` to write into, so that an export is there wholly or not at all."""
    if folder.exists() and not folder.is_dir():
        raise UsageError("is a file", where=str(folder), cure="name a folder")
    if not replace and folder.exists() and any(folder.iterdir()):
        raise UsageError(
            "is not empty", where=str(folder), cure="name a new folder, or add --replace"
        )
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(prefix=".dateline-", dir=folder.parent))
    except OSError as error:
        raise _cannot_write(folder, error) from error
    try:
        yield part
    except OSError as error:
        raise _cannot_write(folder, error) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _cannot_write(folder: Path, error: OSError) -> ExportError:
    return ExportError(
        f"cannot be written: {(error.strerror or str(error)).lower()}",
        where=str(folder),
        cure="name a folder that you may write to, on a disk with room",
    )


def _move(part: Path, folder: Path, files: list[str]) -> None:
    folder.mkdir(exist_ok=True)
    for old in describing.files_of(folder):
        (folder / old).unlink(missing_ok=True)
    for name in files:
        (part / name).replace(folder / name)


def _write_articles(desk: Desk, path: Path, ids: set[str]) -> None:
    """The articles that the rows are of, with their text, one a line."""
    query = (
        'SELECT id, url, outlet, headline, byline, published, "language", rights, "text" '
        "FROM articles WHERE id IN (SELECT unnest(?::VARCHAR[])) ORDER BY id"
    )
    listed = sorted(ids)
    with path.open("wb") as out:
        for start in range(0, len(listed), 500):
            found = desk.sql(query, [listed[start : start + 500]])
            for values in found.fetchall():
                out.write(to_json(dict(zip(found.columns, values, strict=True))) + b"\n")


def _runs(desk: Desk, ids: set[str]) -> list[dict[str, Any]]:
    found = desk.sql(
        "SELECT id, version, tables_hash, model, options, created FROM runs "
        "WHERE id IN (SELECT unnest(?::VARCHAR[])) OR len(?::VARCHAR[]) = 0 ORDER BY created, id",
        [sorted(ids), sorted(ids)],
    )
    return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]


def _days(desk: Desk, ledger: Ledger) -> tuple[str | None, str | None]:
    rows = desk.sql(
        "SELECT min(published), max(published) FROM articles "
        "WHERE id IN (SELECT unnest(?::VARCHAR[]))",
        [sorted(ledger.articles)],
    ).fetchall()
    return rows[0][0], rows[0][1]


def _measured(path: Path) -> File:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return File(path.name, path.stat().st_size, digest.hexdigest())
