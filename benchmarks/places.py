"""Places against LGL and GeoVirus: recall, country, and distance of those found and of all gold.

A gold toponym is found when one of our places overlaps it. It is in place when it lies within
161 km (100 miles) of the gold's point; for countries the name or code decides, and regions may lie
within 400 km, since each set puts the middle of Canada or Russia elsewhere.
"""

from __future__ import annotations

import math
import re
import sys
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree

from benchmarks.common import print_table, shared


class Gold(NamedTuple):
    start: int
    end: int
    name: str
    lat: float
    lon: float
    kind: str  # country, region or other
    country: str | None


def documents(name: str, sample: int | None = None) -> Iterator[tuple[str, str, list[Gold]]]:
    """Where it came from, text and gold toponyms of each document of a set."""
    file = {"lgl": "lgl.xml", "geovirus": "GeoVirus.xml"}[name]
    articles = ElementTree.parse(shared("benchmarks", "places", file)).getroot().findall("article")
    for article in articles if sample is None else articles[:: max(1, len(articles) // sample)]:
        text = article.findtext("text") or ""
        source = article.findtext("url") or article.findtext("source") or ""
        yield source, text, list(_lgl(article) if name == "lgl" else _geovirus(article))


def _lgl(article: ElementTree.Element) -> Iterator[Gold]:
    for t in article.iter("toponym"):
        tag = t.find("gaztag")
        if tag is None or tag.find("lat") is None:
            continue
        code = tag.findtext("fcode") or ""
        kind = "country" if code.startswith("PCL") else "region" if code == "ADM1" else "other"
        yield Gold(
            int(t.findtext("start") or 0), int(t.findtext("end") or 0), t.findtext("phrase") or "",
            float(tag.findtext("lat") or 0), float(tag.findtext("lon") or 0), kind,
            tag.findtext("country"),
        )  # fmt: skip


def _geovirus(article: ElementTree.Element) -> Iterator[Gold]:
    from dateline.knowledge.places import spots

    for t in article.iter("location"):
        name = t.findtext("name") or ""
        known = spots(name)
        kind = "other"
        if any(s.kind == "country" for s in known):
            kind = "country"
        elif known and all(s.kind == "region" for s in known):
            kind = "region"
        yield Gold(
            int(t.findtext("start") or 1) - 1, int(t.findtext("end") or 1) - 1, name,
            float(t.findtext("lat") or 0), float(t.findtext("lon") or 0), kind, None,
        )  # fmt: skip


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance."""
    la, lo, lb, lp = (math.radians(x) for x in (*a, *b))
    h = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin((lp - lo) / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(min(1.0, h)))


class Tally:
    """Counts over documents, and what went wrong."""

    def __init__(self) -> None:
        self.gold = self.found = self.placed = self.country = self.with_country = self.ours = 0
        self.faults: list[str] = []

    def figures(self) -> dict[str, float]:
        def share(part: int, whole: int) -> float:
            return part / whole if whole else 0.0

        return {
            "recall": share(self.found, self.gold),
            "precision": share(self.found, self.ours),
            "country": share(self.country, self.with_country),
            "within_found": share(self.placed, self.found),
            "within_all": share(self.placed, self.gold),
        }


def measure(name: str, sample: int | None = None) -> Tally:
    """Scores one set; needs the English pipeline."""
    from dateline.knowledge.places import country_spot, spots
    from dateline.language.parsing import parse_text
    from dateline.mentions.places import find_places
    from dateline.records import Article

    tally = Tally()
    for source, text, gold in documents(name, sample):
        article = Article(id=source, text=text, url=source if name == "lgl" else None)
        ours = find_places(parse_text(text, set()), article, [])
        tally.ours += len(ours)
        tally.gold += len(gold)
        hit = set()
        for g in gold:
            found = [p for p in ours if p.start < g.end and g.start < p.end]
            around = re.sub(r"\s+", " ", text[max(0, g.start - 40) : g.end + 30])
            if not found:
                tally.faults.append(f"MISS {g.name!r} | {around}")
                continue
            tally.found += 1
            p = found[0]
            hit.add(p.start)
            if g.country or g.kind == "country":
                truth = {s.country for s in spots(g.country or g.name) if s.kind == "country"}
                if truth:
                    tally.with_country += 1
                    tally.country += p.country in truth
            right = False
            if g.kind == "country" and p.precision == "country" and p.country:
                spot = country_spot(p.country)
                truth = {s.country for s in spots(g.name) if s.kind == "country"}
                # A name alone does not tell Georgia from Georgia: the point must fit as well.
                right = (
                    p.country in truth
                    and spot is not None
                    and kilometres((spot.lat, spot.lon), (g.lat, g.lon)) < 1500
                )
            elif p.lat is not None and p.lon is not None:
                limit = 400 if g.kind == "region" else 161
                right = kilometres((p.lat, p.lon), (g.lat, g.lon)) <= limit
            tally.placed += right
            if not right:
                tally.faults.append(
                    f"WRONG {g.name!r} gold {g.lat:.1f},{g.lon:.1f} {g.kind} ours {p.text!r} {p.name} "
                    f"{p.country} {p.region} {p.lat},{p.lon} | {around}"
                )
        tally.faults += [
            f"EXTRA {p.text!r} {p.country} | "
            + re.sub(r"\s+", " ", text[max(0, p.start - 40) : p.end + 30])
            for p in ours
            if p.start not in hit
        ]
    return tally


def run(sample: int | None = None) -> dict[str, float]:
    """The figures of both sets by name; `sample` documents of each, or all."""
    return {
        f"{name}.{key}": value
        for name in ("lgl", "geovirus")
        for key, value in measure(name, sample).figures().items()
    }


def main() -> None:
    """Prints one table; with a set's name as argument, its faults as well."""
    wanted = [a for a in sys.argv[1:] if a in ("lgl", "geovirus")]
    if wanted:
        for name in wanted:
            tally = measure(name)
            print("\n".join(tally.faults))
            print(name, tally.figures())
        return
    figures = run()
    columns = ("recall", "precision", "country", "within_found", "within_all")
    rows = [(n, *(figures[f"{n}.{c}"] for c in columns)) for n in ("lgl", "geovirus")]
    print_table("Places", ("set", *columns), rows)


if __name__ == "__main__":
    main()
