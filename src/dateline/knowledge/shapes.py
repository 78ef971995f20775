"""Where countries lie on a flat map: their outlines, and where a point falls.

The outlines are Natural Earth's (public domain), compiled by `training/shapes.py` into
`shapes_countries.tsv.z`: drawn already, as paths of SVG on a sheet of `WIDTH` by `HEIGHT`. The
projection is Equal Earth, which shows each country as large as it is beside the others, so that a
colour does not count for more in the north. (B. Šavrič, T. Patterson and B. Jenny, The Equal Earth
map projection, International Journal of Geographical Information Science 33, 2019.)
"""

from __future__ import annotations

import zlib
from functools import lru_cache
from importlib import resources
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from dateline.knowledge.places import country_spot

FILE = "shapes_countries.tsv.z"
WIDTH = 1000
NORTH, SOUTH = 83.7, -56.0
"""Degrees of latitude at the upper and lower edge: Antarctica is left out."""

MIDDLE = 11.6
"""The meridian in the middle: the sheet is cut in the Bering Strait, where it parts no country."""

_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_M = sqrt(3) / 2


class Shape(NamedTuple):
    """One country on the sheet: its outline as the `d` of a path, empty where it is too small to be
    seen; and the point that stands for it."""

    code: str
    path: str
    x: float
    y: float


def _flat(lat: float, lon: float) -> tuple[float, float]:
    """Equal Earth: degrees → units of the globe's radius, y to the north."""
    angle = asin(_M * sin(radians(lat)))
    square = angle * angle
    six = square**3
    x = radians(lon) * cos(angle)
    x /= _M * (_A1 + 3 * _A2 * square + six * (7 * _A3 + 9 * _A4 * square))
    return x, angle * (_A1 + _A2 * square + six * (_A3 + _A4 * square))


_SCALE = WIDTH / (2 * _flat(0, 180)[0])
_TOP = _flat(NORTH, 0)[1]
HEIGHT = round((_TOP - _flat(SOUTH, 0)[1]) * _SCALE)


def on_sheet(lat: float, east: float) -> tuple[float, float]:
    """Latitude, and degrees east of the middle, → where that is, from the upper left corner."""
    x, y = _flat(lat, east)
    return x * _SCALE + WIDTH / 2, (_TOP - y) * _SCALE


def point(lat: float, lon: float) -> tuple[float, float]:
    """Latitude and longitude → where that is on the sheet."""
    return on_sheet(lat, east_of_middle(lon))


def east_of_middle(lon: float) -> float:
    """Longitude → degrees east of the middle, -180 to 180."""
    return (lon - MIDDLE + 180) % 360 - 180


@lru_cache(maxsize=1)
def shapes() -> tuple[Shape, ...]:
    """All countries that have a place on the sheet, by their codes."""
    packed = resources.files("dateline.knowledge").joinpath(FILE).read_bytes()
    lines = zlib.decompress(packed).decode("ascii").splitlines()
    found = []
    for line in lines[1:]:  # the first one names the source
        code, path = line.split("\t")
        spot = country_spot(code)
        if spot is not None:
            x, y = point(spot.lat, spot.lon)
            found.append(Shape(code, path, round(x, 1), round(y, 1)))
    return tuple(found)
