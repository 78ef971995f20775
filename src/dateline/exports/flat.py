"""The columns of the view `events`, for the formats that are Dateline's own: csv and parquet."""

from __future__ import annotations

from typing import Any

from dateline.exports.formats import Column
from dateline.exports.told import Told

# Name, type in a table schema. What they hold is said in docs/desk.md, view `events`.
COLUMNS = tuple(
    Column(name, kind)
    for kind, names in (
        ("string", "id article_id published published_precision outlet headline url type about mode"),
        ("array", "contexts"),
        ("string", "cameo"),
        ("integer", "quad"),
        ("number", "intensity goldstein"),
        ("string", "status"),
        ("boolean", "background"),
        ("array", "source_names source_codes source_countries target_names target_codes target_countries voices"),
        ("string", "when_earliest when_latest when_precision when_text when_basis"),
        ("string", "where_name where_country where_region"),
        ("number", "where_lat where_lon"),
        ("string", "where_precision trigger sentence"),
        ("integer", "trigger_start trigger_end sentence_start sentence_end"),
        ("string", "within"),
        ("number", "confidence"),
        ("string", "reason version run_id"),
        ("integer", "position"),
        ("string", "story_id first_seen"),
        ("integer", "copies"),
        ("array", "outlets"),
    )
    for name in names.split()
)  # fmt: skip


def values(told: Told) -> list[Any]:
    """The cells of an event; its sentence is cut where it is too long."""
    return [told.sentence if c.name == "sentence" else told.row[c.name] for c in COLUMNS]
