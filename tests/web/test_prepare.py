"""A copy is put in order some rows at a time, and is in the same order then."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

from dateline.desk.asking import order
from dateline.web import prepare


@pytest.mark.parametrize("part", [1, 7, 1_000])
def test_the_rows_lie_in_their_order(
    made: Path, tmp_path: Path, part: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy.duckdb"
    shutil.copy(made, copy)
    with duckdb.connect(str(copy)) as connection:
        connection.execute("UPDATE events_all SET when_earliest = NULL WHERE hash(id) % 5 = 0")
        wanted = connection.execute(
            f"SELECT id FROM event_copies ORDER BY {order('-date')}"
        ).fetchall()
        shown = connection.execute("SELECT id FROM events").fetchall()
    monkeypatch.setattr(prepare, "PART", part)
    prepare.prepare(copy)
    with duckdb.connect(str(copy)) as connection:
        found = connection.execute("SELECT id, when_earliest FROM served ORDER BY rowid").fetchall()
        assert [(id_,) for id_, _ in found] == wanted
        assert None in {day for _, day in found} and len({day for _, day in found}) > 5
        assert sorted(connection.execute("SELECT id FROM events").fetchall()) == sorted(shown)


def test_a_desk_without_rows(made: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.duckdb"
    shutil.copy(made, copy)
    with duckdb.connect(str(copy)) as connection:
        connection.execute("DELETE FROM events_all")
    prepare.prepare(copy)
    with duckdb.connect(str(copy)) as connection:
        assert connection.execute("SELECT count(*) FROM served").fetchall() == [(0,)]
