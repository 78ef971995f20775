"""Who is who, from Python: what `dateline actors` does on the command line.

from dateline import actors

actors.lookup("Moon Jae-in", on="2022-07-03")
actors.import_petrarch(["Phoenix.Countries.actors.txt"], out="dateline.tables")
actors.unknown(["pages/"])
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.errors import SourceNotFound, TableError, UnreadableSource, UsageError
from dateline.knowledge.lookup import Fact, lookup, near
from dateline.knowledge.petrarch import Import, read_dictionary, table_name, write_table
from dateline.knowledge.user_tables import (
    ACTOR_COLUMNS,
    UserTables,
    check_new,
    is_actor_table,
    read_files,
    read_folder,
)

if TYPE_CHECKING:
    from dateline.unresolved import UnknownName

__all__ = ["Fact", "add", "check", "import_petrarch", "lookup", "near", "unknown"]


def check(path: str | Path) -> UserTables:
    """Read a user's table, or all in a folder; `problems` has a line for each row that is wrong.

    Raises `SourceNotFound` where there is nothing to check.
    """
    path = Path(path)
    if path.is_dir():
        found = read_folder(path)
        if not found.files:
            raise SourceNotFound(
                "holds no table of actors", where=str(path),
                cure="their names begin with actors or agents and end in .csv or .toml",
            )  # fmt: skip
        return found
    if not path.is_file():
        raise SourceNotFound("no such file or folder", where=str(path), cure="check the spelling")
    found = read_files([path])
    if not is_actor_table(path.name) or path.suffix not in (".csv", ".toml"):
        problem = TableError(
            "a Reader would not read a file of this name", where=str(path),
            cure="begin the name with actors or agents, and end it in .csv or .toml",
        )  # fmt: skip
        found = found._replace(problems=(problem, *found.problems))
    return found


def import_petrarch(
    sources: Sequence[str | Path],
    out: str | Path,
    agents: bool | None = None,
    keep_known: bool = False,
    replace: bool = False,
) -> Iterator[tuple[Import, Path | None]]:
    """Turn dictionaries of TABARI, PETRARCH or Phoenix into tables of a user's own in `out`.

    Yields, file by file, what was read and the table written (None where nothing could be used).
    `agents` says which of the two kinds the files are; None tells by their codes. Names that
    Dateline has with the same codes are left out unless `keep_known`. A
    table that is there already is kept (`UsageError`) unless `replace`. Raises
    `UsageError` and `UnreadableSource` where `out` cannot be written to.
    """
    folder = Path(out)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"cannot be made: {error.strerror}",
            where=str(folder),
            cure="name a folder that you may write to",
        ) from None
    for source in sources:
        made = read_dictionary(Path(source), agents, keep_known)
        if not made.rows:
            yield made, None
            continue
        target = folder / table_name(made.source, made.agents)
        if target.exists() and not replace:
            raise UsageError(
                "is there already", where=str(target), cure="choose another folder, or replace it"
            )
        try:
            with target.open("w", encoding="utf-8", newline="") as file:
                write_table(made, file)
        except OSError as error:
            raise UnreadableSource(
                f"cannot be written: {error.strerror}",
                where=str(target),
                cure="check the folder's permissions",
            ) from None
        yield made, target


def add(tables: str | Path, **cells: str | Sequence[str]) -> Path:
    """Add one row to `actors.csv` in a user's folder, which is made if need be.

    `cells` are columns of the table (`name`, `country`, `sectors` …; `from_` for `from`); several
    values may be given as a list. Returns the file. Raises `TableError` for a row that is wrong
    or says what another of the user's rows says, and then writes nothing.
    """
    row = dict.fromkeys(ACTOR_COLUMNS, "")
    for name, value in cells.items():
        column = name.rstrip("_")
        if column not in row:
            raise UsageError(f"no column {column!r}", cure=f"one of {', '.join(ACTOR_COLUMNS)}")
        row[column] = value.strip() if isinstance(value, str) else ";".join(value)
    folder = Path(tables)
    target = folder / "actors.csv"
    check_new(row, folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        old = target.read_bytes() if target.exists() else b""
        columns, comma = _columns(old, target)
        unplaced = [c for c, v in row.items() if v and c not in columns]
        if unplaced:
            raise TableError(
                f"has no column {unplaced[0]!r}", where=str(target), cure="add it to the first line"
            )
        text = io.StringIO()
        writer = csv.writer(text, delimiter=comma, lineterminator="\n")
        if not old:
            writer.writerow(columns)
        writer.writerow([row.get(c, "") for c in columns])
        with target.open("ab") as file:
            if old and not old.endswith(b"\n"):
                file.write(b"\n")
            file.write(text.getvalue().encode())
    except OSError as error:
        raise UsageError(
            f"cannot be written: {error.strerror}",
            where=str(target),
            cure="name a folder that you may write to",
        ) from None
    return target


def _columns(old: bytes, target: Path) -> tuple[list[str], str]:
    """The columns of a table and what divides them; all of ours, by commas, for a new one."""
    for line in old.decode("utf-8-sig", "replace").splitlines():
        if line.strip() and not line.startswith("#"):
            for comma in ",;\t":
                columns = [c.strip().strip('"').lower() for c in line.split(comma)]
                if "name" in columns:
                    return columns, comma
            raise TableError("no column 'name'", where=str(target), cure="mend its first line")
    return list(ACTOR_COLUMNS), ","


def unknown(
    sources: Sequence[str],
    *,
    tables: str | Path | None = None,
    min_count: int = 1,
    limit: int | None = None,
) -> list[UnknownName]:
    """The most frequent names of a corpus that have no country, with examples.

    `sources` are pages, folders, patterns, and JSON Lines files with a `text` in each line. What
    cannot be read is passed over.
    """
    from dateline.reader import Reader
    from dateline.unresolved import read_actors, unknown_names

    reader = Reader(tables=tables)
    readings = (r for r in read_actors(reader, sources) if isinstance(r, tuple))
    return unknown_names(readings, min_count)[:limit]
