"""Exports: the desk's events in the formats that others know, one file a format.

from dateline.desk import Desk
from dateline.exports import export

with Desk("desk.duckdb", read_only=True) as desk:
    export(desk, "gdelt-events", "out/", source="PRK", since="2022")
"""

from __future__ import annotations

from dateline.exports.exporting import Exported, export
from dateline.exports.formats import Column, Format, Ledger
from dateline.exports.registry import find, names

__all__ = ["Column", "Exported", "Format", "Ledger", "export", "find", "names"]
