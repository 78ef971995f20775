"""Signing in, in the browser and with tokens; who gets no further, and what an owner sees."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from fastapi.testclient import TestClient
from httpx2 import Response
from web.conftest import articles, asking, make

from dateline.cli import main
from dateline.cli.accounts import accounts as command
from dateline.errors import NotServed
from dateline.people import People, accounts, passwords, sessions
from dateline.web.serving import check_host, owners_of

GOOD = "seven quiet herons"
NAMES = {"ada": "owner", "eve": "editor", "ben": "coder", "ria": "reader"}


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "COST", passwords.Cost(1, 64, 1))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("accounts") / "made.duckdb", articles()[:3])


@pytest.fixture(scope="module")
def served(desk: Path) -> Iterator[TestClient]:
    with asking(desk) as found:
        yield found


@pytest.fixture
def client(served: TestClient) -> Iterator[TestClient]:
    """Nobody has signed in; four may."""
    served.cookies.clear()
    store: People = served.app.state.people  # type: ignore[attr-defined]
    with store.writing() as db:
        for table in ("sessions", "tokens", "accounts", "attempts", "log"):
            db.execute(f"DELETE FROM {table}")
        for name, role in NAMES.items():
            accounts.add(db, "me", name, role, GOOD)
    yield served
    with store.writing() as db:
        db.execute("DELETE FROM accounts")


def post(client: TestClient, to: str, _on: str = "/sign-out", **fields: str) -> Response:
    page = client.get(_on).text
    found = re.search(r'name="form_key" value="(\w+)"', page)
    assert found, page
    return client.post(to, data={"form_key": found[1], **fields}, follow_redirects=False)


def enter(client: TestClient, name: str, password: str = GOOD, **fields: str) -> Response:
    return post(client, "/sign-in", name=name, password=password, **fields)


def test_nobody_gets_further_than_the_form(client: TestClient, desk: Path) -> None:
    for address in (
        "/",
        "/events?type=AID",
        "/guide",
        "/events.csv",
        "/review",
        "/people/log",
        "/account",
    ):
        answer = client.get(address, follow_redirects=False)
        assert answer.status_code == 303, address
        assert answer.headers["location"].startswith("/sign-in?back=%2F"), address
        assert "Story" not in answer.text
    for address in ("/api/v1/events", "/api/v1/stories"):
        answer = client.get(address)
        assert answer.status_code == 401 and answer.headers["www-authenticate"] == "Bearer"
        assert answer.headers["content-type"] == "application/problem+json"
    assert client.post("/api/v1/read", json={"text": "x"}).status_code == 401
    assert post(client, "/review/undo").status_code == 401
    page = client.get("/nothing-here").text
    assert "Find" not in page and 'href="/review"' not in page
    assert client.get("/static/dateline.css").status_code == 200
    for route in client.app.routes:  # type: ignore[attr-defined]
        path = getattr(route, "path", "")
        if "GET" in (getattr(route, "methods", None) or ()) and path not in (
            "/sign-in", "/sign-out", "/openapi.json",
        ):  # fmt: skip
            told = client.get(re.sub(r"\{\w+(:\w+)?\}", "x", path), follow_redirects=False)
            assert told.status_code in (303, 401), path


def test_signing_in_and_out(client: TestClient) -> None:
    answer = enter(client, "Ben", back="/guide")
    assert answer.status_code == 303 and answer.headers["location"] == "/guide"
    cookie = next(
        c for c in answer.headers.get_list("set-cookie") if c.startswith("dateline_session=")
    )
    told = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert {"httponly", "samesite=lax", "path=/"} <= told and "secure" not in told
    page = client.get("/guide")
    assert page.status_code == 200 and ">ben</a>" in page.text
    assert client.get("/api/v1/events?limit=1").status_code == 200
    assert (
        client.get("/sign-in?back=/events", follow_redirects=False).headers["location"] == "/events"
    )
    had = client.cookies["dateline_session"]
    assert post(client, "/sign-out").headers["location"] == "/sign-in"
    client.cookies.clear()
    client.cookies.set("dateline_session", had)
    assert client.get("/guide", follow_redirects=False).status_code == 303


def test_over_https_the_cookies_are_secure(desk: Path) -> None:
    with TestClient(asking(desk).app, base_url="https://localhost") as client:
        store: People = client.app.state.people  # type: ignore[attr-defined]
        with store.writing() as db:
            accounts.add(db, "me", "ada", "owner", GOOD)
        try:
            page = client.get("/sign-in")
            (form,) = page.headers.get_list("set-cookie")
            assert form.endswith("; Secure")
            cookies = enter(client, "ada").headers.get_list("set-cookie")
            assert any(c.startswith("dateline_session=") and "; Secure" in c for c in cookies)
        finally:
            with store.writing() as db:
                db.execute("DELETE FROM accounts")


def test_a_session_that_was_there_before_is_not_taken_over(client: TestClient) -> None:
    """Whoever plants a session's cookie in a browser does not get the one that comes of it."""
    enter(client, "ria")
    planted = client.cookies["dateline_session"]
    client.get("/guide")
    form = client.cookies["dateline_form"]
    assert enter(client, "ada").status_code == 303
    assert client.cookies["dateline_session"] != planted
    client.get("/guide")
    assert client.cookies["dateline_form"] != form
    client.cookies.clear()
    client.cookies.set("dateline_session", planted)
    assert client.get("/guide", follow_redirects=False).status_code == 303
    client.cookies.clear()
    client.cookies.set("dateline_session", "f" * 64)
    assert client.get("/guide", follow_redirects=False).status_code == 303


