"""Panels: zero-filled, countable, and honest about what they leave out."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from analysis.conftest import Made, interval

from dateline.analysis import panel
from dateline.cli import main
from dateline.desk import Desk
from dateline.errors import UsageError

# Story 0: Norway accuses Peru; 1: Peru, Kenya; 2: Kenya, Chad (desk/made_by_rule.py).
DAYS = {0: "2022-01-10", 1: "2022-01-11", 2: "2022-03-01", 20: "2022-01-10"}


def rows_of(file: Any, **options: Any) -> list[dict[str, Any]]:
    with Desk(file, read_only=True) as desk:
        found = panel(desk, **options)
        rows = [dict(zip(found.columns, row, strict=True)) for row in found.rows()]
        assert len(rows) == found.size
    return rows


def test_zero_filled(made: Made) -> None:
    file = made(DAYS)
    rows = rows_of(file, actors=["NOR,PER", "KEN"], since="2022-01", until="2022-04")
    assert len(rows) == 3 * 2 * 4  # pairs and months
    (one,) = [r for r in rows if r["source"] == "NOR" and r["target"] == "PER" and r["events"]]
    assert (one["period"], one["events"], one["ACCUSE"]) == ("2022-01-01", 2, 2)
    assert (one["source_cow"], one["target_cow"], one["target_gw"]) == (385, 135, 135)
    assert (one["status_fact"], one["articles"]) == (2, 3)
    empty = next(r for r in rows if r["period"] == "2022-04-01")
    assert (empty["events"], empty["goldstein_sum"], empty["goldstein_mean"]) == (0, 0, None)
    assert empty["articles"] == 0


def test_only_pairs_of_the_desk_where_no_actors_are_named(made: Made) -> None:
    rows = rows_of(made(DAYS), by="year", count="quad")
    assert [(r["source"], r["target"], r["quad_3"]) for r in rows] == [
        ("KEN", "TCD", 1), ("NOR", "PER", 2), ("PER", "KEN", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(("by", "size"), [("day", 51), ("week", 8), ("month", 3), ("year", 1)])
def test_periods(by: str, size: int, made: Made) -> None:
    rows = rows_of(made(DAYS), by=by, actors=["NOR", "PER"])
    assert len(rows) == 2 * size
    assert sum(r["events"] for r in rows) == 2


def test_one_a_day_and_goldstein(made: Made) -> None:
    changes = {
        0: {"goldstein": -2.0, "confidence": 0.9},
        20: {"goldstein": -4.0, "confidence": 0.1},
    }
    file = made(DAYS, changes)
    (every,) = [r for r in rows_of(file, by="year", actors=["NOR", "PER"]) if r["events"]]
    assert (every["goldstein_sum"], every["goldstein_mean"]) == (-6.0, -3.0)
    (once,) = [
        r for r in rows_of(file, by="year", actors=["NOR", "PER"], one_a_day=True) if r["events"]
    ]
    assert (once["events"], once["goldstein_sum"]) == (1, -2.0)  # the surest


def test_statuses(made: Made) -> None:
    file = made(DAYS, {0: {"status": "denied"}, 20: {"status": "claim"}})
    options: dict[str, Any] = {"by": "year", "actors": ["NOR", "PER"]}
    assert sum(r["events"] for r in rows_of(file, **options)) == 1
    every = rows_of(file, all_statuses=True, **options)
    assert [(r["status_denied"], r["status_claim"]) for r in every if r["events"]] == [(1, 1)]
    apart = rows_of(file, all_statuses=True, by_status=True, **options)
    assert len(apart) == 2 * 7
    assert sorted(r["status"] for r in apart if r["events"]) == ["claim", "denied"]


def test_what_has_no_period_is_told(made: Made) -> None:
    file = made(
        DAYS,
        {
            0: {"when": interval("2021-01-01", "2021-12-31")},
            20: {"when": interval("2022-01-10", None)},  # "from that day": it begins in a period
        },
    )
    with Desk(file, read_only=True) as desk:
        found = panel(desk, by="month", since="2021", until="2022")
        assert "1 are not known to one month" in found.notes
        assert found.notes[0].startswith("3 events of 4 ")
        assert any("no actors were named" in n for n in found.notes)
    assert sum(r["events"] for r in rows_of(file, by="year", since="2021")) == 4
    with Desk(file, read_only=True) as desk:
        assert "1 begin before or after these days" in panel(desk, by="year").notes


def test_wrong_calls(made: Made) -> None:
    with Desk(made(DAYS), read_only=True) as desk:
        for options, said in (
            ({"by": "decade"}, "no period"),
            ({"count": "colour"}, "cannot count"),
            ({"actors": ["XXX", "NOR"]}, "no country 'XXX'"),
            ({"actors": ["NOR"]}, "makes no pair"),
            ({"since": "2023", "until": "2022"}, "before the first"),
            ({"since": "soon"}, "no date"),
            ({"status": "fact", "all_statuses": True}, "exclude"),
        ):
            with pytest.raises(UsageError, match=said):
                panel(desk, **options)  # type: ignore[arg-type]


def test_command(made: Made, capsys: pytest.CaptureFixture[str]) -> None:
    file = made(DAYS)
    args = ["panel", "--desk", str(file), "--by", "year"]
    assert main([*args, "--actors", "NOR,PER", "--one-a-day"]) == 0
    out, err = capsys.readouterr()
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [r["events"] for r in rows] == ["1", "0"] and "2 rows; 1 events of 4" in err
    assert main([*args, "-f", "parquet"]) == 2
