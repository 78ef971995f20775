"""Check lexicon tables: every row, and the examples in it.

Every frame's `yes` sentence must give a row by that frame with the marked [source] and {target},
and its `no` sentence none by that frame. `python -m dateline.checking FILE…` does that for Dateline's
own (default: all), `check_lexicon` and `dateline lexicon check` for a user's.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dateline.coding.lexicon import (
    NO_EVENT,
    Frame,
    lexicon,
    problems_in,
    read_tables,
    with_own,
)
from dateline.errors import DatelineError, SourceNotFound, TableError
from dateline.records import Actor, Event, Span

if TYPE_CHECKING:
    from dateline.reader import Reader

MARK = re.compile(r"\[([^\]]*)\]|\{([^}]*)\}")
CURE = "mend the row or the example"


class Example(NamedTuple):
    """A sentence without its marks, and the spans that stood in them."""

    text: str
    sources: tuple[Span, ...]
    targets: tuple[Span, ...]


class Fault(NamedTuple):
    """An example that does not come out as written."""

    frame: Frame
    example: str
    problem: str


class Checked(NamedTuple):
    """What was found in a user's table: rows that can be used, what is wrong, what is missing."""

    rows: int
    problems: list[TableError]
    notes: list[str]


def check_lexicon(path: str | Path, tables: str | Path | None = None) -> Checked:
    """Check a user's lexicon file (or folder of files) row by row, examples included.

    `tables` is a folder whose actors the examples may name. Raises `SourceNotFound` for no such
    file.
    """
    from dateline.reader import Reader

    found = Path(path)
    if not found.exists():
        raise SourceNotFound("no such file or folder", where=str(path), cure="check the spelling")
    try:
        texts = read_tables(found)
    except TableError as error:
        return Checked(0, [error], [])
    frames, problems = problems_in(texts)
    reader = Reader(tables=tables, lexicon=with_own(frames), rules_only=True)
    notes = []
    for frame in frames:
        where = place_of(frame)
        for fault in faults_of(frame, reader):
            cure = f"{CURE}: {fault.example}"
            problems.append(TableError(fault.problem, where=where, cure=cure))
        notes += [
            f"{where}: has no example that {must} ({key})"
            for key, must in (("yes", "must match"), ("no", "must not"))
            if not getattr(frame, key)
        ]
    return Checked(len(frames), problems, notes)


def place_of(frame: Frame) -> str:
    """File, line and id of a row."""
    line = f", line {frame.line}" if frame.line else ""
    return f"{frame.file}{line}, frame {frame.id!r}"


def unmark(marked: str) -> Example:
    """Split "[France] recalled its ambassador to {Mali}." into text and spans."""
    text, last = "", 0
    sources: list[Span] = []
    targets: list[Span] = []
    for mark in MARK.finditer(marked):
        text += marked[last : mark.start()]
        words = mark.group(1) if mark.group(1) is not None else mark.group(2)
        span = Span(len(text), len(text) + len(words))
        (sources if mark.group(1) is not None else targets).append(span)
        text += words
        last = mark.end()
    return Example(text + marked[last:], tuple(sources), tuple(targets))


def faults_of(frame: Frame, reader: Reader, whole: Reader | None = None) -> Iterator[Fault]:
    """What is wrong with a frame's own examples.

    `reader` reads by the rules alone: what must match is the lexicon's matter. What must not may
    match there where `whole`, which has the model too, lets no row come out.
    """
    if frame.yes:
        example = unmark(frame.yes)
        try:
            events = reader.read_text(example.text).events
        except DatelineError as error:
            yield Fault(frame, frame.yes, f"the example cannot be read: {error.what}")
            return
        # Another row that says the same may have the word: what counts is the coding.
        mine = [e for e in events if _by(e, frame)] or [
            e for e in events if not frame.own and (e.type, e.mode) == (frame.type, frame.mode)
        ]
        if frame.type == NO_EVENT:
            if events:
                rows = ", ".join(e.reason for e in events)
                yield Fault(frame, frame.yes, f"stop frame, but rows came out: {rows}")
        elif not mine:
            others = ", ".join(e.reason for e in events) or "no row at all"
            yield Fault(frame, frame.yes, f"expected a row, got {others}")
        else:
            yield from _role_faults(frame, example, mine)
    if frame.no:
        text = unmark(frame.no).text
        try:
            gave = all(
                any(_by(e, frame) for e in r.read_text(text).events)
                for r in (reader, whole or reader)
            )
        except DatelineError as error:
            yield Fault(frame, frame.no, f"the example cannot be read: {error.what}")
            return
        if gave:
            yield Fault(frame, frame.no, "gave a row, but must not")


def faults_of_example(marked: str, type: str, mode: str | None, reader: Reader) -> list[str]:
    """What is wrong with a marked sentence that must give a row of this type, and of this mode if
    one is named."""
    example = unmark(marked)
    events = reader.read_text(example.text).events
    right = [e for e in events if e.type == type and mode in {None, e.mode}]
    if not right:
        rows = ", ".join("/".join(filter(None, [e.type, e.mode])) for e in events)
        return [f"expected {type} {mode or ''}, got {rows or 'no row at all'}"]
    return min((_sides_off(example, e) for e in right), key=len)


def _by(event: Event, frame: Frame) -> bool:
    return event.reason.split(" + ")[0] == frame.id


def _role_faults(frame: Frame, example: Example, events: Sequence[Event]) -> Iterator[Fault]:
    for off in min((_sides_off(example, e) for e in events), key=len):
        yield Fault(frame, frame.yes, off)


def _sides_off(example: Example, event: Event) -> list[str]:
    """What differs on each side between an example and a row."""
    sides = (
        ("source", example.sources, event.sources),
        ("target", example.targets, event.targets),
    )
    return [f"{role}: {off}" for role, a, b in sides if (off := _roles_off(a, b))]


def _roles_off(marked: Sequence[Span], actors: Sequence[Actor]) -> str:
    """What differs between the marked spans and the actors that came out."""
    got = [Span(a.start, a.end) for a in actors]
    missing = [m for m in marked if not any(m.overlaps(g) for g in got)]
    extra = [a.text for a in actors if not any(Span(a.start, a.end).overlaps(m) for m in marked)]
    parts = []
    if missing:
        parts.append(f"{len(missing)} marked one(s) not found")
    if extra:
        parts.append(f"not marked: {', '.join(extra)}")
    return "; ".join(parts)


def main(arguments: Sequence[str]) -> int:
    """Check the frames of the named files (by file name), or all; returns the exit code."""
    from dateline.reader import Reader

    names = {a.rsplit("/", 1)[-1] for a in arguments}
    reader = Reader(rules_only=True)
    frames = [f for f in lexicon().frames if not names or f.file in names]
    bad: set[str] = set()
    for frame in frames:
        for fault in faults_of(frame, reader):
            bad.add(frame.id)
            sys.stdout.write(f"{frame.file} {frame.id}: {fault.problem}\n    {fault.example}\n")
    sys.stdout.write(f"{len(frames)} frames checked, {len(bad)} with faults\n")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
