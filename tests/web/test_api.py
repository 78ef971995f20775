"""The API: records as they are, errors as problem+json, texts read and not kept."""

from __future__ import annotations

import asyncio
import base64
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from desk.made_by_rule import RuleReader, story
from fastapi.testclient import TestClient
from web.conftest import articles, asking, make

from dateline.articles import article_from_prose
from dateline.desk import Desk
from dateline.desk.asking import SORTS
from dateline.desk.stories import SORTS as STORY_SORTS
from dateline.records import Article, Event, Page, Reading, from_json, to_dict
from dateline.web import downloads, rows
from dateline.web.api import paging
from dateline.web.filters import FILTERS, View


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


def walked(client: TestClient, path: str, **asked: Any) -> list[dict[str, Any]]:
    """All rows of a list, page after page."""
    found: list[dict[str, Any]] = []
    while True:
        page = client.get(path, params=asked).json()
        found += page["data"]
        if page["next"] is None:
            return found
        asked["cursor"] = page["next"]


@pytest.mark.parametrize("sort", SORTS)
def test_pages_go_on_after_the_last_row(client: TestClient, sort: str) -> None:
    whole = client.get("/api/v1/events", params={"limit": 1_000, "sort": sort}).json()["data"]
    assert len(whole) > 30
    assert walked(client, "/api/v1/events", limit=7, sort=sort) == whole


def test_pages_of_stories(client: TestClient) -> None:
    for sort in STORY_SORTS:
        whole = client.get("/api/v1/stories", params={"limit": 1_000, "sort": sort}).json()["data"]
        assert walked(client, "/api/v1/stories", limit=4, sort=sort) == whole


def test_a_cursor_holds_its_place_while_rows_come_in(tmp_path: Path) -> None:
    """What comes in before the place is not told, and nothing is told twice."""
    path = make(tmp_path / "grows.duckdb", articles()[:12])
    with asking(path, look=60) as client:
        first = client.get("/api/v1/events?sort=-date&limit=5").json()
        before = {r["id"] for r in first["data"]}
        make(path, articles()[:30])
        client.app.state.database.refresh()  # type: ignore[attr-defined]
        rest = walked(client, "/api/v1/events", sort="-date", limit=5, cursor=first["next"])
        assert not before & {r["id"] for r in rest}
        now = client.get("/api/v1/events?sort=-date&limit=1000").json()["data"]
        last = max(n for n, r in enumerate(now) if r["id"] in before)
        assert rest == now[last + 1 :]


def test_cursors_that_are_none(client: TestClient) -> None:
    good = client.get("/api/v1/events?limit=1").json()["next"]
    (first,) = client.get("/api/v1/events?limit=1").json()["data"]
    order = 'when_earliest NULLS LAST, published NULLS LAST, article_id, "position"'
    other = paging.cursor({**first, "position": "0 OR true"}, order, "")
    old = base64.urlsafe_b64encode(b"1:100").decode().rstrip("=")
    for bad in ("x", "%", "é", "A" * 290, old, good[:-2], good + "A", other, "bnVsbA", "WzJd"):
        answer = client.get("/api/v1/events", params={"limit": 1, "cursor": bad})
        assert answer.status_code == 422, bad
        assert "without a cursor" in answer.json()["cure"]
    for elsewhere in ("sort=-date", "type=ACCUSE"):
        answer = client.get(f"/api/v1/events?{elsewhere}&cursor={good}")
        assert answer.status_code == 422 and "other filters" in answer.json()["detail"]
    assert client.get(f"/api/v1/stories?cursor={good}").status_code == 422


@pytest.mark.parametrize("sort", ["date", "-date", "confidence", "story"])
def test_arrow_is_a_stream_of_the_whole_view(client: TestClient, made: Path, sort: str) -> None:
    import pyarrow as pa

    answer = client.get(f"/api/v1/events?format=arrow&type=ACCUSE&sort={sort}")
    assert answer.headers["content-type"] == "application/vnd.apache.arrow.stream"
    with pa.ipc.open_stream(answer.content) as reader:
        found = reader.read_all().to_pylist()
    with Desk(made, read_only=True) as desk:
        assert found == list(desk.event_rows(type="ACCUSE", sort=sort))
    none = client.get("/api/v1/events?format=arrow&type=AID")
    assert pa.ipc.open_stream(none.content).read_all().num_rows == 0


