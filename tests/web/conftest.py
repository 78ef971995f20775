"""A desk of a test's own behind the app, with hostile articles in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk.made_by_rule import DENIED, RuleReader, story
from fastapi.testclient import TestClient

from dateline.desk import Desk
from dateline.web import create_app

SCRIPT = "<script>alert(1)</script>"
HOSTILE = [
    {
        "text": f"{story(90)} {SCRIPT} <img src=x onerror=alert(2)>",
        "title": f"Headline {SCRIPT}",
        "outlet": f"Outlet {SCRIPT}",
        "url": "javascript:alert(3)",
        "published": "2022-07-09",
    },
    {
        "text": story(91),
        "title": '=HYPERLINK("http://evil")',
        "outlet": '"><svg onload=alert(4)>',
        "url": 'https://example.org/"onmouseover="alert(5)',
        "published": "2022-07-08",
    },
]


def articles() -> list[dict[str, str]]:
    made = [
        {
            "text": story(n, "praised" if n % 3 else "accused"),
            "title": f"Story {n}",
            "outlet": ("The Paper", "The Post", "The Times")[n % 3],
            "url": f"https://example.org/{n}",
            "published": f"2022-{n % 12 + 1:02}-{n % 28 + 1:02}",
        }
        for n in range(30)
    ]
    copy = {**made[3], "outlet": "The Copy", "url": "https://copy.example/3", "title": "Again"}
    denial = f"{DENIED}Norway accused Peru of breaking the pact."
    return [*made, copy, {**made[4], "text": denial, "url": "https://example.org/denied"}, *HOSTILE]


def make(path: Path, listed: list[dict[str, str]]) -> Path:
    lines = path.with_suffix(".jsonl")
    lines.write_text("".join(json.dumps(a) + "\n" for a in listed), "utf-8")
    with Desk(path) as desk:
        for _ in desk.add([lines], reader=RuleReader()):  # type: ignore[arg-type]
            pass
    return path


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk that no test changes."""
    return make(tmp_path_factory.mktemp("web") / "made.duckdb", articles())


@pytest.fixture(scope="session")
def client(made: Path) -> Iterator[TestClient]:
    with asking(made) as found:
        yield found


def asking(path: Path, **options: object) -> TestClient:
    app = create_app(path, **options)  # type: ignore[arg-type]
    return TestClient(app, base_url="http://localhost", raise_server_exceptions=False)


@pytest.fixture(scope="session")
def event(client: TestClient) -> dict[str, object]:
    """Some row."""
    found: dict[str, object] = client.get("/api/v1/events?type=ACCUSE&limit=1").json()["data"][0]
    return found
