"""Sentences labelled by hand, as training reads them: one event a line, good lines and bad ones.

Two formats. The written one (`docs/coding-guide.md`, "How labels are written"): type, mode, about,
status and sentence, parted by tabs; in the sentence `[source]`, `{target}` and `*trigger*`. And
JSON Lines: `text`, `type`, and where they are known `mode`, `about`, `status`, `trigger` (a pair of
offsets in the text), `sources` and `targets` (lists of pairs). A sentence with several events
stands once for each.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Literal, get_args

import msgspec

from dateline.coding.ontology import types
from dateline.records import Status

Role = Literal["source", "target", "trigger"]
NONE = "none"

_CLOSING: dict[str, tuple[str, Role]] = {
    "[": ("]", "source"),
    "{": ("}", "target"),
    "*": ("*", "trigger"),
}
_MARKS = frozenset("[]{}*")
_WORDS = range(4, 71)
"""How long a written sentence may be; a line outside has probably lost or gained a part."""
_LONGEST = 5_000
"""Characters of a sentence in JSON Lines; more is an article and no sentence."""
_KEYS = frozenset({"text", "type", "mode", "about", "status", "trigger", "sources", "targets"})


class Marked(msgspec.Struct, frozen=True):
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
    spans: tuple[Marked, ...]
    where: str

    def words(self, role: Role) -> tuple[str, ...]:
        """The text of each span with this role."""
        return tuple(self.text[s.start : s.end] for s in self.spans if s.role == role)


class Fault(msgspec.Struct, frozen=True):
    """A bad line: FILE:LINE and what is wrong with it."""

    where: str
    what: str


def read(path: Path) -> tuple[tuple[Row, ...], tuple[Fault, ...]]:
    """The good rows of one file, and its bad lines. What ends in `.jsonl` or `.ndjson` is JSON
    Lines. Raises OSError, and UnicodeDecodeError for a file that is no UTF-8 text."""
    parse = _from_json if path.suffix.lower() in {".jsonl", ".ndjson", ".json"} else _from_tabs
    return _each(path, parse)


def _each(
    path: Path, parse: Callable[[str, str], Row]
) -> tuple[tuple[Row, ...], tuple[Fault, ...]]:
    found: list[Row] = []
    faults: list[Fault] = []
    # Only line ends part lines: a sentence may hold any other separator that `splitlines` knows.
    lines = path.read_text(encoding="utf-8-sig").split("\n")
    for number, line in enumerate((x.rstrip("\r") for x in lines), 1):
        if not line.strip() or line.startswith("#"):
            continue
        where = f"{path.name}:{number}"
        try:
            found.append(parse(line, where))
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


def plain(marked: str) -> tuple[str, tuple[Marked, ...]]:
    """A sentence without its marks, and what they enclosed. ValueError if they do not match."""
    text: list[str] = []
    spans: list[Marked] = []
    role: Role | None = None
    closing, start = "", 0
    for char in marked:
        if role is not None and char == closing:
            if len(text) == start or text[start] == " " or text[-1] == " ":
                raise ValueError(f"a {role} that is empty or begins or ends with a space")
            spans.append(Marked(role, start, len(text)))
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


def _from_tabs(line: str, where: str) -> Row:
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
    _check(row)
    if kind == NONE:
        return row
    if status not in get_args(Status):
        raise ValueError(f"unknown status “{status}”")
    if len(row.words("trigger")) != 1:
        raise ValueError(f"{len(row.words('trigger'))} triggers where one belongs")
    if not row.words("source") and not row.words("target"):
        raise ValueError("neither source nor target")
    return row


def _check(row: Row) -> None:
    """The codes of a row, and that a row without event has nothing else."""
    if row.type == NONE:
        if row.mode or row.about or row.status or row.spans:
            raise ValueError("a line of type none has neither mode, about, status nor marks")
        return
    if row.type not in types():
        raise ValueError(f"unknown type “{row.type}”")
    if row.mode and row.mode not in types()[row.type].modes:
        raise ValueError(f"{row.type} has no mode “{row.mode}”")
    if row.about and row.about not in types():
        raise ValueError(f"unknown type “{row.about}” as about")
    if row.status is not None and row.status not in get_args(Status):
        raise ValueError(f"unknown status “{row.status}”")


def _from_json(line: str, where: str) -> Row:
    try:
        record = json.loads(line)
    except ValueError as error:
        raise ValueError(f"no JSON: {error}") from error
    if not isinstance(record, dict):
        raise ValueError("no JSON object")
    if unknown := sorted(set(record) - _KEYS):
        raise ValueError(f"unknown key “{unknown[0]}”; there are {', '.join(sorted(_KEYS))}")
    text = record.get("text")
    if not isinstance(text, str) or not text.strip():
        raise ValueError("no text")
    if len(text) > _LONGEST:
        raise ValueError(f"a text of {len(text):,} characters; one sentence a line")
    words = {key: record.get(key) or None for key in ("type", "mode", "about", "status")}
    for key, value in words.items():
        if value is not None and not isinstance(value, str):
            raise ValueError(f"{key} is no string")
    if words["type"] is None:
        raise ValueError(f"no type; “{NONE}” for a sentence without event")
    spans = [
        *([] if record.get("trigger") is None else [_pair(record["trigger"], "trigger", text)]),
        *_pairs(record, "source", text),
        *_pairs(record, "target", text),
    ]
    row = Row(
        words["type"], words["mode"], words["about"], words["status"], text,
        tuple(sorted(spans, key=lambda s: (s.start, s.end))), where,
    )  # fmt: skip
    _check(row)
    if row.type != NONE and not spans:
        raise ValueError("an event without trigger, sources or targets")
    return row


def _pairs(record: dict[str, Any], role: Role, text: str) -> list[Marked]:
    value = record.get(f"{role}s")
    if value is None:
        return []
    if not isinstance(value, list):
        raise ValueError(f"{role}s is no list of pairs")
    return [_pair(pair, role, text) for pair in value]


def _pair(value: object, role: Role, text: str) -> Marked:
    whole = isinstance(value, list) and len(value) == 2 and all(type(v) is int for v in value)
    if not whole:
        raise ValueError(f"a {role} is a pair of offsets, not {json.dumps(value)[:40]}")
    assert isinstance(value, list)
    start, end = value
    if not 0 <= start < end <= len(text):
        raise ValueError(f"{role} {start}–{end} lies outside the text (0 to {len(text)})")
    return Marked(role, start, end)
