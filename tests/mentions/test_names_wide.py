"""Who is who beyond heads of state, on sentences made up for this test."""

from __future__ import annotations

import pytest

from dateline.language import parse_article
from dateline.mentions.actors import find_actors
from dateline.records import Actor, Article


def actors(text: str, published: str | None = None) -> list[Actor]:
    article = Article(id="t", text=text, published=published)
    return find_actors(parse_article(article), article)


def one(text: str, mention: str, published: str | None = None) -> Actor:
    found = [a for a in actors(text, published) if a.text == mention]
    assert len(found) == 1, [a.text for a in actors(text, published)]
    return found[0]


def named(text: str, mention: str, published: str | None = None) -> tuple[str | None, str]:
    actor = one(text, mention, published)
    return actor.country, ",".join(actor.sectors)


@pytest.mark.parametrize(
    ("text", "mention", "published", "country", "sectors"),
    [
        ("Rick Santorum praised the ruling.", "Rick Santorum", "2004-05-03", "USA", "LEG"),
        ("Rick Santorum praised the ruling.", "Rick Santorum", "2014-05-03", "USA", "ELI"),
        ("Abraham Lincoln signed it.", "Abraham Lincoln", "1862-05-03", "USA", "GOV"),
        ("John Tory opened the bridge.", "John Tory", "2019-05-03", "CAN", "GOV"),
        ("Maria Kolesnikova was taken away.", "Maria Kolesnikova", "2020-09-09", "BLR", "OPP"),
        ("Björn Höcke left the hall.", "Björn Höcke", "2021-09-09", "DEU", "PTY"),
        ("Ylva Johansson presented the plan.", "Ylva Johansson", "2021-09-09", "EUR", "GOV"),
        ("Kim Jae Ryong toured the mine.", "Kim Jae Ryong", "2023-09-09", "PRK", "GOV,PTY"),
    ],
)
def test_people_of_public_life_are_known_with_their_days(
    text: str, mention: str, published: str, country: str, sectors: str
) -> None:
    assert named(text, mention, published) == (country, sectors)


def test_a_name_that_thousands_bear_needs_a_text_that_has_to_do_with_the_country() -> None:
    here = (
        "Mark Kelly told the Senate in Washington that Arizona needs water. The White House agreed."
    )
    assert named(here, "Mark Kelly", "2022-03-01") == ("USA", "LEG")
    there = "The baker Mark Kelly won the pie contest in Tasmania, as Australian papers wrote."
    assert all(a.country != "USA" for a in actors(there, "2022-03-01"))


def test_a_middle_initial_does_not_hide_a_known_name() -> None:
    text = "American voters remember Rick J. Santorum well."
    assert named(text, "Rick J. Santorum", "2012-03-01")[0] == "USA"


def test_a_whole_middle_name_makes_another_person_of_a_common_name() -> None:
    text = "American jurors heard Mark Edwin Kelly, a plumber."
    assert all(not a.actor_id for a in actors(text, "2022-03-01") if "Kelly" in a.text)


def test_congress_titles_tell_the_country_where_the_text_is_about_it() -> None:
    text = "The White House thanked Rep. Ola Tremblow and Sen. Ida Quorn for the bill."
    found = {a.text: a.country for a in actors(text)}
    assert [c for t, c in found.items() if "Tremblow" in t or "Quorn" in t] == ["USA", "USA"]
    text = "The Philippine delegation and American envoys thanked Sen. Ida Quorn for the bill."
    assert all(a.country is None for a in actors(text) if "Quorn" in a.text)


def test_an_acronym_taught_by_the_text_wins_over_another_of_the_same_letters() -> None:
    text = (
        "The Inland Canal Commission (ICC) of Malawi met on Monday. "
        "The ICC asked for new boats, and nobody was tried."
    )
    assert all(a.country != "IGO" for a in actors(text) if a.text == "ICC")


@pytest.mark.parametrize(
    ("text", "mention", "country"),
    [
        ("New Jersey sued the company on Monday.", "New Jersey", "USA"),
        ("Activists filed a lawsuit against Oregon over the dam.", "Oregon", "USA"),
        ("Bavaria wants a longer border.", "Bavaria", "DEU"),
        ("Europe wants cheaper gas.", "Europe", "EUR"),
    ],
)
def test_regions_and_continents_that_act_are_actors(text: str, mention: str, country: str) -> None:
    assert one(text, mention).country == country


@pytest.mark.parametrize(
    "text",
    [
        "The storm hit New Jersey at noon.",
        "Oregon is wet in spring.",
        "They drove through Bavaria.",
        "Prices fell across Europe.",
        "New Jersey Transit runs late.",
    ],
)
def test_regions_that_only_tell_where_are_none(text: str) -> None:
    assert not [a for a in actors(text) if a.text in ("New Jersey", "Oregon", "Bavaria", "Europe")]


def test_a_given_name_after_a_title_is_the_same_person() -> None:
    text = (
        "I thank Chancellor Merkel for the evening. The talks were long. "
        "So thank you, Angela, for the coffee."
    )
    assert one(text, "Angela", "2019-02-02").actor_id == "person:angela-merkel"


def test_who_is_named_for_an_office_is_of_that_office() -> None:
    actor: Actor = one("The nominee for ambassador spoke first.", "nominee for ambassador")
    assert actor.sectors == ["GOV"]


def test_titles_date_an_article_without_a_date() -> None:
    text = "President Biden joked about it. Donald Trump was not amused, the White House said."
    assert named(text, "Donald Trump") == ("USA", "ELI")
    assert named("Donald Trump spoke in Ohio.", "Donald Trump") == ("USA", "GOV")
    text = "Former President Biden joked about it. Donald Trump was not amused."
    assert named(text, "Donald Trump") == ("USA", "GOV")
