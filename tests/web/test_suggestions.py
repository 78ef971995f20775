"""A source is suggested, looked at, and read only when it was approved; never from inside."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from desk.made_by_rule import RuleReader, story
from fastapi.testclient import TestClient
from httpx2 import Response
from web.conftest import articles, asking, make

from dateline.cli.suggestions import suggestions as command
from dateline.desk import Desk
from dateline.errors import UsageError
from dateline.people import People, accounts, passwords, suggestions

GOOD = "seven quiet herons"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(passwords, "COST", passwords.Cost(1, 64, 1))
    monkeypatch.setattr("dateline.reader.Reader", lambda **_: RuleReader())
    return make(tmp_path / "a.duckdb", articles()[:1])


def post(client: TestClient, to: str, **fields: str) -> Response:
    found = re.search(r'name="form_key" value="(\w+)"', client.get("/sign-out").text)
    assert found
    return client.post(to, data={"form_key": found[1], **fields}, follow_redirects=False)


def run(desk: Path, *given: str) -> tuple[int, str]:
    done = CliRunner().invoke(command, [*given, "--desk", str(desk)])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


def test_from_the_form_to_the_desk(desk: Path) -> None:
    with asking(desk) as client:
        assert post(
            client, "/suggest", text=story(50), headline="A <b>new</b>\r\none", outlet="The Paper",
            published="2022-07-03", note="<script>alert(1)</script>",
        ).status_code == 303  # fmt: skip
        assert post(client, "/suggest", text="of no use", note="").status_code == 303
        page = client.get("/suggestions").text
        assert "<script>alert" not in page and "&lt;b&gt;new&lt;/b&gt; one" in page
        assert run(desk, "add") == (0, "Nothing is approved and unread.\n")
        assert post(client, "/suggestions/1", state="approved").status_code == 303
        for fields in ({"state": "rejected"}, {"state": "read", "reason": "x"}, {}):
            assert post(client, "/suggestions/2", **fields).status_code == 422
        assert post(client, "/suggestions/2", state="rejected", reason="no news").status_code == 303
        assert post(client, "/suggestions/1", state="rejected", reason="late").status_code == 422
        assert "no news" in client.get("/suggestions").text
    code, told = run(desk, "add")
    assert code == 0 and told.startswith("1: 1 added with"), told
    with Desk(desk, read_only=True) as file:
        assert file.info()["articles"] == 2
    assert run(desk, "add") == (0, "Nothing is approved and unread.\n")
    listed = json.loads(run(desk, "list", "--json")[1])
    assert [s["state"] for s in listed] == ["rejected", "read"]
    assert run(desk, "list", "--state", "read")[1].count("\n") == 1


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:9/", "http://localhost:9/", "http://169.254.169.254/latest/meta-data", "http://[::1]/",
                "http://10.0.0.1/", "http://0x7f000001/"],
)  # fmt: skip
def test_addresses_inside_are_never_fetched(desk: Path, address: str) -> None:
    store = People.beside(desk)
    with store.writing() as db:
        id_ = suggestions.suggest(db, "me", address=address)
        suggestions.decide(db, "me", id_, "approved", "")
    code, told = run(desk, "add", "--delay", "0")
    assert code == 1 and re.search("D110|D109|D001", told), told
    with Desk(desk, read_only=True) as file:
        assert file.info()["articles"] == 1


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"address": "javascript:alert(1)"},
        {"address": "file:///etc/passwd"},
        {"address": "/etc/passwd"},
        {"address": "https://" + "a" * 5_000},
        {"text": "x", "published": "yesterday"},
        {"text": "x" * 200_001},
    ],
)
def test_what_cannot_be_suggested(desk: Path, given: dict[str, str]) -> None:
    with People.beside(desk).writing() as db, pytest.raises(UsageError):
        suggestions.suggest(db, "me", **given)


def test_logins_are_not_kept_and_nothing_is_suggested_twice(desk: Path) -> None:
    with People.beside(desk).writing() as db:
        suggestions.suggest(db, "me", address="https://user:secret@example.org/a")
        (kept,) = suggestions.suggestions(db, ["waiting"])
        assert kept.address == "https://example.org/a"
        with pytest.raises(UsageError, match="before"):
            suggestions.suggest(db, "me", address="https://example.org/a")


def test_who_may_what(desk: Path) -> None:
    with asking(desk) as client:
        store = client.app.state.people  # type: ignore[attr-defined]
        with store.writing() as db:
            for name, role in (("ada", "owner"), ("ben", "coder"), ("ria", "reader")):
                accounts.add(db, "me", name, role, GOOD)
        assert client.get("/suggest", follow_redirects=False).status_code == 303
        post(client, "/sign-in", name="ria", password=GOOD)
        assert post(client, "/suggest", address="https://example.org/a").status_code == 303
        assert "example.org" in client.get("/suggestions").text
        post(client, "/sign-out")
        post(client, "/sign-in", name="ben", password=GOOD)
        assert "example.org/a" not in client.get("/suggestions").text
        assert post(client, "/suggestions/1", state="approved").status_code == 403
        assert client.post("/suggest", data={"address": "https://example.org/b"}).status_code == 403
        for n in range(6):
            status = post(client, "/suggest", text=f"text {n}").status_code
            assert status == 303, n
        assert post(client, "/suggest", text="one more").status_code == 429
    with asking(desk, read_only=True) as client:
        assert client.get("/suggest").status_code == 403
