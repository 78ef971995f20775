"""Compile heads of state and government, 1950 to March 2021, into `knowledge/tables/leaders.csv`.

Run: `python training/leaders.py` (needs `pip install country_converter` for its code table).
Reads REIGN's leader list of 2021-03 (`../shared/knowledge`), keeps facts only: country, name,
first day, last month. REIGN has mostly surnames; those found by hand with full name and office
stand in `people.csv`, and win. A leader in office when the list ends has `2021-03-31?` for an end: after that
day nothing is known.
"""

from __future__ import annotations

import csv
import os
import re
import unicodedata
from importlib.resources import files
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("DATELINE_SHARED", ROOT / ".." / "shared"))
TABLES = ROOT / "src" / "dateline" / "knowledge" / "tables"
# COW numbers that the code table lacks, or has under another state of today.
BY_HAND = {
    "345": "SRB", "347": "KOS", "255": "DEU", "260": "DEU", "265": "DEU", "678": "YEM",
    "679": "YEM", "680": "YEM", "816": "VNM", "817": "VNM", "315": "CZE", "316": "CZE",
    "365": "RUS", "713": "TWN", "341": "MNE", "343": "MKD", "115": "SUR", "946": "KIR", "955": "TON",
    "947": "TUV", "970": "NRU",
}  # fmt: skip
LIST_ENDS = "2021-03-31?"  # in office then; nothing is known of later days
# Names that REIGN misspells, or writes as nobody else does.
SPELLED = {
    "Abdou": "Moustadroine Abdou",
    "Afeworki": "Isaias Afwerki",
    "Benjedid": "Bendjedid",
    "Berdymukhammedov": "Berdymukhamedov",
    "Burdjanadze": "Burjanadze",
    "Burdzhanadze": "Burjanadze",
    "Campaore": "Compaore",
    "Chakewera": "Chakwera",
    "deKlerk": "de Klerk",
    "Djotidia": "Djotodia",
    "Essebi": "Essebsi",
    "Ba N'Daou": "Bah Ndaw",
    "Loukas Papadimos": "Papademos",
    "Maldanado": "Maldonado",
    "Mamau": "Maamau",
    "Mitterand": "Mitterrand",
    "Mojadidi": "Mojaddedi",
    "Muhammad VI": "Mohammed VI",
    "Nazarbaev": "Nazarbayev",
    "Ntarymira": "Ntaryamira",
    "Nyussi": "Nyusi",
    "Phomivan": "Phomvihane",
    "Rakhmonov": "Rahmon",
    "Saksgoburggotski": "Saxe-Coburg-Gotha",
    "Sarnay": "Sarney",
    "Seibou": "Saibou",
    "Tobgye": "Sonam Tobgye",
    "Tsokhatzopulos": "Tsochatzopoulos",
    "Tschering Wangchuk": "Tshering Wangchuk",
    "Vacariou": "Vacaroiu",
    "Vorachit": "Vorachith",
    "Wijetunge": "Wijetunga",
    "Saleh al-Hashidi": "Ali Abdullah Saleh",
    "An-Nahayan": "Zayed Al Nahyan",
}
# Colombians by their mother's name, as REIGN has them.
COLOMBIANS = {
    "Arango": "Pastrana", "Pizano": "Samper", "Trujillo": "Gaviria", "Vargas": "Barco",
    "Miranda": "Chinchilla",
}  # fmt: skip
SKIP = {"331"}  # San Marino: two captains for six months each, known by no one abroad


def codes() -> dict[str, str]:
    """COW / Gleditsch-Ward number → ISO alpha-3."""
    text = (files("country_converter") / "country_data.tsv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines(), delimiter="\t"))
    found = {}
    for row in rows:
        number = row.get("GWcode", "").split(".")[0]
        if number.isdigit():
            found[number] = row["ISO3"]
    return found | BY_HAND


def plain(name: str) -> str:
    """A name without accents, brackets and stray letters of another encoding."""
    name = re.sub(r"\(.*?\)", "", name).replace("_", " ")
    name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"\s+", " ", name).strip(" .,")


def main() -> None:
    table = codes()
    source = SHARED / "knowledge" / "reign-leaders-2021-03.csv"
    missing = set()
    rows = []
    with source.open(encoding="utf-8", errors="replace") as handle:
        for row in csv.DictReader(handle):
            code = table.get(row["ccode"])
            name = plain(row["leader"])
            if row["ccode"] in SKIP or not name or " and " in name or "&" in name:
                continue
            if code is None:
                missing.add((row["stateabb"], row["ccode"]))
                continue
            start = f"{int(row['syear']):04}-{int(row['smonth']):02}-{int(row['sdate']):02}"
            end = f"{int(row['eyear']):04}-{int(row['emonth']):02}" if row["eyear"] else LIST_ENDS
            if end.rstrip("?") < start[:7]:
                continue
            name = SPELLED.get(name, name)
            if code in ("COL", "CRI"):
                name = COLOMBIANS.get(name, name)
            rows.append((code, name, start, end, "f" if row["gender"] == "0" else "m"))
    with (TABLES / "leaders.csv").open("w", encoding="utf-8", newline="") as out:
        out.write(
            "# Heads of state and government, 1950 to 2021-03. Source: REIGN leader list of 2021-03"
            " (facts only), compiled by training/leaders.py; `2021-03-31?` = still in office then.\n"
        )
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["country", "name", "from", "to", "gender"])
        writer.writerows(sorted(set(rows)))
    print(f"{len(set(rows))} terms; no code for {sorted(missing)}")


if __name__ == "__main__":
    main()
