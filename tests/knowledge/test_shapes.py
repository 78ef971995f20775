"""Outlines of countries on the flat sheet."""

from __future__ import annotations

import re

import pytest

from dateline.knowledge.places import country_spot
from dateline.knowledge.shapes import HEIGHT, WIDTH, point, shapes

BY_CODE = {s.code: s for s in shapes()}


def drawn(code: str) -> list[list[tuple[float, float]]]:
    """The rings of a country, from steps back to points."""
    rings = []
    for ring in re.findall(r"M([^z]*)z", BY_CODE[code].path):
        numbers = [float(n) for n in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", ring)]
        x = y = 0.0
        points = []
        for n in range(0, len(numbers), 2):
            x, y = x + numbers[n], y + numbers[n + 1]
            points.append((x, y))
        rings.append(points)
    return rings


def area(points: list[tuple[float, float]]) -> float:
    turns = zip(points, [*points[1:], points[0]], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in turns)) / 2


def test_every_country_of_the_tables_has_a_place_on_the_sheet() -> None:
    for code, shape in BY_CODE.items():
        assert country_spot(code) is not None, code
        assert 0 <= shape.x <= WIDTH and -5 <= shape.y <= HEIGHT + 5, code
    for code in ("XKX", "PSE", "TWN", "ESH", "SSD", "GUF", "SGP", "VAT"):
        assert code in BY_CODE
    assert "ATA" not in BY_CODE


def test_no_outline_runs_across_the_sheet() -> None:
    """Russia and Fiji lie on both sides of 180 degrees."""
    for code in BY_CODE:
        for ring in drawn(code):
            assert len(ring) >= 3, code
            xs = [x for x, _ in ring]
            assert max(xs) - min(xs) < 420, code
            assert all(-3 <= x <= WIDTH + 3 and -3 <= y <= HEIGHT + 3 for x, y in ring), code


def test_areas_are_equal() -> None:
    """So many square kilometres are as many on the sheet, in the north and at the equator."""
    told = {"COD": 2_345_000, "SWE": 450_000, "KAZ": 2_725_000, "BRA": 8_515_000, "IND": 3_200_000}
    per = {code: sum(map(area, drawn(code))) / km2 for code, km2 in told.items()}
    assert max(per.values()) / min(per.values()) < 1.08, per


@pytest.mark.parametrize("code", ["KEN", "FRA", "BRA", "MNG", "AUS"])
def test_the_middle_of_a_country_lies_in_it(code: str) -> None:
    shape = BY_CODE[code]
    inside = False
    for ring in drawn(code):
        for (x, y), (u, v) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (y > shape.y) != (v > shape.y) and shape.x < (u - x) * (shape.y - y) / (v - y) + x:
                inside = not inside
    assert inside


def test_points() -> None:
    assert point(0, 11.6)[0] == pytest.approx(WIDTH / 2)
    assert point(0, -170)[0] > point(0, 170)[0] > point(0, 0)[0] > point(0, -160)[0]
    assert point(60, 0)[1] < point(0, 0)[1] < point(-30, 0)[1]
