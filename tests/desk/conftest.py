"""Desks of a test's own, and what is in them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from desk.made_by_rule import RuleReader

from dateline.desk import Desk, Progress, linking, writing

TABLES = (*writing.TABLES, *linking.TABLES, "fingerprints", "events_shown", "stories_format")

Fill = Callable[..., Progress]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "test.duckdb"


def fill(file: Path, sources: list[Path], **options: Any) -> Progress:
    """Add sources to a desk; the last that `add` said."""
    reader = options.pop("reader", None) or RuleReader()
    last = Progress()
    with Desk(file) as desk:
        for last in desk.add(sources, reader=reader, **options):  # noqa: B007
            pass
    return last


def content(file: Path, check: bool = True) -> dict[str, list[Any]]:
    """All rows of all tables in an order of their own; but for the clock."""
    with Desk(file, read_only=True) as desk:
        tables = {t: desk.sql(f"SELECT * FROM {t} ORDER BY ALL").fetchall() for t in TABLES}
        tables["runs"] = desk.sql("SELECT * EXCLUDE created FROM runs ORDER BY ALL").fetchall()
        assert not check or list(desk.check()) == []
    return tables
