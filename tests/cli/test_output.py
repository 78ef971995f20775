import csv
import io
import json
from pathlib import Path

import pytest
from cli.made_by_hand import TEXT, Fakes, Run, make_event, make_reading

from dateline.cli.output import COLUMNS
from dateline.records import Article, Reading, from_json

DOCS = Path(__file__).resolve().parents[2] / "docs"


def rows(out: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(out)))


def test_json_is_a_list_of_readings_that_read_back(run: Run, fakes: Fakes) -> None:
    code, out, _ = run("read", "a.html", "b.html", "--format", "json")
    assert code == 0
    found = json.loads(out)
    assert len(found) == 2
    assert from_json(json.dumps(found[0]), Reading) == fakes.reading


def test_json_is_whole_when_a_page_failed_or_none_was_read(run: Run, fakes: Fakes) -> None:
    code, out, _ = run("read", "a.html", "bad.html", "-f", "json")
    assert (code, len(json.loads(out))) == (1, 1)
    code, out, _ = run("read", "bad.html", "-f", "json")
    assert (code, json.loads(out)) == (1, [])


def test_jsonl_is_one_reading_a_line(run: Run, fakes: Fakes) -> None:
    _, out, _ = run("read", "a.html", "b.html", "-f", "jsonl")
    lines = out.splitlines()
    assert len(lines) == 2
    assert from_json(lines[1], Reading) == fakes.reading


def test_only_events_gives_events_that_stand_alone(run: Run, fakes: Fakes) -> None:
    _, out, _ = run("read", "a.html", "-f", "jsonl", "--only-events")
    event = json.loads(out)
    assert event["type"] == "COERCE"
    assert event["article"]["published"] == "2023-03-14"
    assert event["trigger_text"] == "seized"
    assert event["sentence_text"] == TEXT
    assert fakes.asked["only"] == "events"


def test_csv_has_one_row_an_event(run: Run, fakes: Fakes) -> None:
    _, out, _ = run("read", "a.html", "b.html", "-f", "csv")
    found = rows(out)
    assert len(found) == 2
    assert tuple(found[0]) == COLUMNS
    row = found[0]
    assert (row["type"], row["mode"], row["status"]) == ("COERCE", "seize", "claim")
    assert (row["source_codes"], row["target_names"]) == ("TZA", "Kenya")
    assert row["voices"] == "Kenya; Atlas Press; KQZX"
    assert (row["when_earliest"], row["size"]) == ("2023-03-10", "cows 200")
    assert row["intensity"] == "-7.0"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-2", "@SUM(A1)", "\x1b[1m=1", "\t=1"])
def test_csv_cells_are_no_formulas(run: Run, fakes: Fakes, text: str) -> None:
    fakes.reading = make_reading(headline=text)
    _, out, _ = run("read", "a.html", "-f", "csv")
    assert rows(out)[0]["headline"].startswith("'")
    assert "\x1b" not in out


def test_csv_of_unresolved_actors_and_open_bounds(run: Run, fakes: Fakes) -> None:
    bare = fakes.reading.events[0].sources[0]
    unknown = type(bare)(start=0, end=5, text="they")
    fakes.reading = make_reading(events=[make_event(sources=[unknown], when=None, size=[])])
    row = rows(run("read", "a.html", "-f", "csv")[1])[0]
    assert (row["source_names"], row["source_codes"], row["when_earliest"]) == ("they", "?", "")


def test_json_cannot_repaint_a_terminal(run: Run, fakes: Fakes) -> None:
    fakes.reading = Reading(article=Article(id="a", text="x\x9b2J\u202ey\x1b[2J"))
    _, out, _ = run("read", "a.html", "-f", "json")
    assert not set("\x9b\u202e\x1b") & set(out)
    assert json.loads(out)[0]["article"]["text"] == "x\x9b2J\u202ey\x1b[2J"


def test_every_column_is_documented() -> None:
    page = (DOCS / "cli.md").read_text("utf-8")
    assert not [c for c in COLUMNS if f"`{c}`" not in page]
