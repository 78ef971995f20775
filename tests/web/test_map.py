"""The map says what the table says, with the filters of `/events`."""

from __future__ import annotations

import html
import re
from itertools import pairwise
from pathlib import Path

from fastapi.testclient import TestClient
from web.conftest import asking

from dateline.desk import Desk
from dateline.web.filters import View
from dateline.web.mapping import legend_of, map_of


def test_the_numbers_are_those_of_the_rows(client: TestClient, made: Path) -> None:
    with Desk(made, read_only=True) as desk:
        found = map_of(desk, View())
        rows = list(desk.event_rows())
    assert found.total == len(rows)
    assert found.placed == sum(land.rows for land in found.lands) > 0
    text = client.get("/map").text
    assert text.count("<h1") == 1 and " style=" not in text and len(text) < 300_000
    for land in found.lands:
        assert f'aria-label="{land.name}: {land.rows:,} event' in text
        there = client.get(f"/api/v1/events?{land.view.query}").json()
        assert there["total"] == land.rows
    linked = {html.unescape(a) for a in re.findall(r'<a href="(/events\?[^"]+)" aria-label', text)}
    assert linked == {f"/events?{land.view.query}" for land in found.lands}


def test_it_takes_the_filters_of_the_table(client: TestClient) -> None:
    text = client.get("/map?type=ACCUSE&since=2022&source=NOR").text
    assert 'href="/map?type=ACCUSE&amp;source=NOR"' in text, "a filter can be taken away"
    assert re.search(
        r'href="/events\?type=ACCUSE&amp;source=NOR&amp;place=\w{3}&amp;since=2022"', text
    )
    assert "No event that all filters let through" in client.get("/map?outlet=nobody").text
    answer = client.get("/map?tpye=ACCUSE")
    assert answer.status_code == 422 and "do you mean type?" in answer.text


def test_an_empty_desk_has_an_empty_map(tmp_path: Path) -> None:
    with Desk(tmp_path / "empty.duckdb"):
        pass
    with asking(tmp_path / "empty.duckdb", read_only=True) as client:
        text = client.get("/map").text
        assert "the desk has none yet" in text and text.count('class="land h0"') > 150


def test_the_shades() -> None:
    assert legend_of(0) == []
    assert [s[1:] for s in legend_of(1)] == [(1, 1)]
    for most in (2, 3, 7, 48, 999, 15_234, 2_000_000):
        legend = legend_of(most)
        assert legend[0].low == 1 and legend[-1].high == most and len(legend) <= 5
        assert legend[-1].shade == 5, "the most have the darkest shade"
        for a, b in pairwise(legend):
            assert a.low <= a.high == b.low - 1 and b.shade == a.shade + 1
