"""Stories in the desk: the same whatever came first, one row an event, nothing lost."""

from __future__ import annotations

import gzip
import io
import json
import random
import shutil
from pathlib import Path
from typing import Any

import pytest
from desk.conftest import content, fill
from desk.made_by_rule import RuleReader, story

from dateline.cli import main
from dateline.desk import Desk, adding, linking
from dateline.desk.migrations import newest

FIXTURES = Path(__file__).parent / "fixtures"
ADDED = (
    "Kenya praised Chad for the new ferry across the lake, the radio of the town told its hearers."
)


def rows(path: Path, *told: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in told))
    return path


def article(outlet: str, day: str | None, text: str, **more: Any) -> dict[str, Any]:
    row = {"url": f"https://{outlet.lower()}.example/{day}", "outlet": outlet, "text": text}
    return {**row, "title": "Pact broken", **({"published": day} if day else {}), **more}


WIRE = article("Wire", "2023-05-02", story(3))
STATION = article("Station", "2023-05-03", "Watch us at six. " + story(3), title="A broken pact")
MORE = article("Gazette", "2023-05-04", f"{story(3)} {ADDED}")
BOTH = article("Digest", "2023-05-04", f"{story(3)}\n\n{story(8)}")
EIGHT = article("Herald", "2023-05-01", story(8))
OTHER = article("Post", "2023-05-02", story(20))
UNDATED = article("Blog", None, story(3))
ALL = [WIRE, STATION, MORE, BOTH, EIGHT, OTHER, UNDATED]


