"""Who may do what; what other rooms add to a page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from markupsafe import Markup
from starlette.requests import Request
from web.conftest import asking

from dateline.web import parts
from dateline.web.persons import ROLES, Person, needs, people, person
from dateline.web.render import fragment
from dateline.web.security import Refused


def request_of(client: TestClient) -> Request:
    return Request({"type": "http", "app": client.app, "headers": []})


def test_on_ones_own_machine_one_owns_the_desk(client: TestClient, made: Path) -> None:
    here = request_of(client)
    assert person(here) == ("me", "owner")
    assert all(needs(role)(here) == ("me", "owner") for role in ROLES)
    assert people(here).path.exists()
    read_only = request_of(asking(made, read_only=True))
    assert person(read_only).role == "reader"
    assert needs("reader")(read_only)
    with pytest.raises(Refused):
        needs("coder")(read_only)
    with pytest.raises(Refused, match="read-only"):
        people(read_only)


def test_roles_contain_each_other() -> None:
    assert [r for r in ROLES if Person("x", "coder").may(r)] == ["reader", "coder"]


def test_a_part_stands_on_its_page(
    client: TestClient, event: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def part(request: Request, id_: str) -> Markup:
        return Markup("<p>part of {}</p>").format(f"<{id_}>")

    monkeypatch.setattr(parts, "part", part, raising=False)
    monkeypatch.setitem(parts.PARTS, "event", ("dateline.web.parts:part",))
    assert f"<p>part of &lt;{event['id']}&gt;</p>" in client.get(f"/events/{event['id']}").text
    assert fragment
