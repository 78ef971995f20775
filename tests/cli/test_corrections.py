"""What was mended in the browser, on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from desk.made_by_rule import RuleReader, story

from dateline.cli import group
from dateline.desk import Desk
from dateline.people import People, beside
from dateline.people.mends import mend
from dateline.people.rows import of_articles


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    path, page = tmp_path / "made.duckdb", tmp_path / "a.txt"
    page.write_text(story(0), "utf-8")
    with Desk(path) as opened:
        list(opened.add([page], reader=RuleReader()))  # type: ignore[arg-type]
    return path


def run(*arguments: str) -> Any:
    return CliRunner().invoke(group, arguments, catch_exceptions=False)


def write(desk: Path, field: str, value: Any) -> None:
    with Desk(desk, read_only=True) as opened:
        ids = [i for (i,) in opened.sql("SELECT id FROM articles").fetchall()]
        rows = of_articles(opened, ids)
    with People.beside(desk).writing() as db:
        mend(db, "ada", rows[0], rows, field, value)


def test_without_corrections_nothing_is_made(desk: Path) -> None:
    assert "Nothing has been mended" in run("desk", "corrections", "--desk", str(desk)).output
    (row,) = map(
        json.loads,
        run("events", "--desk", str(desk), "-f", "jsonl", "--corrected").output.splitlines(),
    )
    assert row["mended_by"] == [] and not beside(desk).exists()


def test_they_are_laid_over_the_rows(desk: Path) -> None:
    write(desk, "status", "claim")
    write(desk, "sources", [{"name": "Norway", "code": "NOR/MIL", "start": None, "end": None}])
    (row,) = json.loads(run("events", "--desk", str(desk), "-f", "json", "--corrected").output)
    assert (row["status"], row["source_codes"]) == ("claim", ["NOR/MIL"])
    assert row["mended_by"] == ["status: ada", "sources: ada"]
    (plain,) = json.loads(run("events", "--desk", str(desk), "-f", "json").output)
    assert plain["status"] == "fact" and "mended_by" not in plain
    lines = run("events", "--desk", str(desk), "-f", "csv", "--corrected").output.splitlines()
    assert lines[0].endswith(",mended_by") and "status: ada" in lines[1]
    assert run("events", "--desk", str(desk), "--corrected").exit_code == 2
    out = str(desk.with_suffix(".parquet"))
    assert (
        run("events", "--desk", str(desk), "-f", "parquet", "--out", out, "--corrected").exit_code
        == 2
    )


def test_they_are_listed(desk: Path) -> None:
    write(desk, "status", "claim")
    told = run("desk", "corrections", "--desk", str(desk)).output
    assert told.startswith("laid over the rows: event ") and "status: fact → claim (ada, " in told
    assert (
        "No correction is lost" in run("desk", "corrections", "--desk", str(desk), "--lost").output
    )
    (one,) = json.loads(run("desk", "corrections", "--desk", str(desk), "--json").output)
    assert one["state"] == "laid over the rows" and one["now"] == "claim" and one["row"]
    with People.beside(desk).writing() as db:
        db.execute("UPDATE mends SET trigger_start = 0, trigger_end = 1, event_id = 'old'")
    assert run("desk", "corrections", "--desk", str(desk), "--lost").output.startswith(
        "lost: article "
    )