def test_wrong_names_and_passwords_look_the_same(client: TestClient) -> None:
    pages = []
    for name in ("ben", "nobody"):
        answer = enter(client, name, "a wrong password")
        assert answer.status_code == 401 and "wrong" in answer.text
        assert "dateline_session" not in str(answer.headers)
        pages.append(re.sub(r"form_key\" value=\"\w+|ben|nobody", "", answer.text))
    assert pages[0] == pages[1]
    answer = enter(client, "<script>alert(1)</script>", "x")
    assert "<script>alert" not in answer.text


def test_too_many_tries(client: TestClient) -> None:
    for _ in range(sessions.MOST["both"]):
        assert enter(client, "ben", "a wrong password").status_code == 401
    answer = enter(client, "ben")
    assert answer.status_code == 429 and int(answer.headers["retry-after"]) > 0
    assert "too many tries" in answer.text and "dateline_session" not in client.cookies


@pytest.mark.parametrize(
    "back",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "/\r\nX: y",
        "/sign-out",
        "/sign-in?back=/",
    ],
)
def test_it_leads_nowhere_else(client: TestClient, back: str) -> None:
    assert enter(client, "ben", back=back).headers["location"] == "/"
    answer = client.get("/sign-in", params={"back": back}, follow_redirects=False)
    assert answer.headers["location"] == "/"


def test_forms_need_their_key(client: TestClient) -> None:
    assert client.post("/sign-in", data={"name": "ada", "password": GOOD}).status_code == 403
    enter(client, "ada")
    for to in (
        "/sign-out",
        "/account/sign-out",
        "/account/password",
        "/people/role",
        "/people/remove",
        "/people/sign-out",
        "/people/revoke",
    ):
        assert client.post(to, data={"name": "ben", "role": "owner"}).status_code == 403, to
        headers = {"origin": "https://evil.example"}
        assert client.post(to, data={"name": "ben"}, headers=headers).status_code == 403, to
    assert client.get("/people").status_code == 200


@pytest.mark.parametrize("name", ["eve", "ben", "ria"])
def test_only_an_owner_says_who_is_who(client: TestClient, name: str) -> None:
    enter(client, name)
    for address in ("/people", "/people/log"):
        answer = client.get(address)
        assert answer.status_code == 403 and "role of owner" in answer.text
    for to in ("/people/role", "/people/remove", "/people/sign-out", "/people/revoke"):
        assert post(client, to, name=name, role="owner", token="x").status_code == 403
    assert 'href="/people"' not in client.get("/guide").text


def test_a_reader_does_not_judge(client: TestClient) -> None:
    enter(client, "ria")
    assert client.get("/review/rows?order=random").status_code == 403
    assert post(client, "/review/undo").status_code == 403
    enter(client, "ben")
    assert client.get("/review/rows?order=random").status_code != 403


