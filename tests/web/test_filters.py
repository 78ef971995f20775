"""The address of a view means what `desk.events()` means."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import msgspec
import pytest
from fastapi.testclient import TestClient

from dateline.desk import Desk
from dateline.desk.asking import Asked
from dateline.errors import UsageError
from dateline.web import rows
from dateline.web.charts.histogram import histogram
from dateline.web.filters import FILTERS, View, view_of

ASKED: list[tuple[str, dict[str, Any]]] = [
    ("", {}),
    ("type=ACCUSE", {"type": "ACCUSE"}),
    ("type=accuse&type=SUPPORT", {"type": ["ACCUSE", "SUPPORT"]}),
    ("status=fact,denied", {"status": ["fact", "denied"]}),
    ("source=NOR", {"source": "NOR"}),
    ("source=NOR/GOV&target=Peru", {"source": "NOR/GOV", "target": "Peru"}),
    ("between=NOR&between=PER", {"between": ("NOR", "PER")}),
    ("between=NOR,PER", {"between": ("NOR", "PER")}),
    ("voice=Norway", {"voice": "Norway"}),
    ("not-on-the-word-of=Norway", {"not_on_the_word_of": "Norway"}),
    ("outlet=The Copy", {"outlet": "The Copy"}),
    ("copies=true", {"copies": True}),
    ("background=true", {"background": True}),
    ("since=2022-03&until=2022-05", {"since": "2022-03", "until": "2022-05"}),
    ("published_since=2022-03&published-until=2022-05", {"published_since": "2022-03", "published_until": "2022-05"}),
    ("added_since=2022-03-01T10:30", {"added_since": "2022-03-01T10:30"}),
    ("run=ffff", {"run": "ffff"}),
    ("quad=3&cameo=11&place=PER", {"quad": 3, "cameo": "11", "place": "PER"}),
    ("text=number 7&min_confidence=0.5", {"text": "number 7", "min_confidence": 0.5}),
    ("text=it's 100% \"so\"; DROP TABLE events --", {"text": "it's 100% \"so\"; DROP TABLE events --"}),
]  # fmt: skip


@pytest.mark.parametrize("query,filters", ASKED)
def test_the_address_equals_the_question(
    client: TestClient, made: Path, query: str, filters: dict[str, Any]
) -> None:
    with Desk(made, read_only=True) as desk:
        wanted = [r["id"] for r in desk.event_rows(**filters, sort="date")]
    answer = client.get(f"/api/v1/events?{query}&limit=1000").json()
    assert [r["id"] for r in answer["data"]] == wanted
    assert answer["total"] == len(wanted)
    page = client.get(f"/events?{query}&sort=date&per_page=500")
    assert re.findall(r'<tbody id="row-(\w+)"', page.text) == wanted


def test_every_filter_of_the_desk_is_there() -> None:
    assert set(FILTERS) == set(msgspec.structs.asdict(Asked())) - {"sort", "limit"}


@pytest.mark.parametrize(
    "query,hint",
    [
        ("tpye=ACCUSE", "do you mean type?"),
        ("type=FOO", "is no type"),
        ("status=true", "one of hypothetical"),
        ("quad=5", "is no quad"),
        ("since=yesterday", "is no date"),
        ("added_since=yesterday", "is no time"),
        ("sort=id; DROP TABLE events", "cannot sort by"),
        ("columns=id) FROM x --", "no column"),
        ("page=0", "whole number"),
        ("page=-1", "whole number"),
        ("page=²", "whole number"),
        ("per_page=100000", "whole number"),
        ("min_confidence=nan", "from 0 to 1"),
        ("background=maybe", "true or false"),
        ("between=KEN", "two sides"),
        ("text=a&text=b", "2 times"),
        ("text=" + "x" * 400, "400 characters"),
        ("source=%00", "zero byte"),
        ("&".join(f"source={n}" for n in range(60)), "more than 40"),
    ],
)
def test_what_cannot_be_meant(client: TestClient, query: str, hint: str) -> None:
    answer = client.get(f"/events?{query}")
    assert answer.status_code == 422
    assert hint in answer.text.replace("&#39;", "'")
    api = client.get(f"/api/v1/events?{query}")
    assert api.status_code == 422
    assert api.headers["content-type"] == "application/problem+json"


def test_an_address_of_ten_thousand_characters(client: TestClient) -> None:
    assert client.get("/events?text=" + "x" * 10_000).status_code == 414
    assert client.get("/api/v1/events?text=" + "x" * 10_000).json()["status"] == 414


def test_a_view_is_its_address() -> None:
    query = [("type", "ACCUSE"), ("type", "AID"), ("between", "KEN"), ("between", "TZA"),
             ("sort", "id"), ("columns", "when,type"), ("page", "3"), ("background", "false")]  # fmt: skip
    view = view_of(query)
    assert view_of(view.pairs()) == view
    assert view.having("type", "COERCE").filters["type"] == ["ACCUSE", "AID", "COERCE"]
    assert view.having("type", "COERCE").page == 1
    assert view.without("type", "AID").filters["type"] == ["ACCUSE"]
    assert "type" not in view.without("type").filters
    assert View().without("type") == View()
    with pytest.raises(UsageError):
        view_of([("nothing", "x")])


def test_facets_count_what_is_there(made: Path) -> None:
    with Desk(made, read_only=True) as desk:
        every = list(desk.event_rows())
        view = view_of([("type", "ACCUSE"), ("source", "NOR")])
        found = rows.facets(desk, view)
        times = histogram(desk, View())
    types = {c.value: c.rows for c in found["type"]}
    of_norway = [r for r in every if "NOR" in r["source_countries"]]
    assert types == {
        t: sum(r["type"] == t for r in of_norway) for t in {r["type"] for r in of_norway}
    }
    assert [c.value for c in found["type"] if c.chosen] == ["ACCUSE"]
    assert times is not None
    assert sum(b.rows for b in times.bars) + times.before[0] + times.after[0] == sum(
        bool(r["when_earliest"]) for r in every
    )


def test_pages_follow_each_other(client: TestClient) -> None:
    seen: list[str] = []
    cursor = ""
    while True:
        page = client.get(f"/api/v1/events?limit=7&sort=id{cursor}").json()
        seen += [r["id"] for r in page["data"]]
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
    assert len(seen) == len(set(seen)) == page["total"]
    assert seen == sorted(seen)
    assert client.get("/api/v1/events?cursor=zzz").status_code == 422


def test_two_sides_are_written_as_people_write_them() -> None:
    view = view_of([("between", "KEN"), ("between", "TZA")])
    assert [written for _, written, _ in view.given()] == ["KEN and TZA"]
