"""Places: names told from people and words, and resolved by what stands around them."""

from __future__ import annotations

from dateline.knowledge.places import country_spot, fold, spots
from dateline.language.parsing import parse_text
from dateline.mentions.places import find_places
from dateline.records import Article, Place


def places(text: str) -> dict[str, Place]:
    article = Article(id="x", text=text)
    found = find_places(parse_text(text, set()), article, [])
    for p in found:
        assert text[p.start : p.end] == p.text
    return {p.text: p for p in found}


def test_gazetteer_knows_states_regions_and_cities() -> None:
    assert {s.country for s in spots("Georgia")} >= {"GEO", "USA"}
    assert spots("Medellín") == spots("Medellin")
    assert fold("São Tomé") == "Sao Tome"
    spot = country_spot("FRA")
    assert spot is not None and spot.name == "France"
    assert spots("Xqzzt") == ()
    assert country_spot("ZZZ") is None


def test_containment_decides() -> None:
    found = places("The plant in Paris, Texas, was sold.")
    assert (found["Paris"].country, found["Paris"].region) == ("USA", "Texas")
    assert places("The minister flew to Paris on Monday.")["Paris"].country == "FRA"


def test_written_places() -> None:
    found = places("Ships crossed the South China Sea toward the Korean Peninsula.")
    assert found["South China Sea"].precision == "region"
    assert found["South China Sea"].country is None
    assert "Korean Peninsula" in found
    assert places("Shells fell in the Gaza Strip.")["Gaza Strip"].lat is not None


def test_region_words() -> None:
    found = places("Fighting went on in Sumy region.")
    assert (found["Sumy"].country, found["Sumy"].precision) == ("UKR", "region")


def test_country_has_precision_and_point() -> None:
    france = places("They arrived in France.")["France"]
    assert (france.precision, france.country) == ("country", "FRA")
    assert france.lat is not None and france.lon is not None


def test_people_and_demonyms_are_no_places() -> None:
    assert "Jordan" not in places("Michael Jordan met the press.")
    assert "Jordan" in places("The king returned to Jordan.")
    assert places("French farmers met Iraqi traders.") == {}


def test_one_unresolvable_erases_no_other() -> None:
    found = places("Clashes broke out in Zqarbat and in Mosul.")
    assert found["Mosul"].country == "IRQ"
    if "Zqarbat" in found:
        assert found["Zqarbat"].country is None
        assert found["Zqarbat"].lat is None


def test_bad_input() -> None:
    assert places("") == {}
    assert places(", , ( ) ... — 123 !!!") == {}
    assert len(places("in Mosul, " * 2000)) == 1


def test_the_summit_is_no_town() -> None:
    assert "Summit" not in places("Ghana took part in the Summit for Democracy.")
    assert "Summit" in places("The mayor of Summit, New Jersey, resigned.")
