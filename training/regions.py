"""Extend `knowledge/tables/regions.csv` by first-order regions and large towns from GeoNames.

Run: `python training/regions.py [FOLDER OF THE PACKAGE names]`

Rows whose source is `own` are written by hand and stay; the rows below them are made anew from the
gazetteer that ships (`places_geonames.tsv.z`). A name is taken over only where it can be said of
one country (`why_not` has the rules): a name borne by several well-known places, by people, or by
things that are no place is left out. For people's names the lists of the US Census that come with
the package `names` 0.3.0 (MIT) are used where its folder is given; without it the check is weaker.
"""

from __future__ import annotations

import csv
import gzip
import json
import os
import re
import sys
import unicodedata
import zlib
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
KNOWLEDGE = ROOT / "src" / "dateline" / "knowledge"
TABLES = KNOWLEDGE / "tables"
SHARED = Path(os.environ.get("DATELINE_SHARED", ROOT / ".." / "shared"))

MIN_REGION, MIN_TOWN = 30_000, 400_000
"""Smaller ones do not come up in the news often enough to be worth a name in the automaton."""

# Words of which a whole name may not consist ("Northern Province", "Federal District").
GENERIC = frozenset(
    "north south east west central northern southern eastern western upper lower new old inner "
    "outer middle great greater capital city state region province district area island islands "
    "coast coastal river rivers lake lakes valley mountain bay cape sea federal nacional national "
    "metropolitan of the and saint san santa santo st high plateau hills highlands delta centre "
    "center littoral plateaux savannes maritime nord sud est ouest norte sur centro oriental "
    "occidental kuzey northeast northwest southeast southwest union unity liberty tropical heights "
    "midlands borders hauts collines".split()
)
_ENDS = re.compile(
    r"\b(Regional|Autonomous|Peoples'|Republic of|Sector|District|Parish|Zone|Qu|Metropolitan)$"
)
_WORD = re.compile(
    r"(?:[A-Z][a-z']+(?:[A-Z]?[a-z']+)*|and|of|the|de|do|da|dos|del|la|el|al|ar|as|ash|az|e|i|o|y|"
    r"du|des|les|le|[dl]'[A-Z][a-z]+)$"
)
# Known to mean something else at least as often: people, peoples, peninsulas, other places.
OTHERS = frozenset(
    "Abai Abia Akita Anyang Artigas Atlantico Atlantique Attica Balkan Bida Cacheu Carrefour "
    "Centrale Chiba Contagem Cuauhtemoc Cuvette Fukien Golfe Guantanamo Guarda Honcho Iloilo "
    "Kahama Kalyan Kanem Kayanza Kobe Koto Lacs Lagunes Lempira Litoral Logar Mascara Medea Moka "
    "Mono Montagnes Mwanza Nara O'Higgins Ogre Omran Pest Pomerania Portuguesa Puno Quiche Rohini "
    "Saga Saida Salamat Sanhe Shiga Sila Silesia Srpska Surin Tabasco Takao Takeo Teni Tete Vinh "
    "Volta Yola Zealand Zeeland Ziyang".split()
) | {"Distrito Federal", "East London", "Los Santos", "Mubarak al Kabir", "Saint Catherine", "The Marches",
     "Venustiano Carranza", "Our Lady of Carmo", "Saint Francis Xavier"}  # fmt: skip


def fold(name: str) -> str:
    """A name without accents and curly quotes, as it is looked up."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'").replace("ʼ", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c))


def table(name: str) -> list[dict[str, str]]:
    """The rows of one CSV table, without comments."""
    lines = (TABLES / name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(ln for ln in lines if ln and not ln.startswith("#")))


def gazetteer() -> dict[str, list[tuple[str, str, int, str]]]:
    """name → (kind, ISO alpha-3, population, name on the map) of all that bear it."""
    text = zlib.decompress((KNOWLEDGE / "places_geonames.tsv.z").read_bytes()).decode()
    found = defaultdict(list)
    for line in text.split("\n")[1:]:
        cells = line.split("\t")
        if len(cells) == 8:
            found[cells[0]].append((cells[1], cells[2], int(cells[6]), cells[7]))
    return found


def many(cell: str) -> list[str]:
    """The parts of a cell that holds a list."""
    return [part.strip() for part in cell.split(";") if part.strip()]


def taken_names() -> set[str]:
    """Every name that stands for a state, people, capital, seat or organisation."""
    found: set[str] = set()
    for name in ("states.csv", "organisations.csv", "seats.csv"):
        for row in table(name):
            for column in ("name", "aliases", "adjectives", "people", "capital"):
                found.update(fold(n) for n in many(row.get(column, "")))
    return found


def written_places() -> dict[str, set[str]]:
    """Names of countries, seas and disputed regions → the countries they lie in."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, column in (("places_countries.tsv", 0), ("places_written.tsv", 1)):
        for line in (KNOWLEDGE / name).read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                cells = line.split("\t")
                for alias in cells[-1].split("|"):
                    found[fold(alias)].add(cells[column])
    return found


