"""The page this project grew from, and variants of it, row by row."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

import expected_rows
import pytest

HERE = Path(__file__).resolve().parent
VARIANTS = sorted(p for p in (HERE / "seed").iterdir() if p.suffix in {".html", ".txt"})


@lru_cache(maxsize=1)
def reader():
    from dateline.reader import Reader

    return Reader()


def test_seed_page(shared_data: Path) -> None:
    page = shared_data / "pages" / "north-korea-asian-nato.txt"
    expected = json.loads((HERE / "seed" / "expected.json").read_text("utf-8"))
    problems = expected_rows.differences(reader().read_file(page), expected)
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("page", VARIANTS, ids=lambda p: p.stem)
def test_variants(page: Path) -> None:
    expected = expected_rows.load(page)
    found = reader().read_file(page, published=expected.get("published_given"))
    problems = expected_rows.differences(found, expected)
    assert not problems, "\n".join(problems)


def test_there_are_four_variants() -> None:
    assert len(VARIANTS) >= 4


def test_no_code_is_made_for_this_page() -> None:
    """Neither the outlet nor the wording of the seed page may stand in the program."""
    names = ("ktvz", "newschannel 21", "asian nato", "as much to a question")
    for path in [p for p in (HERE.parent / "src").rglob("*") if p.suffix in {".py", ".toml"}]:
        text = path.read_text("utf-8").lower()
        assert not [n for n in names if n in text], path
