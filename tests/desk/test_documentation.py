"""The schema in docs/desk.md is that of the code, and its example runs."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest
from desk.made_by_rule import RuleReader

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "desk.md").read_text("utf-8")


def test_schema_is_not_stale() -> None:
    spec = importlib.util.spec_from_file_location("render_desk", ROOT / "docs/render_desk.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.rendered(PAGE) == PAGE, "run: python docs/render_desk.py"


def test_example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import dateline.reader

    monkeypatch.setattr(dateline.reader, "Reader", lambda only=None, tables=None: RuleReader())
    (code,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    code = code.replace('"examples/"', repr(str(ROOT / "examples"))).replace(
        '"mine.duckdb"', repr(str(tmp_path / "mine.duckdb"))
    )
    exec(code, {})
    (query,) = re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)
    from dateline.desk import Desk

    with Desk(tmp_path / "mine.duckdb", read_only=True) as desk:
        assert desk.sql(query).columns == ["source", "target", "count_star()"]
