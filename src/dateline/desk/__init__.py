"""The desk: one DuckDB file with articles, readings, events, and where each row came from.

from dateline.desk import Desk

with Desk("desk.duckdb") as desk:
    for progress in desk.add(["pages/"]):
        print(progress.pages, progress.events)
    frame = desk.events(source="PRK", target="USA").df()
"""

from __future__ import annotations

from dateline.desk.adding import Progress
from dateline.desk.checking import Problem
from dateline.desk.desk import DEFAULT, Desk, FailedPage, is_desk
from dateline.desk.differences import Difference
from dateline.desk.stories import Story
from dateline.desk.tellings import Telling, Tellings

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
