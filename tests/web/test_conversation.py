"""Threads on rows, stories and dyads: written, answered, edited, flagged, hidden; no word is lost."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from web.conftest import articles, asking, make

from dateline.people import People, accounts, conversation, passwords

GOOD = "seven quiet herons"
NAMES = {"ada": "owner", "eve": "editor", "ben": "coder", "ria": "reader"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("talk") / "made.duckdb", articles()[:6])


@pytest.fixture(scope="module")
def served(desk: Path) -> Iterator[TestClient]:
    with asking(desk) as found:
        yield found


@pytest.fixture
def client(served: TestClient, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """Nobody has said anything."""
    monkeypatch.setattr(passwords, "COST", passwords.Cost(1, 64, 1))
    monkeypatch.setattr(conversation, "LIMITS", ((60, 1_000),))
    with store(served).writing() as db:
        for table in ("flags", "comment_versions", "comments", "guidelines", "log", "accounts"):
            db.execute(f"DELETE FROM {table}")
    served.cookies.clear()
    return served


def store(client: TestClient) -> People:
    found: People = client.app.state.people  # type: ignore[attr-defined]
    return found


@pytest.fixture
def row(client: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/api/v1/events?limit=1&type=ACCUSE").json()["data"][0]
    return found


def post(client: TestClient, to: str, **fields: str) -> Response:
    found = re.search(r'name="form_key" value="(\w+)"', client.get("/sign-out").text)
    assert found
    return client.post(to, data={"form_key": found[1], **fields}, follow_redirects=False)


def say(client: TestClient, row: dict[str, Any], text: str, **fields: str) -> int:
    answer = post(
        client, "/conversation/write", kind="event", subject=row["id"], text=text, **fields
    )
    assert answer.status_code == 303, answer.text
    return int(answer.headers["location"].rpartition("#c-")[2])


def people(client: TestClient) -> None:
    with store(client).writing() as db:
        for name, role in NAMES.items():
            accounts.add(db, "me", name, role, GOOD)


def enter(client: TestClient, name: str) -> None:
    client.cookies.clear()
    assert post(client, "/sign-in", name=name, password=GOOD).status_code == 303


def test_a_thread_on_a_row(client: TestClient, row: dict[str, Any]) -> None:
    page = client.get(f"/events/{row['id']}").text
    assert "Nobody has said anything about this row yet" in page and "Be civil" in page
    first = say(client, row, f"Is *that* so? See #{row['id'][:8]}. <script>alert(1)</script>")
    answer = post(client, f"/conversation/{first}/answer", text="It is.")
    assert answer.status_code == 303
    page = client.get(f"/events/{row['id']}").text
    assert "<em>that</em>" in page and "It is." in page and "<script>alert" not in page
    assert f'href="/conversation/row/{row["id"][:8]}"' in page
    led = client.get(f"/conversation/row/{row['id'][:8]}", follow_redirects=False)
    assert led.headers["location"] == f"/events/{row['id']}"
    for address in ("/conversation", f"/conversation/{first}"):
        assert "<em>that</em>" in client.get(address).text
    for wrong in ("abcdefabcdef", "xyz", "12"):
        assert client.get(f"/conversation/row/{wrong}").status_code == 404


def test_stories_and_dyads(client: TestClient, row: dict[str, Any]) -> None:
    story = client.get("/api/v1/stories?limit=1").json()["data"][0]["id"]
    assert (
        post(
            client, "/conversation/write", kind="story", subject=story, text="of a story"
        ).status_code
        == 303
    )
    assert "of a story" in client.get(f"/stories/{story}").text
    made = post(client, "/conversation/write", kind="dyad", subject="TZA/KEN~GOV", text="of two")
    assert made.headers["location"].startswith("/dyads/KEN~GOV/TZA#c-")
    for address in ("/dyads/KEN~GOV/TZA", "/dyads/TZA/KEN~GOV"):
        assert "of two" in client.get(address).text
    assert "of two" not in client.get("/dyads/KEN/TZA").text


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"kind": "event", "subject": "none", "text": "x"}, 404),
        ({"kind": "person", "subject": "x", "text": "x"}, 404),
        ({"kind": "dyad", "subject": "KEN", "text": "x"}, 422),
        ({"kind": "dyad", "subject": "A/B/C", "text": "x"}, 422),
        ({"kind": "dyad", "subject": "KEN/TZA", "text": " \r\n "}, 422),
        ({"kind": "dyad", "subject": "KEN/TZA", "text": "x" * 9_000}, 422),
        ({"kind": "dyad", "subject": "KEN/TZA", "text": "x", "parent": "999"}, 422),
        ({}, 404),
    ],
)
def test_what_cannot_be_written(client: TestClient, fields: dict[str, str], status: int) -> None:
    assert post(client, "/conversation/write", **fields).status_code == status
    for address in ("/conversation/9/edit", "/conversation/9", "/conversation/9/versions"):
        assert client.get(address).status_code == 404
    assert client.get("/conversation/x").status_code == 422
    with store(client).reading() as db:
        assert db.execute("SELECT count(*) FROM comments").fetchone()[0] == 0


def test_edited_and_withdrawn(client: TestClient, row: dict[str, Any]) -> None:
    id_ = say(client, row, "first words")
    form = client.get(f"/conversation/{id_}/edit").text
    assert "first words" in form and 'name="version" value="1"' in form
    assert (
        post(client, f"/conversation/{id_}/edit", version="1", text="second words").status_code
        == 303
    )
    page = client.get(f"/conversation/{id_}").text
    assert "second words" in page and "first words" not in page
    assert "first words" in client.get(f"/conversation/{id_}/versions").text
    assert post(client, f"/conversation/{id_}/withdraw").status_code == 303
    page = client.get(f"/events/{row['id']}").text
    assert "Withdrawn" in page and "second words" not in page
    assert client.get(f"/conversation/{id_}/versions").status_code == 404
    for to in ("edit", "withdraw", "flag", "answer"):
        assert post(
            client, f"/conversation/{id_}/{to}", text="x", version="2", reason="x"
        ).status_code in (403, 422)


def test_two_windows_lose_no_word(client: TestClient, row: dict[str, Any]) -> None:
    id_ = say(client, row, "at first")
    assert (
        post(client, f"/conversation/{id_}/edit", version="1", text="of one window").status_code
        == 303
    )
    answer = post(client, f"/conversation/{id_}/edit", version="1", text="of the <other>")
    assert answer.status_code == 409
    assert "of one window" in answer.text and "of the &lt;other&gt;" in answer.text
    assert 'name="version" value="2"' in answer.text
    assert post(client, f"/conversation/{id_}/edit", version="2", text="of both").status_code == 303


def test_guidelines(client: TestClient) -> None:
    assert "Be civil" in client.get("/guidelines").text
    assert post(client, "/guidelines/edit", version="0", text="**Ours** now.").status_code == 303
    answer = post(client, "/guidelines/edit", version="0", text="Those of another owner.")
    assert answer.status_code == 409
    assert "**Ours** now." in answer.text and "Those of another owner." in answer.text
    assert "<strong>Ours</strong>" in client.get("/dyads/KEN/TZA").text
    assert "edit guidelines" in client.get("/moderation").text


def test_who_may_what(client: TestClient, row: dict[str, Any]) -> None:
    people(client)
    enter(client, "ben")
    id_ = say(client, row, "of ben")
    enter(client, "ria")
    for to, fields in (
        (f"/conversation/{id_}/edit", {"version": "1", "text": "of ria"}),
        (f"/conversation/{id_}/withdraw", {}),
    ):
        assert post(client, to, **fields).status_code == 422
    assert client.get(f"/conversation/{id_}/edit").status_code == 403
    assert post(client, f"/moderation/{id_}", act="hide", reason="x").status_code == 403
    assert post(client, "/guidelines/edit", version="0", text="x").status_code == 403
    assert client.get("/guidelines/edit").status_code == 403
    page = client.get(f"/events/{row['id']}").text
    assert (
        "Ask an editor" in page
        and "Hide it" not in page
        and f"/conversation/{id_}/edit" not in page
    )
    enter(client, "eve")
    assert post(client, "/guidelines/edit", version="0", text="x").status_code == 403


def test_moderation(client: TestClient, row: dict[str, Any]) -> None:
    people(client)
    enter(client, "ben")
    rude, fine = say(client, row, "something rude"), say(client, row, "something fine")
    enter(client, "ria")
    for id_ in (rude, fine):
        assert post(client, f"/conversation/{id_}/flag", reason="<b>rude</b>").status_code == 303
    assert "something rude" not in client.get("/moderation").text
    enter(client, "eve")
    page = client.get("/moderation").text
    assert "something rude" in page and "ria" in page and "<b>rude</b>" not in page
    assert post(client, f"/moderation/{rude}", act="hide", reason="").status_code == 422
    assert post(client, f"/moderation/{rude}", act="burn", reason="x").status_code == 422
    assert post(client, f"/moderation/{rude}", act="hide", reason="an insult").status_code == 303
    assert post(client, f"/moderation/{fine}", act="leave", reason="a question").status_code == 303
    assert "Nothing waits" in client.get("/moderation").text
    enter(client, "ria")
    page = client.get(f"/events/{row['id']}").text
    assert "Hidden by eve: an insult" in page and "something rude" not in page
    assert "something rude" not in client.get("/conversation").text
    assert client.get(f"/conversation/{rude}/versions").status_code == 404
    log = client.get("/moderation").text
    for told in ("hide comment", "leave comment", "an insult", "a question", "eve"):
        assert told in log
    # Who flagged stays between them and the editors.
    assert not re.search(r"\bria\b", re.sub(r'<p class="who">.*?</p>', "", log))
    enter(client, "eve")
    assert "something rude" in client.get(f"/events/{row['id']}").text
    assert (
        post(client, f"/moderation/{rude}", act="show", reason="it was a quotation").status_code
        == 303
    )
    enter(client, "ria")
    assert "something rude" in client.get(f"/events/{row['id']}").text


def test_nobody_floods(
    client: TestClient, row: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversation, "LIMITS", ((60, 3), (3_600, 60)))
    id_, _, _ = (say(client, row, str(n)) for n in range(3))
    for to, fields in (
        ("/conversation/write", {"kind": "event", "subject": row["id"], "text": "4"}),
        (f"/conversation/{id_}/answer", {"text": "4"}),
        (f"/conversation/{id_}/edit", {"text": "4", "version": "1"}),
        (f"/conversation/{id_}/flag", {"reason": "4"}),
    ):
        answer = post(client, to, **fields)
        assert answer.status_code == 429 and "still in the form" in answer.text, to


def test_forms_need_their_key(client: TestClient, row: dict[str, Any]) -> None:
    id_ = say(client, row, "x")
    for to in ("/conversation/write", f"/conversation/{id_}/edit", f"/conversation/{id_}/withdraw",
               f"/conversation/{id_}/flag", f"/conversation/{id_}/answer", f"/moderation/{id_}", "/guidelines/edit"):  # fmt: skip
        assert client.post(to, data={"text": "x", "reason": "x"}).status_code == 403, to


def test_lines_of_the_log_cannot_be_forged(client: TestClient, row: dict[str, Any]) -> None:
    id_ = say(client, row, "x")
    post(
        client,
        f"/moderation/{id_}",
        act="hide",
        reason="x\n2026-01-01 ada hide comment\x1b[2J\u202e",
    )
    page = html.unescape(client.get("/moderation").text)
    assert "\x1b" not in page and "\u202e" not in page and page.count("<time>") == 1


def test_a_read_only_server_has_none(desk: Path, row: dict[str, Any]) -> None:
    with asking(desk, read_only=True) as client:
        page = client.get(f"/events/{row['id']}").text
        assert "Conversation" not in page
        assert client.get("/conversation").status_code == 403
        assert (
            post(
                client, "/conversation/write", kind="event", subject=row["id"], text="x"
            ).status_code
            == 403
        )


def test_rows_that_are_coded_anew(tmp_path: Path) -> None:
    """A comment follows the words of its row; where none has them, its thread says what became of it."""
    desk = make(tmp_path / "a.duckdb", articles()[:4])
    with asking(desk, look=0) as client:
        row = client.get("/api/v1/events?limit=1&type=ACCUSE").json()["data"][0]
        id_ = say(client, row, "what was said")
        gone = say(client, row, "of words that no row has")
        with store(client).writing() as db:
            db.execute("UPDATE comments SET subject = 'e' || subject")
            db.execute(
                "UPDATE comments SET trigger_start = 0, trigger_end = 1 WHERE id = ?", [gone]
            )
        page = client.get(f"/events/{row['id']}").text
        assert "what was said" in page and "of words that" not in page
        page = client.get(f"/conversation/{id_}").text
        assert "coded anew" in page and f'href="/events/{row["id"]}"' in page
        page = client.get(f"/conversation/{gone}").text
        assert "shown no more" in page and "of words that no row has" in page
        assert (
            post(client, f"/conversation/{gone}/answer", text="still answered").status_code == 303
        )
        assert "still answered" in client.get(f"/conversation/{gone}").text
