"""What is where: names of places and what they may mean, from three tables.

- `places_countries.tsv`: states and territories, written by us;
- `places_written.tsv`: seas, straits, disputed regions, lines, bases, written by us;
- `places_geonames.tsv.z`: cities, first- and second-order regions, compiled from GeoNames
  (CC BY 4.0) by `training/places.py`.

The compiled table stays one block of bytes, sorted by name; the name in every fourth kilobyte is noted,
and a name is looked for between two notes.
"""

from __future__ import annotations

import unicodedata
import zlib
from bisect import bisect_left
from functools import lru_cache
from importlib import resources
from typing import Literal, NamedTuple

Kind = Literal["country", "region", "county", "city", "point"]

_KINDS: dict[str, Kind] = {
    "country": "country", "region": "region", "county": "county", "city": "city", "point": "point",
}  # fmt: skip
_BLOCK = 4096
"""Bytes of the table between two notes."""


class Spot(NamedTuple):
    """One thing that a name may mean."""

    name: str
    kind: Kind
    country: str | None
    region: str | None
    lat: float
    lon: float
    population: int
    written: bool  # from the tables written by us, which are about what is in the news


def fold(name: str) -> str:
    """A name without accents and curly quotes, as the tables spell it."""
    if name.isascii():
        return name
    plain = unicodedata.normalize("NFKD", name.replace("’", "'").replace("ʼ", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c))


@lru_cache(maxsize=20_000)
def spots(name: str) -> tuple[Spot, ...]:
    """All that `name` may mean; empty where the tables do not know it. Case counts."""
    key = fold(name)
    known = _written().get(key, ())
    return (*known, *_compiled_spots(key))


def country_spot(code: str) -> Spot | None:
    """The state or territory of an ISO 3166-1 alpha-3 code."""
    return _by_code().get(code)


@lru_cache(maxsize=1)
def _by_code() -> dict[str, Spot]:
    return {s.country: s for found in _written().values() for s in found
            if s.kind == "country" and s.country}  # fmt: skip


def _table(name: str) -> list[list[str]]:
    text = resources.files("dateline.knowledge").joinpath(name).read_text("utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


@lru_cache(maxsize=1)
def _written() -> dict[str, tuple[Spot, ...]]:
    found: dict[str, list[Spot]] = {}
    for code, lat, lon, names in _table("places_countries.tsv"):
        first = names.split("|")[0]
        spot = Spot(first, "country", code, None, float(lat), float(lon), 10_000_000, True)
        for name in names.split("|"):
            found.setdefault(fold(name), []).append(spot)
    for kind, code, lat, lon, weight, names in _table("places_written.tsv"):
        first = names.split("|")[0]
        country = None if code == "-" else code
        region = first if kind == "region" and country else None
        spot = Spot(first, _KINDS[kind], country, region, float(lat), float(lon),
                    10 ** int(weight), True)  # fmt: skip
        for name in names.split("|"):
            found.setdefault(fold(name), []).append(spot)
    return {name: tuple(many) for name, many in found.items()}


@lru_cache(maxsize=1)
def _compiled() -> bytes:
    packed = resources.files("dateline.knowledge").joinpath("places_geonames.tsv.z").read_bytes()
    data = zlib.decompress(packed)
    return data[data.index(b"\n") + 1 :]  # the first line names the source


@lru_cache(maxsize=1)
def _blocks() -> tuple[list[bytes], list[int]]:
    """The names with which the blocks of the table begin, and where: the lines are in order."""
    data = _compiled()
    starts = sorted({data.rfind(b"\n", 0, at) + 1 for at in range(0, len(data), _BLOCK)})
    return [data[s : data.find(b"\t", s) + 1] for s in starts], starts


def _first_line(data: bytes, name: bytes) -> int:
    """Where the first line of a name begins; the end where there is none."""
    names, starts = _blocks()
    block = bisect_left(names, name)
    end = starts[block] if block < len(starts) else len(data)
    if block:
        before = data.find(b"\n" + name, starts[block - 1], end)
        if before >= 0:
            return before + 1
    return end


def _compiled_spots(key: str) -> tuple[Spot, ...]:
    data, wanted = _compiled(), key.encode() + b"\t"
    low = _first_line(data, wanted)
    out: list[Spot] = []
    while data.startswith(wanted, low):
        end = data.find(b"\n", low)
        fields = data[low:end].decode().split("\t")
        out.append(
            Spot(
                fields[7],
                _KINDS[fields[1]],
                fields[2],
                fields[3] or None,
                float(fields[4]),
                float(fields[5]),
                int(fields[6]),
                False,
            )
        )
        low = end + 1
    return tuple(out)
