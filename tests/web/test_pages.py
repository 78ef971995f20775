"""Every page opens, says what it should, and no word of a page gets out of its place."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from web.conftest import SCRIPT, asking, make

from dateline.desk import Desk
from dateline.web.words import STATUSES

ROOT = Path(__file__).resolve().parents[2]


def addresses(event: dict[str, Any]) -> list[str]:
    return [
        "/", "/?days=30&since=2022-01-01", "/map", "/map?type=ACCUSE", "/failures", "/events", "/events?columns=when,cameo,confidence,reason&sort=confidence&per_page=5&page=2",
        f"/events/{event['id']}", f"/stories/{event['article_id']}", "/actors/norway",
        "/dyads/NOR/PER", "/dyads/NOR~GOV/Peru", f"/tellings/{event['id']}", "/guide",
    ]  # fmt: skip


def test_every_page_opens(client: TestClient, event: dict[str, Any]) -> None:
    for address in addresses(event):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert answer.text.count("<h1") == 1, address
        assert "<style" not in answer.text and " style=" not in answer.text, address
        for script in re.findall(r"<script[^>]*>", answer.text):
            assert 'src="/static/' in script, address
        assert not re.search(r'\son\w+="', answer.text.replace("onmouseover=&#34;", "")), address


def test_words_of_pages_stay_words(client: TestClient) -> None:
    rows = client.get("/api/v1/events?text=number 90&text=").json()["data"]
    assert rows and SCRIPT in rows[0]["headline"]
    for address in ("/", "/events?per_page=500", f"/stories/{rows[0]['article_id']}",
                    f"/events/{rows[0]['id']}", f"/tellings/{rows[0]['id']}"):  # fmt: skip
        text = client.get(address).text
        assert "&lt;script&gt;alert(1)" in text or address == "/", address
        assert SCRIPT not in text and "<img" not in text and "<svg onload" not in text, address
        assert 'href="javascript:' not in text, address
    page = client.get(f"/events/{rows[0]['id']}").text
    assert "javascript:alert(3)" in page, "it is shown as text"


def test_the_sentence_is_marked(client: TestClient, event: dict[str, Any]) -> None:
    text = client.get(f"/events/{event['id']}").text
    for kind, label in (("trigger", "what"), ("source", "source")):
        mark = rf'<mark class="k-{kind}"[^>]*><span class="label l-{kind}">{label}&#8288;</span>'
        assert re.search(mark, text), kind


def test_copies_and_their_differences(client: TestClient) -> None:
    (story,) = client.get("/api/v1/stories?min_copies=2").json()["data"]
    text = client.get(f"/stories/{story['id']}").text
    assert "2 copies" in text and "the same text, another headline" in text


def test_unknown_ids(client: TestClient) -> None:
    for address in ("/events/abc", "/stories/abc", "/actors/abc", "/tellings/abc", "/nothing"):
        answer = client.get(address)
        assert answer.status_code == 404, address
        assert "What to do" in answer.text


def test_two_strangers_have_an_empty_page(client: TestClient) -> None:
    answer = client.get("/dyads/Nobody/Nowhere")
    assert answer.status_code == 200 and "No events between these two" in answer.text
    assert (
        client.get("/dyads?a=KEN&b=TZA", follow_redirects=False).headers["location"]
        == "/dyads/KEN/TZA"
    )
    assert client.get("/dyads?a=KEN").status_code == 422


def test_a_row_of_an_older_run_says_what_became_of_it(tmp_path: Path) -> None:
    path = make(
        tmp_path / "old.duckdb", [{"text": "Norway accused Peru of theft.", "url": "https://a.b/c"}]
    )
    with Desk(path) as desk:
        (row,) = desk.event_rows()
        desk.sql(
            "INSERT INTO runs SELECT 'new', version, tables_hash, model, options, now() FROM runs"
        )
        desk.sql(
            "INSERT INTO events_all SELECT * REPLACE ('new' AS run_id, 'changed' AS id) FROM events_all"
        )
        desk.sql("UPDATE articles SET run_id = 'new'")
    with asking(path, read_only=True) as client:
        answer = client.get(f"/events/{row['id']}")
        assert answer.status_code == 410
        assert "older run" in answer.text and 'href="/events/changed"' in answer.text


def test_an_empty_desk(tmp_path: Path) -> None:
    with Desk(tmp_path / "empty.duckdb"):
        pass
    with asking(tmp_path / "empty.duckdb") as client:
        assert "The desk is empty" in client.get("/").text
        assert "No events" in client.get("/events").text
        assert client.get("/events.csv").text.startswith("id,article_id")


def test_the_theme_is_kept_and_leads_back(client: TestClient) -> None:
    page = client.get("/guide").text
    (key,) = set(re.findall(r'name="form_key" value="(\w+)"', page))
    sent = {"form_key": key, "to": "dark", "back": "/guide"}
    answer = client.post("/theme", data=sent, follow_redirects=False)
    assert answer.status_code == 303 and answer.headers["location"] == "/guide"
    assert 'data-theme="dark"' in client.get("/guide").text
    for elsewhere in ("//evil.example", "https://evil.example", "/\\evil.example", "/a\r\nb"):
        away = client.post(
            "/theme", data={**sent, "to": "auto", "back": elsewhere}, follow_redirects=False
        )
        assert away.headers["location"] == "/", elsewhere


def test_the_statuses_are_those_of_the_documentation() -> None:
    told = (ROOT / "docs" / "status.md").read_text("utf-8")
    for name, status in STATUSES.items():
        assert f"| `{name}` | {status.when} | {status.example} |" in told.replace("*", "")


@pytest.mark.parametrize("name", ["dateline.css", "dateline.js", "rows.js", "icon.svg"])
def test_our_own_files(client: TestClient, name: str) -> None:
    assert client.get(f"/static/{name}").status_code == 200


def test_no_file_outside_is_served(client: TestClient) -> None:
    for path in ("/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py"):
        assert client.get(path).status_code == 404
