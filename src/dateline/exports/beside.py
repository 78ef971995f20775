"""status.csv: what formats made before Dateline have no column for, one line a row of theirs."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dateline.exports.formats import Column, cell, guarded
from dateline.exports.told import Told

FILE = "status.csv"

COLUMNS = (
    Column("row", "string", "what names the row in the file of events"),
    Column("event_id", "string", "content hash of the event; pairs of one event share it"),
    Column("type", "string", "PLOVER type"),
    Column("mode", "string", "PLOVER mode"),
    Column("status", "string", "hypothetical, denied, negated, planned, expected, claim or fact"),
    Column("background", "boolean", "whether it lies before the news of the day"),
    Column("voices", "string", "on whose word, the speaker first, the outlet last"),
    Column("voice_kinds", "string", "person, office, organisation, document, unnamed, outlet …"),
    Column("within", "string", "the event in which this one is alleged"),
    Column("when_earliest", "string", "first day or time of the interval; empty: not known"),
    Column("when_latest", "string", "last day or time of the interval"),
    Column("when_precision", "string", "day, week, month, year, range or unknown"),
    Column("where_precision", "string", "point, city, region or country"),
    Column("confidence", "number", "how sure, 0 to 1"),
    Column("reason", "string", "the rule or model that produced it"),
    Column("version", "string", "of Dateline"),
    Column("run_id", "string", "the run that coded it"),
    Column("article_id", "string", "the article"),
    Column("trigger", "string", "the words that carry the type"),
    Column("sentence", "string", "the sentence"),
)


@contextmanager
def beside(path: Path) -> Iterator[Callable[[str, Told], None]]:
    """A function that writes one line: the key of a row, and the event that it is of."""
    with path.open("w", encoding="utf-8", newline="", errors="replace") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow([c.name for c in COLUMNS])

        def write(key: str, told: Told) -> None:
            cells = ["" if v is None else cell(v) for v in _values(key, told)]
            writer.writerow(guarded(cells))

        yield write


def _values(key: str, told: Told) -> list[Any]:
    row = told.row
    own = {
        "row": key,
        "event_id": told.id,
        "voices": [v.name for v in told.voices],
        "voice_kinds": [v.kind for v in told.voices],
        "sentence": told.sentence,
    }
    return [own[c.name] if c.name in own else row[c.name] for c in COLUMNS]