def people(folder: Path | None) -> tuple[set[str], set[str]]:
    """(first names, surnames and words of known people's names), lower case."""
    first: set[str] = set()
    last: set[str] = set()
    for name in ("people.csv", "leaders.csv"):
        for row in table(name):
            last.update(fold(row["name"]).lower().replace(".", " ").replace("-", " ").split())
    if folder is not None:
        for name in ("dist.female.first", "dist.male.first"):
            first.update(ln.split()[0].lower() for ln in (folder / name).read_text().splitlines())
        lines = (folder / "dist.all.last").read_text().splitlines()
        last.update(ln.split()[0].lower() for ln in lines)
    return first, last


def lower_words() -> set[str]:
    """Words that the corpora write in lower case: they are words first and names second."""
    found: Counter[str] = Counter()
    for path in sorted((SHARED / "corpora").glob("*.jsonl*")):
        data = path.read_bytes()
        data = gzip.decompress(data) if path.suffix == ".gz" else data
        for line in data.decode("utf-8").splitlines():
            for value in json.loads(line).values():
                if isinstance(value, str):
                    found.update(re.findall(r"\b[a-z][a-z'-]{2,}\b", value))
    return set(found)


def main() -> None:
    """Write the table anew; the rows with source `own` stay as they are."""
    names = gazetteer()
    taken, written = taken_names(), written_places()
    first, last = people(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
    words = lower_words()
    own = [row for row in table("regions.csv") if row["source"] == "own"]
    by_hand = {fold(n) for row in own for n in many(row["names"])}
    home = {code: row["country"] for row in table("states.csv") for code in many(row["cameo"])}

    def why_not(name: str, country: str, size: int) -> str:
        """Why a name cannot be said of this country alone; empty: it can."""
        parts = re.split(r"[ -]", name)
        if len(name) < 4 or not all(_WORD.match(w) for w in parts) or not name[0].isupper():
            return "no plain name"
        if name in taken or name in by_hand:
            return "in another table"
        if written.get(name, set()) - {country}:
            return "a place of another country, or of several"
        for kind, other, population, _ in names[name]:
            if other != country and kind == "region":
                return "region of another country"
            if other != country and (population > 50_000 or population * 20 > size):
                return "town of another country that is not small beside it"
        if all(w.lower() in GENERIC for w in parts) or _ENDS.search(name) or "icipality" in name:
            return "a name like many"
        if name in OTHERS or (len(parts) > 1 and parts[0].lower() in first):
            return "a person's name"
        if len(parts) == 1 and name.lower() in words:
            return "an English word"
        if len(parts) == 1 and name.lower() in first | last:
            return "a person's name"
        return ""

    found: dict[str, set[str]] = defaultdict(set)
    reasons: Counter[str] = Counter()
    for name, senses in names.items():
        sizes: dict[str, int] = {}
        for kind, country, population, shown in senses:
            town = kind == "city" and population >= MIN_TOWN and fold(shown) == name
            if town or (kind == "region" and population >= MIN_REGION):
                sizes[country] = max(population, sizes.get(country, 0))
        for country, size in sizes.items():
            reason = why_not(name, country, size)
            reasons[reason] += 1
            if not reason and country in home:
                found[home[country]].add(name)
    path = TABLES / "regions.csv"
    comments = [ln for ln in path.read_text(encoding="utf-8").splitlines() if ln.startswith("#")]
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write("\n".join(comments) + "\n")
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(("country", "names", "source"))
        writer.writerows((row["country"], row["names"], "own") for row in own)
        writer.writerows((c, ";".join(sorted(found[c])), "GeoNames") for c in sorted(found))
    for reason, count in reasons.most_common():
        print(f"{count:6} {reason or 'taken over'}")


if __name__ == "__main__":
    main()