@pytest.mark.parametrize("kind", ["arrow", "csv", "jsonl"])
def test_a_stream_ends_when_nobody_reads_it(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """Its turn and its copy are free again, and no more rows are read."""
    monkeypatch.setattr(rows, "AT_ONCE", 1)
    database = client.app.state.database  # type: ignore[attr-defined]
    sent: list[Any] = []

    async def ask() -> None:
        gone = asyncio.Event()

        async def receive() -> dict[str, str]:
            await gone.wait()
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            sent.append(message)
            if len(sent) == 4:
                assert database._current.users == 1
                gone.set()
            await asyncio.sleep(0.01)

        answer = downloads.events(database, View(), kind)
        scope = {"type": "http", "asgi": {"spec_version": "2.3"}, "method": "GET", "headers": []}
        await answer(scope, receive, send)

    for _ in range(downloads.AT_ONCE + 1):
        sent.clear()
        asyncio.run(ask())
        assert 4 <= len(sent) < 25
    assert database._current.users == 0
    assert downloads._turns._value == downloads.AT_ONCE


def test_too_many_streams(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloads, "WAIT", 0.01)
    taken = [downloads._turns.acquire() for _ in range(downloads.AT_ONCE)]
    try:
        answer = client.get("/api/v1/events?format=arrow")
        assert answer.status_code == 503 and "too many files" in answer.json()["detail"]
    finally:
        for _ in taken:
            downloads._turns.release()
    assert client.get("/api/v1/events?format=arrow").status_code == 200


def test_names_are_those_of_the_command_line(client: TestClient) -> None:
    """With hyphens, as options have them, too; a mended view has one column more."""
    dashed = client.get("/api/v1/events?not-on-the-word-of=Nobody&published-since=2022-03").json()
    lined = client.get("/api/v1/events?not_on_the_word_of=Nobody&published_since=2022-03").json()
    assert 0 < dashed["total"] == lined["total"]
    mended = client.get("/api/v1/events?format=csv&corrected=true").text.splitlines()
    assert mended[0].endswith(",mended_by")
    for wrong in ("corrected=true", "corrected=true&format=arrow", "corrected=x&format=csv"):
        assert client.get(f"/api/v1/events?{wrong}").status_code == 422


def test_csv_is_the_whole_view(client: TestClient) -> None:
    lines = client.get("/api/v1/events?type=ACCUSE&format=csv").text.splitlines()
    assert len(lines) - 1 == client.get("/api/v1/events?type=ACCUSE").json()["total"]
    jsonl = client.get("/events.jsonl?type=ACCUSE").text.splitlines()
    assert len(jsonl) == len(lines) - 1
    assert client.get("/events.parquet?type=ACCUSE").content[:4] == b"PAR1"
    assert client.get("/events.exe").status_code == 404


def test_series_are_those_of_the_command_line(client: TestClient, made: Path) -> None:
    from dateline.analysis import panel, relations

    found = client.get("/api/v1/relations?a=NOR&b=PER&by=year&status=fact&status=claim").json()
    with Desk(made, read_only=True) as desk:
        wanted = relations(desk, "NOR", "PER", by="year", status=["fact", "claim"])
        rows = panel(desk, by="year", actors=["NOR", "PER"])
        whole = [dict(zip(rows.columns, r, strict=True)) for r in rows.rows()]
    assert found["periods"] == to_dict(wanted.periods) and found["desk"] == "made.duckdb"
    lines = client.get("/api/v1/relations?a=NOR&b=PER&by=year&format=csv").text.splitlines()
    assert len(lines) == len(wanted.periods) + 1 and lines[0].startswith("source,target,period")
    told = client.get("/api/v1/panel?by=year&actors=NOR,PER").json()
    assert told["data"] == whole
    assert client.get("/api/v1/panel?by=year&format=csv").text.startswith("source,")


@pytest.mark.parametrize(
    "query",
    ["", "a=NOR", "a=NOR&b=NOR", "a=NOR&b=PER&by=decade", "a=NOR&b=PER&measure=x", "a=NOR&b=PER&colour=x",
     "a=NOR&b=PER&level=20", "a=Nowhere&b=PER", "a=ISL&b=NZL", "a=NOR&b=PER&penalty=0"],
)  # fmt: skip
def test_series_that_cannot_be(client: TestClient, query: str) -> None:
    answer = client.get(f"/api/v1/relations?{query}")
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


class Reads(RuleReader):
    """Stands in for the Reader."""

    def read_text(self, text: str, published: str | None = None) -> Reading:
        return self.read_article(article_from_prose(text, published=published))

    def read_page(self, page: Page) -> Reading:
        text = re.sub("<[^>]*>", "", page.data.decode(page.declared_charset or "utf-8"))
        return self.read_text(f"{text} [{page.kind}]", published=page.published)

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


PAGE = f"<!doctype html><html><body><p>{story(78)}</p></body></html>"


def test_a_page_is_read_as_it_is_sent(reading: TestClient, made: Path) -> None:
    """By its bytes, as a body or as a file of a form; what is said of it beside it holds."""
    before = set(made.parent.rglob("*"))
    sent: list[dict[str, Any]] = [
        {"content": PAGE, "headers": {"content-type": "text/html; charset=utf-8"}},
        {
            "content": story(78),
            "headers": {"content-type": "text/plain"},
            "params": {"kind": "html"},
        },
        {"files": {"file": ("page.html", PAGE, "text/html")}},
        {"files": {"file": ("../../x.exe", PAGE)}, "data": {"published": "2022-07-03"}},
    ]
    for one in sent:
        answer = reading.post("/api/v1/read", **one)
        assert answer.status_code == 200, answer.text
        found = from_json(answer.content, Reading)
        assert [e.type for e in found.events] == ["ACCUSE"]
        assert found.article.text.endswith("[html]")
    assert found.article.published == "2022-07-03"
    prose = reading.post("/api/v1/read", files={"file": ("page.txt", story(78))})
    assert from_json(prose.content, Reading).article.text.endswith("[prose]")
    with Desk(made, read_only=True) as desk:
        assert not list(desk.event_rows(text="number 78"))
    assert set(made.parent.rglob("*")) == before


@pytest.mark.parametrize(
    ("status", "sent"),
    [
        (422, {"files": {"page": ("page.html", PAGE)}}),
        (422, {"files": {"file": ("page.html", "")}}),
        (422, {"files": [("file", ("a.html", PAGE)), ("file", ("b.html", PAGE))]}),
        (422, {"files": {"file": ("page.pdf", b"%PDF-1.7 ...")}}),
        (422, {"files": {"file": ("page.html", PAGE)}, "data": {"more": "1"}}),
        (422, {"files": {"file": ("page.html", PAGE)}, "data": {"published": "then"}}),
        (422, {"content": PAGE, "headers": {"content-type": "text/html"}, "params": {"x": "1"}}),
        (422, {"content": b"", "headers": {"content-type": "text/html"}}),
        (422, {"content": b"--x", "headers": {"content-type": "multipart/form-data"}}),
        (422, {"content": b"--x", "headers": {"content-type": "multipart/form-data; boundary=x"}}),
        (415, {"content": b"PK", "headers": {"content-type": "application/zip"}}),
        (413, {"files": {"file": ("page.html", b"x" * 6_000_000)}}),
    ],
)  # fmt: skip
def test_a_page_that_cannot_be_read(reading: TestClient, status: int, sent: Any) -> None:
    answer = reading.post("/api/v1/read", **sent)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"] and len(answer.content) < 3_000


def test_a_hundred_megabytes_are_refused_before_they_are_read(reading: TestClient) -> None:
    taken = 0

    def body() -> Iterator[bytes]:
        nonlocal taken
        for _ in range(100):
            taken += 1
            yield b"x" * 1_000_000

    answer = reading.post("/api/v1/read", content=body(), headers={"content-type": "text/html"})
    assert answer.status_code == 413 and "5,000,000 bytes" in answer.json()["cure"]
    said = reading.post(
        "/api/v1/read",
        content=b"x",
        headers={"content-length": "100000000", "content-type": "text/html"},
    )
    assert said.status_code == 413
    assert said.headers["content-type"] == "application/problem+json"


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


def test_actors(client: TestClient) -> None:
    whole = client.get("/api/v1/actors", params={"limit": 1_000}).json()
    assert whole["total"] == len(whole["data"]) > 1 and whole["next"] is None
    assert walked(client, "/api/v1/actors", limit=1) == whole["data"]
    assert [a["rows"] for a in whole["data"]] == sorted(
        (a["rows"] for a in whole["data"]), reverse=True
    )
    one = whole["data"][0]
    assert set(one) == {"id", "name", "country", "sectors", "rows", "does", "gets"}
    assert max(one["does"], one["gets"]) <= one["rows"] <= one["does"] + one["gets"]
    as_source = client.get("/api/v1/events", params={"source": one["name"]}).json()["total"]
    assert as_source == one["does"]
    found = client.get("/api/v1/actors", params={"text": one["name"].upper()}).json()["data"]
    assert one in found and all(one["name"].lower() in a["name"].lower() for a in found)
    assert client.get("/api/v1/actors", params={"country": "XYZ"}).json()["data"] == []
    assert client.get(f"/actors/{one['id']}").status_code == 200
    cursor = client.get("/api/v1/actors", params={"limit": 1}).json()["next"]
    assert client.get("/api/v1/actors", params={"cursor": cursor, "text": "x"}).status_code == 422
