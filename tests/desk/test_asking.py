"""Filters of `desk.events()`."""

from __future__ import annotations

from typing import Any

import pytest
from desk.conftest import fill
from desk.made_by_rule import story

from dateline import errors
from dateline.desk import Desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Any:
    import json

    folder = tmp_path_factory.mktemp("asking")
    told = [
        {
            "url": f"https://paper{n % 2}.example/{n}",
            "outlet": f"Paper {n % 2}",
            "published": f"2023-0{n + 1}-10",
            "text": story(n, "praised" if n == 3 else "accused"),
        }
        for n in range(5)
    ]
    source = folder / "x.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in told))
    fill(folder / "x.duckdb", [source])
    with Desk(folder / "x.duckdb", read_only=True) as opened:
        yield opened


# story(n): the n-th of Norway, Peru, Kenya, Chad, Laos accuses the next.
ASKED: list[tuple[dict[str, Any], list[int]]] = [
    ({}, [0, 1, 2, 3, 4]),
    ({"source": "NOR"}, [0]),
    ({"source": "NOR/GOV"}, [0]),
    ({"source": "norway"}, [0]),
    ({"source": ["NOR", "Peru"]}, [0, 1]),
    ({"target": "NOR"}, [4]),
    ({"between": ("NOR", "PER")}, [0]),
    ({"between": ("PER", "NOR")}, [0]),
    ({"source": "NOR", "target": "PER"}, [0]),
    ({"source": "PER", "target": "NOR"}, []),
    ({"type": "support"}, [3]),
    ({"type": ["SUPPORT", "ACCUSE"]}, [0, 1, 2, 3, 4]),
    ({"cameo": "05"}, [3]),
    ({"quad": 3}, [0, 1, 2, 4]),
    ({"quad": "1"}, [3]),
    ({"status": "claim"}, []),
    ({"background": True}, []),
    ({"context": "diplomatic", "outlet": "paper 1"}, [1, 3]),
    ({"voice": "laos"}, [4]),
    ({"voice": "LAO"}, [4]),
    ({"not_on_the_word_of": ["LAO", "Norway"]}, [1, 2, 3]),
    ({"place": "PER"}, [0]),
    ({"published_since": "2023-03"}, [2, 3, 4]),
    ({"published_since": "2023-02-10", "published_until": "2023-04-10"}, [1, 2, 3]),
    ({"published_until": "2022"}, []),
    ({"added_since": "2024-01-01"}, [0, 1, 2, 3, 4]),
    ({"added_since": "2999-12-31T23:59:59.500Z"}, []),
    ({"run": "no such run"}, []),
    ({"place": "Peru"}, [0]),
    ({"since": "2023-03"}, [2, 3, 4]),
    ({"since": "2023-03-11"}, [3, 4]),
    ({"until": "2023-03"}, [0, 1, 2]),
    ({"until": "2023-03-10"}, [0, 1, 2]),
    ({"since": "2023", "until": "2023-01-31"}, [0]),
    ({"min_confidence": 0.9}, []),
    ({"text": "PACT number 2"}, [2]),
    ({"text": "100%"}, []),
    ({"limit": 2}, [0, 1]),
    ({"sort": "-date", "limit": 2}, [4, 3]),
    ({"source": "'; DROP TABLE articles; --"}, []),
]


@pytest.mark.parametrize(("filters", "expected"), ASKED)
def test_filters(desk: Desk, filters: dict[str, Any], expected: list[int]) -> None:
    found = desk.events(**filters)
    months = [int(row[0][5:7]) - 1 for row in found.select("published").fetchall()]
    assert months == expected


def test_one_row_an_event_with_its_words(desk: Desk) -> None:
    found = desk.events(source="NOR")
    (row,) = [dict(zip(found.columns, r, strict=True)) for r in found.fetchall()]
    assert row["trigger"] == "accused"
    assert row["sentence"] == "Norway accused Peru of breaking the pact number 0."
    assert row["source_codes"] == ["NOR/GOV"] and row["voices"] == ["Norway", "The Paper"]
    assert "id" in row


def test_wrong_filters(desk: Desk) -> None:
    for wrong in (
        {"since": "May"},
        {"added_since": "2022-13"},
        {"added_since": "0001-01-01T00:00+23:00"},
        {"published_since": "May"},
        {"sort": "colour"},
        {"colour": "red"},
    ):
        with pytest.raises(errors.UsageError) as caught:
            desk.events(**wrong)
        assert caught.value.cure
