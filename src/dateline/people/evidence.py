"""By what a row is known again when the articles have been coded anew: its article and its words.

An id is a hash of type and spans: a new version may give the same act another one. What people wrote
about a row therefore holds on to the article and the span of the trigger.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from dateline.records import to_json

Row = Mapping[str, Any]

PLACE = (
    "run_id", "event_id", "article_id", "sentence_start", "sentence_end", "trigger_start",
    "trigger_end", "coded",
)  # fmt: skip
"""The columns that say where something was written about, in each table that has them."""

CODED = ("type", "about", "mode", "status", "source_names", "source_codes", "target_names",
         "target_codes")  # fmt: skip
"""The columns of what a row says."""


class Held(Protocol):
    """What holds on to words of an article: a judgement, a mend."""

    @property
    def event_id(self) -> str: ...
    @property
    def article_id(self) -> str: ...
    @property
    def trigger_start(self) -> int: ...
    @property
    def trigger_end(self) -> int: ...


def coded(row: Row) -> str:
    """What a row says, as JSON: a judgement is about this, and about nothing else."""
    return to_json([row[name] for name in CODED]).decode()


def place_of(row: Row) -> list[Any]:
    """The values of `PLACE` for a row of the view `event_copies`."""
    return [
        row["run_id"], row["id"], row["article_id"], row["sentence_start"], row["sentence_end"],
        row["trigger_start"], row["trigger_end"], coded(row),
    ]  # fmt: skip


def overlap(one: Held, row: Row) -> int:
    """How many characters the trigger of a row shares with what is held on to; 0 in another article."""
    if one.article_id != row["article_id"]:
        return 0
    start = max(one.trigger_start, int(row["trigger_start"]))
    return max(0, min(one.trigger_end, int(row["trigger_end"])) - start)


def found_in(one: Held, rows: Iterable[Row]) -> Row | None:
    """The row that is meant: that of the same id, else the one whose trigger has most of the words."""
    best, most = None, 0
    for row in rows:
        if row["id"] == one.event_id:
            return row
        shared = overlap(one, row)
        if shared > most:
            best, most = row, shared
    return best
