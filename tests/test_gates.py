"""Accuracy and speed must not drop: the figures in `benchmarks/gates.toml`."""

from __future__ import annotations

import importlib
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from benchmarks import common

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FILE = Path(__file__).resolve().parents[1] / "benchmarks" / "gates.toml"
GATES: list[dict[str, Any]] = tomllib.loads(FILE.read_text("utf-8")).get("gate", [])
KEYS = {"benchmark", "figure", "floor", "ceiling", "not_below", "sample", "measured", "note"}
BOUNDS = {"floor", "ceiling", "not_below"}
TIMED = {
    "coding_speed", "desk", "growth", "same_readings", "scale_model", "speed", "stages", "web",
}  # fmt: skip
"""Benchmarks whose figures are times: what runs beside them would count."""


@cache
def figures(benchmark: str, sample: int | None) -> dict[str, float]:
    """One run of a benchmark serves all the gates on it."""
    result = importlib.import_module(f"benchmarks.{benchmark}").run(sample)
    common.save(benchmark, result)
    return result


def _id(gate: dict[str, Any]) -> str:
    return f"{gate['benchmark']}: {gate['figure']}"


def _marks(gate: dict[str, Any]) -> list[pytest.MarkDecorator]:
    """The gates on one benchmark are run by one process; those on time with nothing beside them."""
    marks = [pytest.mark.gate, pytest.mark.xdist_group(f"gates on {gate['benchmark']}")]
    return [*marks, pytest.mark.alone] if gate["benchmark"] in TIMED else marks


@pytest.mark.parametrize("gate", [pytest.param(g, marks=_marks(g), id=_id(g)) for g in GATES])
def test_gate(gate: dict[str, Any], shared_data: Path) -> None:
    found = figures(gate["benchmark"], gate.get("sample"))
    figure = gate["figure"]
    assert figure in found, f"{gate['benchmark']} gives no {figure!r}, but {sorted(found)}"
    if "floor" in gate:
        assert found[figure] >= gate["floor"], f"{_id(gate)} is {found[figure]:.4f}"
    if "ceiling" in gate:
        assert found[figure] <= gate["ceiling"], f"{_id(gate)} is {found[figure]:.4f}"
    if "not_below" in gate:
        other = gate["not_below"]
        assert found[figure] >= found[other], f"{found[figure]:.4f}, and {other} {found[other]:.4f}"


def test_gates_are_well_formed() -> None:
    assert {g["benchmark"] for g in GATES} >= TIMED
    for gate in GATES:
        assert set(gate) <= KEYS, gate
        assert BOUNDS & set(gate), gate
        assert gate["benchmark"] in common.names(), gate
    assert len({(_id(g), g.get("sample")) for g in GATES}) == len(GATES), (
        "a gate stands there twice"
    )


def test_every_benchmark_has_a_gate() -> None:
    assert set(common.names()) == {g["benchmark"] for g in GATES}


def test_table_lines_up() -> None:
    text = common.table([("a", 0.5), ("long name", 12.25)], ["name", "f1"])
    assert text.splitlines() == [
        "name           f1",
        "---------  ------",
        "a           0.500",
        "long name  12.250",
    ]
