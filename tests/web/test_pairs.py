"""Series and networks of a prepared copy, by numbers, are those that SQL gives of the desk."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from benchmarks.desk_made import countries, fill
from dateline.analysis import network, relations
from dateline.analysis.counting import country
from dateline.analysis.periods import bounds
from dateline.analysis.ready import ready_of
from dateline.desk import Desk
from dateline.errors import NothingToShow
from dateline.knowledge import codes
from dateline.web.charts import counting
from dateline.web.charts.asked import Asked
from dateline.web.database import Database

EVENTS = 800
ONE, TWO, THREE = (c.code for c in countries()[:3])
NAME = countries()[1].name

FILTERS: list[dict[str, Any]] = [
    {},
    {"status": ["denied", "fact"]},
    {"status": ["none such"]},
    {"type": ["CONSULT", "AGREE"]},
    {"min_confidence": 0.7},
    {"since": "2018-02", "until": "2021"},
    {"since": "2018-02", "until": "2021", "quad": ["3", "4"], "background": False},
    {"copies": True, "outlet": ["paper 3", "paper 299"]},
    {"voice": [ONE], "source": [ONE, NAME]},
    {"place": [TWO]},
]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk of many kinds of rows: of several sides, of none, of a month, of a year, of no day."""
    made = tmp_path_factory.mktemp("pairs") / "random.duckdb"
    with Desk(made) as desk:
        fill(desk, EVENTS)
        _shake(desk, 1)
    return made


def _shake(desk: Desk, seed: int) -> None:
    from dateline.desk.shown import MADE, TABLE

    chance = random.Random(seed)
    connection = desk._connection
    ids = [i for (i,) in connection.execute("SELECT id FROM events_all ORDER BY id").fetchall()]
    changes = (
        f"source_countries = ['{ONE}', '{THREE}', '{ONE}'], source_names = ['{ONE}', 'we', source_names[1]], "
        f"source_codes = ['{ONE}', '{THREE}/GOV', '{ONE}']",
        f"target_countries = ['{TWO}', '', '{ONE}'], target_names = ['x', 'they', target_names[1]], "
        f"target_codes = ['{TWO}', '?', '{ONE}']",
        "target_countries = [], target_names = [], target_codes = []",
        f"source_countries = ['{ONE}', '{TWO}'], source_names = ['a', source_names[1]], source_codes = ['{ONE}', '{TWO}'], "
        "target_countries = [], target_names = [], target_codes = [], \"type\" = 'CONSULT'",
        "when_earliest = left(when_earliest, 7) || '-01', when_latest = left(when_earliest, 7) || '-28'",
        "when_earliest = left(when_earliest, 4) || '-01-01', when_latest = left(when_earliest, 4) || '-12-31'",
        "when_earliest = NULL, when_latest = NULL",
        "when_earliest = '2016', when_latest = NULL",
        "goldstein = NULL",
        "confidence = 0.0",
    )  # fmt: skip
    for change in changes:
        some = chance.sample(ids, len(ids) // 8)
        connection.execute(f"UPDATE events_all SET {change} WHERE id IN (SELECT unnest(?))", [some])
    connection.execute(
        "DELETE FROM event_actors_all WHERE \"role\" = 'target' AND event_id IN "
        "(SELECT id FROM events_all WHERE len(target_names) = 0)"
    )
    connection.execute(f"DELETE FROM {TABLE}")
    connection.execute(f"INSERT INTO {TABLE} {MADE}")


@pytest.fixture(scope="module")
def database(path: Path) -> Iterator[Database]:
    found = Database(path, look=600)
    yield found
    found.close()


def told(ask: Any, desk: Desk) -> Any:
    """What is found, or why nothing is; a desk's copy has another name."""
    try:
        found = ask(desk)
    except NothingToShow as error:
        return error.what
    return found if found is None else msgspec.structs.replace(found, desk="")


def same(database: Database, path: Path, ask: Any) -> Any:
    with database.lease() as fast, Desk(path, read_only=True) as plain:
        assert ready_of(fast) is not None and ready_of(plain) is None
        found = told(ask, fast)
        assert found == told(ask, plain)
    return found


@pytest.mark.parametrize("filters", FILTERS, ids=str)
def test_networks(database: Database, path: Path, filters: dict[str, Any]) -> None:
    for more in ({}, {"around": TWO}, {"of": "names"}, {"of": "names", "around": NAME.upper()}):
        given: dict[str, Any] = {**more, **filters}
        same(database, path, lambda desk, given=given: network(desk, **given))


def test_all_statuses(database: Database, path: Path) -> None:
    found = same(database, path, lambda desk: network(desk, all_statuses=True))
    assert found.events > 500 and len(found.edges) > 50


@pytest.mark.parametrize("filters", FILTERS, ids=str)
@pytest.mark.parametrize("by", ["day", "week", "month", "year"])
def test_relations(database: Database, path: Path, filters: dict[str, Any], by: str) -> None:
    measure = {"day": "count", "week": "goldstein", "month": "share-conflict"}.get(
        by, "net-cooperation"
    )
    given = {"since": "2017", "until": "2018", **filters} if by == "day" else filters
    for directed in (False, True):
        same(
            database, path,
            lambda desk, directed=directed: relations(
                desk, ONE, TWO, by=by, measure=measure, directed=directed, strength=0.5, **given
            ),
        )  # fmt: skip


@pytest.mark.parametrize("filters", FILTERS, ids=str)
def test_series_of_an_actor_and_of_names(
    database: Database, path: Path, filters: dict[str, Any]
) -> None:
    asked = Asked(filters={k: v for k, v in filters.items() if k != "source"})
    same(database, path, lambda desk: counting.of_one(desk, NAME.lower(), NAME, asked))
    same(database, path, lambda desk: counting.of_two(desk, NAME, ONE, asked))
    same(database, path, lambda desk: counting.of_two(desk, f"{ONE}/GOV", NAME, asked))
    same(database, path, lambda desk: counting.of_two(desk, NAME, NAME, asked))


def test_a_code_that_is_not_plovers_counts_its_own_rows(database: Database, path: Path) -> None:
    other = next(c.code for c in countries() if codes.country_name(c.code) is None)
    asked = Asked(by="year", filters={"status": ["fact", "claim", "planned", "denied", "expected"]})
    with Desk(path, read_only=True) as desk:
        one, rows = desk.sql(
            "SELECT target_countries[1], count(*) FROM events WHERE source_countries = [$1] AND "
            "len(target_countries) = 1 AND when_earliest IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1",
            [other],
        ).fetchall()[0]
        # The country to which the code is led has no such rows.
        assert rows and not desk.events(source=[country(other)], target=[one]).fetchall()
    found = same(database, path, lambda desk: counting.of_two(desk, other, one, asked))
    assert found.events >= rows and found.source_name == other


def test_days_of_articles(database: Database, path: Path) -> None:
    with database.lease() as fast, Desk(path, read_only=True) as plain:
        for days in ((None, None), ("2019", None), (None, "2020-03")):
            assert bounds(fast, *days) == bounds(plain, *days)


def test_they_follow_the_desk(tmp_path: Path) -> None:
    path = tmp_path / "changing.duckdb"
    with Desk(path) as desk:
        fill(desk, 400)
    database = Database(path, look=600)
    try:
        before = same(database, path, network)
        with Desk(path) as desk:
            _shake(desk, 2)
        assert database.refresh()
        after = same(database, path, network)
        assert before != after
        same(database, path, lambda desk: relations(desk, ONE, TWO, by="year"))
    finally:
        database.close()
