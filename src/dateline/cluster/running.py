"""A reading by a cluster from beginning to end: manifest, parts, what they make together, stories.

Whatever has been done is not done again: the folder says it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

import msgspec

from dateline.cluster import manifest
from dateline.cluster.stage import Done, Order, by_itself, summary_of
from dateline.cluster.stories import Exchange, here, make_stories
from dateline.desk.adding import Progress
from dateline.desk.parts import ABOUT, SETTLED, About, about, settle, write_bytes
from dateline.desk.runs import run_row
from dateline.errors import UsageError
from dateline.intake import Columns, Failure
from dateline.intake.pieces import Piece
from dateline.reader import Reader
from dateline.scale.recipe import recipe_of
from dateline.scale.size import Workers

Say = Callable[[str], None]


class Executor(Protocol):
    """Who runs the stages: this process, or a cluster."""

    def parts(self, order: Order, parts: list[int]) -> Iterator[Done]:
        """Read parts, in any order."""

    @property
    def exchange(self) -> Exchange:
        """How rows of many parts come together."""

    @property
    def cutter(self) -> manifest.Cutter:
        """Who cuts files with many pages."""


class Here:
    """All in this process."""

    exchange = staticmethod(here)
    cutter = staticmethod(manifest.cut_here)

    def parts(self, order: Order, parts: list[int]) -> Iterator[Done]:
        """See `Executor`."""
        yield from by_itself(order, parts)


@dataclass(frozen=True)
class Asked:
    """What is to be read, and how: `sources`, or the file of a `manifest`."""

    folder: Path
    sources: tuple[str, ...] = ()
    manifest: Path | None = None
    published: str | None = None
    columns: Columns = field(default_factory=Columns)
    retry: bool = False
    size: Workers = field(default_factory=lambda: Workers(1))
    part_pages: int | None = None


def run(
    asked: Asked,
    reader: Reader,
    start: Callable[[], AbstractContextManager[Executor]],
    say: Say = lambda _: None,
) -> Generator[Progress, None, None]:
    """Read into a folder; yields as `Desk.add` does, after each failure and each part. The executor
    is started when there is something for it to do.

    Raises `UsageError` where the folder holds another reading, and what keeps workers from reading.
    """
    folder = asked.folder
    told = about(folder)
    row = run_row(reader)
    if told is not None:
        _must_be_same(asked, told, str(row["id"]))
    recipe = recipe_of(reader)
    base = told.base if told is not None else os.getcwd()
    order = Order(
        str(folder.absolute()), base, recipe, str(row["id"]),
        published=asked.published, columns=asked.columns, size=asked.size,
    )  # fmt: skip
    with start() as executor:
        so_far = Progress(share=0.0)
        if told is None:
            say("listing the sources")
            listed = _listed(asked)
            for failure in listed.failures:
                so_far = _with(so_far, failure)
                yield so_far
            if not listed.pieces:
                return
            told = _begin(asked, row, base, listed.pieces, executor.cutter)
        so_far = replace(so_far, failure=None)
        wanted, so_far = _left(asked, told, so_far)
        if wanted:
            (folder / SETTLED).unlink(missing_ok=True)
        done = told.parts - len(wanted)
        for part in executor.parts(order, wanted):
            if part.broken is not None:
                raise part.broken
            done += 1
            summary = part.summary
            for failure in part.failures:
                yield replace(so_far, failure=failure.error, source=failure.source)
            so_far = replace(
                so_far,
                pages=so_far.pages + summary.pages,
                added=so_far.added + summary.added,
                known=so_far.known + summary.known,
                failed=so_far.failed + summary.failed,
                events=so_far.events + summary.events,
                share=done / told.parts,
                source=f"part {summary.part}",
            )
            yield so_far
        if not (folder / SETTLED).exists():
            say("looking for copies")
            settle(folder)
            make_stories(folder, told.parts, executor.exchange)
            write_bytes(folder / SETTLED, b"{}")
    yield replace(so_far, share=1.0)


def _left(asked: Asked, told: About, so_far: Progress) -> tuple[list[int], Progress]:
    """The parts that are to be read, and the progress with those that were read before."""
    wanted = []
    for part in range(told.parts):
        summary = summary_of(asked.folder, part)
        if summary is None or (asked.retry and summary.failed):
            wanted.append(part)
        else:
            so_far = replace(
                so_far,
                pages=so_far.pages + summary.pages,
                known=so_far.known + summary.pages - summary.failed,
                failed_before=so_far.failed_before + summary.failed,
            )
    return wanted, so_far


def _listed(asked: Asked) -> manifest.Listed:
    if asked.manifest is not None:
        return manifest.Listed(manifest.read_manifest(asked.manifest), [])
    return manifest.list_sources(asked.sources)


def _with(so_far: Progress, failure: Failure) -> Progress:
    return replace(
        so_far,
        pages=so_far.pages + 1,
        failed=so_far.failed + 1,
        source=failure.source,
        failure=failure.error,
    )


def _begin(
    asked: Asked,
    run: dict[str, str],
    base: str,
    files: list[Piece],
    cutter: manifest.Cutter,
) -> About:
    pieces = manifest.whole(files, asked.columns, cutter)
    parts = manifest.in_parts(pieces, asked.part_pages)
    told = About(
        run=run,
        parts=parts[-1] + 1 if parts else 0,
        pages=manifest.pages_of(pieces),
        sources=_sources(asked),
        options=_options(asked),
        base=base,
    )
    asked.folder.mkdir(parents=True, exist_ok=True)
    manifest.write(asked.folder / manifest.FILE, pieces, parts)
    write_bytes(asked.folder / ABOUT, msgspec.json.encode(told))
    return told


def _sources(asked: Asked) -> list[str]:
    return list(asked.sources) if asked.manifest is None else [str(asked.manifest)]


def _options(asked: Asked) -> dict[str, str | None]:
    columns = {f: getattr(asked.columns, f) for f in asked.columns.__struct_fields__}
    return {**columns, "day": asked.published}


def _must_be_same(asked: Asked, told: About, run: str) -> None:
    """A folder holds one reading: of the same sources, by the same program."""
    other = (
        "of other sources" if told.sources != _sources(asked)
        else "by another version of Dateline, or with other tables" if told.run["id"] != run
        else "with other options" if told.options != _options(asked)
        else None
    )  # fmt: skip
    if other is not None:
        raise UsageError(
            f"holds a reading {other}",
            where=str(asked.folder),
            cure="name another folder: --out DIR",
        )


def sources_of(sources: Sequence[str]) -> tuple[str, ...]:
    """The sources, none of which may be an address of the web or standard input: each machine of a
    cluster has to be able to read them. Raises `UsageError`."""
    for source in sources:
        if source == "-" or source.lower().startswith(("http://", "https://")):
            raise UsageError(
                "is not read by a cluster", where=source,
                cure="save the pages to files that all machines share, or add without --ray",
            )  # fmt: skip
    return tuple(sources)
