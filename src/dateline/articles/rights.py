"""The rights line: who claims the text, in the page's words."""

from __future__ import annotations

from dateline.articles.credits import Surroundings
from dateline.intake.furniture import collapse, furniture

_MAX_CHARS = 300


def rights_line(around: Surroundings) -> str | None:
    """The rights line nearest below the story, else the last of the page; None where none is."""
    for line in [*around.within, *around.after]:
        if _is_rights(line):
            return collapse(line)
    for line in reversed(around.before):
        if _is_rights(line):
            return collapse(line)
    return None


def _is_rights(line: str) -> bool:
    line = collapse(line)
    if len(line) > _MAX_CHARS:
        return False
    row = furniture(line)
    return row is not None and row.id == "rights"
