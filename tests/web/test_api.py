"""The API: records as they are, errors as problem+json, texts read and not kept."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from desk.made_by_rule import RuleReader, story
from fastapi.testclient import TestClient
from web.conftest import asking

from dateline.articles import article_from_prose
from dateline.desk import Desk
from dateline.records import Article, Event, Reading, from_json, to_dict
from dateline.web.filters import FILTERS


def test_records_come_as_they_are(client: TestClient, event: dict[str, Any], made: Path) -> None:
    whole = client.get(f"/api/v1/events/{event['id']}").json()
    with Desk(made, read_only=True) as desk:
        reading = desk.reading(event["article_id"])
        assert reading is not None
        assert whole["event"] == to_dict(reading.events[event["position"]])
    article = client.get(f"/api/v1/articles/{event['article_id']}")
    assert from_json(article.content, Article) == reading.article
    read = client.get(f"/api/v1/articles/{event['article_id']}/reading")
    assert from_json(read.content, Reading) == reading
    assert (
        client.get(f"/api/v1/events/{event['id']}/tellings").json()["event"]["event_id"]
        == event["id"]
    )


def test_what_is_not_there(client: TestClient) -> None:
    for path in (
        "events/x",
        "stories/x",
        "articles/x",
        "articles/x/reading",
        "events/x/tellings",
        "x",
    ):
        answer = client.get(f"/api/v1/{path}")
        assert answer.status_code == 404
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["detail"]
    assert client.post("/api/v1/events").status_code == 405
    assert client.get("/api/v1/stories?limit=0").status_code == 422
    assert client.get("/api/v1/stories?since=then").status_code == 422


def test_the_description_names_every_filter(client: TestClient) -> None:
    told = client.get("/openapi.json").json()
    listed = {p["name"] for p in told["paths"]["/api/v1/events"]["get"]["parameters"]}
    assert set(FILTERS) <= listed
    assert not any(p.startswith(("/events", "/stories")) for p in told["paths"])


def test_csv_is_the_whole_view(client: TestClient) -> None:
    lines = client.get("/api/v1/events?type=ACCUSE&format=csv").text.splitlines()
    assert len(lines) - 1 == client.get("/api/v1/events?type=ACCUSE").json()["total"]
    jsonl = client.get("/events.jsonl?type=ACCUSE").text.splitlines()
    assert len(jsonl) == len(lines) - 1
    assert client.get("/events.parquet?type=ACCUSE").content[:4] == b"PAR1"
    assert client.get("/events.exe").status_code == 404


class Reads(RuleReader):
    """Stands in for the Reader."""

    def read_text(self, text: str, published: str | None = None) -> Reading:
        return self.read_article(article_from_prose(text, published=published))

    def explain(self, sentence: str, published: str | None = None) -> list[tuple[str, str]]:
        return [("actor", "<b>one</b>"), ("actor", "two"), ("row", "three")]


@pytest.fixture
def reading(made: Path) -> TestClient:
    client = asking(made, read_only=True)
    client.app.state.reader._reader = Reads()  # type: ignore[attr-defined]
    return client


def test_a_text_is_read_and_not_kept(reading: TestClient, made: Path) -> None:
    text = story(77)
    answer = reading.post("/api/v1/read", json={"text": text, "published": "2022-07-03"})
    assert answer.status_code == 200
    (event,) = answer.json()["events"]
    assert event["type"] == "ACCUSE"
    assert isinstance(from_json(answer.content, Reading).events[0], Event)
    with Desk(made, read_only=True) as desk:
        assert not list(desk.event_rows(text="number 77"))


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"text": ""},
        {"text": "x", "kind": "pdf"},
        {"text": "x", "published": "2022-13-45"},
        {"text": "x", "published": "yesterday"},
        {"text": "x", "more": 1},
        {"text": "x" * 300_000},
        [1],
    ],
)
def test_what_cannot_be_read(reading: TestClient, sent: Any) -> None:
    answer = reading.post("/api/v1/read", json=sent)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert len(answer.content) < 3_000


def test_bytes_that_are_no_json(reading: TestClient) -> None:
    answer = reading.post(
        "/api/v1/read", content=b"\xff\xfe{", headers={"content-type": "application/json"}
    )
    assert answer.status_code in {400, 422}


def test_explain(reading: TestClient, event: dict[str, Any]) -> None:
    text = reading.get(f"/events/{event['id']}/explain").text
    assert "&lt;b&gt;one" in text and "three" in text


def test_the_view_in_the_formats_of_others(client: TestClient) -> None:
    answer = client.get("/exports/gdelt-events.zip?type=ACCUSE&status=fact")
    assert answer.status_code == 200
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    names = {n.rpartition("/")[2] for n in archive.namelist()}
    assert "README.md" in names and "datapackage.json" in names
    assert client.get("/exports/nothing.zip").status_code == 404
    assert client.get("/exports/..%2Fcsv.zip").status_code == 404
