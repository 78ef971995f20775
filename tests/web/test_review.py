"""A queue is judged row by row; who judges, what counts, what is taken back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from web.conftest import articles, asking, make

ROWS = "/review/rows?order=random&seed=7&size=6"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("review") / "made.duckdb", articles())


@pytest.fixture(scope="module")
def served(desk: Path) -> Iterator[TestClient]:
    with asking(desk) as found:
        yield found


@pytest.fixture
def client(served: TestClient) -> TestClient:
    """The desk without what people wrote before."""
    with served.app.state.people.writing() as db:  # type: ignore[attr-defined]
        for table in ("judgements", "mends", "settlements", "log"):
            db.execute(f"DELETE FROM {table}")
    served.cookies.clear()
    return served


def hidden(page: str) -> dict[str, str]:
    """The hidden fields of the form of verdicts."""
    form = page.partition('action="/review/judge"')[2].partition("</form>")[0]
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form)
    return {n: v.replace("&amp;", "&") for n, v in found}


def judge(client: TestClient, page: str, verdict: str, **more: str) -> Any:
    return client.post("/review/judge", data={**hidden(page), "verdict": verdict, **more})


def be(client: TestClient, name: str) -> None:
    key = hidden(client.get(ROWS + "&at=1").text)["form_key"]
    answer = client.post("/review/coder", data={"name": name, "form_key": key})
    assert answer.status_code == 200 and f"as <strong>{name}</strong>" in answer.text


def test_a_sample_is_made_by_its_seed(client: TestClient) -> None:
    def ids(seed: str) -> list[str]:
        pages = [
            client.get(f"/review/rows?order=random&seed={seed}&size=6&at={n}").text
            for n in range(1, 7)
        ]
        return [hidden(p)["event"] for p in pages]

    assert ids("7") == ids("7") != ids("8")
    assert len(set(ids("7"))) == 6


def test_rows_are_judged_to_the_end(client: TestClient) -> None:
    page = client.get(ROWS).text
    assert "Row 1 of 6" in page
    for n in range(1, 7):
        assert f"Row {n} of 6" in page
        page = judge(client, page, "right" if n % 2 else "wrong").text
    assert "All 6 rows judged" in page and "3" in page
    key = re.findall(r'name="form_key" value="(\w+)"', page)[0]
    queue = "order=random&seed=7&size=6"
    page = client.post("/review/undo", data={"queue": queue, "form_key": key}).text
    assert "Row 6 of 6, 5 judged" in page


def test_coders_are_blind_to_each_other(client: TestClient) -> None:
    be(client, "ada")
    judge(client, client.get(ROWS).text, "wrong", note="the wrong side")
    be(client, "bo")
    page = client.get(ROWS).text
    assert "Row 1 of 6, 0 judged by bo" in page
    assert "ada" not in page and "the wrong side" not in page
    judge(client, page, "right")
    page = client.get(ROWS + "&at=1").text
    assert "ada" in page and "the wrong side" in page


def test_what_cannot_be_judged(client: TestClient) -> None:
    page = client.get(ROWS).text
    assert judge(client, page, "great").status_code == 422
    assert judge(client, page, "right", seen="0" * 16).status_code == 409
    assert judge(client, page, "right", event="abc").status_code == 404
    assert judge(client, page, "right", form_key="x").status_code == 403
    assert client.get("/review/rows?size=0").status_code == 422
    assert client.get("/review/rows?order=best").status_code == 422
    assert client.get("/review/rows?size=6&at=7").status_code == 422
    assert client.get("/review/rows?text=nowhere-to-be-found").status_code == 404
    assert client.get("/review/rows?typ=ACCUSE").status_code == 422
    key = hidden(page)["form_key"]
    bad = client.post("/review/coder", data={"name": "<b>", "form_key": key})
    assert bad.status_code == 422


def test_read_only_nobody_judges(desk: Path) -> None:
    with asking(desk, read_only=True) as client:
        assert client.get("/review").status_code == 403
        assert client.get(ROWS).status_code == 403


def test_agreement_is_settled_and_precision_has_its_interval(client: TestClient) -> None:
    for name, verdicts in (("ada", "yyynnu"), ("bo", "yynnnu")):
        be(client, name)
        page = client.get(ROWS).text
        for sign in verdicts:
            page = judge(client, page, {"y": "right", "n": "wrong", "u": "unsure"}[sign]).text
    queue = ROWS.partition("?")[2]
    page = client.get(f"/review/agreement?{queue}").text
    assert "0.756" in page and "83.3" in page and "5 of 6 pairs" in page
    assert page.count('action="/review/settle"') == 1
    before = client.get(f"/review/precision?{queue}").text
    assert "2 of 4 rows" in before
    form = page.partition('action="/review/settle"')[2].partition("</form>")[0]
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    fields |= {"verdict": "right", "note": "it says so", "back": f"/review/agreement?{queue}"}
    assert "Settled by bo" in client.post("/review/settle", data=fields).text
    after = client.get(f"/review/precision?{queue}").text
    assert "3 of 5 rows" in after and "23.1" in after and "88.2" in after
    assert "no random sample" not in after
    assert "no random sample" in client.get("/review/precision").text


def test_who_codes_sees_no_difference_before_judging(client: TestClient) -> None:
    for name, verdict in (("ada", "right"), ("bo", "wrong")):
        be(client, name)
        judge(client, client.get(ROWS).text, verdict)
    be(client, "cy")
    judge(client, client.get(ROWS + "&at=2").text, "right")
    page = client.get("/review/agreement").text
    assert "1 more is shown to you when you have judged it" in page
    assert 'action="/review/settle"' not in page
