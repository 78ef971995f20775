"""With accounts: who may judge, who may decide, and that a coder's name is that of the account."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from web.conftest import articles, asking, make
from web.test_accounts import GOOD, cheap, enter, post
from web.test_mending import fields_of
from web.test_review import hidden

from dateline.people import accounts

assert cheap  # a fixture of these tests too
ROWS = "/review/rows?order=random&seed=7&size=3"
NAMES = {"ada": "owner", "eve": "editor", "ben": "coder", "bo": "coder", "ria": "reader"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("roles") / "made.duckdb", articles()[:3])


@pytest.fixture
def client(desk: Path) -> Iterator[TestClient]:
    with asking(desk) as found:
        with found.app.state.people.writing() as db:  # type: ignore[attr-defined]
            if not accounts.accounts(db):
                for name, role in NAMES.items():
                    accounts.add(db, "me", name, role, GOOD)
        yield found


def be(client: TestClient, name: str) -> None:
    client.cookies.clear()
    assert enter(client, name).status_code == 303


def test_who_may_what(client: TestClient) -> None:
    pages = {
        "/review": "coder", ROWS: "coder", "/review/agreement": "coder", "/review/precision": "reader",
        "/review/mends": "editor", "/review/lost": "editor", "/review/rules": "editor",
        "/review/rules/new": "editor", "/review/gold.jsonl": "editor", "/review/judgements.csv": "editor",
        "/review/mends.jsonl": "editor", "/review/corrected.csv": "reader",
    }  # fmt: skip
    order = ["reader", "coder", "editor"]
    for name in ("ria", "ben", "eve"):
        be(client, name)
        for address, role in pages.items():
            may = order.index(NAMES[name]) >= order.index(role)
            assert client.get(address).status_code == (200 if may else 403), (name, address)
        assert ('href="/review"' in client.get("/events").text) == (name != "ria")
    for address in ("/review/judge", "/review/undo", "/review/coder", "/review/mend/x", "/review/missing/x",
                    "/review/mends/withdraw", "/review/settle", "/review/rules", "/review/rules/withdraw"):  # fmt: skip
        be(client, "ria")
        assert post(client, address, _on="/guide").status_code == 403, address
    be(client, "ben")
    for address in ("/review/settle", "/review/rules", "/review/rules/withdraw"):
        assert post(client, address, _on="/guide").status_code == 403, address


def test_the_account_is_the_coder(client: TestClient) -> None:
    be(client, "ben")
    client.cookies.set("dateline_coder", "somebody-else")
    page = client.get(ROWS).text
    assert "judged by ben" in page and "somebody-else" not in page
    client.post("/review/judge", data={**hidden(page), "verdict": "wrong"})
    address = f"/review/mend/{hidden(page)['event']}"
    client.post(address, data={**fields_of(client.get(address).text, address), "status": "claim"})
    be(client, "bo")
    page = client.get(ROWS).text
    assert "Row 1 of 3, 0 judged by bo" in page and "ben" not in page, "blind"
    event = client.get(address.replace("/review/mend", "/events")).text
    assert "mended by ben" in event and "Withdraw" not in event, "only one's own"
    be(client, "eve")
    (one,) = map(json.loads, client.get("/review/mends.jsonl").text.splitlines())
    assert (one["person"], one["now"]) == ("ben", "claim")
    page = client.get("/review/mends").text
    client.post("/review/mends/withdraw", data=fields_of(page, "/review/mends/withdraw"))
    (one,) = map(json.loads, client.get("/review/mends.jsonl").text.splitlines())
    assert one["withdrawn_by"] == "eve"
