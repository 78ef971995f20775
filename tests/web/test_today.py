"""The first page: what changed since somebody looked last, and what is out of its usual range."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from desk.made_by_rule import RuleReader, story
from fastapi.testclient import TestClient
from web.conftest import articles, asking, make

from dateline.desk import Desk
from dateline.people import People
from dateline.people.accounts import LOCAL
from dateline.people.conversation import Subject, write
from dateline.web import visits

OTHER = "ben"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The time of a visit, as the test sets it."""
    time = ["2030-01-01T09:00:00+00:00"]
    monkeypatch.setattr(visits, "now", lambda: time[0])
    return time


def add(path: Path, client: TestClient, *texts: str) -> None:
    """Texts into the desk, and the server's copy anew."""
    folder = path.parent / f"more-{len(list(path.parent.iterdir()))}"
    folder.mkdir()
    for n, text in enumerate(texts):
        (folder / f"{n}.txt").write_text(text, "utf-8")
    with Desk(path) as desk:
        for _ in desk.add([folder], reader=RuleReader(), published="2022-12-30"):  # type: ignore[arg-type]
            pass
    client.app.state.database.refresh()  # type: ignore[attr-defined]


def changes(client: TestClient, address: str = "/") -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    (found,) = re.findall(r'<section class="changes".*?</section>', answer.text, re.DOTALL)
    return html.unescape(re.sub(r"\s+", " ", found))


def test_what_came_since_the_last_visit(tmp_path: Path, clock: list[str]) -> None:
    path = make(tmp_path / "x.duckdb", articles()[:4])
    with asking(path, look=1e6) as client:
        assert "From your next visit on" in changes(client)
        clock[0] = "2030-01-01T09:05:00+00:00"
        assert "From your next visit on" in changes(client), "still the same visit"
        clock[0] = "2030-01-02T09:00:00+00:00"
        told = changes(client)
        assert "2030-01-01 at 09:05 UTC" in told and "Nothing has changed" in told
        add(path, client, story(60), story(61, "praised"))
        told = changes(client)
        assert "2 new events</a> of 2 articles; 2 stories are new" in told
        (there,) = re.findall(r'<a href="/events\?(added_since=[^"]+)"', told)
        assert client.get(f"/api/v1/events?{there.replace('&sort=story', '')}").json()["total"] == 2
        assert client.get(f"/events?{there}").status_code == 200
        clock[0] = "2030-01-03T09:00:00+00:00"
        assert "Nothing has changed" in changes(client), "they have been seen"


def test_a_time_of_ones_own(tmp_path: Path) -> None:
    path = make(tmp_path / "x.duckdb", articles()[:4])
    with asking(path) as client:
        assert "4 new events</a> of 4 articles; 4 stories are new" in changes(
            client, "/?since=2022-01-01"
        )
        assert "Nothing has changed" in changes(client, "/?since=2999-01-01T10:00")
        for wrong in ("/?since=yesterday", "/?days=8", "/?days=x"):
            assert client.get(wrong).status_code == 422


def test_articles_coded_anew(tmp_path: Path) -> None:
    path = make(tmp_path / "x.duckdb", articles()[:4])
    with Desk(path) as desk:
        state = None
        for state in desk.recode(reader=RuleReader("1" * 64)):  # type: ignore[arg-type] # noqa: B007
            pass
        assert state is not None
        desk.show(state.run)
    with asking(path) as client:
        told = changes(client, "/?since=2022-01-01")
        assert f'4 articles coded anew by <a href="/events?run={state.run[:12]}">' in told
        assert "4 events, 0 of them found by no other run" in told
        assert client.get(f"/api/v1/events?run={state.run[:12]}").json()["total"] == 4


def test_pages_that_failed(tmp_path: Path) -> None:
    path = make(tmp_path / "x.duckdb", articles()[:2])
    with asking(path, look=1e6) as client:
        assert "All pages have been read" in client.get("/failures").text
        add(path, client, "Das ist ein deutscher Text, und niemand hat ihn je gelesen. " * 5)
        assert '<a href="/failures">1 page</a> could not be read' in changes(
            client, "/?since=2022-01-01"
        )
        text = client.get("/failures").text
        assert "0.txt" in text and text.count("<h1") == 1
        assert client.get("/failures?page=9").status_code == 200
        assert client.get("/failures?page=x").status_code == 422
    with asking(path, read_only=True) as client:
        assert client.get("/failures").status_code == 403


def test_what_others_did(tmp_path: Path, clock: list[str]) -> None:
    path = make(tmp_path / "x.duckdb", articles()[:2])
    clock[0] = "2022-01-01T09:00:00+00:00"
    with asking(path) as client:
        changes(client)
        clock[0] = "2022-01-02T09:00:00+00:00"
        about = Subject("dyad", "NOR/PER", "Norway and Peru <b>")
        with People.beside(path).writing() as db:
            write(db, LOCAL, about, "Is this one event?")
            write(db, OTHER, about, "Two, I think.")
            write(db, OTHER, Subject("dyad", "KEN/TCD", "Kenya and Chad"), "Nobody asked.")
        told = changes(client)
        assert 'ben wrote on <a href="/conversation/2#c-2">Norway and Peru <b></a>' in told
        assert '<a href="/conversation">2 comments</a> in all' in told
        assert "Norway and Peru &lt;b&gt;" in client.get("/").text
        assert client.get("/conversation/2").status_code == 200


def test_a_reader_without_a_store_has_a_cookie(made: Path, clock: list[str]) -> None:
    with asking(made, read_only=True) as client:
        assert "From your next visit on" in changes(client)
        clock[0] = "2030-01-02T09:00:00+00:00"
        assert "Since your last visit" in changes(client)
        cookie = client.cookies[visits.COOKIE]
        client.cookies.clear()
        client.cookies.set(visits.COOKIE, cookie.replace("2030-01-01", "2029-01-01"))
        assert "From your next visit on" in changes(client), "a changed cookie counts for nothing"
        for wrong in ("", "|", "||||", "x" * 4000):
            client.cookies.clear()
            client.cookies.set(visits.COOKIE, wrong)
            assert client.get("/").status_code == 200


def test_the_counts_lead_to_as_many_rows(client: TestClient) -> None:
    for address in ("/", "/?days=30", "/?days=90"):
        text = html.unescape(client.get(address).text)
        found = re.findall(
            r'<a href="/events\?([^"]+)">[A-Z][a-z ]+</a></th><td class="n">([\d,]+)</td>', text
        )
        assert found
        for query, number in found:
            there = client.get(f"/api/v1/events?{query}").json()
            assert there["total"] == int(number.replace(",", "")), query
