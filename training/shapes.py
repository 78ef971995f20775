"""Compile the outlines of countries that ship in the wheel: `knowledge/shapes_countries.tsv.z`.

    npm pack world-atlas@2.0.2 i18n-iso-countries@7.14.0     (and unpack both)
    python training/shapes.py WORLD_ATLAS_DIR ISO_DIR

- world-atlas (npm; ISC): `countries-50m.json`, the countries of Natural Earth 4.1 (1:50 million,
  https://www.naturalearthdata.com, public domain) as a topology: two neighbours have one border;
- i18n-iso-countries (npm; MIT): `codes.json`, the numbers and letters of ISO 3166-1, which are facts.

Each border is simplified once, so that neighbours still fit: points are taken away that make the
smallest triangle with their neighbours, until each makes one of `AREA`. (M. Visvalingam and J. D.
Whyatt, Line generalisation by repeated elimination of points, The Cartographic Journal 30, 1993.)
Islands smaller than `ISLAND` go, but for the largest of a country; what is then smaller than `SEEN`
becomes a dot, like those countries of our tables that have no outline at all.

Natural Earth draws who holds a land, not who claims it: Crimea as Russia's, Western Sahara by
itself. Three that it draws have no number: Kosovo is XKX, as in our tables of places; Somaliland and
Northern Cyprus are put to Somalia and Cyprus, as those tables do. The Siachen Glacier, which two
states hold parts of, is left out. The parts of France overseas, which our tables count by
themselves, are drawn by themselves.
"""

from __future__ import annotations

import hashlib
import heapq
import json
import sys
import zlib
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from dateline.knowledge.places import _by_code, country_spot
from dateline.knowledge.shapes import FILE, east_of_middle, on_sheet, point

OUT = Path(__file__).resolve().parents[1] / "src/dateline/knowledge" / FILE
AREA, ISLAND, SEEN = 0.55, 1.1, 3.0
"""Square units of the sheet, which is 1,000 units wide."""
WITHOUT_NUMBER = {
    "Kosovo": "XKX", "Somaliland": "SOM", "N. Cyprus": "CYP", "Siachen Glacier": "",
    "Indian Ocean Ter.": "", "Ashmore and Cartier Is.": "",
}  # fmt: skip
LEFT_OUT = {"", "ATA"}
APART = {"FRA": ("FRA", "GUF", "GLP", "MTQ", "REU", "MYT")}
"""Country → the codes among which its islands and lands are given out, to the nearest."""

Point = tuple[float, float]


def main(arguments: Sequence[str]) -> None:
    atlas, iso = (Path(a) for a in arguments)
    source = atlas / "countries-50m.json"
    world = json.loads(source.read_text("utf-8"))
    letters = {n: three for _, three, n, *_ in json.loads((iso / "codes.json").read_text("utf-8"))}
    arcs = [simplified(arc) for arc in lines_of(world)]
    rings: dict[str, list[list[Point]]] = defaultdict(list)
    for country in world["objects"]["countries"]["geometries"]:
        code = code_of(country, letters)
        if code not in LEFT_OUT:
            for ring in rings_of(country, arcs):
                rings[nearest(ring, APART.get(code, (code,)))].append(ring)
    drawn = {code: outline(found) for code, found in rings.items()}
    missing = sorted(set(_by_code()) - set(drawn) - LEFT_OUT)
    drawn |= dict.fromkeys(missing, "")
    strange = sorted(set(drawn) - set(_by_code()))
    head = (
        "# Natural Earth 4.1, 1:50 million, https://www.naturalearthdata.com, public domain; compiled "
        f"from world-atlas 2.0.2 (ISC), {source.name} {hashlib.sha256(source.read_bytes()).hexdigest()[:16]}"
    )
    lines = [f"{code}\t{path}" for code, path in sorted(drawn.items()) if code not in strange]
    data = "\n".join([head, *lines, ""]).encode("ascii")
    OUT.write_bytes(zlib.compress(data, 9))
    dots = [code for code, path in drawn.items() if not path]
    print(
        f"{len(lines)} countries, {len(dots)} of them dots, {len(data):,} bytes, "
        f"{OUT.stat().st_size:,} compressed; not in our tables: {', '.join(strange) or 'none'}"
    )


def code_of(country: dict[str, Any], letters: dict[str, str]) -> str:
    """ISO 3166-1 alpha-3 of a country of the topology."""
    name = country["properties"]["name"]
    # Some have the number of the state that they belong to.
    if name in WITHOUT_NUMBER:
        return WITHOUT_NUMBER[name]
    return letters[str(country["id"]).zfill(3)]


