"""With what readings are made: the row of a run, the same on every machine with the same program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.desk.rows import Row
from dateline.records import content_id, to_json

if TYPE_CHECKING:
    from dateline.reader import Reader


def run_row(reader: Reader) -> Row:
    """The row of `runs` that a reader makes, but for the clock."""
    from dateline import __version__
    from dateline.language import model_in_use

    told_of: Row = {
        "version": __version__,
        "tables_hash": reader.tables_hash,
        # The same model goes by two package names.
        "model": f"en_core_web_sm {model_in_use().version}",
        "options": to_json({"only": reader.only}).decode(),
    }
    return {"id": content_id("run", *told_of.values()), **told_of}
