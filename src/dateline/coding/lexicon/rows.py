"""A table of frames as TOML, checked row by row.

Whatever is wrong becomes a `TableError` that names file, row, cause and cure; `rows_in` gives them
beside the good rows, so that a whole file can be told at once.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from dateline import limits
from dateline.coding import ontology
from dateline.coding.lexicon.frame import NO_EVENT, Frame, lemmas_of
from dateline.errors import TableError

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

PLAIN_SLOTS = frozenset({"subject", "object", "iobj", "xcomp", "ccomp", "poss", "mod", "speaker"})
PARTS_OF_SPEECH = ("verb", "noun", "adj")
NOT_WRITTEN = {"file", "line", "own"}
LISTS = (*PARTS_OF_SPEECH, "contexts", "source", "target", "content")
SLOT_LISTS = ("source", "target", "content")
CONDITIONS = ("require", "forbid")
SLOTS = (
    "subject, object, iobj, xcomp, ccomp, poss, mod, speaker, prep:P, or up to three joined by dots"
)
DOCS = "see docs/lexicon.md"
MAX_WORDS = 8
MAX_STEPS = 3
HEADING = re.compile(r"^\s*\[\[\s*frame\s*\]\]", re.MULTILINE)
WORD = re.compile(r"[^\W\d_][\w'’.-]*", re.UNICODE)

Classes = Mapping[str, Sequence[str]]


class Table(NamedTuple):
    """One TOML file: its classes, its rows as written, and the line on which each begins."""

    name: str
    classes: dict[str, list[str]]
    rows: list[Any]
    lines: list[int]


def parse(name: str, text: str) -> Table:
    """A file's classes and rows; raises `TableError` for what is no such table."""
    try:
        found: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TableError(f"is no valid TOML: {error}", where=name, cure="mend the line") from None
    except RecursionError:
        raise TableError("is nested too deeply", where=name, cure=DOCS) from None
    for key in found:
        if key not in {"frame", "class"}:
            raise TableError(f"unknown table {key!r}", where=name, cure="[class] and [[frame]]")
    rows = found.get("frame", [])
    if not isinstance(rows, list):
        raise TableError("frame is no list of rows", where=name, cure="write [[frame]]")
    if len(rows) > limits.MAX_TABLE_ROWS:
        raise TableError(
            f"has over {limits.MAX_TABLE_ROWS:,} rows", where=name, cure="split the file"
        )
    lines = [text.count("\n", 0, m.end()) + 1 for m in HEADING.finditer(text)]
    return Table(name, _classes(name, found.get("class", {})), rows, lines)


def _classes(name: str, found: Any) -> dict[str, list[str]]:
    if not isinstance(found, dict):
        raise TableError("class is no table", where=name, cure='[class], then name = ["word"]')
    for key, words in found.items():
        if not _is_strings(words):
            where = f"{name}, class {key!r}"
            raise TableError("is no list of words", where=where, cure=f'{key} = ["word"]')
    return found


def rows_in(table: Table, classes: Classes, own: bool = False) -> Iterator[Frame | TableError]:
    """Each row as a frame, or what is wrong with it; an id that stands twice is wrong."""
    seen: set[str] = set()
    for number, row in enumerate(table.rows):
        line = table.lines[number] if len(table.lines) == len(table.rows) else 0
        where = _where(table.name, row, number, line)
        told = {"file": table.name, "line": line, "own": own}
        try:
            frame = frame_of(row, where, classes, told)
        except TableError as error:
            yield error
            continue
        if frame.id in seen:
            yield TableError(
                f"frame {frame.id!r} stands twice", where=where, cure="give one a new id"
            )
            continue
        seen.add(frame.id)
        yield frame


def _where(name: str, row: Any, number: int, line: int) -> str:
    named = row.get("id") if isinstance(row, dict) else None
    place = f"line {line}" if line else f"row {number + 1}"
    return f"{name}, {place}, frame {named if named else '(without id)'!r}"