def test_any_order_gives_the_same_stories(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sources = [rows(tmp_path / f"{n}.jsonl", row) for n, row in enumerate(ALL)]
    chance = random.Random(4)
    made = []
    for number in range(8):
        monkeypatch.setattr(adding, "BATCH_PAGES", chance.choice([1, 2, 3, 100]))
        order = chance.sample(sources, len(sources)) if number else sources
        file = tmp_path / f"{number}.duckdb"
        half = chance.randrange(len(order))
        fill(file, order[:half])
        fill(file, order)
        made.append(content(file))
    assert all(c == made[0] for c in made)
    assert sorted(row[3] for row in made[0]["stories"]) == [1, 6]


def test_one_row_an_event(tmp_path: Path, file: Path) -> None:
    fill(file, [rows(tmp_path / "x.jsonl", WIRE, STATION, MORE, OTHER)])
    with Desk(file, read_only=True) as desk:
        names = ("outlet", "type", "copies", "outlets", "first_seen")
        found = [tuple(row[n] for n in names) for row in desk.event_rows(sort="story")]
        three = (3, ["Wire", "Station", "Gazette"], "2023-05-02")
        assert sorted(found) == [
            ("Gazette", "SUPPORT", *three),
            ("Post", "ACCUSE", 1, ["Post"], "2023-05-02"),
            ("Wire", "ACCUSE", *three),
        ]
        assert len(desk.events().fetchall()) == 3
        assert len(desk.events(copies=True).fetchall()) == 5
        ((station,),) = desk.sql("SELECT id FROM articles WHERE outlet = 'Station'").fetchall()
        assert len(desk.events(article=station).fetchall()) == 1
        assert len(desk.events(story=station).fetchall()) == 2
        assert len(desk.events(outlet="station").fetchall()) == 2
        assert desk.info()["stories"] == 2 and desk.info()["events"] == 3


def test_a_story_with_its_copies(tmp_path: Path, file: Path) -> None:
    fill(file, [rows(tmp_path / "x.jsonl", MORE, STATION, WIRE, UNDATED)])
    with Desk(file, read_only=True) as desk:
        names = {r[0]: r[1] for r in desk.sql("SELECT outlet, id FROM articles").fetchall()}
        told = desk.story(names["Station"])
        assert told is not None and told == desk.story(names["Wire"])
        assert told.id == names["Wire"] and told.first_seen == "2023-05-02"
        assert told.outlets == ["Wire", "Station", "Gazette", "Blog"] and told.events == 2
        first, station, gazette, blog = told.copies
        assert first.same_text and blog.same_text and not first.retitled and station.retitled
        assert [(c.kind, c.where) for c in station.changes] == [("added", "start")]
        assert [(c.kind, c.where) for c in gazette.changes] == [("added", "end")]
        assert desk.story("none") is None
        assert [r[3] for r in desk.stories(min_copies=2).fetchall()] == [4]
        assert desk.stories(outlet="BLOG", text="pact", since="2023", until="2023-05").fetchall()
        assert not desk.stories(since="2024").fetchall()


def test_an_earlier_article_keeps_the_links(tmp_path: Path, file: Path) -> None:
    """The old name of a story is that of an article which stays in it."""
    fill(file, [rows(tmp_path / "a.jsonl", STATION), rows(tmp_path / "b.jsonl", EIGHT)])
    with Desk(file, read_only=True) as desk:
        old = [r[0] for r in desk.stories(sort="date").fetchall()]
    fill(file, [rows(tmp_path / "c.jsonl", WIRE)])
    with Desk(file, read_only=True) as desk:
        told = desk.story(old[1])
        assert told is not None and told.id != old[1] and told.outlets == ["Wire", "Station"]
    # Two stories become one, by a text that joins both.
    fill(file, [rows(tmp_path / "d.jsonl", BOTH)])
    with Desk(file, read_only=True) as desk:
        assert desk.story(old[0]) == desk.story(old[1])
        assert desk.info()["stories"] == 1
        assert len(desk.events().fetchall()) == 2


def test_a_fuller_record_may_part_a_story(tmp_path: Path, file: Path) -> None:
    """A part of a text is a copy of it within days; the day comes with a later page."""
    part = " ".join(story(3).split()[:40])
    first = article("Wire", "2023-05-02", story(3))
    undated = {
        "url": "https://late.example/1",
        "outlet": "Late",
        "text": part + " Watch us all at six and at nine.",
    }
    dated = {**undated, "published": "2023-09-02"}
    orders = ((first, undated, dated), (dated, first, undated), (undated, dated, first))
    made = []
    for number, order in enumerate(orders):
        file = tmp_path / f"{number}.duckdb"
        for n, row in enumerate(order):
            fill(file, [rows(tmp_path / f"{number}-{n}.jsonl", row)])
            if number == 0 and n == 1:
                assert [r[3] for r in content(file)["stories"]] == [2]
        made.append({**content(file), "pages": None})
    assert all(c == made[0] for c in made)
    assert [r[3] for r in made[0]["stories"]] == [1, 1]


def test_a_desk_of_version_1_gets_its_stories(tmp_path: Path, file: Path) -> None:
    """The file was written by the program of that version; either kind of opening mends it."""
    for read_only in (True, False):
        with gzip.open(FIXTURES / "version-1.duckdb.gz") as packed, file.open("wb") as out:
            shutil.copyfileobj(packed, out)
        with Desk(file, read_only=read_only) as desk:
            assert desk.info()["version"] == newest()
            assert [r[3] for r in desk.stories().fetchall()] == [2, 1]
            assert desk.info()["events"] == 2 and len(desk.events(copies=True).fetchall()) == 3
            assert list(desk.check()) == []


def test_other_rules_make_the_stories_anew(
    tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(file, [rows(tmp_path / "x.jsonl", *ALL)])
    before = content(file)
    with monkeypatch.context() as patch:
        patch.setattr(linking, "VERSION", 99)
        patch.setattr(linking, "copies", lambda one, other: False)
        with Desk(file, read_only=True) as desk:
            assert desk.info()["stories"] == len(ALL)
    assert content(file) == before


def test_commands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import dateline.reader

    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DATELINE_DESK", raising=False)
    monkeypatch.setattr(dateline.reader, "Reader", lambda only=None, tables=None: RuleReader())
    rows(tmp_path / "x.jsonl", WIRE, STATION, MORE, OTHER)

    def call(*args: str) -> tuple[int, str, str]:
        code = main(args)
        told = capsys.readouterr()
        return code, told.out, told.err

    assert call("add", "x.jsonl")[0] == 0
    code, out, _ = call("stories")
    assert code == 0 and "3 copies: Wire, Station, Gazette" in out and len(out.splitlines()) == 2
    assert len(call("stories", "--min-copies", "2")[1].splitlines()) == 1
    assert "more than these 1" in call("stories", "--limit", "1")[1]
    assert call("stories", "--outlet", "nobody")[1] == "No stories.\n"
    (row, _) = json.loads(call("stories", "--json")[1])
    assert row["copies"] == 3
    code, out, _ = call("stories", row["id"])
    assert code == 0 and "carried by Wire, Station, Gazette" in out
    assert "headline: A broken pact" in out and "+ 4 words at the start: “Watch us at six”" in out
    assert json.loads(call("stories", row["id"], "--json")[1])["first_seen"] == "2023-05-02"
    code, _, err = call("stories", "nothing")
    assert code == 2 and "no story or article 'nothing'" in err
    code, out, _ = call("events", "--story")
    assert code == 0 and out.count("── story") == 2
    code, out, _ = call("events", "--story", row["id"])
    assert code == 0 and out.count("── story") == 1 and "SUPPORT" in out
    code, out, _ = call("events", "--copies", "-f", "csv")
    assert code == 0 and len(list(io.StringIO(out))) == 6
    assert "3 copies: Wire, Station, Gazette" in " ".join(call("events")[1].split())
