"""Every page in `examples/` must give the rows that were written by hand beside it."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import expected_rows
import pytest

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
PAGES = sorted(p for p in EXAMPLES.iterdir() if p.suffix in {".html", ".txt"})


@lru_cache(maxsize=1)
def reader():
    from dateline.reader import Reader

    return Reader()


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_rows_are_as_written_by_hand(page: Path) -> None:
    expected = expected_rows.load(page)
    found = reader().read_file(page)
    problems = expected_rows.differences(found, expected)
    assert not problems, "\n".join(problems)


def test_every_page_has_its_rows_and_is_listed() -> None:
    listed = (EXAMPLES.parent / "docs" / "examples.md").read_text("utf-8")
    assert len(PAGES) >= 6
    for page in PAGES:
        assert page.with_suffix(".expected.json").exists()
        assert f"`{page.name}`" in listed


def test_expected_triggers_stand_on_the_page() -> None:
    """A slip of the pen in an expected file would otherwise look like a fault of the reader."""
    for page in PAGES:
        words = re.sub(r"<[^>]+>", " ", page.read_text("utf-8"))
        for row in expected_rows.load(page)["rows"]:
            for one in row.get("any", [row]):
                triggers = expected_rows.choices(one["trigger"])
                assert any(expected_rows.has_words(words, t) for t in triggers), (page.name, one)


@pytest.mark.parametrize("page", ["cup-final.html", "tyre-maker-results.html"])
def test_war_words_without_war_give_no_row(page: str) -> None:
    assert reader().read_file(EXAMPLES / page).events == []
