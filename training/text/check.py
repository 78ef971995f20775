"""Read the labelled sentences in `training/text/written/*.tsv`, and say which lines are bad.

    python -m training.text.check [FILE ...]

The lines' format is that of `docs/coding-guide.md`: type, mode, about, status and sentence, parted
by tabs; in the sentence `[source]`, `{target}` and `*trigger*`. A sentence with several events
stands once for each, on lines that follow one another. Lines that begin with `#` are comments.
Prints how many rows there are by type, mode and status, then each bad line as FILE:LINE: what.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal, get_args

import msgspec

from dateline.coding.ontology import types
from dateline.records import Status

WRITTEN = Path(__file__).resolve().parent / "written"

Role = Literal["source", "target", "trigger"]
NONE = "none"

_CLOSING: dict[str, tuple[str, Role]] = {
    "[": ("]", "source"),
    "{": ("}", "target"),
    "*": ("*", "trigger"),
}
_MARKS = frozenset("[]{}*")
_WORDS = range(4, 71)
"""How long a sentence may be; a line outside has probably lost or gained a part."""


class Span(msgspec.Struct, frozen=True):
    """Characters `start` to `end` of a row's text, and what they are in its event."""

    role: Role
    start: int
    end: int


class Row(msgspec.Struct, frozen=True):
    """One event in one sentence (or a sentence with none), without marks, as labelled by hand.

    `type` is a PLOVER type or "none"; `mode`, `about` and `status` are None where the line leaves
    them empty. `spans` stand in the order of the text. `where` is FILE:LINE.
    """

    type: str
    mode: str | None
    about: str | None
    status: str | None
    text: str
    spans: tuple[Span, ...]
    where: str

    def words(self, role: Role) -> tuple[str, ...]:
        """The text of each span with this role."""
        return tuple(self.text[s.start : s.end] for s in self.spans if s.role == role)


class Fault(msgspec.Struct, frozen=True):
    """A bad line: FILE:LINE and what is wrong with it."""

    where: str
    what: str


def rows(path: Path) -> tuple[Row, ...]:
    """The rows of one file. Raises ValueError, which names the line, if one is bad."""
    found, faults = read(path)
    if faults:
        raise ValueError(f"{faults[0].where}: {faults[0].what} (run training/text/check.py)")
    return found


def read(path: Path) -> tuple[tuple[Row, ...], tuple[Fault, ...]]:
    """The good rows of one file, and its bad lines."""
    found: list[Row] = []
    faults: list[Fault] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        where = f"{path.name}:{number}"
        try:
            found.append(_row(line, where))
        except ValueError as error:
            faults.append(Fault(where, str(error)))
    return tuple(found), tuple(faults)


def clashes(found: Iterable[Row]) -> Iterator[Fault]:
    """Rows that stand twice, and sentences that are said to hold both an event and none."""
    seen: dict[object, str] = {}
    kind: dict[str, tuple[bool, str]] = {}
    for row in found:
        same = (row.type, row.mode, row.text, row.spans)
        if same in seen:
            yield Fault(row.where, f"the same row as {seen[same]}")
        seen.setdefault(same, row.where)
        empty, first = kind.setdefault(row.text, (row.type == NONE, row.where))
        if empty != (row.type == NONE):
            yield Fault(row.where, f"an event here, none in {first}")


def plain(marked: str) -> tuple[str, tuple[Span, ...]]:
    """A sentence without its marks, and what they enclosed. ValueError if they do not match."""
    text: list[str] = []
    spans: list[Span] = []
    role: Role | None = None
    closing, start = "", 0
    for char in marked:
        if role is not None and char == closing:
            if len(text) == start or text[start] == " " or text[-1] == " ":
                raise ValueError(f"a {role} that is empty or begins or ends with a space")
            spans.append(Span(role, start, len(text)))
            role = None
        elif role is None and char in _CLOSING:
            (closing, role), start = _CLOSING[char], len(text)
        elif char in _MARKS:
            raise ValueError(f"“{char}” where it cannot stand: marks do not nest")
        else:
            text.append(char)
    if role is not None:
        raise ValueError(f"a {role} that is not closed")
    return "".join(text), tuple(spans)


def _row(line: str, where: str) -> Row:
    parts = line.split("\t")
    if len(parts) != 5:
        raise ValueError(f"{len(parts)} columns where 5 belong")
    kind, mode, about, status, marked = parts
    if marked != " ".join(marked.split()):
        raise ValueError("spaces at an end of the sentence, or two together")
    text, spans = plain(marked)
    if len(text.split()) not in _WORDS:
        raise ValueError(f"a sentence of {len(text.split())} words")
    row = Row(kind, mode or None, about or None, status or None, text, spans, where)
    if kind == NONE:
        if mode or about or status or spans:
            raise ValueError("a line of type none has neither mode, about, status nor marks")
        return row
    if kind not in types():
        raise ValueError(f"unknown type “{kind}”")
    if mode and mode not in types()[kind].modes:
        raise ValueError(f"{kind} has no mode “{mode}”")
    if about and about not in types():
        raise ValueError(f"unknown type “{about}” as about")
    if status not in get_args(Status):
        raise ValueError(f"unknown status “{status}”")
    if len(row.words("trigger")) != 1:
        raise ValueError(f"{len(row.words('trigger'))} triggers where one belongs")
    if not row.words("source") and not row.words("target"):
        raise ValueError("neither source nor target")
    return row


def _table(title: str, counts: Counter[str]) -> None:
    print(f"\n{title}")
    for name, count in sorted(counts.items()):
        print(f"  {name:28}{count:6}")


def main(arguments: list[str]) -> int:
    """Print the counts and bad lines of these files, or of all. 1 if a line is bad."""
    paths = [Path(a) for a in arguments] or sorted(WRITTEN.glob("*.tsv"))
    found: list[Row] = []
    faults: list[Fault] = []
    for path in paths:
        good, bad = read(path)
        found += good
        faults += bad
    faults += clashes(found)
    _table("file", Counter(row.where.split(":")[0] for row in found))
    _table("type and mode", Counter(f"{row.type} {row.mode or ''}".strip() for row in found))
    _table("type and about", Counter(f"{row.type} {row.about}" for row in found if row.about))
    events = [row for row in found if row.type != NONE]
    _table("status", Counter(str(row.status) for row in events))
    by_type = Counter(row.type for row in events)
    facts = Counter(row.type for row in events if row.status == "fact")
    print("\nshare that is no fact")
    for kind, count in sorted(by_type.items()):
        print(f"  {kind:28}{1 - facts[kind] / count:6.2f}")
    print(f"\n{len(found)} rows, {len({row.text for row in found})} sentences")
    for fault in faults:
        print(f"{fault.where}: {fault.what}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
