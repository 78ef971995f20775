"""Comma-separated values with a header: the view `events`, lists joined by "; "."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator

from dateline.exports.flat import COLUMNS, values
from dateline.exports.formats import Ledger, Line, delimited
from dateline.exports.told import Told


def lines(events: Iterable[Told], ledger: Ledger) -> Iterator[Line]:
    """The rows of the file."""
    for told in events:
        yield Line(told.id, values(told), told)


FORMAT = dataclasses.replace(
    delimited(
        "csv",
        "Dateline's own columns, comma-separated",
        "events.csv",
        COLUMNS,
        lines,
        header=True,
        delimiter=",",
        needs=frozenset(),
        key="id",
        notes=(
            "One row an event; lists are joined by '; '.",
            "An apostrophe stands before text that a spreadsheet would take for a formula.",
        ),
    ),
    holds_status=True,
)
