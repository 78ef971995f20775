"""Who is meant by a surname, a title, a pronoun, a plural; and what stays unresolved."""

from __future__ import annotations

from dateline.language import parse_article
from dateline.mentions.actors import find_actors
from dateline.records import Actor, Article


def actors(text: str, published: str | None = "2022-11-02") -> list[Actor]:
    article = Article(id="t", text=text, published=published)
    return find_actors(parse_article(article), article)


def meant(text: str, mention: str) -> set[str | None]:
    """The countries (or names, where there is no country) that the last such mention stands for."""
    found = [a for a in actors(text) if a.text == mention]
    assert found, [a.text for a in actors(text)]
    last = max(a.start for a in found)
    return {a.country for a in found if a.start == last}


def test_surnames_point_to_the_full_name() -> None:
    text = "Estonian Defence Minister Marek Tamm arrived. Tamm thanked the crowd."
    found = [a for a in actors(text) if a.text == "Tamm"]
    assert [(a.country, a.sectors, a.resolved_by) for a in found] == [
        ("EST", ["GOV"], "coreference:surname")
    ]


def test_titles_point_to_who_bore_them() -> None:
    text = (
        "A Kenyan foreign ministry spokesman denied the report. Crowds gathered outside. "
        "The spokesman gave no details."
    )
    found = next(a for a in actors(text) if a.text == "spokesman")
    assert (found.country, found.sectors, found.resolved_by) == (
        "KEN",
        ["GOV"],
        "coreference:title",
    )


def test_he_and_she_agree_with_who_was_named() -> None:
    text = "Chancellor Angela Merkel met President Vladimir Putin. She asked for calm."
    found = next(a for a in actors(text, "2019-01-01") if a.text == "She")
    assert found.name == "Angela Merkel"


def test_they_is_the_joined_subject() -> None:
    text = "Greece and Cyprus signed the pact. They promised to share gas."
    assert meant(text, "They") == {"GRC", "CYP"}


def test_the_two_nations_are_the_two_last_named() -> None:
    text = "Relations between Chile and Bolivia worsened. The two nations recalled envoys."
    found = [a for a in actors(text) if a.text == "two nations"]
    assert {a.country for a in found} == {"CHL", "BOL"}
    assert {(a.start, a.end) for a in found} == {(found[0].start, found[0].end)}
    assert all(a.resolved_by == "plural" for a in found)


def test_the_two_leaders_are_people() -> None:
    text = (
        "French President Emmanuel Macron received German Chancellor Olaf Scholz. "
        "The two leaders talked for an hour."
    )
    names = {a.name for a in actors(text) if a.text == "two leaders"}
    assert names == {"Emmanuel Macron", "Olaf Scholz"}


def test_a_number_that_does_not_fit_stays_unresolved() -> None:
    text = "Peru, Chile and Ecuador held talks. The two nations will meet again."
    assert all(a.country is None for a in actors(text) if a.text == "two nations")


def test_both_sides_may_be_an_armed_group() -> None:
    text = "Israel and Hamas exchanged fire. Both sides claimed success."
    assert meant(text, "sides") == {"ISR", "PSE"}


def test_its_ministry_belongs_to_the_subject() -> None:
    text = "Indonesia recalled its ambassador."
    found = next(a for a in actors(text) if a.text == "ambassador")
    assert (found.country, found.resolved_by) == ("IDN", "coreference:pronoun")


def test_an_acronym_in_brackets_is_learned() -> None:
    text = "The Syrian Farmers' Union Council (SFUC) met. Later SFUC called a strike."
    found = [a for a in actors(text) if a.text == "SFUC"]
    assert [(a.country, a.resolved_by) for a in found] == [("SYR", "acronym")] * 2


def test_pronouns_without_an_antecedent_stay_open() -> None:
    found = actors("They said nothing, and he left.")
    assert found
    assert all(a.country is None and a.confidence <= 0.3 for a in found)


def test_it_in_it_rained_is_nobody() -> None:
    assert [a.text for a in actors("France waited. It was raining.")] == ["France"]


def test_the_north_is_north_korea_only_in_korea() -> None:
    text = "North Korea fired a missile. The North blamed the South."
    assert meant(text, "North") == {"PRK"}
    assert meant(text, "South") == {"KOR"}
    assert not [
        a for a in actors("Snow fell in Canada. The North was cut off.") if a.text == "North"
    ]


def test_its_neighbour_is_the_other_of_two() -> None:
    text = "Kenya recalled its envoy to Tanzania and accused its neighbor of theft."
    assert meant(text, "neighbor") == {"TZA"}


def test_the_one_who_urges_is_none_of_both() -> None:
    text = "Ecuador and Peru broke off the talks. Brazil urged both countries to return."
    assert meant(text, "countries") == {"ECU", "PER"}


def test_the_two_governments_are_governments() -> None:
    text = "Mali and Niger closed the border. The two governments agreed to talk."
    found = [a for a in actors(text) if a.text == "two governments"]
    assert {(a.country, tuple(a.sectors)) for a in found} == {
        ("MLI", ("GOV",)),
        ("NER", ("GOV",)),
    }


def test_a_title_without_a_country_is_not_the_holder_of_another_states_office() -> None:
    text = "Crowds in San Juan cheered. Puerto Rico waited. The secretary of state took over."
    assert all(a.name is None for a in actors(text, "2019-08-04") if a.text == "secretary of state")
