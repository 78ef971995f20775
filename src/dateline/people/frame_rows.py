"""Rows of the lexicon as rules take them over: a row for one of its words only, of another type."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from dateline.coding.lexicon.loading import our_tables, read_tables
from dateline.coding.lexicon.rows import PARTS_OF_SPEECH, parse
from dateline.errors import TableError


def frame_row(id_: str, folder: Path) -> dict[str, Any] | None:
    """The row of the lexicon of this id as it is written, the user's own before ours."""
    own: list[tuple[str, str]] = []
    if folder.is_dir():
        try:
            own = read_tables(folder)
        except TableError:
            own = []
    found = _rows_of(own).get(id_) or _ours().get(id_)
    return dict(found) if found else None


@cache
def _ours() -> dict[str, dict[str, Any]]:
    return _rows_of(our_tables())


def _rows_of(tables: Iterable[tuple[str, str]]) -> dict[str, dict[str, Any]]:
    """Id → row, of tables that may have faults."""
    found: dict[str, dict[str, Any]] = {}
    for name, text in tables:
        try:
            rows = parse(name, text).rows
        except TableError:
            continue
        found |= {r["id"]: r for r in rows if isinstance(r, dict) and isinstance(r.get("id"), str)}
    return found


def heads_of(row: Mapping[str, Any]) -> tuple[str, list[str]]:
    """The part of speech of a row, and its heads."""
    pos = next((p for p in PARTS_OF_SPEECH if row.get(p)), "verb")
    return pos, list(row.get(pos, []))


def head_of(trigger: str, heads: Sequence[str]) -> str:
    """The head that a trigger most likely is a form of: that which begins most like it."""
    words = trigger.lower()

    def alike(head: str) -> tuple[int, int]:
        same = 0
        for a, b in zip(head.lower(), words, strict=False):
            if a != b:
                break
            same += 1
        return same, -len(head)

    return max(heads, key=alike, default="")


_KEPT_OF_NONE = ("require", "forbid")
_LEFT = ("id", "type", "mode", "cameo", "yes", "no", "fallback", "contexts", *PARTS_OF_SPEECH)


def frame_cells(
    row: Mapping[str, Any], word: str, kind: str, mode: str, objects: Sequence[str]
) -> dict[str, Any]:
    """A row like `row` for one of its words only, of another type; `objects` are words of which one
    must be its object."""
    pos, _ = heads_of(row)
    cells: dict[str, Any] = {pos: [word], "type": kind}
    if mode:
        cells["mode"] = mode
    kept = _KEPT_OF_NONE if kind == "NONE" else [k for k in row if k not in _LEFT]
    cells |= {k: row[k] for k in kept if k in row}
    if objects:
        cells["require"] = {**cells.get("require", {}), "object": list(objects)}
    return cells
