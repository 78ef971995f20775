"""The tables of who is who and their lookup."""

from __future__ import annotations

import pytest

from dateline.errors import TableError
from dateline.knowledge import lookup, tables
from dateline.knowledge.agents import agent_ending
from dateline.knowledge.folding import fold
from dateline.knowledge.gazetteer import find_names, names
from dateline.knowledge.terms import day_of, holder, standing

NOT_STATES = {"IGO", "UNO", "EUR", "NGO", "MNC", "IMG", "ISM"}


def _person(name: str) -> tables.Person:
    person = names()[name].person
    assert person is not None
    return person


def test_folding_keeps_every_offset() -> None:
    text = "Türkiye’s Erdoğan – Łódź, Elysée\u00a0Palace\nfi"
    assert len(fold(text)) == len(text)
    assert fold("Erdoğan’s Elysée") == "Erdogan's Elysee"


def test_every_country_code_is_plovers() -> None:
    codes = {e.country for _, e in tables.entities() if e.country}
    assert all(len(c) == 3 and c.isupper() for c in codes)
    assert {"KOS", "PSE", "HKG", "VAT", "ATA", "TWN"} <= codes
    assert not codes & {"XKX", "GUF", "PRI", "MAC", "ESH"}, "dependencies fold into the sovereign"
    assert len(codes - NOT_STATES) >= 195


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Transnistria", "MDA"),
        ("Abkhazia", "GEO"),
        ("Northern Cyprus", "CYP"),
        ("Somaliland", "SOM"),
        ("Western Sahara", "MAR"),
        ("Nagorno-Karabakh", "AZE"),
        ("South Ossetia", "GEO"),
        ("Donetsk People's Republic", "UKR"),
    ],
)
def test_disputed_entities_are_the_nominal_sovereigns_and_pre(name: str, country: str) -> None:
    (fact,) = lookup(name)
    assert (fact.country, fact.sectors) == (country, ("PRE",))


def test_moon_is_a_former_president_in_july_2022() -> None:
    (fact,) = lookup("Moon Jae-in", "2022-07-03")
    assert (fact.country, fact.office, fact.when) == ("KOR", "President", "former")
    assert fact.until == "2022-05-09"
    assert lookup("Moon Jae-in", "2020")[0].when == "in"
    assert lookup("Moon Jae-in", "2022")[0].when == "maybe"


def test_lookup_puts_what_holds_on_the_day_first() -> None:
    assert lookup("Boris Johnson", "2017-01-01")[0].office == "Foreign Secretary"
    assert lookup("Boris Johnson", "2020-01-01")[0].office == "Prime Minister"
    assert lookup("Kremlin")[0].country == "RUS"
    assert lookup("Nixon", "1970-05-05")[0].when == "in"
    assert lookup("no such name at all") == []
    assert lookup("") == []
    assert lookup("x" * 10_000) == []


def test_holder_of_an_office_needs_a_day_and_one_certain_bearer() -> None:
    found = holder("FRA", "president", day_of("2010-06-01"))
    assert found is not None
    assert found[0].name == "Nicolas Sarkozy"
    assert holder("FRA", "president", day_of(None)) is None
    assert holder("FRA", "president", day_of("2012")) is None, "two presidents in that year"
    assert holder("USA", "Secretary of Defense", day_of("2022-01-01")) is not None


def test_standing_before_in_and_after_office() -> None:
    trump = _person("Donald Trump")
    assert standing(trump, day_of("2010-01-01"))[0] == "future"
    assert standing(trump, day_of("2018-01-01"))[0] == "in"
    assert standing(trump, day_of("2022-01-01"))[0] == "former"
    assert standing(trump, day_of(None))[0] == "undated"


def test_names_are_case_sensitive_whole_words_and_longest_first() -> None:
    found = [
        h.named.entity.name for h in find_names("US troops left us in Indiana.") if h.named.entity
    ]
    assert found == ["United States", "Indiana"]
    (hit,) = find_names("the Democratic Republic of the Congo")
    assert hit.named.entity is not None
    assert hit.named.entity.country == "COD"


def test_terms_do_not_end_before_they_begin() -> None:
    for person, _, _ in tables.people():
        for term in person.terms:
            assert term.until in ("", "?") or term.since <= term.until + "-99", person.name


def test_an_unknown_sector_is_refused_with_its_line() -> None:
    with pytest.raises(TableError, match=r"people.csv:9.*XYZ"):
        tables.check_sectors("GOV;XYZ", "people.csv:9")


def test_the_longest_agent_phrase_wins() -> None:
    agent = agent_ending("minister", ["the", "deputy", "foreign"])
    assert agent is not None
    assert agent.text == "deputy foreign minister"
    assert agent_ending("table", []) is None
