"""What strangers try: other hosts, other sites, long bodies, old forms."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from dateline.errors import NotServed
from dateline.web.security import POLICY, local
from dateline.web.serving import check_host, listen


def test_headers_are_on_every_answer(client: TestClient) -> None:
    for address in ("/", "/events", "/nothing", "/static/dateline.css", "/api/v1/events?limit=1",
                    "/openapi.json", "/events.csv", "/events?tpye=x"):  # fmt: skip
        headers = client.get(address).headers
        assert headers["content-security-policy"] == POLICY, address
        assert headers["x-content-type-options"] == "nosniff", address
        assert headers["x-frame-options"] == "DENY", address
        assert headers["referrer-policy"] == "same-origin", address
    assert "unsafe" not in POLICY


def test_another_name_gets_nothing(client: TestClient) -> None:
    for host in ("evil.example", "evil.example:8765", "localhost.evil.example", ""):
        answer = client.get("/", headers={"host": host})
        assert answer.status_code == 421, host
        assert "Story" not in answer.text
    for host in ("localhost:8765", "127.0.0.1:8765", "[::1]:8765"):
        assert client.get("/guide", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_another_site_changes_nothing(client: TestClient, headers: dict[str, str]) -> None:
    (key, *_) = re.findall(r'name="form_key" value="(\w+)"', client.get("/guide").text)
    sent = {"form_key": key, "to": "dark", "back": "/"}
    assert client.post("/theme", data=sent, headers=headers).status_code == 403
    assert client.post("/api/v1/read", json={"text": "x"}, headers=headers).status_code == 403


def test_a_form_needs_its_key(client: TestClient) -> None:
    for key in ("", "0" * 64, "é"):
        answer = client.post("/theme", data={"form_key": key, "to": "dark"})
        assert answer.status_code == 403
        assert "load the page again" in answer.text


def test_a_large_body_is_refused(client: TestClient) -> None:
    assert client.post("/theme", content=b"x" * 2_000_000).status_code == 413
    assert client.post("/api/v1/read", content=b"x" * 6_000_000).status_code == 413

    def unsaid():  # type: ignore[no-untyped-def]
        for _ in range(200):
            yield b"x" * 50_000

    headers = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/theme", content=unsaid(), headers=headers).status_code == 413


def test_where_one_may_be_sent_back() -> None:
    assert local("/events?type=AID") == "/events?type=AID"
    for elsewhere in ("", "events", "//a.b", "/\\a.b", "https://a.b", "/a\nb", None):
        assert local(elsewhere) == "/"


@pytest.mark.parametrize(
    "host", ["0.0.0.0", "::", "192.168.1.5", "example.org", "127.0.0.1.evil.example"]
)
def test_only_this_machine(host: str) -> None:
    with pytest.raises(NotServed, match="no accounts"):
        check_host(host)


def test_loopback_and_a_port_that_is_taken() -> None:
    assert [check_host(h) for h in ("localhost", "127.0.0.1", "::1")] == [
        "localhost",
        "127.0.0.1",
        "::1",
    ]
    first = listen("127.0.0.1", 0)
    try:
        with pytest.raises(NotServed, match="cannot listen"):
            listen("127.0.0.1", first.getsockname()[1])
    finally:
        first.close()


def test_spreadsheets_get_no_formulas(client: TestClient) -> None:
    text = client.get("/events.csv").text
    assert "'=HYPERLINK" in text and not re.search(r'(^|,)"?=', text, re.MULTILINE)
