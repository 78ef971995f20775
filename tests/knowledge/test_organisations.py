"""Organisations: the table holds together, and the names stand for what they stand for."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest

from dateline import Reader
from dateline.knowledge import tables
from dateline.knowledge.contested import bearers, is_contested
from dateline.knowledge.folding import fold
from dateline.knowledge.gazetteer import find_names, names
from dateline.knowledge.tables import many, rows

KINDS = {"igo", "body", "group", "party", "ngo", "media", "firm", "people", "capital"}
NO_STATE = {"IGO", "UNO", "EUR", "NGO", "MNC", "IMG", "ISM"}
FILES = ("organisations.csv", "armed_groups.csv")
# Words of English (or names of people) that an acronym or a short name may be mistaken for.
WORDS = frozenset(
    "A AM AN AND ARE AS AT BE BUT BY CAN CAR CARE DO FAR FOR GET GO HAD HAS HE HER HIM HIS HOT HOW "
    "IF IN IT ITS LAW LET MAN ME MEN MY NEW NO NOT NOW OF OFF OIL OLD ON ONE OR OUR OUT RED SAY "
    "SEA SHE SIX SO SON TEN THE TO TOP TWO UP WAR WAS WAY WE WHY YES YOU ACT AID ARMS ART "
    "BASE BEST CALL COPE DEAL FACT FACE FAST FIRE FREE GAIN GAP HEAD HELP HOLD HOPE JOIN LAND LEAD "
    "MEND PACE PEACE PLAN POOR RISE SAFE SALT SHAPE SHARE SPARE STAR STEP TALK TEAM UNITE VOICE "
    "WORK Act Aid Liberation Dawn Hawks Scorpions Apple Bill Chance Change Choice Citizens Dawn Day Future Georgia Grace Green Hope "
    "Independent Justice King Law Mail Mark Mirror Nation Order Orange Party Peace Post Power "
    "Progress Reform Renaissance Rose Shell Star Sun Target Time Times Together Union Unity Voice "
    "West Will World".split()
)


def table() -> list[tuple[str, dict[str, str]]]:
    return [row for name in FILES for row in rows(name)]


def test_every_row_has_a_country_a_kind_sectors_and_a_source() -> None:
    states = {row["country"] for _, row in rows("states.csv")}
    for where, row in table():
        assert row["country"] in states | NO_STATE, where
        assert row["kind"] in KINDS, where
        assert tables.check_sectors(row["sectors"], where) is not None
        assert row["source"], where
        assert row["name"].strip() == row["name"], where


def test_dates_are_dates_and_in_order() -> None:
    for where, row in table():
        for column in ("from", "to"):
            assert tables._DATE.match(row[column]), f"{where}: {row[column]}"
        if row["from"] and row["to"]:
            assert row["from"] <= row["to"] + "-99", where


def test_ids_are_unique() -> None:
    count = Counter(tables.slug(row["name"]) for _, row in table())
    assert [name for name, n in count.items() if n > 1] == []


def test_no_name_is_given_twice_but_those_that_are_contested() -> None:
    owners = defaultdict(set)
    for where, row in table():
        short = many(row["short"])
        cell = many(row["aliases"])
        assert len(set(cell)) == len(cell), where
        for name in (row["name"], *cell):
            if name not in short:
                owners[fold(name)].add(row["name"])
    assert {n: o for n, o in owners.items() if len(o) > 1} == {}


def test_no_name_is_a_states() -> None:
    taken = {
        fold(name)
        for _, row in rows("states.csv")
        for column in ("name", "aliases", "adjectives", "people", "capital")
        for name in many(row[column])
    }
    clash = {
        name
        for _, row in table()
        if row["kind"] != "capital"
        for name in (row["name"], *many(row["aliases"]))
        if fold(name) in taken
    }
    assert clash == set()


def test_no_name_is_a_common_word() -> None:
    for where, row in table():
        short = many(row["short"])
        for name in (row["name"], *many(row["aliases"])):
            assert name in short or (fold(name) not in WORDS and len(name) > 1), f"{where}: {name}"


@pytest.mark.parametrize(
    ("name", "country", "sectors"),
    [
        ("MINUSMA", "UNO", "MIL"),
        ("U.N. mission in South Sudan", "UNO", "MIL"),
        ("UN Population Fund", "UNO", ""),
        ("World Meteorological Organization", "UNO", ""),
        ("International Court of Justice", "UNO", "JUD"),
        ("Europol", "EUR", "COP"),
        ("European Public Prosecutor's Office", "EUR", "JUD"),
        ("Frontex", "EUR", "COP"),
        ("Intergovernmental Authority on Development", "IGO", ""),
        ("Africa CDC", "IGO", "MED"),
        ("Alliance of Sahel States", "IGO", ""),
        ("Organization of Turkic States", "IGO", ""),
        ("Pacific Islands Forum", "IGO", ""),
        ("AUKUS", "IGO", "MIL"),
        ("Warsaw Treaty Organization", "IGO", "MIL"),
        ("Storting", "NOR", "LEG"),
        ("Riksdag", "SWE", "LEG"),
        ("State Great Khural", "MNG", "LEG"),
        ("Jogorku Kenesh", "KGZ", "LEG"),
        ("Oliy Majlis", "UZB", "LEG"),
        ("Legislative Yuan", "TWN", "LEG"),
        ("Wolesi Jirga", "AFG", "LEG"),
        ("Rosatom", "RUS", "GOV;BUS"),
        ("Rosgvardia", "RUS", "COP;MIL"),
        ("Quds Force", "IRN", "MIL"),
        ("Research and Analysis Wing", "IND", "SPY"),
        ("Ministry of State Security of China", "CHN", "SPY"),
        ("Bundesbank", "DEU", "GOV"),
        ("Carabinieri", "ITA", "COP"),
        ("Federal Constitutional Court", "DEU", "JUD"),
        ("Kenya Defence Forces", "KEN", "MIL"),
        ("Syriza", "GRC", "PTY"),
        ("Bharatiya Janata Party", "IND", "PTY"),
        ("Democratic Unity Roundtable", "VEN", "OPP;PTY"),
        ("Chama Cha Mapinduzi", "TZA", "PTY;GOV"),
        ("Move Forward Party", "THA", "PTY"),
        ("JNIM", "IMG", "REB"),
        ("Islamic State in the Greater Sahara", "IMG", "REB"),
        ("Asaib Ahl al-Haq", "IRQ", "PRM"),
        ("Hayat Tahrir al-Sham", "SYR", "REB"),
        ("Arakan Army", "MMR", "REB"),
        ("Oromo Liberation Army", "ETH", "REB"),
        ("M23 rebels", "COD", "REB"),
        ("Rapid Support Forces", "SDN", "REB;PRM"),
        ("Tren de Aragua", "VEN", "CRM"),
        ("Jalisco New Generation Cartel", "MEX", "CRM"),
        ("Wagner Group", "RUS", "PRM"),
        ("Médecins Sans Frontières", "NGO", "MED"),
        ("Syrian Observatory for Human Rights", "SYR", "NGO"),
        ("Huawei", "CHN", "MNC;BUS"),
        ("Lockheed Martin", "MNC", "BUS"),
        ("Xinhua", "CHN", "JRN"),
        ("Radio Free Asia", "USA", "JRN"),
        ("Süddeutsche Zeitung", "DEU", "JRN"),
    ],
)
def test_facts_of_organisations(name: str, country: str, sectors: str) -> None:
    entity = names()[fold(name)].entity
    assert entity is not None
    assert (entity.country, ";".join(entity.sectors)) == (country, sectors)


def found(text: str) -> dict[str, str]:
    return {
        text[hit.start : hit.end]: hit.named.entity.country
        for hit in find_names(text)
        if hit.named.entity is not None
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Envoys of the Organization of Turkic States met the Storting's speaker.",
            {"Organization of Turkic States": "IGO", "Storting": "NOR"},
        ),
        (
            "Fighters of the Ta'ang National Liberation Army took a post from the Tatmadaw.",
            {"Ta'ang National Liberation Army": "MMR", "Tatmadaw": "MMR"},
        ),
        ("Human Rights Watch and the ICRC asked for access.", {
            "Human Rights Watch": "NGO", "ICRC": "NGO"}),
        ("They mend roads and care for the poor.", {}),
    ],
)  # fmt: skip
def test_names_in_sentences(text: str, expected: dict[str, str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("In Islamabad, Pakistan's government and the PPP agreed.", "PPP", "PAK"),
        ("South Korean voters like the PPP.", "PPP", "KOR"),
        ("The PPP agreed.", "PPP", None),
        ("Guyana's election went to the PPP; Guyana's parliament met.", "PPP", "GUY"),
        ("The Labour Party lost seats in Britain.", "Labour Party", "GBR"),
        ("Norway's Labour Party lost seats, Norwegian radio said.", "Labour Party", "NOR"),
        ("The Labour Party lost seats.", "Labour Party", None),
        ("The Kurdistan Democratic Party spoke; the KDP has two ministers.", "KDP", "IRQ"),
        ("Nigeria's House of Representatives sat.", "House of Representatives", "NGA"),
        ("Nepal's House of Representatives sat.", "House of Representatives", None),
        ("Iraq banned the Baath Party, Iraqi judges said.", "Baath Party", "IRQ"),
        ("Syria's rulers dissolved the Baath Party.", "Baath Party", "SYR"),
    ],
)
def test_a_name_of_several_bearers_needs_the_text(
    text: str, name: str, country: str | None
) -> None:
    assert found(text).get(name) == country


def test_an_open_name_gives_its_candidates() -> None:
    named = names()["PPP"]
    assert len(bearers(named)) == 3
    assert "Pakistan People's Party (PAK)" in bearers(named)
    assert bearers(names()["NATO"]) == []
    for actor in Reader().read_text("Leaders of PPP rejected the plan.").actors:
        assert not actor.country


def test_contested_names_have_bearers() -> None:
    contested = [(name, n) for name, n in names().items() if is_contested(n)]
    assert len(contested) > 100
    assert all(named.others for _, named in contested)