def test_the_owner_manages(client: TestClient) -> None:
    enter(client, "ben")
    bens = client.cookies["dateline_session"]
    client.cookies.clear()
    enter(client, "ada")
    page = client.get("/people").text
    assert all(name in page for name in NAMES)
    assert post(client, "/people/role", name="ben", role="editor").status_code == 303
    assert post(client, "/people/role", name="ben", role="king").status_code == 422
    assert post(client, "/people/role", name="ada", role="reader").status_code == 422
    assert post(client, "/people/sign-out", name="ben").status_code == 303
    assert post(client, "/people/remove", name="ria").status_code == 303
    log = client.get("/people/log").text
    for act in ("set role", "sign out everywhere", "remove account", "sign in"):
        assert act in log
    assert client.get("/people/log?before=1").status_code == 200
    client.cookies.clear()
    client.cookies.set("dateline_session", bens)
    assert client.get("/guide", follow_redirects=False).status_code == 303


def test_ones_own_password(client: TestClient) -> None:
    enter(client, "ben")
    new = "nine loud herons"
    for fields, status in (
        ({"password": GOOD, "new": new, "again": "else"}, 422),
        ({"password": GOOD, "new": "short", "again": "short"}, 422),
        ({"password": "a wrong one", "new": new, "again": new}, 403),
        ({"password": GOOD, "new": new, "again": new}, 303),
    ):
        assert post(client, "/account/password", "/account", **fields).status_code == status
    assert client.get("/guide", follow_redirects=False).status_code == 303
    assert enter(client, "ben").status_code == 401
    assert enter(client, "ben", new).status_code == 303
    assert post(client, "/account/sign-out", "/account").status_code == 303
    assert client.get("/guide", follow_redirects=False).status_code == 303


def test_tokens_are_for_the_api_and_no_more_than_their_scope(client: TestClient) -> None:
    store: People = client.app.state.people  # type: ignore[attr-defined]
    with store.writing() as db:
        token = sessions.add_token(db, "me", "eve", "laptop", "read")
    headers = {"authorization": f"Bearer {token}"}
    assert client.get("/api/v1/events?limit=1", headers=headers).status_code == 200
    assert client.get("/guide", headers=headers, follow_redirects=False).status_code == 303
    for wrong in ("Bearer x", "Bearer ", f"Basic {token}", f"Bearer {token}x"):
        told = client.get("/api/v1/events", headers={"authorization": wrong})
        assert told.status_code == 401, wrong
    assert "laptop" in (enter(client, "eve"), client.get("/account").text)[1]
    # A wrong token is not made good by a session.
    assert client.get("/api/v1/events", headers={"authorization": "Bearer x"}).status_code == 401
    enter(client, "ada")
    assert "laptop" in client.get("/people").text
    assert post(client, "/people/revoke", name="eve", token="laptop").status_code == 303
    client.cookies.clear()
    assert client.get("/api/v1/events", headers=headers).status_code == 401


def test_scopes(client: TestClient) -> None:
    from starlette.requests import Request

    from dateline.web.persons import person

    store: People = client.app.state.people  # type: ignore[attr-defined]
    for scope, role in (("read", "reader"), ("read-write", "editor")):
        with store.writing() as db:
            token = sessions.add_token(db, "me", "eve", scope, scope)
        headers = [(b"authorization", f"Bearer {token}".encode())]
        made = {"type": "http", "app": client.app, "headers": headers, "path": "/api/v1/x",
                "server": ("localhost", 80), "scheme": "http", "query_string": b"", "root_path": ""}  # fmt: skip
        assert person(Request(made)) == ("eve", role)


def test_without_accounts_nobody_is_asked_on_loopback_and_everybody_elsewhere(
    client: TestClient, desk: Path
) -> None:
    store: People = client.app.state.people  # type: ignore[attr-defined]
    with store.writing() as db:
        db.execute("DELETE FROM accounts")
    assert client.get("/guide").status_code == 200
    assert "No accounts" in client.get("/account").text
    assert "nobody signs in" in client.get("/people").text
    with asking(desk, public=True) as public:
        assert public.get("/guide", follow_redirects=False).status_code == 303
        assert public.get("/api/v1/events").status_code == 401
        assert enter(public, "me", "").status_code == 401


