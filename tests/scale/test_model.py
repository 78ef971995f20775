"""The model of a cluster, where the answer is known."""

from __future__ import annotations

import pytest

from benchmarks.scale_model import Setting, efficiency, simulate

EVEN = Setting(
    pages=1_000, workers=4, page_seconds=0.5, spread=0.0, start=0.0, part=50, part_seconds=0.0,
    cut_seconds=0.0,
)  # fmt: skip


def changed(**told: object) -> Setting:
    return Setting(**{**vars(EVEN), **told})  # type: ignore[arg-type]


def test_even_work_is_divided() -> None:
    assert simulate(EVEN).wall == pytest.approx(1_000 * 0.5 / 4)
    assert efficiency(EVEN) == pytest.approx(1.0)
    # One part more than there are workers: the others wait for it.
    assert simulate(changed(pages=250)).wall == pytest.approx(2 * 25)
    assert simulate(changed(start=7.0)).wall == pytest.approx(125 + 7)


def test_one_writer_bounds_all() -> None:
    slow = changed(workers=100, way="writer", write_seconds=0.1, part=1)
    assert simulate(slow).wall > 99
    assert simulate(changed(way="writer", write_seconds=0.0)).wall == pytest.approx(125)


def test_chance_is_drawn_once() -> None:
    real = Setting(pages=20_000, workers=16, deaths=0.5)
    assert simulate(real) == simulate(real) != simulate(real, seed=9)
    assert simulate(real).again > 0 and simulate(real).wall > simulate(changed()).wall
    skewed = changed(way="files", files=8, pages=8_000)
    assert simulate(skewed).tail > simulate(changed(pages=8_000)).tail
