"""Which of the places that share a name is meant: containment, the article's other places, size."""

from __future__ import annotations

import math
import re
from collections import Counter
from typing import NamedTuple

from dateline.knowledge.places import Spot, spots
from dateline.mentions.place_names import Candidate
from dateline.records import Article


def resolve(found: list[Candidate], article: Article) -> dict[tuple[str, str | None], Spot | None]:
    """One sense for each name (with what contains it, if the text says), chosen together."""
    names: dict[tuple[str, str | None], list[Candidate]] = {}
    for c in found:
        names.setdefault((c.name, c.within), []).append(c)
    context = Context.of(names, article)
    around = _neighbours(names)
    senses: dict[tuple[str, str | None], Spot | None] = {}
    for _ in range(2):  # the second round knows what the first settled
        for key, many in names.items():
            senses[key] = _best(key, many, context, around)
        context = context.settled(senses, names)
    # "Paris, Texas" once means Paris there everywhere.
    contained: dict[str, Spot | None] = {}
    for (name, within), spot in senses.items():
        if within is not None and spot is not None:
            contained.setdefault(name, spot)
    for (name, within), spot in list(senses.items()):
        sense = contained.get(name) if within is None and spot is not None else None
        if sense is not None and sense.kind in ("city", "county", "point"):
            senses[(name, within)] = sense
    return senses


class Context(NamedTuple):
    """What the article's other places say: how often each country and region is named."""

    countries: Counter[str]
    regions: Counter[tuple[str, str]]
    points: tuple[tuple[str, float, float], ...]

    @classmethod
    def of(cls, names: dict[tuple[str, str | None], list[Candidate]], article: Article) -> Context:
        countries: Counter[str] = Counter()
        regions: Counter[tuple[str, str]] = Counter()
        for (name, within), many in names.items():
            for label in (name, within):
                if label is None:
                    continue
                for s in spots(label):
                    if s.kind == "country" and s.country and name not in ("Georgia", "Jordan"):
                        countries[s.country] += len(many)
                    elif s.kind == "region" and s.written and s.country and s.region:
                        countries[s.country] += len(many)
                        regions[(s.country, s.region)] += len(many)
        if article.dateline is not None and article.dateline.place:
            for part in re.split(r",\s*", article.dateline.place):
                for s in spots(part.title() if part.isupper() else part)[:1]:
                    if s.country:
                        countries[s.country] += 2
        return cls(countries, regions, ())

    def settled(
        self,
        senses: dict[tuple[str, str | None], Spot | None],
        names: dict[tuple[str, str | None], list[Candidate]],
    ) -> Context:
        """The context with the places already chosen."""
        countries, regions = Counter[str](), Counter[tuple[str, str]]()
        points: list[tuple[str, float, float]] = []
        for key, spot in senses.items():
            if spot is None or spot.country is None:
                continue
            count = len(names[key])
            countries[spot.country] += count
            if spot.region:
                regions[(spot.country, spot.region)] += count
            if spot.kind != "country":
                points.append((key[0], spot.lat, spot.lon))
        return Context(countries, regions, tuple(points[:60]))


Cells = dict[tuple[int, int], set[str]]


def _neighbours(names: dict[tuple[str, str | None], list[Candidate]]) -> Cells:
    """For each degree square the names that may lie there: neighbours speak for one another."""
    cells: Cells = {}
    for (name, _), many in names.items():
        for s in many[0].spots[:80]:
            if s.kind in ("city", "county", "point"):
                cells.setdefault((round(s.lat), round(s.lon)), set()).add(name)
    return cells


def _best(
    key: tuple[str, str | None], many: list[Candidate], context: Context, around: Cells
) -> Spot | None:
    options = many[0].spots
    if not options or _elsewhere(options, key[1]):
        return None
    scored = [(_score(s, key, many, context) + _support(s, key[0], around), s) for s in options]
    return max(scored, key=lambda pair: pair[0])[1]


SMALL = 300_000
"""Towns of fewer people are told from one another by what the text says contains them."""


def _elsewhere(options: tuple[Spot, ...], within: str | None) -> bool:
    """Whether the text puts a small place into a country in which no table has it."""
    if within is None or any(s.kind == "country" or s.population >= SMALL for s in options):
        return False
    named = spots(within)
    if any(s.kind == "city" for s in named):
        return False  # a list of towns: "Crockett, Palestine and Houston"
    outer = {s.country for s in named if s.kind == "country"}
    return bool(outer) and not any(s.country in outer for s in options)


def _support(spot: Spot, name: str, around: Cells) -> float:
    if spot.kind not in ("city", "county", "point"):
        return 0.0
    near: set[str] = set()
    for dy in (-1, 0, 1):
        for dx in (-1, 0, 1):
            near |= around.get((round(spot.lat) + dy, round(spot.lon) + dx), set())
    near.discard(name)
    return min(2.0, SUPPORT * len(near))


SUPPORT = 0.35
"""What each other name that may lie nearby adds, on the scale of a tenfold population."""


def _score(
    spot: Spot, key: tuple[str, str | None], many: list[Candidate], context: Context
) -> float:
    score = math.log10(spot.population + 10)
    name, within = key
    if spot.kind == "country":
        score += 3
    elif spot.written:
        score += 1.5
    elif spot.kind == "county" and " " not in name:
        score -= 1
    if spot.kind == "region" and not spot.written:
        # A region that shares its city's name is meant only where the text says so.
        score += 2 if any(c.as_region for c in many) else -0.7
    if within is not None and spot.kind != "country":
        score += 6 if _lies_in(spot, within) else 0
    if spot.country:
        share = context.countries[spot.country]
        score += min(2.0, 0.9 * math.log2(1 + share)) if share else 0
        if spot.region and context.regions[(spot.country, spot.region)]:
            score += min(2.5, 1.2 * math.log2(1 + context.regions[(spot.country, spot.region)]))
    if context.points and spot.kind != "country":
        near = sum(1 for n, lat, lon in context.points
                   if n != name and abs(lat - spot.lat) < 1.2 and abs(lon - spot.lon) < 1.5)  # fmt: skip
        score += min(2.0, 0.7 * near)
    return score


def _lies_in(spot: Spot, container: str) -> bool:
    for outer in spots(container):
        if outer.kind == "country" and outer.country == spot.country:
            return True
        if outer.kind in ("region", "county") and outer.country == spot.country:
            if spot.region is not None and outer.region in (spot.region, None):
                return True
            if outer.name == spot.region:
                return True
            if abs(outer.lat - spot.lat) < 1.5 and abs(outer.lon - spot.lon) < 1.5:
                return True
    return False