def test_a_file_of_people_that_breaks_opens_nothing(tmp_path: Path) -> None:
    desk = make(tmp_path / "a.duckdb", articles()[:1])
    with asking(desk) as client:
        store: People = client.app.state.people  # type: ignore[attr-defined]
        for file in tmp_path.glob("a.people.sqlite*"):
            file.unlink()
        store.path.write_bytes(b"no database" * 500)
        answer = client.get("/guide")
        assert answer.status_code == 503 and "What to do" in answer.text


# --- where it is served -----------------------------------------------------------------


def test_other_hosts_need_an_owner(tmp_path: Path) -> None:
    for host in ("0.0.0.0", "::", "192.168.1.5", "desk.example.org"):
        with pytest.raises(NotServed, match="no accounts"):
            check_host(host)
        with pytest.raises(NotServed, match="read-only"):
            check_host(host, 1, True)
        assert check_host(host, 1) == host
    desk = tmp_path / "a.duckdb"
    assert owners_of(desk) == 0 and not list(tmp_path.iterdir())
    with People.beside(desk).writing() as db:
        accounts.add(db, "me", "ada", "owner", GOOD)
    assert owners_of(desk) == 1


def test_a_number_is_known_where_the_request_came_in(desk: Path) -> None:
    app = asking(desk).app
    for base, host, status in (
        ("http://192.0.2.7", "192.0.2.7", 200),
        ("http://192.0.2.7", "evil.example", 421),
        ("http://192.0.2.7", "192.0.2.8", 421),
        ("http://evil.example", "evil.example", 421),
    ):
        with TestClient(app, base_url=base) as client:
            assert client.get("/sign-out", headers={"host": host}).status_code == status


def test_misuse_of_serve_is_one_line(
    desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "no.pem"
    bad.write_text("no certificate")
    base = ["serve", "--desk", str(desk), "--port", "0"]
    assert main([*base, "--certificate", str(bad)]) == 2
    assert main([*base, "--certificate", str(bad), "--key", str(bad)]) == 2
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 2 and "D001" in told[0] and "D601" in told[1]


# --- the command line -------------------------------------------------------------------


def test_the_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk = make(tmp_path / "a.duckdb", articles()[:1])
    secret = tmp_path / "secret"
    secret.write_text(GOOD + "\n")

    def run(*given: str, stdin: str | None = None) -> str:
        asked = CliRunner().invoke(command, [*given, "--desk", str(desk)], input=stdin)
        assert asked.exit_code == 0, (given, asked.output, asked.exception)
        return asked.output

    assert "No accounts" in run("list")
    run("add", "ada", "--role", "owner", "--password-file", str(secret))
    run("add", "ben", "--role", "coder", stdin=GOOD + "\n")
    assert desk.with_suffix(".people.sqlite").stat().st_mode & 0o077 == 0
    assert "ben is editor now" in run("role", "ben", "--role", "editor")
    token = run("token", "add", "ben", "--scope", "read", "--name", "laptop").strip()
    assert token.startswith(sessions.PREFIX)
    (ada, ben) = json.loads(run("list", "--json"))
    assert (ada["role"], ben["role"], ben["tokens"][0]["scope"]) == ("owner", "editor", "read")
    assert token not in run("list") and "laptop" in run("list")
    run("token", "revoke", "ben", "--name", "laptop")
    run("password", "ben", "--password-file", "-", stdin="nine loud herons\n")
    assert sessions.sign_in(People.beside(desk), "ben", "nine loud herons", "x")
    assert "1 session ended" in run("sign-out", "ben")
    run("remove", "ben")
    assert len(json.loads(run("list", "--json"))) == 1

    base = ["desk", "accounts"]
    for given in (
        ["add", "a b", "--role", "coder"],
        ["add", "me", "--role", "coder"],
        ["role", "nobody", "--role", "coder"],
        ["remove", "no\x1b[2Jbody"],
        ["sign-out", "nobody"],
    ):
        assert main([*base, *given, "--desk", str(desk)]) == 2
        told = capsys.readouterr().err
        assert told.count("\n") == 1 and "D001" in told and "\x1b" not in told
    assert main([*base, "list", "--desk", str(tmp_path / "none.duckdb")]) == 2
    assert "D401" in capsys.readouterr().err and not (tmp_path / "none.people.sqlite").exists()
