"""What is shown is a table of its own: it is what the other tables make, and the plan reads it alone."""

from __future__ import annotations

import gzip
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from desk.conftest import content, fill
from desk.made_by_rule import pages

from dateline.desk import Desk, adding, linking, shown
from dateline.desk.asking import Asked, build

FIXTURES = Path(__file__).parent / "fixtures"


@pytest.mark.parametrize("version", [1, 2, 3])
def test_an_older_desk_gets_it(file: Path, version: int) -> None:
    file.write_bytes(gzip.decompress((FIXTURES / f"version-{version}.duckdb.gz").read_bytes()))
    with Desk(file, read_only=True) as desk:
        found = desk.sql("SELECT * FROM events ORDER BY id").fetchall()
        assert found == desk.sql(f"FROM ({shown.MADE}) ORDER BY id").fetchall()
        assert found
        if version == 3:
            # One of six is told by a copy too, and shown once.
            assert len(found) == 5
            assert len(desk.events(copies=True).fetchall()) == 6
    assert content(file)["events_shown"]


def test_asking_reads_one_table(file: Path, tmp_path: Path) -> None:
    fill(file, pages(tmp_path / "pages", range(3)))
    with Desk(file, read_only=True) as desk:
        for filters in ({"source": "NOR", "limit": 5}, {"type": "ACCUSE"}, {"text": "pact"}, {}):
            sql, values = build(Asked(**filters))  # type: ignore[arg-type]
            plan = str(desk.sql(f"EXPLAIN {sql}", values or None).fetchall())
            assert "events_shown" in plan
            assert "articles " not in plan and "events_all" not in plan


def test_limits_and_filters_agree(file: Path, tmp_path: Path) -> None:
    fill(file, pages(tmp_path / "pages", range(30)))
    with Desk(file, read_only=True) as desk:
        for filters in ({"source": ["NOR", "Peru"]}, {"between": ("NOR", "PER")}, {"voice": "LAO"}):
            for sort in ("date", "-date", "-confidence", "id"):
                all_rows = desk.events(sort=sort, **filters).fetchall()
                assert len(all_rows) >= 3
                for limit in (1, 3, 100):
                    some = desk.events(sort=sort, limit=limit, **filters).fetchall()
                    assert some == all_rows[:limit]


def test_rows_are_made_from_the_texts_of_their_articles(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And from no others: each batch gives those of its articles and of their stories, and reads none twice."""
    monkeypatch.setattr(adding, "BATCH_PAGES", 10)
    given: list[set[str]] = []
    asked: list[str] = []
    refresh, stored = linking.refresh, linking.stored

    def told(connection: Any, texts: Mapping[str, str]) -> None:
        given.append(set(texts))
        assert set(texts) <= set(asked) and len(asked) == len(set(asked))
        asked.clear()
        refresh(connection, texts)

    def seen(connection: Any, ids: Sequence[str]) -> list[Any]:
        asked.extend(ids)
        return stored(connection, ids)

    monkeypatch.setattr(linking, "refresh", told)
    monkeypatch.setattr(linking, "stored", seen)
    fill(file, pages(tmp_path / "pages", range(40)))
    with Desk(file, read_only=True) as desk:
        ids = {i for (i,) in desk.sql("SELECT id FROM articles").fetchall()}
        assert len(given) == 4 and set().union(*given) == ids
        assert sum(map(len, given)) < 60  # not all at each batch
        shown_rows = desk.sql("SELECT * FROM events ORDER BY id").fetchall()
        assert shown_rows == desk.sql(f"FROM ({shown.MADE}) ORDER BY id").fetchall()
        assert shown_rows


def test_the_log_may_become_long(file: Path) -> None:
    with Desk(file) as desk:
        found = desk.sql("SELECT current_setting('checkpoint_threshold')").fetchall()
    assert found == [("61.0 MiB",)]
