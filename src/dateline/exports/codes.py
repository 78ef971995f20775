"""Codes that several formats write: actors after CAMEO, names of quads and of places."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from dateline.exports.told import Party
from dateline.knowledge import codes

PLOVER_QUADS = {
    1: "VERBAL COOPERATION",
    2: "MATERIAL COOPERATION",
    3: "VERBAL CONFLICT",
    4: "MATERIAL CONFLICT",
}

_GROUP_OF = {"UNO": "UNO", "EEC": "EEC"}  # organisations with a code of their own in CAMEO
_KINDS = {"IGO", "NGO", "MNC", "IMG", "NGM"}


class Cameo(NamedTuple):
    """A CAMEO actor code and its groups of three."""

    code: str
    country: str
    group: str
    types: tuple[str, ...]


NOBODY = Cameo("", "", "", ())


def cameo_actor(party: Party | None) -> Cameo:
    """An actor's CAMEO code, taken apart. Where CAMEO has none for its sectors, only the country
    is told: the bare country as a code would be its government."""
    if party is None or not (party.country or party.sectors):
        return NOBODY
    return _coded(party.country, party.sectors)


@lru_cache(maxsize=10_000)
def _coded(country_code: str | None, sectors: tuple[str, ...]) -> Cameo:
    country = _country_of(country_code)
    code = codes.cameo_actor(country_code, sectors) or ""
    groups = [code[i : i + 3] for i in range(0, len(code), 3)]
    known = next((_GROUP_OF[g] for g in groups if g in _GROUP_OF), "")
    rest = [g for g in groups if g != country and g not in _GROUP_OF]
    return Cameo(code, country, known, tuple(rest))


def _country_of(country: str | None) -> str:
    """CAMEO's three letters for a state ("ROM"), "EUR" for the European Union, else empty."""
    if country is None:
        return ""
    if country == "EUR":
        return "EUR"
    code = codes.cameo_country(country) or ""
    return "" if code[:3] in _KINDS else code


def country_name(country: str | None) -> str | None:
    """The English name of a country's code; None for what is no country and has no name."""
    return codes.country_name(country) if country else None


def place_parts(row: dict[str, Any]) -> tuple[str | None, str | None, str | None]:
    """Town, first-level region and country of where an event took place, by name."""
    precision = row["where_precision"]
    name = row["where_name"]
    town = name if precision in ("city", "point") else None
    region = row["where_region"] or (name if precision == "region" else None)
    return town, region, country_name(row["where_country"])


def has_place(row: dict[str, Any]) -> bool:
    """Whether it is known where on earth the place is."""
    return row["where_lat"] is not None or row["where_country"] is not None


def quad(row: dict[str, Any]) -> str:
    """PLOVER's quad class in POLECAT's words."""
    return PLOVER_QUADS[row["quad"]]
