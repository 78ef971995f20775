"""A bare title in a government's own words is its own officer's."""

from __future__ import annotations

import pytest

from dateline.articles import article_from_prose
from dateline.language import parse_article
from dateline.mentions.actors import find_actors
from dateline.mentions.home import home_of
from dateline.records import Actor


def actors(text: str, url: str | None) -> list[Actor]:
    article = article_from_prose(text, published="2022-05-04", url=url)
    return find_actors(parse_article(article), article)


@pytest.mark.parametrize(
    ("url", "home"),
    [
        ("https://www.state.gov/a-release/", ("USA", False)),
        ("https://mfa.gov.pl/en/news/1", ("POL", False)),
        ("https://www.gov.uk/government/news/x", ("GBR", False)),
        ("https://www.gov.bw/x", ("BWA", False)),
        ("https://ec.europa.eu/news", ("EUR", False)),
        ("http://www.kcna.kp/en/article", ("PRK", True)),
        ("https://www.reuters.com/world/x", None),
        ("https://notgov.com/state.gov/", None),
        ("https://[broken", None),
        (None, None),
    ],
)
def test_home_of_outlets(url: str | None, home: tuple[str, bool] | None) -> None:
    article = article_from_prose("The minister spoke to reporters on Monday.", url=url)
    assert home_of(article) == home


def test_state_agency_in_a_dateline() -> None:
    text = "Pyongyang, May 4 (KCNA) -- Workers of the mill met the plan ahead of time."
    assert home_of(article_from_prose(text)) == ("PRK", True)


def test_bare_titles_of_a_ministry() -> None:
    text = "Deputy Secretary Rosa Quell met Chadian officials. She thanked them for their work."
    found = {a.text: a for a in actors(text, "https://www.state.gov/x/")}
    assert found["Deputy Secretary Rosa Quell"].country == "USA"
    assert found["Deputy Secretary Rosa Quell"].resolved_by == "outlet"
    assert found["She"].country == "USA"
    assert found["Chadian officials"].country == "TCD"


def test_the_text_wins_and_others_stay_open() -> None:
    text = "Kenyan Minister Amos Oduya spoke. Several officials from other states listened."
    found = {a.text: a for a in actors(text, "https://www.state.gov/x/")}
    assert found["Kenyan Minister Amos Oduya"].country == "KEN"
    assert all(a.country != "USA" for a in found.values())


def test_a_newspaper_speaks_for_nobody() -> None:
    text = "Deputy Secretary Rosa Quell resigned. The ministry gave no reason."
    assert all(a.country is None for a in actors(text, "https://www.nytimes.com/x"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ana Roca Luna, current judge in the ninth district of Managua, was named.", "judge"),
        ("Zambia and its neighbours met. Talks were led by Ambassador Ola Trem of Kenya.", "Trem"),
    ],
)
def test_officers_beside_the_name_of_another_state(text: str, words: str) -> None:
    found = [a for a in actors(text, "https://www.state.gov/x/") if words in a.text]
    assert all(a.country != "USA" for a in found)


def test_a_state_medium_writes_of_crowds_elsewhere() -> None:
    text = (
        "Pyongyang, May 4 (KCNA) -- In France police beat students on Friday. Many refugees fled. "
        "The Party called on workers to fulfil the plan."
    )
    found = {a.text: a.country for a in actors(text, None)}
    assert found["students"] != "PRK"
    assert found["Many refugees"] != "PRK"
    assert found["workers"] == "PRK"


def test_whom_a_speaker_turns_to() -> None:
    text = (
        "SECRETARY BLINKEN: Mr. President, it is good to be here in Georgetown.\n"
        "PRESIDENT ALI: Thank you, Mr. Secretary. Guyana is glad to have you.\n"
        "SECRETARY BLINKEN: Thank you."
    )
    article = article_from_prose(text, published="2022-07-25", url="https://www.state.gov/x/")
    found = {a.text: a.country for a in find_actors(parse_article(article), article)}
    assert found["Mr. President"] == "GUY"
    assert found["Mr. Secretary"] == "USA"
    lone = "SECRETARY BLINKEN: Mr. President, thank you.\nMR PRICE: We will see you in Accra."
    article = article_from_prose(lone, published="2022-07-25", url="https://www.state.gov/x/")
    found = {a.text: a.country for a in find_actors(parse_article(article), article)}
    assert found["Mr. President"] is None


def test_a_foreign_message_in_a_state_medium() -> None:
    text = (
        "Pyongyang, May 4 (KCNA) -- Kim Jong Un received a message from Luong Cuong, president of "
        "Vietnam. The message says: Our Party and the people are grateful. Our government agrees."
    )
    found = actors(text, None)
    assert all(a.country != "PRK" for a in found if a.text in ("Party", "people", "government"))


def test_envoys_and_neighbours_in_a_state_medium() -> None:
    text = (
        "Pyongyang, May 4 (KCNA) -- The Russian embassy hosted a reception. Ambassador Oleg Rudin "
        "spoke. The south Korean puppets staged a drill."
    )
    found = {a.text: a.country for a in actors(text, None)}
    assert found["Ambassador Oleg Rudin"] != "PRK"
    assert "KOR" in found.values()


def test_bodies_of_one_list_in_a_state_medium() -> None:
    text = (
        "Pyongyang, May 4 (KCNA) -- Wreaths were sent by the State Duma, the Ministry of Natural "
        "Resources and the Ministry of Transport."
    )
    found = {a.text: a.country for a in actors(text, None)}
    assert found["Ministry of Natural Resources"] == "RUS"
    assert found["Ministry of Transport"] == "RUS"
