"""Rules by which mentions of actors are pieced together and told apart, each on made-up sentences."""

from __future__ import annotations

import pytest

from dateline.language import parse_article
from dateline.mentions.actors import find_actors
from dateline.records import Actor, Article


def actors(text: str, published: str | None = None) -> list[Actor]:
    article = Article(id="t", text=text, published=published)
    return find_actors(parse_article(article), article)


def brief(text: str) -> list[tuple[str, str | None, str]]:
    return [(a.text, a.country, ",".join(a.sectors)) for a in actors(text)]


def one(text: str, mention: str) -> Actor:
    found = [a for a in actors(text) if a.text == mention]
    assert len(found) == 1, [a.text for a in actors(text)]
    return found[0]


@pytest.mark.parametrize(
    ("sentence", "mention", "country", "sectors"),
    [
        # adjectives and nouns between a demonym and its noun
        ("Peruvian copper workers went on strike.", "Peruvian copper workers", "PER", ["LAB"]),
        ("The Danish wind energy company lost money.", "Danish wind energy company", "DNK", ["BUS"]),
        # nationality and calling before a name
        ("Chilean novelist Rosa Parra died.", "Chilean novelist Rosa Parra", "CHL", ["CVL"]),
        ("The Finnish journalist Aino Salo was freed.", "Finnish journalist Aino Salo", "FIN", ["JRN"]),
        # who a named person is of
        ("John Kettle of Ireland signed the text.", "John Kettle of Ireland", "IRL", []),
        ("Steven Marsh of the University of Zagreb objected.", "Steven Marsh of the University of Zagreb", "HRV", ["EDU"]),
        ("Marta Lind of CNN asked him.", "Marta Lind of CNN", "USA", ["JRN"]),
        # portfolios
        ("Kenya's Ministry of Mining, Blue Economy and Fisheries objected.", "Kenya's Ministry of Mining, Blue Economy and Fisheries", "KEN", ["GOV"]),
        ("Minister for Communications Ama Darko resigned.", "Minister for Communications Ama Darko", None, ["GOV"]),
        # parts of states
        ("The Uttar Pradesh government agreed.", "Uttar Pradesh government", "IND", ["GOV"]),
        ("Texas Governor Ann Poe signed the bill.", "Texas Governor Ann Poe", "USA", ["GOV"]),
        ("The mayor of Osaka resigned.", "mayor of Osaka", "JPN", ["GOV"]),
        ("Senator Jo Park (R-Ohio) objected.", "Senator Jo Park", "USA", ["LEG"]),
        # towns and their bodies
        ("Pune MP Asha Rao met farmers.", "Pune MP Asha Rao", "IND", ["LEG"]),
        ("A court in the Turkish capital Ankara jailed him.", "court", "TUR", ["JUD"]),
        ("Health workers in Nairobi walked out.", "Health workers", "KEN", ["MED"]),
        ("The Lagos-based company lost the case.", "Lagos-based company", "NGA", ["BUS"]),
        # backers
        ("The prime minister of the U.N.-backed Libyan government fled.", "prime minister of the U.N.-backed Libyan government", "LBY", ["GOV"]),
        # pairs
        ("The Biden-Kettle administration agreed.", "Biden-Kettle administration", "USA", ["GOV"]),
        ("Japan's foreign and defence ministers met.", "Japan's foreign and defence ministers", "JPN", ["GOV"]),
    ],
)  # fmt: skip
def test_what_belongs_to_one_mention(
    sentence: str, mention: str, country: str | None, sectors: list[str]
) -> None:
    actor = one(sentence, mention)
    assert (actor.country, actor.sectors) == (country, sectors)


@pytest.mark.parametrize(
    "sentence",
    [
        "The ambassador in Rome left early.",
        "Election observers in Zimbabwe objected.",
        "Journalists in Cairo waited.",
        "Tourists in Bali panicked.",
        "Peacekeepers in Mali withdrew.",
    ],
)
def test_strangers_are_not_of_the_place_where_they_are(sentence: str) -> None:
    assert not [a for a in actors(sentence) if a.country], brief(sentence)