def nearest(ring: list[Point], codes: Sequence[str]) -> str:
    """The code whose middle lies nearest to a ring."""
    if len(codes) == 1:
        return codes[0]
    x, y = (sum(p[n] for p in ring) / len(ring) for n in (0, 1))

    def away(code: str) -> float:
        spot = country_spot(code)
        assert spot is not None, code
        there = point(spot.lat, spot.lon)
        return (there[0] - x) ** 2 + (there[1] - y) ** 2

    return min(codes, key=away)


def lines_of(world: dict[str, Any]) -> list[list[Point]]:
    """The arcs of a topology on the sheet; each is written as steps of whole numbers. An island on
    the edge of the sheet reaches over it, and is not cut."""
    (kx, ky), (dx, dy) = world["transform"]["scale"], world["transform"]["translate"]
    found = []
    for arc in world["arcs"]:
        x = y = 0
        line: list[Point] = []
        before = None
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            east = east_of_middle(x * kx + dx)
            if before is not None and abs(east - before) > 180:
                east += 360 if east < before else -360
            before = east
            line.append(on_sheet(y * ky + dy, east))
        found.append(line)
    return found


def simplified(line: list[Point]) -> list[Point]:
    """A line without the points that hardly matter; its ends stay."""
    if len(line) < 4:
        return line
    before = list(range(-1, len(line) - 1))
    after = list(range(1, len(line) + 1))
    size = {n: triangle(line[n - 1], line[n], line[n + 1]) for n in range(1, len(line) - 1)}
    heap = [(s, n) for n, s in size.items()]
    heapq.heapify(heap)
    # A ring keeps four points, that it stays one.
    least = 4 if line[0] == line[-1] else 2
    left = len(line)
    while heap and left > least:
        area, n = heapq.heappop(heap)
        if size.get(n) != area:
            continue
        if area >= AREA:
            break
        del size[n]
        left -= 1
        a, b = before[n], after[n]
        after[a], before[b] = b, a
        for m in (a, b):
            if m in size:
                # Never less than what has gone: else a bay would go from its mouth inwards.
                size[m] = max(area, triangle(line[before[m]], line[m], line[after[m]]))
                heapq.heappush(heap, (size[m], m))
    return [p for n, p in enumerate(line) if n in (0, len(line) - 1) or n in size]


def triangle(a: Point, b: Point, c: Point) -> float:
    """The area between three points."""
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def rings_of(country: dict[str, Any], arcs: list[list[Point]]) -> list[list[Point]]:
    """The rings of a country, with its holes."""
    parts = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
    found = []
    for ring in (ring for part in parts for ring in part):
        points: list[Point] = []
        for number in ring:
            arc = arcs[number] if number >= 0 else arcs[~number][::-1]
            points += arc[1:] if points else arc
        found.append(points)
    return found


def area(ring: list[Point]) -> float:
    """The area of a ring."""
    turns = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in turns)) / 2


def outline(rings: list[list[Point]]) -> str:
    """A country as the `d` of a path; empty where it cannot be seen."""
    largest = max(rings, key=area)
    if area(largest) < SEEN:
        return ""
    return "".join(path(r) for r in rings if r is largest or area(r) >= ISLAND)


def path(ring: list[Point]) -> str:
    """A ring in tenths of a unit: where it begins, and steps from there."""
    tenths = [(round(x * 10), round(y * 10)) for x, y in ring]
    points = [p for n, p in enumerate(tenths) if n == 0 or p != tenths[n - 1]]
    if points[0] == points[-1]:
        points.pop()
    if len(points) < 3:
        return ""
    text = f"M{number(points[0][0])}{joined(points[0][1])}l"
    for n, (a, b) in enumerate(pairwise(points)):
        first = number(b[0] - a[0]) if n == 0 else joined(b[0] - a[0])
        text += first + joined(b[1] - a[1])
    return text + "z"


def number(tenths: int) -> str:
    """Tenths as short as SVG reads them: 12, -3.4, .5."""
    whole, rest = divmod(abs(tenths), 10)
    return (
        ("-" if tenths < 0 else "")
        + (str(whole) if whole or not rest else "")
        + (f".{rest}" if rest else "")
    )


def joined(tenths: int) -> str:
    """A number after another one: a minus parts them, else a space does."""
    text = number(tenths)
    return text if text.startswith("-") else f" {text}"


if __name__ == "__main__":
    main(sys.argv[1:])
