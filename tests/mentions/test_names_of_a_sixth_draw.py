"""Who is who, by rules found in the names of whole corpora; the sentences are made up for this test."""

from __future__ import annotations

import pytest

from dateline.language import parse_article
from dateline.mentions.actors import find_actors
from dateline.records import Actor, Article

RELEASE = "https://www.state.gov/a-release/"


def actors(text: str, url: str | None = None) -> list[Actor]:
    article = Article(id="t", text=text, published="2022-05-01", url=url)
    return find_actors(parse_article(article), article)


def brief(text: str, url: str | None = None) -> list[tuple[str, str | None, str]]:
    return [(a.text, a.country, ",".join(a.sectors)) for a in actors(text, url)]


def test_who_knows_a_state_is_not_of_it() -> None:
    found = brief("Jo Adu, a Kenya scholar with the Brookings Institution, spoke to reporters.")
    assert ("Jo Adu", "USA", "EDU") in found
    assert ("Kenyan scholar Ana Lind", "KEN", "EDU") in brief("Kenyan scholar Ana Lind spoke.")


@pytest.mark.parametrize("one", ["a NATO member", "a valued NATO Ally"])
def test_one_member_is_not_the_organisation(one: str) -> None:
    assert "NATO" not in [a.name for a in actors(f"Latvia has long been {one} in the region.")]


def test_the_allies_of_a_state_are_others() -> None:
    found = actors("The United States will consult with our Allies on the talks.", RELEASE)
    assert all(a.country != "USA" for a in found if "Allies" in a.text)


def test_parties_to_a_treaty_are_no_political_parties() -> None:
    found = brief("Kenya hosted the Conference of the Parties and thanked the States Parties.")
    assert [t for t, _, s in found if s == "PTY"] == []


def test_a_guest_is_not_the_head_of_the_state_that_writes() -> None:
    found = brief("President Trem thanked the Secretary for his visit to the palace.", RELEASE)
    assert ("President Trem", "USA", "GOV") not in found


def test_who_presides_over_a_firm_does_not_govern() -> None:
    assert ("Boeing President Jo Adu", "MNC", "BUS") in brief("Boeing President Jo Adu left.")
    found = brief("Apple's chief executive Ana Roca spoke, as did the president of Harbour Bank.")
    assert {s for _, _, s in found} == {"BUS"}


def test_the_owner_of_a_press_conference_is_kept() -> None:
    found = brief("They attended President Biden’s joint press conference in Lyon.")
    assert ("President Biden", "USA", "GOV") in found


def test_towns_and_counties_act() -> None:
    text = "Pine Creek County in Florida issued an evacuation order. The U.S. Senate met."
    assert ("Pine Creek County", "USA", "GOV") in brief(text)
    assert ("Leeds", "GBR", "GOV") in brief("Leeds sued the developer of the tower.")


def test_a_name_of_its_own_looks_back_to_no_other_body() -> None:
    found = brief("The United Nations met. The Nuclear Ports Group will meet again.")
    assert ("Nuclear Ports Group", "UNO", "") not in found


def test_words_in_front_of_a_party_name_another_one() -> None:
    text = "Washington and the U.S. Senate looked on. The Liberal Democratic Party won the vote."
    assert all(c != "USA" for t, c, _ in brief(text) if "Party" in t)


def test_parties_are_known_with_a_small_letter() -> None:
    found = brief("In Taiwan the Democratic Progressive party chose its candidate.")
    assert ("Democratic Progressive party", "TWN", "PTY") in found


def test_brackets_end_a_name_and_give_its_letters() -> None:
    found = actors("The National Ports Emergency Centre (NPEC) said so. NPEC reported a rise.")
    assert [a.name for a in found if a.text == "NPEC"] == ["National Ports Emergency Centre"] * 2


def test_a_secretary_is_of_what_he_is_secretary_of() -> None:
    found = brief("The general secretary of the Islamic Coalition Party of Iran spoke.")
    assert found == [("general secretary of the Islamic Coalition Party of Iran", "IRN", "PTY")]


def test_delegates_to_a_convention_are_of_a_party() -> None:
    text = "After the caucus in Nevada he had all of Nevada's delegates."
    assert ("Nevada's delegates", "USA", "PTY") in brief(text)


def test_lords_are_british_where_britain_is_spoken_of() -> None:
    found = brief("The British government answered. Lord Arden said the plan was weak.")
    assert any(t.endswith("Arden") and c == "GBR" for t, c, _ in found)


def test_two_names_in_one_token_are_two() -> None:
    found = brief("Nobody kept to the U.S.-Taliban agreement.")
    assert ("U.S.", "AFG", "REB,GOV") not in found


def test_he_is_the_subject_beside_and_not_who_tells() -> None:
    text = (
        "Ana Roca left early. Jo Adu, a British analyst, said whether Boris Johnson agrees "
        "depends on whether his party wins."
    )
    his = [a for a in actors(text) if a.text == "his"]
    assert [a.name for a in his] in (["Boris Johnson"], [])


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("Voters may elect a Republican governor in Ohio.", ("Republican governor", "USA", "GOV")),
        ("The general secretary of the Workers' Party of Korea spoke.",
         ("general secretary of the Workers' Party of Korea", "PRK", "PTY,GOV")),
        ("Kenya's army won, and the invaders fled.", ("invaders", None, "MIL")),
    ],
)  # fmt: skip
def test_sectors_of_heads_and_foes(text: str, mention: tuple[str, str | None, str]) -> None:
    assert mention in brief(text)


def test_personnel_that_only_tells_the_kind_of_a_thing() -> None:
    found = brief("They banned anti-personnel mines and mended the personnel administration.")
    assert [t for t, _, _ in found if "personnel" in t] == []
