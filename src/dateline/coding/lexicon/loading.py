"""Read frames from TOML, check every row, and index them by their first word.

A row that cannot be used stops the load with file, row, cause and cure (`TableError`).
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec

from dateline.coding import ontology
from dateline.errors import TableError
from dateline.knowledge.user_tables import is_actor_table

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

NO_EVENT = "NONE"

PLAIN_SLOTS = frozenset({"subject", "object", "iobj", "xcomp", "ccomp", "poss", "mod"})


class Word(msgspec.Struct, frozen=True):
    """A head: its lemmas in order ("call off" → ("call", "off")) and its part of speech."""

    lemmas: tuple[str, ...]
    pos: str


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the lexicon; the fields are explained in docs/lexicon.md."""

    id: str
    type: str
    verb: tuple[str, ...] = ()
    noun: tuple[str, ...] = ()
    adj: tuple[str, ...] = ()
    mode: str | None = None
    cameo: str | None = None
    contexts: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    require: dict[str, frozenset[str]] = {}
    forbid: dict[str, frozenset[str]] = {}
    content: tuple[str, ...] = ()
    need_content: bool = False
    about: str | None = None
    reciprocal: bool = False
    planned: bool = False
    fallback: bool = False
    yes: str = ""
    no: str = ""
    file: str = ""

    @property
    def words(self) -> list[Word]:
        """The heads this row answers to."""
        named = (("verb", self.verb), ("noun", self.noun), ("adj", self.adj))
        return [Word(_lemmas(w.lower(), pos), pos) for pos, words in named for w in words]


def _lemmas(word: str, pos: str) -> tuple[str, ...]:
    """A head's lemmas. The tokeniser splits hyphens ("sit-in" is three tokens), and so do we."""
    if pos != "noun" or "-" not in word:
        return tuple(word.split())
    return tuple(part for w in word.split() for part in re.split(r"(-)", w) if part)


class Lexicon(msgspec.Struct, frozen=True):
    """All frames, and an index from (part of speech, first lemma) to (word, frame) pairs."""

    frames: tuple[Frame, ...]
    index: dict[tuple[str, str], tuple[tuple[Word, Frame], ...]]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Dateline's own lexicon, read once."""
    folder = files("dateline.coding") / "lexicon"
    names = sorted(f.name for f in folder.iterdir() if f.name.endswith(".toml"))
    return load_lexicon([(n, (folder / n).read_text(encoding="utf-8")) for n in names])


def load_lexicon(tables: Iterable[tuple[str, str]]) -> Lexicon:
    """A lexicon from (file name, TOML text) pairs; later files win over earlier ids.

    Raises `TableError` for a row with an unknown code, slot or class, or a duplicate id in a file.
    """
    parsed = [(name, _parse(name, text)) for name, text in tables]
    classes: dict[str, list[str]] = {}
    for _, table in parsed:
        classes.update(table.get("class", {}))
    frames: dict[str, Frame] = {}
    for name, table in parsed:
        seen: set[str] = set()
        for row in table.get("frame", []):
            frame = _frame(name, row, classes)
            if frame.id in seen:
                raise TableError(
                    f"frame {frame.id!r} stands twice", where=name, cure="give one a new id"
                )
            seen.add(frame.id)
            frames[frame.id] = frame
    return _index(tuple(frames.values()))


def read_tables(folder: Path) -> list[tuple[str, str]]:
    """The TOML tables of a user's folder, as `load_lexicon` takes them.

    Those of actors and agents (`actors*.toml`, `agents*.toml`) are not the lexicon's.
    """
    paths = [p for p in sorted(folder.glob("*.toml")) if not is_actor_table(p.name)]
    return [(str(p), _text(p)) for p in paths]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise TableError("is not UTF-8", where=str(path), cure="save it as UTF-8") from None
    except OSError as error:
        raise TableError(
            f"cannot be read: {error.strerror}", where=str(path), cure="check its permissions"
        ) from None


def _parse(name: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TableError(f"is no valid TOML: {error}", where=name, cure="mend the line") from None


def _frame(name: str, row: dict[str, Any], classes: dict[str, list[str]]) -> Frame:
    where = f"{name}, frame {row.get('id', '(without id)')!r}"
    known = {f for f in Frame.__struct_fields__ if f != "file"}
    for key in row:
        if key not in known:
            raise TableError(f"unknown key {key!r}", where=where, cure="see docs/lexicon.md")
    for key in ("id", "type"):
        if key not in row:
            raise TableError(f"no {key!r}", where=where, cure="every frame has id, type and a head")
    if sum(bool(row.get(pos)) for pos in ("verb", "noun", "adj")) != 1:
        raise TableError("needs exactly one of verb, noun, adj", where=where, cure="split the row")
    _check_codes(row, where)
    ready = dict(row)
    for key in ("require", "forbid"):
        ready[key] = {s: _words(ws, classes, where) for s, ws in row.get(key, {}).items()}
    for slot in [*row.get("source", []), *row.get("target", []), *row.get("content", [])]:
        _check_slot(slot, where)
    for slot in [*ready["require"], *ready["forbid"]]:
        _check_slot(slot, where)
    try:
        return msgspec.convert({**ready, "file": name}, Frame)
    except msgspec.ValidationError as error:
        raise TableError(str(error), where=where, cure="see docs/lexicon.md") from None


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
    if code is not None and code not in ontology.cameo():
        raise TableError(f"unknown CAMEO code {code!r}", where=where, cure="codes are strings")
    if row.get("about") and row["about"] not in types:
        raise TableError(f"unknown type {row['about']!r} in about", where=where, cure="PLOVER's 16")
    for context in row.get("contexts", []):
        if context not in ontology.contexts():
            raise TableError(f"unknown context {context!r}", where=where, cure="PLOVER's 37")


def _check_slot(slot: str, where: str) -> None:
    for part in slot.split("."):
        if part not in PLAIN_SLOTS and not (part.startswith("prep:") and part[5:]):
            cure = "subject, object, iobj, xcomp, ccomp, poss, mod, prep:P, or two joined by a dot"
            raise TableError(f"unknown slot {slot!r}", where=where, cure=cure)


def _words(words: Sequence[str], classes: dict[str, list[str]], where: str) -> frozenset[str]:
    found: set[str] = set()
    for word in words:
        if not word.startswith("@"):
            found.add(word.lower())
        elif word[1:] in classes:
            found.update(w.lower() for w in classes[word[1:]])
        else:
            raise TableError(f"unknown class {word!r}", where=where, cure="define it under [class]")
    return frozenset(found)


def _index(frames: tuple[Frame, ...]) -> Lexicon:
    index: dict[tuple[str, str], list[tuple[Word, Frame]]] = defaultdict(list)
    for frame in frames:
        for word in frame.words:
            index[word.pos, word.lemmas[0]].append((word, frame))
    return Lexicon(frames, {key: tuple(rows) for key, rows in index.items()})
