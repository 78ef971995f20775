"""SQL of a user's own: it answers, and it cannot do more than read the desk."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as parquet
import pytest
from desk.conftest import fill
from desk.made_by_rule import pages

from dateline.cli import main
from dateline.desk.querying import query, views
from dateline.errors import DeskError, UsageError

COUNT = "SELECT type, count(*) AS n FROM events GROUP BY ALL"


@pytest.fixture
def filled(file: Path, tmp_path: Path) -> Path:
    fill(file, pages(tmp_path / "pages", range(3)))
    return file


@pytest.mark.parametrize(
    "sql",
    [
        COUNT,
        f"WITH x AS ({COUNT}) FROM x",
        "DESCRIBE events",
        "SUMMARIZE articles",
        "EXPLAIN SELECT 1",
    ],
)
def test_reading(sql: str, filled: Path) -> None:
    with query(filled, sql) as answer:
        assert answer.columns
        assert list(answer.rows())
    with query(filled, COUNT) as answer:
        assert answer.columns == ["type", "n"] and list(answer.rows()) == [("ACCUSE", 3)]


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("DELETE FROM events_all", "DELETE is not allowed"),
        ("INSERT INTO runs SELECT * FROM runs", "INSERT is not allowed"),
        ("CREATE TEMP TABLE x AS SELECT 1", "CREATE is not allowed"),
        ("DROP TABLE articles", "DROP is not allowed"),
        ("COPY events TO 'x.csv'", "COPY is not allowed"),
        ("ATTACH 'other.duckdb'", "ATTACH is not allowed"),
        ("SET threads = 1", "SET is not allowed"),
        ("LOAD json", "LOAD is not allowed"),
        ("PRAGMA database_size", "is not allowed"),
        ("SELECT 1; SELECT 2", "has 2 statements"),
        ("", "is empty"),
        ("SELECT * FROM read_csv('{file}')", "reaches outside"),
        ("SELECT * FROM read_text('{file}')", "reaches outside"),
        ("SELECT * FROM glob('{file}')", "reaches outside"),
        ("SELECT * FROM read_csv('https://example.org/x.csv')", "outside|wrong"),
        ("SELECT * FROM '{file}'", "wrong|outside"),
        ("SELECT nothing FROM events", "the query is wrong: Binder Error"),
        ("SELEC", "the query is wrong: Parser Error"),
    ],
)
def test_more_than_reading_is_refused(sql: str, said: str, filled: Path, tmp_path: Path) -> None:
    other = tmp_path / "secret.csv"
    other.write_text("a,b\n1,2\n")
    before = filled.read_bytes()
    with pytest.raises(UsageError, match=said), query(filled, sql.format(file=other)) as answer:
        list(answer.rows())
    assert filled.read_bytes() == before


def test_no_desk(tmp_path: Path) -> None:
    with pytest.raises(DeskError), query(tmp_path / "none.duckdb", "SELECT 1"):
        pass


def test_views_are_listed(filled: Path) -> None:
    found = {v.name: v for v in views(filled)}
    assert ("sentence", "VARCHAR") in found["events"].columns and found["events"].about
    assert "articles" in {v.name for v in views(filled, tables=True)}


def test_command(filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    args = ["sql", "--desk", str(filled)]
    assert main([*args, COUNT]) == 0
    assert capsys.readouterr().out.split()[-2:] == ["ACCUSE", "3"]
    assert main([*args, "SELECT 1 AS a, 2 AS a", "-f", "jsonl"]) == 0
    assert json.loads(capsys.readouterr().out) == {"a": 1, "a_1": 2}
    assert (
        main(
            [*args, "SELECT id FROM events", "-f", "parquet", "--out", str(tmp_path / "x.parquet")]
        )
        == 0
    )
    assert parquet.read_table(tmp_path / "x.parquet").num_rows == 3
    assert main([*args, "DROP VIEW events"]) == 2
    assert "only reads" in capsys.readouterr().err
    assert main([*args, "--views"]) == 0
    assert "events: One row an event" in capsys.readouterr().out
    assert main(args) == 2
