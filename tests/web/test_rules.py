"""A mended row is raised to a rule: previewed, adopted, read by the coder, withdrawn."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from fastapi.testclient import TestClient
from web.conftest import articles, asking, make
from web.test_mending import fields_of, mend

from dateline.coding.lexicon.loading import problems_in, read_tables
from dateline.desk import Desk
from dateline.knowledge.user_tables import read_folder
from dateline.reader import Reader

FRAME = "accuse.allege.of-attack-gerund"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = make(tmp_path_factory.mktemp("rules") / "made.duckdb", articles()[:12])
    with duckdb.connect(str(path)) as db:
        for table in ("events_all", "events_shown"):
            db.execute(f"UPDATE {table} SET reason = '{FRAME} + model 0.90' WHERE type = 'ACCUSE'")
    return path


@pytest.fixture(scope="module")
def served(desk: Path) -> Iterator[TestClient]:
    with asking(desk) as found:
        yield found


@pytest.fixture
def client(served: TestClient, desk: Path) -> TestClient:
    with served.app.state.people.writing() as db:  # type: ignore[attr-defined]
        for table in ("judgements", "mends", "rules", "log"):
            db.execute(f"DELETE FROM {table}")
    for left in (desk.parent / "dateline.tables").glob("*"):
        left.unlink()
    return served


def tables(desk: Path) -> Path:
    return desk.parent / "dateline.tables"


def preview(client: TestClient, **fields: str) -> str:
    return client.get("/review/rules/new", params={"preview": "yes", **fields}).text


def adopt(client: TestClient, page: str, why: str = "it is so") -> Any:
    return client.post("/review/rules", data={**fields_of(page, '/review/rules"'), "why": why})


def counted(page: str) -> tuple[int, int]:
    found = re.search(r"would change (\d+) of (\d+) stored", page)
    assert found, page
    return int(found[1]), int(found[2])


def stored(desk: Path, name: str) -> int:
    with Desk(desk, read_only=True) as opened:
        return len(opened.sql("SELECT 1 FROM event_actors WHERE text = $1", [name]).fetchall())


def test_a_common_noun_is_no_name(client: TestClient) -> None:
    page = preview(client, rule="actor", name="government", country="COL", sectors="GOV")
    assert "is a common noun" in page and "that of Colombia" in page
    assert "common noun" not in preview(client, rule="actor", name="Norway", country="NOR")


def test_a_name_becomes_a_row_of_the_users_tables(client: TestClient, desk: Path) -> None:
    row = client.get("/api/v1/events?source=Norway&limit=1").json()["data"][0]
    page = mend(client, row["id"], source_0_code="NOR/MIL").text
    address = re.findall(r'href="(/review/rules/new\?mend=\d+)"', page)[0]
    form = client.get(address).text
    given = fields_of(form, "/review/rules/new")
    assert (given["name"], given["country"], given["sectors"]) == ("Norway", "NOR", "MIL")
    page = preview(client, **given)
    changed, touched = counted(page)
    assert changed == touched == stored(desk, "Norway") > 2
    assert "NOR/GOV" in page and "NOR/MIL" in page
    page = adopt(client, page, why="the army, = in truth").text
    assert (
        "the army, = in truth" in page and "by me on" in page and f"{changed} stored rows" in page
    )
    (file,) = tables(desk).iterdir()
    assert file.name == "actors-rules-made.csv"
    read = read_folder(tables(desk))
    assert read.rows == 1 and not read.problems
    again = preview(client, **given)
    assert "It cannot be used" in again and "already" in again
    withdrawn = client.post(
        "/review/rules/withdraw", data=fields_of(page, "/review/rules/withdraw")
    ).text
    assert "withdrawn by me" in withdrawn
    assert list(tables(desk).iterdir()) == []


def test_between_dates(client: TestClient) -> None:
    every = preview(client, rule="actor", name="Norway", country="SWE")
    some = preview(client, rule="actor", name="Norway", country="SWE", **{"from": "2022-06"})
    assert 0 < counted(some)[0] < counted(every)[0]
    same = preview(client, rule="actor", name="Norway", country="NOR", sectors="GOV")
    assert counted(same)[0] == 0 < counted(same)[1]
    part = preview(client, rule="actor", name="Norwa", country="SWE")
    assert counted(part) == (0, 0), "only whole words"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"rule": "actor", "name": ""}, "no name"),
        ({"rule": "actor", "name": "Norway", "country": "XQX"}, "unknown country"),
        ({"rule": "actor", "name": "Norway"}, "neither country nor sectors"),
        ({"rule": "actor", "name": "Norway", "country": "NOR", "from": "2022", "to": "2021"}, "before it begins"),
        ({"rule": "actor", "name": "Nor(way", "country": "NOR"}, "0 of 0"),
        ({"rule": "frame", "frame": "nothing.such", "word": "accuse", "type": "NONE"}, "no row of the lexicon"),
        ({"rule": "frame", "frame": FRAME, "word": "mend", "type": "NONE"}, "none of its words"),
        ({"rule": "frame", "frame": FRAME, "word": "accuse", "type": "EVIL"}, "unknown type"),
        ({"rule": "frame", "frame": FRAME, "word": "accuse", "type": "AID", "mode": "x"}, "has no mode"),
        ({"rule": "voice"}, "no rule of kind"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_rule(
    client: TestClient, desk: Path, fields: dict[str, str], said: str
) -> None:
    assert said in preview(client, **fields)
    key = fields_of(client.get("/review").text, "/theme")["form_key"]
    answer = client.post(
        "/review/rules", data={**fields, "form_key": key, "why": "" if "0 of" in said else "x"}
    )
    assert answer.status_code == 422
    assert not tables(desk).exists() or list(tables(desk).iterdir()) == []


def test_a_word_that_is_no_event(client: TestClient, desk: Path) -> None:
    row = client.get("/api/v1/events?type=ACCUSE&limit=1").json()["data"][0]
    page = mend(client, row["id"], type="REJECT").text
    address = re.findall(r'href="(/review/rules/new\?mend=\d+)"', page)[0]
    assert FRAME in client.get(address).text
    fields = {
        "rule": "frame",
        "frame": FRAME,
        "word": "accuse",
        "type": "NONE",
        "objects": "pact, bridge",
    }
    page = preview(client, **fields)
    assert counted(page)[0] == counted(page)[1] > 0 and "no event" in page
    page = adopt(client, page, why='a "quoted" \\ reason\x7f').text
    frames, problems = problems_in(read_tables(tables(desk)))
    assert not problems
    (frame,) = frames
    assert (
        frame.type == "NONE"
        and frame.verb == ("accuse",)
        and frame.require["object"] == {"pact", "bridge"}
    )


def test_a_file_of_the_users_own_is_not_written_over(client: TestClient, desk: Path) -> None:
    tables(desk).mkdir(exist_ok=True)
    own = tables(desk) / "actors-rules-made.csv"
    own.write_text("name,country\nOla Trem,KEN\n", "utf-8")
    answer = adopt(client, preview(client, rule="actor", name="Norway", country="SWE"))
    assert answer.status_code == 503 and "not written over" in answer.text
    assert "Ola Trem" in own.read_text("utf-8")
    with client.app.state.people.reading() as db:  # type: ignore[attr-defined]
        assert db.execute("SELECT count(*) FROM rules").fetchone()[0] == 0


TEXT = (
    "Peru condemned the Zorland Front on Monday. The Zorland Front attacked a police post near Lima. "
    "Chile condemned Peru on Tuesday."
)


def test_from_a_row_to_what_is_coded_anew(tmp_path: Path) -> None:
    """Mend, raise, code anew, and see it changed; withdraw, code anew, and it is as before."""
    path = tmp_path / "real.duckdb"
    lines = tmp_path / "a.jsonl"
    lines.write_text(
        json.dumps({"text": TEXT, "title": "A front", "published": "2022-07-03"}), "utf-8"
    )
    first = Reader()
    with Desk(path) as made:
        list(made.add([lines], reader=first))

    def codes(name: str) -> list[str]:
        with Desk(path, read_only=True) as opened:
            rows = opened.sql(
                "SELECT source_names, source_codes, target_names, target_codes FROM events"
            )
            return [
                c for s, sc, t, tc in rows.fetchall()
                for n, c in [*zip(s, sc, strict=True), *zip(t, tc, strict=True)] if name in n
            ]  # fmt: skip

    def anew(reader: Reader) -> None:
        with Desk(path) as opened:
            list(opened.recode(reader=reader))
            opened.show(opened.run(reader))
        client.app.state.database.refresh()  # type: ignore[attr-defined]

    assert "PER/REB" not in codes("Zorland Front") != []
    with asking(path, look=3600) as client:
        rows = client.get("/api/v1/events").json()["data"]
        condemn = [r for r in rows if r["trigger"] == "condemned"]
        assert len(condemn) == 2
        fields = {"rule": "actor", "name": "Zorland Front", "country": "PER", "sectors": "REB"}
        adopt(client, preview(client, **fields))
        frame = condemn[0]["reason"].partition(" + ")[0]
        adopt(client, preview(client, rule="frame", frame=frame, word="condemn", type="NONE"))
        anew(Reader(tables=tables(path)))
        assert set(codes("Zorland Front")) == {"PER/REB"}
        rows = client.get("/api/v1/events").json()["data"]
        assert "condemned" not in [r["trigger"] for r in rows]
        for _ in range(2):
            page = client.get("/review/rules").text
            client.post("/review/rules/withdraw", data=fields_of(page, "/review/rules/withdraw"))
        assert list(tables(path).iterdir()) == []
        anew(first)
        assert "PER/REB" not in codes("Zorland Front")
        rows = client.get("/api/v1/events").json()["data"]
        assert [r["trigger"] for r in rows].count("condemned") == 2


def test_in_one_outlet_it_is_laid_over_the_rows(client: TestClient, desk: Path) -> None:
    fields = {
        "rule": "actor",
        "name": "Norway",
        "country": "NOR",
        "sectors": "MIL",
        "outlet": "the paper",
    }
    page = preview(client, **fields)
    changed, touched = counted(page)
    every = client.get("/api/v1/events?limit=500").json()["data"]
    mine = {
        r["id"] for r in every
        if r["outlet"] == "The Paper" and "Norway" in (*r["source_names"], *r["target_names"])
    }  # fmt: skip
    assert changed == touched == len(mine) > 0
    page = adopt(client, page, why="its own words").text
    assert "laid over the rows" in page and "in the paper" in page
    assert not tables(desk).exists() or list(tables(desk).iterdir()) == []
    lines = [
        json.loads(x) for x in client.get("/review/corrected.jsonl?copies=true").text.splitlines()
    ]
    assert {x["id"] for x in lines if x["mended_by"]} == mine
    assert all(
        "NOR/MIL" in (*x["source_codes"], *x["target_codes"]) for x in lines if x["mended_by"]
    )
    one = sorted(mine)[0]
    shown = client.get(f"/events/{one}").text
    assert "mended by me" in shown and "/review/rules#rule-" in shown and "its own words" in shown
    mend(client, one, source_0_code="NOR/REB", target_0_code="NOR/REB")
    lines = [
        json.loads(x) for x in client.get("/review/corrected.jsonl?copies=true").text.splitlines()
    ]
    (own,) = [x for x in lines if x["id"] == one]
    assert "NOR/MIL" not in (*own["source_codes"], *own["target_codes"]), (
        "the row's own correction wins"
    )
    page = client.get("/review/rules").text
    client.post("/review/rules/withdraw", data=fields_of(page, "/review/rules/withdraw"))
    lines = [
        json.loads(x) for x in client.get("/review/corrected.jsonl?copies=true").text.splitlines()
    ]
    assert {x["id"] for x in lines if x["mended_by"]} == {one}


def test_a_status_is_laid_over_the_rows(client: TestClient) -> None:
    row = client.get("/api/v1/events?type=ACCUSE&status=fact&limit=1").json()["data"][0]
    page = mend(client, row["id"], status="claim").text
    address = re.findall(r'href="(/review/rules/new\?mend=\d+)"', page)[0]
    given = fields_of(client.get(address).text, "/review/rules/new")
    assert (given["was"], given["now"], given["word"], given["frame"]) == (
        "fact",
        "claim",
        "accused",
        FRAME,
    )
    page = preview(client, **{k: v for k, v in given.items() if v})
    facts = client.get("/api/v1/events?type=ACCUSE&status=fact&copies=true&limit=500").json()[
        "data"
    ]
    assert counted(page) == (len(facts), len(facts))
    assert "what was coded" in page
    assert adopt(client, page).status_code == 200
    lines = [
        json.loads(x) for x in client.get("/review/corrected.jsonl?type=ACCUSE").text.splitlines()
    ]
    assert {x["status"] for x in lines} == {"claim"}
    for fields, said in (
        ({"now": "claim"}, "would hold for all rows"), ({"now": "so", "word": "x"}, "no status"),
        ({"now": "fact", "word": "x", "from": "2022", "to": "2021"}, "before it begins"),
        ({"now": "fact", "word": "x", "from": "soon"}, "no date"),
    ):  # fmt: skip
        assert said in preview(client, rule="status", **fields)
    silent = {
        "rule": "frame",
        "frame": FRAME,
        "word": "accuse",
        "type": "NONE",
        "outlet": "The Paper",
    }
    assert "silence a word" in preview(client, **silent)
    typed = preview(client, **{**silent, "type": "REJECT"})
    assert counted(typed)[0] == counted(typed)[1] > 0
