"""Articles are coded anew from the browser: what would change, and the rows shown."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from web.conftest import articles, asking, make
from web.test_mending import fields_of

from dateline.web import recoding

# Stands in for `dateline`: it codes by rule, and everything that was praise as an accusation.
PROGRAM = """
import sys, msgspec
sys.path[:0] = %r
from dateline.desk import Desk
from dateline.errors import DatelineError
from desk import made_by_rule
assert sys.argv[1:3] == ["recode", "--desk"] and "--json" in sys.argv, sys.argv
made_by_rule.TYPES["praised"] = "ACCUSE"
reader = made_by_rule.RuleReader("1" * 64)
try:
    with Desk(sys.argv[3]) as desk:
        run = desk.run(reader)
        for _ in desk.recode(reader=reader):
            pass
        print(msgspec.json.encode(desk.diff(None, run)).decode())
        if "--yes" in sys.argv:
            desk.show(run)
except DatelineError as error:
    sys.exit(f"dateline: {error}")
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    program = tmp_path / "program.py"
    tests = str(Path(__file__).parents[1])
    program.write_text(PROGRAM % [tests])
    monkeypatch.setattr(recoding, "PROGRAM", (sys.executable, str(program)))
    return make(tmp_path / "made.duckdb", articles()[:6])


@pytest.fixture
def client(desk: Path) -> Iterator[TestClient]:
    with asking(desk, look=60) as found:
        yield found


def ended(client: TestClient) -> str:
    """The page as soon as nothing goes on any more."""
    for _ in range(600):
        answer = client.get("/review/recode")
        if "refresh" not in answer.headers:
            return answer.text
        assert "being" in answer.text
        time.sleep(0.1)
    raise AssertionError("it does not end")


def press(client: TestClient, page: str, step: str) -> None:
    fields = {**fields_of(page, '/review/recode"'), "step": step}
    assert client.post("/review/recode", data=fields).status_code == 200


def test_coded_seen_and_shown(client: TestClient, desk: Path) -> None:
    def praise() -> int:
        client.app.state.database.refresh()  # type: ignore[attr-defined]
        return int(client.get("/api/v1/events?type=SUPPORT").json()["total"])

    before = praise()
    assert before > 0
    press(client, client.get("/review/recode").text, "code")
    page = ended(client)
    assert f"Would change: {before} altered" in page and "Show the new rows" in page
    assert praise() == before, "nothing is shown that nobody asked for"
    press(client, page, "show")
    assert "The new rows are shown" in ended(client)
    assert praise() == 0


def test_while_somebody_else_writes(
    client: TestClient, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy = desk.parent / "busy.py"
    busy.write_text("import sys; sys.exit('dateline: the desk is being <written>')")
    monkeypatch.setattr(recoding, "PROGRAM", (sys.executable, str(busy)))
    press(client, client.get("/review/recode").text, "code")
    page = ended(client)
    assert "It was not done to its end" in page and "being &lt;written&gt;" in page


def test_one_at_a_time(client: TestClient, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = desk.parent / "slow.py"
    slow.write_text("import time; time.sleep(60)")
    monkeypatch.setattr(recoding, "PROGRAM", (sys.executable, str(slow)))
    form = client.get("/review/recode").text
    press(client, form, "code")
    fields = {**fields_of(form, '/review/recode"'), "step": "show"}
    assert client.post("/review/recode", data=fields).status_code == 409
    recoder = client.app.state.recoder  # type: ignore[attr-defined]
    recoder.stop()
    assert "It was not done to its end" in ended(client)


def test_without_a_form_of_ours_nothing_starts(client: TestClient) -> None:
    assert client.post("/review/recode", data={"step": "code"}).status_code == 403
    assert client.app.state.recoder.last is None  # type: ignore[attr-defined]


def test_readers_start_nothing(desk: Path) -> None:
    with asking(desk, read_only=True) as client:
        assert client.get("/review/recode").status_code == 403
