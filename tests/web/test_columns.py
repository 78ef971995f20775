"""The numbers in memory give what SQL gives, whatever is asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dateline.desk import Desk
from dateline.desk.asking import SORTS
from dateline.errors import UsageError
from dateline.web import acting, actors, rows
from dateline.web.charts.histogram import histogram
from dateline.web.charts.speaking import of_two
from dateline.web.columns import FACETS, columns_of
from dateline.web.database import Database
from dateline.web.filters import View
from dateline.web.mapping import map_of

ASKED: list[dict[str, Any]] = [
    {},
    {"type": ["ACCUSE"]},
    {"type": ["ACCUSE", "SUPPORT"], "status": ["fact"]},
    {"source": ["NOR", "Peru"]},
    {"between": ("NOR", "PER")},
    {"voice": ["NOR"]},
    {"not_on_the_word_of": ["The Paper"]},
    {"outlet": ["the copy"]},
    {"quad": ["3"], "since": "2022-03", "until": "2022"},
    {"text": "Pact"},
    {"text": "no such words"},
    {"text": "NUMBER 1", "type": ["SUPPORT"]},
    {"min_confidence": 0.5, "background": False},
    {"copies": True},
    {"copies": True, "type": ["SUPPORT"]},
    {"type": ["AID"]},
    {"about": ["SUPPORT"]},
    {"mode": ["demand", "express"]},
    {"context": ["diplomatic"]},
    {"cameo": ["11", "051"]},
    {"cameo": ["9"]},
    {"background": True},
    {"run": ["made"]},
    {"target": ["PER/GOV", "peru"]},
    {"source": ["NOR/GOV"]},
    {"between": ("Norway", "PER/GOV")},
    {"voice": ["the paper", "PRK"]},
    {"not_on_the_word_of": ["NOR"]},
    {"place": ["PER", "oslo"]},
    {"outlet": ["THE POST", "nobody"]},
    {"since": "2022-03-05"},
    {"until": "2022-02"},
    {"published_since": "2022-04", "published_until": "2022-08"},
    {"since": "2022-03-05", "copies": True},
    {"min_confidence": 0.0},
    {"min_confidence": 1.0},
    {"status": ["fact", "denied"], "outlet": ["the times"]},
    {"story": ["none"]},
    {"added_since": "2020-01-01"},
]


@pytest.fixture(scope="module")
def database(made: Path) -> Iterator[Database]:
    found = Database(made, look=60)
    yield found
    found.close()


@pytest.mark.parametrize("filters", ASKED, ids=str)
def test_numbers_and_sql_agree(database: Database, made: Path, filters: dict[str, Any]) -> None:
    view = View(filters=filters)
    with database.lease() as fast, Desk(made, read_only=True) as plain:
        assert columns_of(fast) is not None and columns_of(plain) is None
        for ask in (rows.count, rows.facets, histogram):
            assert ask(fast, view) == ask(plain, view)
        for facet in FACETS:
            assert rows.counted(fast, view, facet) == rows.counted(plain, view, facet)
        assert rows.slice_of(fast, view, 2, 5) == rows.slice_of(plain, view, 2, 5)
        assert map_of(fast, view) == map_of(plain, view)
        other = View(filters={"target": ["PER"], "source": ["NOR"]})
        sides = ("NOR", "PER")
        assert of_two(fast, view, other, sides) == of_two(plain, view, other, sides)


@pytest.mark.parametrize("sort", SORTS)
def test_every_order(database: Database, made: Path, sort: str) -> None:
    view = View(filters={"status": ["fact", "claim", "denied"]}, sort=sort)
    with database.lease() as fast, Desk(made, read_only=True) as plain:
        found = [r["id"] for r in rows.slice_of(fast, view, 0, 500)]
        assert found == [r["id"] for r in rows.slice_of(plain, view, 0, 500)]
        assert len(found) > 20
        assert rows.slice_of(fast, view, 10_000, 5) == []


@pytest.mark.parametrize("named", [0, 1_000])
def test_rows_that_lie_far_apart(
    database: Database, made: Path, named: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "FAR", 1)
    monkeypatch.setattr(rows, "NAMED", named)
    view = View(filters={"status": ["fact", "claim"]}, sort="confidence")
    with database.lease() as fast, Desk(made, read_only=True) as plain:
        assert rows.slice_of(fast, view, 3, 9) == rows.slice_of(plain, view, 3, 9)


def test_counts_that_are_remembered(database: Database, made: Path) -> None:
    """Of one column under other filters, in other orders, and with choices in the column itself."""
    views = [
        View(filters=filters, sort=sort)
        for sort in ("-date", "story")
        for filters in (
            {},
            {"type": ["AID"]},
            {"type": ["SUPPORT"]},
            {"type": ["SUPPORT"], "copies": True},
        )
    ]
    with database.lease() as fast, Desk(made, read_only=True) as plain:
        for view in [*views, *views]:
            assert rows.facets(fast, view) == rows.facets(plain, view)


def test_an_article_has_the_rows_of_its_copy(database: Database, made: Path) -> None:
    with database.lease() as fast, Desk(made, read_only=True) as plain:
        for (article,) in plain.sql("SELECT id FROM articles").fetchall():
            view = View(filters={"article": [article]})
            assert rows.count(fast, view) == rows.count(plain, view)


@pytest.mark.parametrize("who", ["norway", "peru", "chad", "nobody"])
def test_what_an_actor_does(database: Database, made: Path, who: str) -> None:
    with database.lease() as fast, Desk(made, read_only=True) as plain:
        assert acting.of(fast, who, 5, 3) == acting.of(plain, who, 5, 3)
        assert actors.names_of(fast, who, 9) == actors.names_of(plain, who, 9)


def test_all_actors(database: Database, made: Path) -> None:
    with database.lease() as fast, Desk(made, read_only=True) as plain:
        found = actors.listed(fast)
        assert found == actors.listed(plain) and len(found) > 1


def test_what_cannot_be_meant_is_said(database: Database) -> None:
    with database.lease() as desk, pytest.raises(UsageError):
        rows.count(desk, View(filters={"since": "then"}))
