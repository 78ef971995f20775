"""Codes of states in other systems, and the facts of states.csv that they stand on."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from importlib.resources import files
from itertools import pairwise

import pytest

from dateline.errors import UsageError
from dateline.knowledge import codes, lookup, tables
from dateline.knowledge.folding import fold

# ISO 3166-1 of 2026: 249 codes.
ISO = """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT
BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH
ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT
HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS
LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI
NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG
SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG
UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
""".split()
TABLES = ("states.csv", "state_names.csv", "seats.csv", "sectors.csv")


def _rows(name: str) -> list[dict[str, str]]:
    return [row for _, row in tables.rows(name)]


def test_every_iso_code_has_a_row() -> None:
    assert len(ISO) == 249
    found = [row["iso2"] for row in _rows("states.csv") if row["iso2"]]
    assert len(found) == len(set(found))
    assert set(found) == {*ISO, "XK"}


def test_territories_have_their_sovereigns_code_and_an_id_of_their_own() -> None:
    ids = {name: entity.id for name, entity in tables.entities() if entity.kind == "state"}
    assert ids["Puerto Rico"] == "USA:puerto-rico"
    assert ids["United States"] == "USA"
    assert ids["Greenland"] == "DNK:greenland"
    assert ids["Soviet Union"] == "RUS:soviet-union"
    assert ids["Hong Kong"] == "HKG"
    assert ids["Palestine"] == "PSE"


def test_no_name_is_claimed_by_two_rows() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for row in _rows("states.csv"):
        for column in ("name", "aliases", "adjectives", "people", "capital"):
            for name in [row["name"]] if column == "name" else tables.many(row[column]):
                owners[fold(name)].add(f"{row['country']} {row['name']}")
    assert {n: o for n, o in owners.items() if len(o) > 1} == {}


@pytest.mark.parametrize("system", ["cow", "gw"])
def test_a_number_means_one_country_on_a_day(system: str) -> None:
    number = codes.cow if system == "cow" else codes.gw
    back = codes.country_of_cow if system == "cow" else codes.country_of_gw
    countries = {row["country"] for row in _rows("states.csv")}
    for day in ("1914-06-01", "1950-01-01", "1962-06-01", "1975-01-01", "1990-10-02", "1990-10-03",
                "1992-06-01", "2005-01-01", "2006-06-05", "2012-01-01", "2026-11-01"):  # fmt: skip
        numbers = {c: number(c, day) for c in countries}
        taken = [n for n in numbers.values() if n is not None]
        assert len(taken) == len(set(taken)), day
        for country, found in numbers.items():
            if found is not None:
                assert back(found, day) == country


def test_fips_and_cameo_codes_are_those_of_one_row() -> None:
    for column in ("fips", "cameo"):
        every = [code for row in _rows("states.csv") for code in tables.many(row[column])]
        assert len(every) == len(set(every)), column


def test_every_row_names_its_source() -> None:
    for name in TABLES:
        for where, row in tables.rows(name):
            assert row["source"], where
    text = (files("dateline.knowledge") / "tables" / "regions.csv").read_text("utf-8")
    assert "Source:" in text.split("\ncountry,")[0]


def test_dates_are_dates_and_in_order() -> None:
    for name in ("states.csv", "state_names.csv", "seats.csv"):
        for where, row in tables.rows(name):
            assert codes.first_day(row["from"]) <= codes.last_day(row["to"]), where
            assert len(codes.first_day(row["from"])) == len(codes.last_day(row["to"])) == 10, where


@pytest.mark.parametrize(
    ("country", "iso2", "fips", "cow", "gw", "cameo"),
    [
        ("DEU", "DE", "GM", 255, 260, "DEU"),
        ("CHN", "CN", "CH", 710, 710, "CHN"),
        ("CHE", "CH", "SZ", 225, 225, "CHE"),
        ("ISR", "IL", "IS", 666, 666, "ISR"),
        ("ISL", "IS", "IC", 395, 395, "ISL"),
        ("UKR", "UA", "UP", 369, 369, "UKR"),
        ("RUS", "RU", "RS", 365, 365, "RUS"),
        ("SRB", "RS", "RI", 345, 340, "SRB"),
        ("KOS", "XK", "KV", 347, 347, "KSV"),
        ("MNE", "ME", "MJ", 341, 341, "MTN"),
        ("ROU", "RO", "RO", 360, 360, "ROM"),
        ("TLS", "TL", "TT", 860, 860, "TMP"),
        ("YEM", "YE", "YM", 679, 678, "YEM"),
        ("VNM", "VN", "VM", 816, 816, "VNM"),
        ("PRK", "KP", "KN", 731, 731, "PRK"),
        ("KOR", "KR", "KS", 732, 732, "KOR"),
        ("JPN", "JP", "JA", 740, 740, "JPN"),
        ("AUS", "AU", "AS", 900, 900, "AUS"),
        ("AUT", "AT", "AU", 305, 305, "AUT"),
        ("KIR", "KI", "KR", 946, 970, "KIR"),
        ("NRU", "NR", "NR", 970, 971, "NRU"),
        ("TON", "TO", "TN", 955, 972, "TON"),
        ("TUV", "TV", "TV", 947, 973, "TUV"),
        ("COD", "CD", "CG", 490, 490, "COD"),
        ("COG", "CG", "CF", 484, 484, "COG"),
        ("SSD", "SS", "OD", 626, 626, "SSD"),
        ("NER", "NE", "NG", 436, 436, "NER"),
        ("NGA", "NG", "NI", 475, 475, "NGA"),
        ("ZAF", "ZA", "SF", 560, 560, "ZAF"),
        ("SWZ", "SZ", "WZ", 572, 572, "SWZ"),
        ("GBR", "GB", "UK", 200, 200, "GBR"),
        ("USA", "US", "US", 2, 2, "USA"),
        ("HTI", "HT", "HA", 41, 41, "HTI"),
        ("CHL", "CL", "CI", 155, 155, "CHL"),
        ("CIV", "CI", "IV", 437, 437, "CIV"),
        ("CZE", "CZ", "EZ", 316, 316, "CZE"),
        ("SVK", "SK", "LO", 317, 317, "SVK"),
        ("PSE", "PS", None, None, None, "PSE"),
        ("HKG", "HK", "HK", None, None, "HKG"),
        ("VAT", "VA", "VT", None, None, "VAT"),
        ("USA:puerto-rico", "PR", "RQ", None, None, "PRI"),
        ("GBR:isle-of-man", "IM", "IM", None, None, "IMY"),
        ("XXX", None, None, None, None, None),
    ],
)
def test_codes_of_today(
    country: str, iso2: str | None, fips: str | None, cow: int | None, gw: int | None,
    cameo: str | None,
) -> None:  # fmt: skip
    assert codes.iso2(country) == iso2
    assert codes.fips(country) == fips
    assert (codes.cow(country), codes.gw(country)) == (cow, gw)
    assert codes.cameo_country(country) == cameo
    home = country[:3] if country != "XXX" else None
    if iso2:
        assert codes.country_of_iso2(iso2) == home
    if fips:
        assert codes.country_of_fips(fips) == home
    if cameo:
        assert codes.plover_country(cameo) == home


@pytest.mark.parametrize(
    ("country", "on", "cow", "gw"),
    [
        ("DEU", "1970-01-01", 260, 260),
        ("DEU", "1990-10-02", 260, 260),
        ("DEU", "1990-10-03", 255, 260),
        ("DEU", "1990", None, 260),
        ("DEU:east-germany", "1970-01-01", 265, 265),
        ("DEU:east-germany", "1990-10-03", None, None),
        ("YEM", "1975-01-01", None, None),
        ("YEM:north-yemen", "1975-01-01", 678, 678),
        ("YEM:south-yemen", "1975-01-01", 680, 680),
        ("YEM", date(1990, 5, 22), 679, 678),
        ("VNM", "1970-01-01", None, None),
        ("VNM", "1976-01-01", 816, 816),
        ("VNM:south-vietnam", "1970-01-01", 817, 817),
        ("SRB", "1985-01-01", 345, 345),
        ("SRB", "2004-01-01", 345, 345),
        ("SRB", "2007-01-01", 345, 340),
        ("CZE", "1980-01-01", 315, 315),
        ("RUS", "1980-01-01", 365, 365),
        ("ZWE", "1970-01-01", 552, 552),
        ("ZWE", "1980-02", None, None),
        ("TZA", "1962-01-01", 510, 510),
        ("TUR", "1910-01-01", 640, 640),
        ("GEO", "1980-01-01", None, None),
        ("SSD", "2011-07-08", None, None),
        ("SSD", "2011-07-09", 626, 626),
        ("IND", "1940", None, None),
        ("FRA", "1900", 220, 220),
    ],
)
def test_numbers_of_a_day(country: str, on: str | date, cow: int | None, gw: int | None) -> None:
    assert (codes.cow(country, on), codes.gw(country, on)) == (cow, gw)


@pytest.mark.parametrize(
    ("country", "on", "name"),
    [
        ("MKD", "2019-02-11", "Macedonia"),
        ("MKD", "2019-02-12", "North Macedonia"),
        ("MKD", "2019", "North Macedonia"),
        ("SWZ", "2018-04-18", "Swaziland"),
        ("MMR", "1988-08-08", "Burma"),
        ("COD", "1990-01-01", "Zaire"),
        ("LKA", "1970-01-01", "Ceylon"),
        ("BFA", "1983-01-01", "Upper Volta"),
        ("RUS", "1985-01-01", "Soviet Union"),
        ("SRB", "1999-03-24", "Federal Republic of Yugoslavia"),
        ("ZWE", "1970-01-01", "Rhodesia"),
        ("YEM", "1975-01-01", "Yemen"),
        ("DEU", "1985-01-01", "West Germany"),
        ("CZE", "1980-01-01", "Czechoslovakia"),
        ("KHM", "1978-01-01", "Democratic Kampuchea"),
        ("TUR", "2023-01-01", "Turkiye"),
        ("GHA", "1950-01-01", "Gold Coast"),
        ("TUR", None, "Turkey"),
        ("UNO", None, "United Nations"),
        ("XXX", None, None),
        ("GOV", None, None),
    ],
)
def test_names_of_a_day(country: str, on: str | None, name: str | None) -> None:
    assert codes.country_name(country, on) == name


def test_a_state_has_one_name_on_a_day() -> None:
    found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    known = {row["country"] for row in _rows("states.csv")}
    for row in _rows("state_names.csv"):
        assert row["country"][:3] in known
        spell = (codes.first_day(row["from"]), codes.last_day(row["to"]), row["name"])
        found[row["country"]].append(spell)
    for country, spells in found.items():
        spells.sort()
        for before, after in pairwise(spells):
            assert before[1] < after[0], f"{country}: {before[2]} and {after[2]}"


@pytest.mark.parametrize(
    ("country", "sectors", "code"),
    [
        ("PRK", ["GOV"], "PRKGOV"),
        ("USA", [], "USA"),
        ("ROU", ["MIL"], "ROMMIL"),
        ("NGA", ["MED"], "NGAHLH"),
        ("NGA", ["JRN"], "NGAMED"),
        ("TUR", ["PTY", "GOV"], "TURGOVPTY"),
        ("IRN", ["EDU", "OPP"], "IRNOPPEDU"),
        ("UNO", [], "IGOUNO"),
        ("UNO", ["MED"], "IGOUNOHLH"),
        ("EUR", [], "IGOEUREEC"),
        ("EUR", ["GOV"], "IGOEUREECGOV"),
        ("IGO", ["MIL"], "IGOMIL"),
        ("ISM", ["SOC"], "NGMCVL"),
        ("IMG", ["REB"], "IMGREB"),
        ("USA", ["NGO"], "NGOUSA"),
        ("CHN", ["MNC", "BUS"], "MNCCHNBUS"),
        (None, ["REB"], "REB"),
        ("RUS", ["PRM"], None),
        ("MDA", ["GOV", "PRE"], None),
        ("IRQ", ["UNK"], None),
        ("XXX", ["GOV"], None),
        ("FRA", ["XYZ"], None),
        (None, [], None),
    ],
)
def test_cameo_actors(country: str | None, sectors: list[str], code: str | None) -> None:
    assert codes.cameo_actor(country, sectors) == code


def test_every_sector_of_plovers_is_in_the_table() -> None:
    assert {row["plover"] for row in _rows("sectors.csv")} >= tables.SECTORS


@pytest.mark.parametrize(
    ("code", "country", "sectors", "rest"),
    [
        ("ISROPPPTYLKD", "ISR", ("OPP", "PTY"), ("LKD",)),
        ("PRKGOV", "PRK", ("GOV",), ()),
        ("ROMMED", "ROU", ("JRN",), ()),
        ("KSVINS", "KOS", ("REB",), ()),
        ("IGOUNOHLH", "UNO", ("MED",), ()),
        ("IGOEUREEC", "EUR", (), ()),
        ("EUR", None, (), ("EUR",)),
        ("AFR", None, (), ("AFR",)),
        ("NGO", "NGO", (), ()),
        ("MNCUSAHLH", "USA", ("MNC", "MED"), ()),
        ("IMGMUSALQ", "IMG", (), ("MUS", "ALQ")),
        ("MUSGOV", "MUS", ("GOV",), ()),
        ("NGM", "ISM", (), ()),
        ("DDR", "DEU", (), ()),
        ("PRI", "USA", (), ()),
        ("REB", None, ("REB",), ()),
        ("", None, (), ()),
    ],
)
def test_reading_cameo_actors(
    code: str, country: str | None, sectors: tuple[str, ...], rest: tuple[str, ...]
) -> None:
    assert codes.plover_actor(code) == codes.CameoActor(country, sectors, rest)


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(UsageError, match=r"no date.*YYYY-MM-DD"):
        codes.cow("FRA", "yesterday")
    assert codes.cow("FRA", datetime(1970, 1, 1, 12)) == 220


def test_seats_are_in_no_other_table_and_of_known_countries() -> None:
    organisations = {
        fold(name)
        for row in _rows("organisations.csv")
        for name in (row["name"], *tables.many(row["aliases"]))
    }
    countries = {row["country"] for row in _rows("states.csv")} | {"UNO", "EUR"}
    for where, row in tables.rows("seats.csv"):
        assert row["country"] in countries, where
        tables.check_sectors(row["sectors"], where)
        names = {fold(n) for n in (row["name"], *tables.many(row["aliases"]))}
        assert not names & organisations, where


def test_a_region_tells_one_country() -> None:
    states = {row["country"] for row in _rows("states.csv")}
    owners: dict[str, set[str]] = defaultdict(set)
    for where, row in tables.rows("regions.csv"):
        assert row["country"] in states, where
        assert row["source"], where
        for name in tables.many(row["names"]):
            owners[fold(name)].add(row["country"])
    assert {n: o for n, o in owners.items() if len(o) > 1} == {}
    others = {
        fold(name)
        for name, entity in tables.entities()
        if entity.kind in ("state", "adjective", "people", "capital", "seat")
    }
    assert not others & owners.keys()
    assert {"Bavaria", "Oaxaca", "Helmand", "Guangdong"} <= owners.keys()
    assert not owners.keys() & {"Punjab", "Valencia", "Amazonas", "Central", "Georgia", "Victoria"}


def test_there_are_193_members_of_the_united_nations_and_six_others() -> None:
    states = {row["country"] for row in _rows("states.csv")}
    assert len(states) == 199
    assert {"ATA", "HKG", "KOS", "PSE", "TWN", "VAT"} <= states
    assert {"AND", "BRN", "FSM", "LIE", "MCO", "NRU", "PLW", "SMR", "STP", "SSD", "TLS"} <= states


@pytest.mark.parametrize(
    ("names", "country"),
    [
        ("Cabo Verde|Cape Verde", "CPV"),
        ("Côte d'Ivoire|Cote d'Ivoire|Ivory Coast|Ivorian|Yamoussoukro", "CIV"),
        ("Burma|Myanmar|Burmese|Rangoon|Naypyidaw", "MMR"),
        ("Türkiye|Turkiye|Turkey|Turks|Ankara", "TUR"),
        ("Swaziland|Eswatini|eSwatini|Swazi", "SWZ"),
        ("The Gambia|Gambia|Gambian", "GMB"),
        ("DRC|DR Congo|Congo-Kinshasa|Zaire|Kinshasa", "COD"),
        ("Congo-Brazzaville|Republic of the Congo|Brazzaville", "COG"),
        (
            "UK|U.K.|Britain|Great Britain|England|Scotland|Wales|Northern Ireland|Scots|Welsh",
            "GBR",
        ),
        ("Macedonia|North Macedonia|FYROM|Skopje", "MKD"),
        ("Czechia|Czech Republic|Czechoslovakia", "CZE"),
        ("USSR|U.S.S.R.|Soviet|Chechnya|Moscow", "RUS"),
        ("East Germany|GDR|West German|Bonn", "DEU"),
        ("South Vietnam|North Vietnamese|Hanoi", "VNM"),
        ("North Yemen|South Yemen|Sana'a", "YEM"),
        ("Rhodesia|Zimbabwean", "ZWE"),
        ("Zanzibar|Tanganyika|Dar es Salaam", "TZA"),
        ("Yugoslavia|Serbia and Montenegro|Serb|Belgrade", "SRB"),
        ("Nyasaland", "MWI"),
        ("Upper Volta|Burkinabè", "BFA"),
        ("Dahomey|Cotonou", "BEN"),
        ("Ceylon|Sri Lankans", "LKA"),
        ("Ottoman Empire|Sublime Porte", "TUR"),
        ("Holy See|Vatican", "VAT"),
        ("Timor-Leste|East Timorese|Dili", "TLS"),
        ("Batswana|Gaborone", "BWA"),
        ("Basotho|Maseru", "LSO"),
        ("Monegasque", "MCO"),
        ("I-Kiribati", "KIR"),
        ("Ni-Vanuatu", "VUT"),
        ("Seychellois", "SYC"),
        ("Malagasy", "MDG"),
        ("Motswana", "BWA"),
        ("Falklands|Bermuda|Cayman Islands|Manx|Gibraltar", "GBR"),
        ("Tahiti|New Caledonia|Reunion Island|Guadeloupe", "FRA"),
        ("Puerto Rico|Guam|American Samoa|Northern Mariana Islands", "USA"),
        ("Greenland|Faroe Islands", "DNK"),
        ("Cook Islands|Tokelau", "NZL"),
        ("Svalbard", "NOR"),
        ("Elysée|Matignon|Quai d'Orsay|Palais Bourbon", "FRA"),
        ("Malacañang|Manila", "PHL"),
        ("Zhongnanhai|Beijing|Peking", "CHN"),
        ("Casa de Nariño", "COL"),
        ("Turtle Bay", "UNO"),
        ("Berlaymont", "EUR"),
    ],
)
def test_names_that_the_news_write(names: str, country: str) -> None:
    for name in names.split("|"):
        assert [fact.country for fact in lookup(name)][:1] == [country], name
