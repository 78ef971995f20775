"""The desk: one DuckDB file with articles, readings, events, and where each row came from.

from dateline.desk import Desk

with Desk("desk.duckdb") as desk:
    for progress in desk.add(["pages/"]):
        print(progress.pages, progress.events)
    frame = desk.events(source="PRK", target="USA").df()
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.desk.adding import Progress
    from dateline.desk.checking import Problem
    from dateline.desk.desk import DEFAULT, Desk, FailedPage, is_desk
    from dateline.desk.differences import Difference
    from dateline.desk.stories import Story
    from dateline.desk.tellings import Telling, Tellings

# Loaded when they are asked for: what shows rows needs no database.
_HOMES = {
    "Progress": "adding",
    "Problem": "checking",
    **dict.fromkeys(("DEFAULT", "Desk", "FailedPage", "is_desk"), "desk"),
    "Difference": "differences",
    "Story": "stories",
    **dict.fromkeys(("Telling", "Tellings"), "tellings"),
}

__all__ = [
    "DEFAULT",
    "Desk",
    "Difference",
    "FailedPage",
    "Problem",
    "Progress",
    "Story",
    "Telling",
    "Tellings",
    "is_desk",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'dateline.desk' has no attribute {name!r}")
    value = getattr(importlib.import_module(f"dateline.desk.{home}"), name)
    globals()[name] = value
    return value
