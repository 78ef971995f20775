"""`dateline add`, `desk` and `events` as a user calls them; the reader is one without a model."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from desk.made_by_rule import RuleReader, pages, story

from dateline.cli import main
from dateline.cli.progress import Pace, describe, duration
from dateline.desk import Progress

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Call:
    import dateline.reader

    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DATELINE_DESK", raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setattr(dateline.reader, "Reader", lambda only=None, tables=None: RuleReader())

    def run(*args: str) -> tuple[int, str, str]:
        code = main(args)
        out, err = capsys.readouterr()
        return code, out, err

    return run


def test_ctrl_c_in_the_middle_of_a_query(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dateline.desk import Desk

    def stopped(*_: object, **__: object) -> Iterator[Progress]:
        yield Progress(pages=1, added=1)
        raise RuntimeError("Query interrupted")  # as DuckDB says it

    pages(tmp_path / "pages", range(2))
    monkeypatch.setattr(Desk, "add", stopped)
    code, out, err = call("add", "pages")
    assert (code, out) == (130, "")
    assert "1 page: 1 added" in err and err.endswith("interrupted: the same command goes on\n")


def test_add_ask_export(call: Call, tmp_path: Path) -> None:
    pages(tmp_path / "pages", range(4))
    code, out, err = call("add", "pages")
    assert (code, err) == (0, "")
    assert out == "dateline.duckdb: 4 pages: 4 added with 4 events, 0 known already\n"
    code, out, _ = call("add", "pages", "nothere")
    assert code == 1 and "4 known already, 1 failed" in out
    assert call("add", "nothere")[0] == 2
    code, out, _ = call("events")
    assert code == 0 and "ACCUSE" in out and "*accused*" in out and "[Norway]" in out
    code, out, _ = call("events", "--source", "NOR", "-f", "csv")
    (row,) = csv.DictReader(io.StringIO(out))
    assert row["source_names"] == "Norway" and row["trigger"] == "accused"
    code, out, _ = call("events", "--limit", "1", "-f", "json")
    assert [e["type"] for e in json.loads(out)] == ["ACCUSE"]
    assert json.loads(call("events", "--type", "AID", "-f", "json")[1]) == []
    assert call("events", "--type", "AID")[1] == "No events.\n"
    code, out, _ = call("events", "-f", "jsonl", "--out", "x.jsonl")
    assert (code, out) == (0, "") and len(Path("x.jsonl").read_text().splitlines()) == 4
    assert call("events", "-f", "parquet", "--out", "x.parquet")[0] == 0
    import pyarrow.parquet as parquet

    assert parquet.read_table("x.parquet").num_rows == 4
    code, out, _ = call("events", "--limit", "2")
    assert "more than these 2" in out


def test_wrong_calls(call: Call, tmp_path: Path) -> None:
    code, _, err = call("events")
    assert code == 2 and "D401" in err and "dateline add" in err
    pages(tmp_path / "pages", range(1))
    call("add", "pages")
    assert call("events", "-f", "parquet")[0] == 2
    assert call("events", "--since", "soon")[0] == 2
    assert call("events", "-f", "csv", "--out", "none/x.csv")[0] == 2


def test_columns_are_guessed_and_told(call: Call, tmp_path: Path) -> None:
    row = {
        "body": story(1),
        "headline": "Pact",
        "when": "2023-02-03",
        "link": "https://a.example/1",
    }
    (tmp_path / "x.jsonl").write_text(json.dumps(row) + "\n")
    code, _, err = call("add", "x.jsonl", "--published", "when")
    assert code == 0
    assert "x.jsonl: text = body, title = headline, published = when, url = link" in err
    found = json.loads(call("events", "-f", "json")[1])
    assert [(e["published"], e["headline"]) for e in found] == [("2023-02-03", "Pact")]


def test_published_may_be_a_date(call: Call, tmp_path: Path) -> None:
    pages(tmp_path / "pages", range(1))
    call("add", "pages", "--published", "2023-02")
    assert [e["published"] for e in json.loads(call("events", "-f", "json")[1])] == ["2023-02"]


def test_desk_commands(call: Call, tmp_path: Path) -> None:
    pages(tmp_path / "pages", range(2))
    (tmp_path / "pages" / "x.txt").write_text("")
    assert call("add", "pages", "--desk", "mine.duckdb")[0] == 1
    code, out, _ = call("desk", "info", "--desk", "mine.duckdb")
    assert code == 0 and "articles" in out and "ACCUSE 2" in out
    told = json.loads(call("desk", "info", "--desk", "mine.duckdb", "--json")[1])
    assert (told["articles"], told["failures"]) == (2, 1)
    code, out, _ = call("desk", "failures", "--desk", "mine.duckdb")
    assert code == 0 and out.startswith("D103: ") and "x.txt" in out
    assert len(json.loads(call("desk", "failures", "--desk", "mine.duckdb", "--json")[1])) == 1
    code, out, _ = call("desk", "check", "--desk", "mine.duckdb")
    assert (code, out) == (0, "2 articles, 2 events: nothing is wrong\n")
    import duckdb

    with duckdb.connect("mine.duckdb") as connection:
        connection.execute("UPDATE events_all SET sentence_end = 9999")
    code, out, _ = call("desk", "check", "--desk", "mine.duckdb")
    assert code == 1 and "a span lies outside the text" in out


def test_progress_in_words() -> None:
    pace = Pace()
    told = Progress(pages=1200, events=4300, share=0.25)
    pace.mark(100.0, 0, 0.0)
    assert describe(Progress(pages=1, events=1), pace) == "1 page, 1 event"  # too early to say
    pace.mark(160.0, told.pages, told.share)
    assert describe(told, pace) == "1,200 pages, 4,300 events, 20.0 pages/s, 3 min left"
    # What counts is the last minute: pages that were known flew past before.
    pace.mark(220.0, 1260, 0.26)
    assert (pace.rate(), round(pace.left() or 0)) == (1.0, 4440)
    pace.mark(281.0, 1260, None)
    assert pace.rate() is None and pace.left() is None
    assert [duration(s) for s in (5, 89, 90, 5400, 12000)] == [
        "5 s", "89 s", "2 min", "1 h 30 min", "3 h 20 min",
    ]  # fmt: skip
