"""The table of furniture lines: every example in it, and what it must leave alone."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from dateline.intake.furniture import Row, furniture, looks_pasted, rows

EXAMPLES = [(row, line) for row in rows() for line in row.yes]
COUNTERS = [(row, line) for row in rows() for line in row.no]


@pytest.mark.parametrize(("row", "line"), EXAMPLES, ids=lambda x: getattr(x, "id", None))
def test_examples_match(row: Row, line: str) -> None:
    assert row.matches(line)
    assert furniture(line) is not None


@pytest.mark.parametrize(("row", "line"), COUNTERS, ids=lambda x: getattr(x, "id", None))
def test_counter_examples_match_no_row(row: Row, line: str) -> None:
    assert furniture(line) is None


def test_ids_are_unique_and_every_row_has_examples() -> None:
    ids = [row.id for row in rows()]
    assert len(set(ids)) == len(ids)
    assert all(row.yes and row.no for row in rows())


def test_prose_is_not_taken_for_a_pasted_page() -> None:
    assert not looks_pasted(
        "The minister resigned.\n\nShare prices fell.\n\nBy Monday all was calm."
    )
    assert looks_pasted("Skip to content\nThe minister resigned.")
    assert looks_pasted("Share\nThe minister resigned.\nRelated Stories")


def test_real_prose_is_left_alone(shared_data: Path) -> None:
    path = shared_data / "corpora" / "kcna-2023-2024.jsonl.gz"
    if not path.exists():
        pytest.skip("no corpus")
    total = hits = 0
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number == 300:
                break
            for paragraph in json.loads(line)["text"].split("\n"):
                total += 1
                hits += furniture(paragraph) is not None
    assert total > 1000 and hits <= total * 0.001


def test_a_long_hostile_line_is_quick() -> None:
    for line in ("A-" * 300, "by A " * 120, "© " * 300, "Home " * 119, "(" * 600, "1 " * 299):
        furniture(line)
