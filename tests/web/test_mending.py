"""A row is mended, in each of its fields; what was mended is found again when it is coded anew."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from desk.made_by_rule import RuleReader
from fastapi.testclient import TestClient
from web.conftest import articles, asking, make

from dateline.desk import Desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("mending") / "made.duckdb", articles()[:6])


@pytest.fixture(scope="module")
def served(desk: Path) -> Iterator[TestClient]:
    with asking(desk) as found:
        yield found


@pytest.fixture
def client(served: TestClient) -> TestClient:
    """The desk without what people wrote before."""
    with served.app.state.people.writing() as db:  # type: ignore[attr-defined]
        for table in ("judgements", "mends", "settlements", "log"):
            db.execute(f"DELETE FROM {table}")
    served.cookies.clear()
    return served


@pytest.fixture
def row(client: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/api/v1/events?limit=1&type=ACCUSE").json()["data"][0]
    return found


def fields_of(page: str, action: str) -> dict[str, str]:
    """What a browser would send of a form that nobody has touched."""
    form = page.partition(f'action="{action}')[2].partition("</form>")[0]
    found = {}
    for tag in re.findall(r"<input [^>]*>", form):
        told = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if told.get("type") != "checkbox" or " checked" in tag:
            found[told["name"]] = html.unescape(told.get("value", ""))
    for name, options in re.findall(r'<select name="(\w+)">(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r"<option selected>(\w+)", options)
        found[name] = chosen[1] if chosen else ""
    return found


def mend(client: TestClient, id_: str, **changes: str) -> Any:
    address = f"/review/mend/{id_}"
    given = fields_of(client.get(address).text, address)
    return client.post(address, data={**given, **changes})


def kept(client: TestClient) -> dict[str, Any]:
    lines = client.get("/review/mends.jsonl").text.splitlines()
    return {m["field"]: m["now"] for m in map(json.loads, lines) if m["withdrawn"] is None}


def test_untouched_nothing_is_mended(client: TestClient, row: dict[str, Any]) -> None:
    assert mend(client, row["id"]).status_code == 200
    assert kept(client) == {}


def test_every_field(client: TestClient, row: dict[str, Any]) -> None:
    page = mend(
        client, row["id"], type="REJECT", mode="", about="AID", status="claim", background="yes",
        source_0_name="The port of Oslo", source_0_code="nor/gov", source_1_name="Chad",
        source_1_code="TCD", source_1_words="pact", target_0_drop="yes", earliest="2022-05",
        latest="2022-06", place="Lima", place_country="PER", trigger="breaking", note="so it says",
    ).text  # fmt: skip
    found = kept(client)
    assert set(found) == {
        "type", "about", "status", "background", "sources", "targets", "when", "where", "trigger"
    }  # fmt: skip
    assert found["targets"] == [] and found["when"] == {"earliest": "2022-05", "latest": "2022-06"}
    assert [a["code"] for a in found["sources"]] == ["NOR/GOV", "TCD"]
    sentence = row["sentence"]
    start = found["trigger"]["start"] - row["sentence_start"]
    assert sentence[start:].startswith("breaking")
    start = found["sources"][1]["start"] - row["sentence_start"]
    assert sentence[start:].startswith("pact")
    assert "The port of Oslo" in page and "so it says" in page and "<del>" in page


def test_roles_are_swapped(client: TestClient, row: dict[str, Any]) -> None:
    mend(client, row["id"], swap="yes")
    found = kept(client)
    assert found["sources"][0]["name"] == row["target_names"][0]
    assert found["targets"][0]["name"] == row["source_names"][0]


def test_of_two_words_that_is_meant_which_is_chosen(
    client: TestClient, row: dict[str, Any]
) -> None:
    at = row["sentence_start"] + row["sentence"].index("of breaking")
    mend(client, row["id"], trigger="of", trigger_at=f"{at}-{at + 2}")
    assert kept(client)["trigger"] == {"start": at, "end": at + 2}


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("type", "EVIL", "no type"), ("mode", "recall", "no mode"), ("status", "", "no status"),
        ("source_0_code", "XQX", "unknown country"), ("source_0_code", "KEN/QQQ", "unknown sector"),
        ("trigger", "never there", "does not stand in the sentence"), ("earliest", "soon", "no date"),
        ("place_country", "XQX", "unknown country"), ("source_0_name", "x" * 300, "300 characters"),
        ("seen", "", "coded anew"),
    ],
)  # fmt: skip
def test_what_cannot_be(
    client: TestClient, row: dict[str, Any], name: str, value: str, said: str
) -> None:
    answer = mend(client, row["id"], **{name: value})
    assert answer.status_code in {409, 422} and said in answer.text
    assert kept(client) == {}


def test_two_coders_neither_loses_words(client: TestClient, row: dict[str, Any]) -> None:
    mend(client, row["id"], status="claim", note="first")
    client.cookies.set("dateline_coder", "bo")
    mend(client, row["id"], status="denied", note="second")
    page = client.get(f"/events/{row['id']}").text
    assert "denied" in page and "second" in page
    lines = [json.loads(x) for x in client.get("/review/mends.jsonl").text.splitlines()]
    assert [(m["person"], m["now"], m["note"]) for m in lines] == [
        ("me", "claim", "first"), ("bo", "denied", "second")
    ]  # fmt: skip


def test_withdrawn(client: TestClient, row: dict[str, Any]) -> None:
    mend(client, row["id"], status="claim")
    page = client.get("/review/mends").text
    given = fields_of(page, "/review/mends/withdraw")
    page = client.post("/review/mends/withdraw", data=given).text
    assert kept(client) == {} and "withdrawn by me" in page
    assert client.post("/review/mends/withdraw", data={**given, "mend": "99"}).status_code == 422


def test_an_event_is_missing(client: TestClient, row: dict[str, Any]) -> None:
    address = f"/review/missing/{row['article_id']}"
    assert "Choose the sentence" in client.get(address).text
    page = client.get(f"{address}?at={row['sentence_start']}").text
    given = fields_of(page, address) | {
        "type": "ASSAULT", "status": "claim", "trigger": "breaking the pact", "source_0_name": "Peru",
        "source_0_code": "PER",
    }  # fmt: skip
    assert client.post(address, data=given).status_code == 200
    assert kept(client)["missing"]["type"] == "ASSAULT"
    assert client.post(address, data={**given, "trigger": ""}).status_code == 422
    assert client.post(address, data={**given, "at": "9999"}).status_code == 404
    (line,) = map(json.loads, client.get("/review/gold.jsonl").text.splitlines())
    assert line["labeller"] == "me" and line["complete"] is False
    start, end = line["events"][0]["trigger"]
    assert end - start == len("breaking the pact") and line["events"][0]["source_codes"] == ["PER"]


def test_gold_is_what_a_coder_says(client: TestClient, row: dict[str, Any]) -> None:
    mend(client, row["id"], target_0_name="Chad", target_0_code="TCD", target_0_words="pact")
    (line,) = map(json.loads, client.get("/review/gold.jsonl").text.splitlines())
    (event,) = line["events"]
    assert (line["start"], line["end"], line["complete"]) == (
        row["sentence_start"],
        row["sentence_end"],
        True,
    )
    assert event["type"] == "ACCUSE" and event["target_codes"] == ["TCD"]
    assert event["trigger"] == [row["trigger_start"], row["trigger_end"]]
    assert row["sentence"] not in client.get("/review/gold.jsonl").text
    table = client.get("/review/judgements.csv").text.splitlines()
    assert len(table) == 2 and ",wrong,targets," in table[1]


class OtherReader(RuleReader):
    """Calls it otherwise, and finds nothing in one article."""

    def read_article(self, article: Any) -> Any:
        import msgspec

        from dateline.records import event_id

        found = super().read_article(article)
        if "number 3" in article.text:
            return msgspec.structs.replace(found, events=[])
        events = [
            msgspec.structs.replace(
                e, type="REJECT", id=event_id(article.id, "REJECT", e.trigger, [], [])
            )
            for e in found.events
        ]
        return msgspec.structs.replace(found, events=events)


def test_coded_anew_they_are_found_again(tmp_path: Path) -> None:
    path = make(tmp_path / "made.duckdb", articles()[:6])
    with asking(path, look=3600) as client:
        rows = client.get("/api/v1/events").json()["data"]
        one = next(r for r in rows if "number 0" in r["sentence"])
        other = next(r for r in rows if "number 3" in r["sentence"])
        mend(client, one["id"], status="claim", source_0_name="Somebody else")
        mend(client, one["id"], type="REJECT")
        mend(client, other["id"], status="claim")
        with Desk(path) as desk:
            reader = OtherReader("1" * 64)
            for _ in desk.recode(reader=reader):  # type: ignore[arg-type]
                pass
            desk.show(desk.run(reader))  # type: ignore[arg-type]
        client.app.state.database.refresh()  # type: ignore[attr-defined]
        assert client.get(f"/events/{one['id']}").status_code == 410, "it has another id"
        (now,) = [
            r for r in client.get("/api/v1/events").json()["data"] if "number 0" in r["sentence"]
        ]
        page = client.get(f"/events/{now['id']}").text
        assert "Somebody else" in page and "Mended" in page
        page = client.get("/review/lost").text
        assert page.count('<td data-label="Row">') == 1 and other["article_id"] in page
        page = client.get("/review/mends").text
        assert "Without effect" in page, "the type is coded so now"


def test_what_is_mended_is_marked_and_can_be_had(client: TestClient, row: dict[str, Any]) -> None:
    mend(client, row["id"], status="claim", target_0_name="=Chad", target_0_code="TCD")
    for address in ("/events", f"/stories/{row['article_id']}", f"/events/{row['id']}"):
        assert "mended by me" in client.get(address).text, address
    lines = [
        json.loads(x) for x in client.get("/review/corrected.jsonl?type=ACCUSE").text.splitlines()
    ]
    (mine,) = [x for x in lines if x["mended_by"]]
    assert mine["id"] == row["id"] and mine["status"] == "claim" and mine["target_codes"] == ["TCD"]
    assert mine["target_countries"] == ["TCD"] and mine["source_names"] == row["source_names"]
    table = client.get("/review/corrected.csv").text.splitlines()
    assert table[0].endswith(",mended_by") and len(table) == 7
    assert sum("status: me; targets: me" in line and "'=Chad" in line for line in table) == 1
    assert client.get("/review/corrected.parquet").status_code == 404


def test_undone_with_its_verdict(client: TestClient, row: dict[str, Any]) -> None:
    queue = "order=listed&size=5&sort=id"
    mend(client, row["id"], status="claim", queue=queue, at="1")
    assert kept(client) == {"status": "claim"}
    page = client.get(f"/review/rows?{queue}&at=1").text
    client.post("/review/undo", data=fields_of(page, "/review/undo"))
    assert kept(client) == {} and len(client.get("/review/judgements.csv").text.splitlines()) == 1


def test_the_next_row_of_the_queue_says_what_was_mended(
    client: TestClient, row: dict[str, Any]
) -> None:
    queue = "order=listed&size=5&sort=id"
    answer = mend(client, row["id"], status="claim", queue=queue, at="1")
    assert f"mended={row['id']}" in str(answer.url)
    told = answer.text.partition('role="status"')[2].partition("</p>")[0]
    assert "status" in told and f'href="/events/{row["id"]}#mended"' in told
    (rule,) = re.findall(r"/review/rules/new\?mend=\d+", told)
    assert client.get(rule).status_code == 200
    # Somebody else's mend, or none, is not told.
    assert "Mended:" not in client.get(f"/review/rows?{queue}&at=2&mended=nothing").text
    client.post("/review/coder", data={"name": "Ann", "form_key": _key(client)})
    assert "Mended:" not in client.get(f"/review/rows?{queue}&at=2&mended={row['id']}").text


def _key(client: TestClient) -> str:
    (key,) = set(re.findall(r'name="form_key" value="([^"]*)"', client.get("/review").text))
    return key


def test_a_story_leads_to_what_is_missing(client: TestClient, row: dict[str, Any]) -> None:
    page = client.get(f"/stories/{row['article_id']}").text
    address = html.unescape(re.findall(r'href="(/review/missing/[^"]*)"', page)[0])
    assert client.get(address).status_code == 200


def test_what_people_write_stays_words(client: TestClient, row: dict[str, Any]) -> None:
    bad = "<script>alert(1)</script>"
    mend(client, row["id"], source_0_name=bad, place=bad, note=f"=1+1 {bad}", status="claim")
    mended = re.findall(r"rules/new\?mend=(\d+)", client.get(f"/events/{row['id']}").text)
    addresses = [f"/events/{row['id']}", "/events", "/review/mends", f"/review/mend/{row['id']}"]
    addresses += [f"/review/rules/new?mend={n}&preview=yes" for n in mended]
    for address in addresses:
        page = client.get(address)
        assert page.status_code == 200 and bad not in page.text, address
    assert "&lt;script&gt;" in client.get("/review/mends").text
    table = client.get("/review/judgements.csv").text
    assert "'=1+1" in table
    missing = f"/review/missing/{row['article_id']}"
    page = client.get(f"{missing}?at={row['sentence_start']}&back=https://evil.example/").text
    given = fields_of(page, missing) | {"type": "AID", "status": "fact", "trigger": "breaking"}
    answer = client.post(missing, data=given, follow_redirects=False)
    assert answer.status_code == 303 and answer.headers["location"] == "/"
    for address in (f"/review/mend/{bad}", f"/review/missing/{bad}", f"/review/rows?type={bad}"):
        answer = client.get(address)
        assert answer.status_code in {404, 422} and bad not in answer.text, address
