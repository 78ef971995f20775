"""The examples for Python in the documentation run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from analysis.conftest import Made

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_example(made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = re.findall(r"```python\n(.*?)```", (DOCS / "exports.md").read_text("utf-8"), re.DOTALL)
    (code,) = [b for b in blocks if "Desk" in b]
    made({0: "2022-01-10", 1: "2022-01-11"}).rename(tmp_path / "mine.duckdb")
    monkeypatch.chdir(tmp_path)
    exec(code, {})


def test_recipe_reads_the_export(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dateline.desk import Desk
    from dateline.exports import export

    (code,) = re.findall(r"```python\n(.*?)```", (DOCS / "coming-from.md").read_text(), re.DOTALL)
    with Desk(made({0: "2022-01-10"}), read_only=True) as desk:
        export(desk, "gdelt-events", tmp_path / "gdelt")
    monkeypatch.chdir(tmp_path)
    exec(code, {})


def test_relations_example(made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (code,) = re.findall(
        r"```python\n(.*?)```", (DOCS / "relations.md").read_text("utf-8"), re.DOTALL
    )
    made({0: "2022-01-10", 20: "2022-01-11", 5: "2022-02-01"}).rename(tmp_path / "mine.duckdb")
    monkeypatch.chdir(tmp_path)
    exec(code, {})
    assert (tmp_path / "series.svg").stat().st_size > 5_000