def test_members_of_one_side_share_their_country() -> None:
    assert [a.country for a in actors("Kenyan police investigators and prosecutors agreed.")] == [
        "KEN",
        "KEN",
    ]
    assert [a.country for a in actors("An Austrian student, activist and blogger was freed.")] == [
        "AUT",
        "AUT",
        "AUT",
    ]


def test_two_sides_do_not_share_a_country() -> None:
    found = actors("Nigerian soldiers and gunmen exchanged fire.")[1]
    assert found.country is None or found.resolved_by == "coreference:topic"
    assert [a.country for a in actors("Greek and Turkish Cypriot leaders met.")] == ["CYP", "CYP"]


def test_buildings_and_places_named_for_people_are_not_the_people() -> None:
    assert not [a for a in actors("He landed at Hamid Karzai International Airport.") if a.country]
    assert not [a for a in actors("They met in Kim Il Sung Square.") if a.name == "Kim Il Sung"]


def test_a_longer_name_is_another_man() -> None:
    actor = one(
        "Saudi Crown Prince Mohammed bin Zafar spoke.", "Saudi Crown Prince Mohammed bin Zafar"
    )
    assert (actor.actor_id, actor.country, actor.sectors) == (None, "SAU", ["GOV"])


def test_surnames_that_are_titles() -> None:
    assert not [a for a in actors("Rodney King and Tuesday Weeks left.") if "GOV" in a.sectors]
    assert one("The King spoke.", "King").sectors == ["GOV"]


def test_what_a_sentence_says_of_a_person_holds_for_all_mentions() -> None:
    found = actors("Peter Nilsson was freed. Nilsson is a Swedish lawyer. Nilsson left at once.")
    assert {a.country for a in found if "Nilsson" in a.text} == {"SWE"}


def test_family_of_those_in_office() -> None:
    actor = one("Ghana's president's son, Kofi Mensah, was arrested.", "Kofi Mensah")
    assert (actor.country, actor.sectors) == ("GHA", ["ELI"])


def test_speakers_of_a_transcript() -> None:
    text = (
        "Spokesperson Ana Keane opened the briefing of the Irish foreign ministry.\n"
        "MS KEANE: Good morning.\nQUESTION: Thank you.\nMS KEANE: Go ahead."
    )
    labels = [a for a in actors(text) if a.text == "MS KEANE"]
    assert len(labels) == 2
    assert {a.name for a in labels} == {"Ana Keane"}
    assert not [a for a in actors(text) if a.text == "QUESTION"]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Georgia accused Russia of moving the border posts.", "GEO"),
        ("Georgia sued, and Atlanta cheered; Republicans in Tennessee did not.", "USA"),
        ("Georgia voted on Sunday.", None),
    ],
)
def test_a_name_of_two_bearers_is_decided_by_what_stands_near(
    text: str, country: str | None
) -> None:
    found = [a for a in actors(text) if a.text == "Georgia"]
    assert [a.country for a in found if a.country] == ([country] if country else [])
    if country is None:
        assert found[0].candidates == ["Georgia (GEO)", "Georgia (USA)"]
        assert found[0].resolved_by.startswith("ambiguous")


def test_names_of_common_words_need_their_state() -> None:
    lonely = one("Zambia met the Ministry of State Security.", "Ministry of State Security")
    assert lonely.country != "CHN"
    at_home = one(
        "China said that the Ministry of State Security arrested two.", "Ministry of State Security"
    )
    assert at_home.country == "CHN"


def test_names_that_no_table_has_tell_their_sector() -> None:
    actor = one(
        "The Orion Steel Works in Gdansk burned down, the Zeta Institute said.", "Zeta Institute"
    )
    assert actor.sectors == ["EDU"]
