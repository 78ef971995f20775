"""Who is meant by a common noun: titles, bodies, crowds, groups, countries; and who is not."""

from __future__ import annotations

import pytest

from dateline.language import parse_article
from dateline.mentions.actors import find_actors
from dateline.records import Actor, Article


def actors(text: str, published: str = "2023-06-02", url: str | None = None) -> list[Actor]:
    article = Article(id="t", text=text, published=published, url=url)
    return find_actors(parse_article(article), article)


def last(text: str, word: str, url: str | None = None) -> list[Actor]:
    """The records of the last mention that ends in `word`."""
    found = [a for a in actors(text, url=url) if a.text == word or a.text.endswith(f" {word}")]
    start = max((a.start for a in found), default=0)
    return [a for a in found if a.start == start]


@pytest.mark.parametrize(
    ("text", "word", "country", "sector"),
    [
        ("Rwandan President Paul Kagame came to Kampala. The crowd waited. The president thanked it.",
         "president", "RWA", "GOV"),
        ("Japanese Prime Minister Fumio Kishida spoke in Osaka. The premier called for calm.", "premier", "JPN",
         "GOV"),
        ("Spain's Interior Minister Luis Vega spoke to reporters. The minister said three had been held.",
         "minister", "ESP", "GOV"),
        ("Swiss Deputy Minister Jan Roth met Austrian Minister Eva Lang. The deputy minister was late.",
         "minister", "CHE", "GOV"),
        ("A spokesman for Egypt's army said two soldiers had died. The spokesman blamed smugglers.", "spokesman",
         "EGY", "MIL"),
        ("Former Peruvian president Alberto Reyes was jailed. The former president denied the charges.",
         "former president", "PER", "ELI"),
        ("Chancellor Olaf Scholz met the king of Jordan in Berlin. The chancellor praised the monarch.", "monarch",
         "JOR", "GOV"),
        ("The Foreign Ministry of Chad summoned the French ambassador. The ministry gave no reason.", "ministry",
         "TCD", "GOV"),
        ("The US State Department warned travellers on Friday. The department gave no details.", "department", "USA",
         "GOV"),
        ("Rebels in Colombia seized a town on Sunday. The army said its troops had retaken it.", "army", "COL",
         "MIL"),
        ("Ethiopia's army advanced. Its troops took the town, the government said.", "government", "ETH", "GOV"),
        ("Boko Haram attacked a village in Niger. The group has killed thousands.", "group", "NGA", "REB"),
        ("NATO met in Brussels on Monday. The alliance promised more aid.", "alliance", "IGO", "-"),
        ("The Taliban said they had captured the town. The militants freed prisoners.", "militants", "AFG", "REB"),
        ("Hundreds of protesters marched in Chile. The demonstrators demanded pensions.",
         "demonstrators", "CHL", "CVL"),
        ("Polish leader Jan Mazur of the Law and Justice party spoke in Lodz. Mazur said the party was ready.",
         "party", "POL", "PTY"),
        ("Malian rebels shot at a convoy. The rebels fled.", "rebels", "MLI", "REB"),
    ],
)  # fmt: skip
def test_descriptions_that_look_back(text: str, word: str, country: str, sector: str) -> None:
    found = last(text, word)
    assert [(a.country, (a.sectors or ["-"])[0]) for a in found] == [(country, sector)]
    assert found[0].resolved_by.startswith("coreference")


@pytest.mark.parametrize(
    ("text", "word", "country"),
    [
        ("Turkey shelled a village in Syria. The country has denied the attack.", "country", "TUR"),
        ("The Kingdom of Tonga held elections. The kingdom has two parties.", "kingdom", "TON"),
        (
            "Fiji's prime minister resigned. The island nation votes again in May.",
            "island nation",
            "FJI",
        ),
        ("Donors pressed the country's president, Namibian leader Hage Geingob.", "country", "NAM"),
        ("Kenyan teachers want to stay in their country.", "country", "KEN"),
    ],
)
def test_countries_that_are_not_named(text: str, word: str, country: str) -> None:
    assert [a.country for a in last(text, word)] == [country]


@pytest.mark.parametrize(
    ("text", "word", "countries"),
    [
        ("Vietnam and Laos reopened the border. Both governments praised the deal.", "governments", {"VNM", "LAO"}),
        ("Talks between Armenia and Azerbaijan went on. Malta stood ready to help the countries find peace.",
         "countries", {"ARM", "AZE"}),
        ("Sudan wrote to Chad. The message praised the leaders of the two countries.",
         "leaders of the two countries", {"SDN", "TCD"}),
        ("Peru, Chile and Ecuador held talks. The countries will meet again.", "countries", set()),
    ],
)  # fmt: skip
def test_descriptions_of_several(text: str, word: str, countries: set[str]) -> None:
    assert {a.country for a in last(text, word)} == countries


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The delegation met in Moscow.", "delegation"),
        ("Officials of foreign governments came to Oslo. Norway welcomed them.", "governments"),
        ("Sweden paid. The director of the museum thanked nobody.", "director"),
        ("Researchers named the star after a town in Chile. The researchers were pleased.", "researchers"),
        ("Ghana and Togo met Benin in Accra. The president spoke first.", "president"),
        ("A birthday party was held in Madrid, Spain.", "party"),
    ],
)  # fmt: skip
def test_descriptions_that_look_back_on_nobody(text: str, word: str) -> None:
    assert not [a for a in last(text, word) if a.country]


def test_a_rank_is_part_of_a_title() -> None:
    text = "French Deputy Minister Luc Morel met Belgian Minister Anne Claes. The minister smiled."
    assert [a.name for a in last(text, "minister")] == ["Anne Claes"]


def test_an_office_held_long_ago_is_not_the_holder_of_today() -> None:
    text = "Rene Caron, who served as president of France for a year, is a character in a novel."
    assert not [a for a in actors(text) if a.name == "Emmanuel Macron"]


def test_a_relative_clause_carries_the_role() -> None:
    text = "Hassan Ali, who leads the opposition Unity Party of Tanzania, was arrested. He denied the charges."
    found = last(text, "He")
    assert [(a.name, a.country) for a in found] == [("Hassan Ali", "TZA")]


def test_a_governments_own_department() -> None:
    text = "Gil Roca took bribes in Colombia.\n\nThe Department is also naming his aide."
    found = last(text, "Department", url="https://www.state.gov/a-designation/")
    assert [(a.country, a.sectors) for a in found] == [("USA", ["GOV"])]