def frame_of(row: Any, where: str, classes: Classes, told: Mapping[str, Any]) -> Frame:
    """One row as a frame; `told` are its `file`, `line` and `own`. Raises `TableError`."""
    if not isinstance(row, dict):
        raise TableError("is no row", where=where, cure="write [[frame]] and one key a line")
    known = set(Frame.__struct_fields__) - NOT_WRITTEN
    for key in row:
        if key not in known:
            raise TableError(f"unknown key {key!r}", where=where, cure=DOCS)
    for key in ("id", "type"):
        if not isinstance(row.get(key), str) or not row[key].strip():
            raise TableError(f"no {key!r}", where=where, cure="every frame has id, type and a head")
    for key in LISTS:
        if not _is_strings(row.get(key, [])):
            raise TableError(f"{key} is no list of words", where=where, cure=f'{key} = ["…"]')
    _check_heads(row, where)
    _check_codes(row, where)
    ready = dict(row)
    for key in CONDITIONS:
        ready[key] = _conditions(row.get(key, {}), key, classes, where)
    for key in SLOT_LISTS:
        for slot in row.get(key, []):
            _check_slot(slot, where)
    try:
        return msgspec.convert({**ready, **told}, Frame)
    except msgspec.ValidationError as error:
        raise TableError(str(error), where=where, cure=DOCS) from None


def _is_strings(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(v, str) for v in value)


def _check_heads(row: dict[str, Any], where: str) -> None:
    named = [pos for pos in PARTS_OF_SPEECH if row.get(pos)]
    if len(named) != 1:
        raise TableError("needs exactly one of verb, noun, adj", where=where, cure="split the row")
    for head in row[named[0]]:
        words = lemmas_of(head, named[0])
        if not words or len(words) > MAX_WORDS or not all(_is_word(w) for w in words):
            raise TableError(
                f"{head!r} cannot be read as a {named[0]}",
                where=where,
                cure=f"one to {MAX_WORDS} words in their dictionary form, parted by spaces",
            )


def _is_word(word: str) -> bool:
    return word == "-" or WORD.fullmatch(word) is not None


def _check_codes(row: dict[str, Any], where: str) -> None:
    kind, mode, code = row["type"], row.get("mode"), row.get("cameo")
    types = ontology.types()
    if kind == NO_EVENT:
        return
    if kind not in types:
        raise TableError(f"unknown type {kind!r}", where=where, cure="one of PLOVER's 16, or NONE")
    if mode is not None and mode not in types[kind].modes:
        allowed = ", ".join(types[kind].modes) or "none"
        raise TableError(f"{kind} has no mode {mode!r}", where=where, cure=f"allowed: {allowed}")
    if code is not None and (not isinstance(code, str) or code not in ontology.cameo()):
        near = ", ".join(ontology.near(str(code), 3))
        cure = f'a string such as "111"; near: {near}' if near else 'a string such as "111"'
        raise TableError(f"unknown CAMEO code {code!r}", where=where, cure=cure)
    about = row.get("about")
    if about is not None and about not in types:
        raise TableError(f"unknown type {about!r} in about", where=where, cure="PLOVER's 16")
    for context in row.get("contexts", []):
        if context not in ontology.contexts():
            near = ", ".join(ontology.near(context, 3))
            cure = f"PLOVER's 37; near: {near}" if near else "PLOVER's 37"
            raise TableError(f"unknown context {context!r}", where=where, cure=cure)


def _check_slot(slot: str, where: str) -> None:
    parts = slot.split(".")
    if len(parts) > MAX_STEPS or any(
        p not in PLAIN_SLOTS and not re.fullmatch(r"prep:[a-z_]+", p) for p in parts
    ):
        raise TableError(f"unknown slot {slot!r}", where=where, cure=SLOTS)


def _conditions(found: Any, key: str, classes: Classes, where: str) -> dict[str, frozenset[str]]:
    cure = f'{key} = {{ object = ["word", "@class"] }}'
    if not isinstance(found, dict):
        raise TableError(f"{key} names no slots", where=where, cure=cure)
    for slot, words in found.items():
        _check_slot(slot, where)
        if not _is_strings(words) or not words:
            raise TableError(f"{key} {slot} is no list of words", where=where, cure=cure)
    return {slot: _words(words, classes, where) for slot, words in found.items()}


def _words(words: Sequence[str], classes: Classes, where: str) -> frozenset[str]:
    found: set[str] = set()
    for word in words:
        if not word.startswith("@"):
            found.add(word.lower())
        elif word[1:] in classes:
            found.update(w.lower() for w in classes[word[1:]])
        else:
            raise TableError(f"unknown class {word!r}", where=where, cure="define it under [class]")
    return frozenset(found)
