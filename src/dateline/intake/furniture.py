"""What a page carries beside its story: the lines of `furniture.toml`, recognised.

The table lies in this room because intake needs it to tell a page pasted from a browser from
plain prose; the articles room uses the same rows to clear the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Literal

import msgspec

from dateline.errors import TableError
from dateline.intake.tables import toml_table

Ends = Literal["story", "run", "no"]

_LINE_CHARS = 600
_NO_WIDTH = re.compile("[\u200b\u200c\ufeff]")

PASTED_SIGN = 2
"""The sum of signs from which a text counts as pasted from a browser."""


class Row(msgspec.Struct, frozen=True):
    """One kind of furniture line."""

    id: str
    pattern: re.Pattern[str]
    whole: bool
    sign: int
    ends: Ends
    max_chars: int
    tail: bool
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()

    def matches(self, line: str) -> bool:
        """Whether a line (spaces already collapsed) is of this kind."""
        if len(line) > self.max_chars:
            return False
        found = self.pattern.fullmatch(line) if self.whole else self.pattern.match(line)
        return found is not None


@lru_cache(maxsize=1)
def rows() -> tuple[Row, ...]:
    """The table, compiled. Raises `TableError` naming the row that cannot be used."""
    return tuple(_row(raw) for raw in toml_table("dateline.intake", "furniture.toml")["line"])


def _row(raw: dict[str, Any]) -> Row:
    flags = 0 if raw.get("case") else re.IGNORECASE
    try:
        # In a row with `words`, a W in the pattern stands for any of them.
        words = "|".join(raw["words"].split()) if "words" in raw else None
        source = raw["pattern"].replace("W", f"(?:{words})") if words else raw["pattern"]
        pattern = re.compile(source, flags)
    except (re.error, KeyError) as error:
        raise TableError(
            f"row {raw.get('id', '?')} has no usable pattern: {error}", where="furniture.toml"
        ) from error
    ends = raw.get("ends", False)
    return Row(
        id=raw["id"],
        pattern=pattern,
        whole=raw.get("whole", False),
        sign=raw.get("sign", 0),
        ends="story" if ends is True else "run" if ends == "run" else "no",
        max_chars=raw.get("max", 300),
        tail=raw.get("tail", False),
        yes=tuple(raw.get("yes", ())),
        no=tuple(raw.get("no", ())),
    )


def collapse(line: str) -> str:
    """A line with its spaces collapsed and its ends trimmed."""
    whole = " ".join(line.split())
    if whole.isascii() or not _NO_WIDTH.search(whole):
        return whole
    return " ".join(_NO_WIDTH.sub(" ", whole).split())


def furniture(line: str, *, tail: bool = True) -> Row | None:
    """The row that `line` matches, or None when it may belong to the story.

    Args:
        tail: whether the line stands near the end of a page; some kinds (a note on the author)
            are furniture only there.
    """
    line = collapse(line)
    if not line or len(line) > _LINE_CHARS:
        return None
    return _row_of(line, tail)


@lru_cache(maxsize=4_096)
def _row_of(line: str, tail: bool) -> Row | None:
    """As `furniture`; the lines of one page are asked about by several rules."""
    size = len(line)
    for most, only_in_tail, match, row in _tries():
        if size <= most and (tail or not only_in_tail) and match(line):
            return row
    return None


@lru_cache(maxsize=1)
def _tries() -> list[tuple[int, bool, Callable[[str], re.Match[str] | None], Row]]:
    """What `Row.matches` asks, with its look-ups done."""
    return [
        (row.max_chars, row.tail, row.pattern.fullmatch if row.whole else row.pattern.match, row)
        for row in rows()
    ]


def looks_pasted(text: str) -> bool:
    """Whether a text has the furniture of a page: several weak signs of different kinds, or a
    strong one. Prose has none."""
    seen: dict[str, int] = {}
    total = 0
    for raw in text.splitlines():
        row = furniture(raw)
        if row and row.sign and row.id not in seen:
            seen[row.id] = row.sign
            total += row.sign
            if total >= PASTED_SIGN:
                return True
    return False
