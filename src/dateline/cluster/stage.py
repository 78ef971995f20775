"""One part read: the stage that every worker of a cluster runs. It knows nothing of the cluster.

It is made once a worker and called once a part. The pages are read by a process of its own, which is
ended and replaced as one of `dateline add --workers` is: a page that takes too long, eats memory or
kills it is written down as failed, and costs nothing else.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec

from dateline.cluster import manifest
from dateline.desk.adding import Adder, Progress
from dateline.desk.again import again_by
from dateline.desk.linking import all_articles, in_parts, keys_of
from dateline.desk.migrations import migrate
from dateline.desk.opening import CONFIG
from dateline.desk.parts import write_bytes, write_part
from dateline.desk.writing import insert
from dateline.errors import DatelineError, SourceNotFound, UnreadableSource, WorkersFailed
from dateline.intake import Columns, Failure, Meter
from dateline.intake.pieces import Piece, open_piece
from dateline.intake.stores import fetch, is_stored
from dateline.records import Page, Record
from dateline.scale.ahead import by
from dateline.scale.crew import Crew
from dateline.scale.recipe import Recipe, program
from dateline.scale.size import Workers

DONE = "done"
TOLD = 20
"""So many failures of a part are told one by one; all are in its table."""


@dataclass(frozen=True)
class Order:
    """What a worker is told: the folder to write to, from where sources are named, how the reader is
    made, which program it must be, and how pages are read."""

    folder: str
    base: str
    recipe: Recipe
    run: str
    program: str = field(default_factory=program)
    published: str | None = None
    columns: Columns = field(default_factory=Columns)
    size: Workers = field(default_factory=lambda: Workers(1))


class Summary(Record, frozen=True):
    """What came of a part: how many pages, and how they fared."""

    part: int
    pages: int = 0
    added: int = 0
    known: int = 0
    failed: int = 0
    events: int = 0


@dataclass(frozen=True)
class Done:
    """A part that is done, with the first of its failures; or what keeps this worker from reading."""

    summary: Summary
    failures: tuple[Failure, ...] = ()
    broken: DatelineError | None = None


class ReadPart:
    """The stage. Raises nothing on account of a page or a source: what keeps it from reading at all
    comes back as `Done.broken`, so that whoever runs it can stop the others."""

    def __init__(self, order: Order) -> None:
        self.order = order
        # Other programs' workers have modules where this one has them.
        recipe = replace(order.recipe, path=_paths(order.recipe.path))
        if os.path.isdir(order.base):
            os.chdir(order.base)
        self._crew = Crew(recipe, order.size)

    def __call__(self, part: int) -> Done:
        """Read a part, and write its files and the note that it is done."""
        order = self.order
        if program() != order.program:
            return Done(Summary(part), broken=other_version(program(), order.program))
        folder = Path(order.folder)
        failures: list[Failure] = []
        try:
            with TemporaryDirectory(prefix="dateline-") as scratch:
                pieces = manifest.pieces_of(folder / manifest.FILE, part)
                last = self._read(part, _outcomes(pieces, order.columns, Path(scratch)), failures)
        except DatelineError as error:
            self._crew.close()
            return Done(Summary(part), broken=error)
        except OSError as error:
            broken = WorkersFailed(
                f"a worker cannot read or write there ({error.strerror or error})",
                where=order.folder,
                cure="name a folder that all machines of the cluster share",
            )
            return Done(Summary(part), broken=broken)
        counts = {f: getattr(last, f) for f in ("pages", "added", "known", "failed", "events")}
        summary = Summary(part, **counts)
        write_bytes(done_file(folder, part), msgspec.json.encode(summary))
        return Done(summary, tuple(failures[:TOLD]))

    def close(self) -> None:
        """End the process that reads."""
        self._crew.close()

    def _read(
        self, part: int, pages: Iterator[Page | Failure], failures: list[Failure]
    ) -> Progress:
        import duckdb

        order = self.order
        last = Progress()
        with duckdb.connect(":memory:", config=CONFIG) as connection:
            connection.execute("SET enable_progress_bar = false")
            connection.execute("SET threads = 1")
            name = Path(f"part {part}")
            migrate(connection, name)
            adder = Adder(
                connection, name, by(self._crew, order.size.count), order.run,
                published=order.published, then=None, again=again_by(order.recipe.factory),
            )  # fmt: skip
            for last in adder.take(pages, Meter()):
                if last.failure is not None and len(failures) < TOLD:
                    failures.append(Failure(source=last.source, error=last.failure))
            for ids in in_parts(all_articles(connection)):
                insert(connection, "fingerprints", keys_of(connection, ids))
            write_part(connection, Path(order.folder), part)
        return last


def done_file(folder: Path, part: int) -> Path:
    """The note that a part is done."""
    return folder / DONE / f"part-{part:06}.json"


def summary_of(folder: Path, part: int) -> Summary | None:
    """What came of a part; None where it is not done."""
    try:
        return msgspec.json.decode(done_file(folder, part).read_bytes(), type=Summary)
    except (OSError, msgspec.MsgspecError):
        return None


def other_version(theirs: str, ours: str) -> WorkersFailed:
    """Two versions of Dateline in one cluster."""
    return WorkersFailed(
        f"two versions of Dateline in one cluster: {ours} here, {theirs} on a worker",
        cure="install the same version everywhere",
    )


def _paths(told: tuple[str, ...]) -> tuple[str, ...]:
    import sys

    return tuple(dict.fromkeys([*sys.path, *told]))


def _outcomes(pieces: list[Piece], columns: Columns, scratch: Path) -> Iterator[Page | Failure]:
    for piece in pieces:
        path: Path | None = None
        try:
            if is_stored(piece.source):
                path = fetch(piece, scratch)
            elif not os.path.exists(piece.source):
                raise SourceNotFound("no such file", where=piece.source)
        except SourceNotFound:
            yield _missing(piece.source)
            continue
        except DatelineError as error:
            yield Failure(source=piece.source, error=error)
            continue
        yield from open_piece(piece, columns, path=path)
        if path is not None:
            path.unlink(missing_ok=True)


def _missing(source: str) -> Failure:
    """A file that the manifest names and that is not there. Unlike a wrong name in a call this is
    written down."""
    error = UnreadableSource(
        "the manifest names it, but it is not there",
        where=source,
        cure="put it there, and give the command again with --retry",
    )
    return Failure(source=source, error=error)


def by_itself(order: Order, parts: list[int]) -> Iterator[Done]:
    """The parts one after the other in this process: what any executor must equal."""
    stage: Any = ReadPart(order)
    try:
        for part in parts:
            yield stage(part)
    finally:
        stage.close()
