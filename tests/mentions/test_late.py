"""What becomes known late in an article, whose kin and fellows are meant, and the only state spoken of."""

from __future__ import annotations

import pytest

from dateline.language import parse_article
from dateline.mentions.actors import find_actors
from dateline.records import Actor, Article


def actors(text: str, url: str | None = None) -> list[Actor]:
    article = Article(id="t", text=text, published="2023-03-14", url=url)
    return find_actors(parse_article(article), article)


def of(text: str, words: str, url: str | None = None) -> set[str | None]:
    """The countries of all mentions that read `words`."""
    return {a.country for a in actors(text, url) if a.text == words}


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        # A role told after the name, by a verb.
        ("Lena Brandvold spoke first. Brandvold is serving as the deputy finance minister of Norway.",
         "Lena Brandvold", "NOR"),
        ("Tomas Vrana waved. He was elected mayor of the Czech town in May.", "Tomas Vrana", "CZE"),
        ("Amina Sesay, who was a Sierra Leonean lawmaker, ended her tour. She thanked voters.", "She", "SLE"),
        ("Jonas Petraitis left the hall. He became the Lithuanian defence minister in June.", "He", "LTU"),
        # The pronoun comes before the mention that tells it.
        ("Nadia Haddad sang. She was cheered. Haddad is a Tunisian senator.", "She", "TUN"),
    ],
)  # fmt: skip
def test_a_role_told_later_holds_for_all_mentions(
    text: str, words: str, country: str | None
) -> None:
    assert of(text, words) == {country}


def test_what_is_denied_of_somebody_is_not_taken() -> None:
    assert of("Ole Strand waved. Strand was not a Danish minister.", "Ole Strand") == {None}


_ONE_STATE = (
    "Kenya's parliament passed the budget on Monday. Kenyan lawmakers had asked Kenya's treasury for "
    "more money, and Kenya's government agreed. "
)


def test_somebody_in_a_text_on_one_state_is_of_it() -> None:
    found = [a for a in actors(_ONE_STATE + "Pauline Oduya cheered.") if a.text == "Pauline Oduya"]
    assert [(a.country, a.confidence <= 0.5) for a in found] == [("KEN", True)]
    assert "topic" in found[0].resolved_by


def test_somebody_in_a_text_on_two_states_stays_open() -> None:
    text = _ONE_STATE + "Uganda's president and Uganda's army objected. Pauline Oduya cheered."
    assert of(text, "Pauline Oduya") == {None}


def test_two_mentions_are_too_few() -> None:
    assert of("A storm hit Kenya. Pauline Oduya cheered.", "Pauline Oduya") == {None}


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("Polish minister Jan Kot apologised. His wife left the hall.", "wife", "POL"),
        ("Polish minister Jan Kot and his colleagues left.", "colleagues", "POL"),
        ("Emmanuel Macron came to Nice. His predecessor stayed at home.", "predecessor", "FRA"),
    ],
)  # fmt: skip
def test_kin_and_fellows_are_of_their_owner(text: str, words: str, country: str) -> None:
    assert of(text, words) == {country}


@pytest.mark.parametrize("text", ["His wife left the hall.", "A wife and a husband left."])
def test_kin_of_nobody_known_is_not_mentioned(text: str) -> None:
    assert not actors(text) or {a.text for a in actors(text)} <= {"His"}


def test_a_town_acts_by_its_council() -> None:
    text = "Residents of Gdansk had complained to Polish ministers. The city banned the trucks."
    found = [a for a in actors(text) if a.text == "city"]
    assert [(a.country, a.sectors) for a in found] == [("POL", ["GOV"])]
    assert not [a for a in actors("The city lies on a Polish lake.") if a.text == "city"]


def test_towns_tell_of_which_state_a_text_speaks() -> None:
    text = "A fire broke out in Toronto on Sunday and spread to Mississauga. Police said two men were held."
    assert of(text, "Police") == {"CAN"}


def test_news_agencies_do_not_draw_the_attention() -> None:
    text = (
        "A mine in Zambia caved in. Officials told the Associated Press that nine men were missing."
    )
    assert of(text, "Officials") == {"ZMB"}


def test_authorities_are_of_a_state_and_of_no_organisation() -> None:
    text = (
        "Amnesty International and Human Rights Watch wrote of arrests in Belarus. "
        "The authorities gave no figures."
    )
    assert of(text, "authorities") == {"BLR"}


def test_an_office_that_one_state_has() -> None:
    text = "Chinese envoys spoke of tariffs in Beijing. U.S. firms waited. A bipartisan group of senators wrote."
    assert "USA" in of(text, "senators")


def test_a_kingdom_is_one() -> None:
    text = (
        "Denmark and the United States signed. The United States thanked the kingdom for its help."
    )
    assert of(text, "kingdom") == {"DNK"}


def test_who_speaks_is_not_who_is_spoken_of() -> None:
    text = (
        "Mr. Macron contradicted Mr. Sarkozy's memoir. “He went to the hall late, and he told a joke. "
        "He was tired,” he said in a letter."
    )
    names = [a.name for a in actors(text) if a.text.lower() == "he"]
    assert names[-1] == "Emmanuel Macron"
    assert "Emmanuel Macron" not in names[:-1]


def test_what_somebody_carries_along() -> None:
    text = "The plan that President Emmanuel Macron brought with him failed."
    assert [a.name for a in actors(text) if a.text == "him"] == ["Emmanuel Macron"]


def test_our_countries_are_the_writers_and_the_other() -> None:
    text = "Jamaica marks its independence today. Our countries are friends."
    assert of(text, "countries", "https://www.state.gov/jamaica-day/") == {"USA", "JAM"} or of(
        text, "Our countries", "https://www.state.gov/jamaica-day/"
    ) == {"USA", "JAM"}


@pytest.mark.parametrize(
    ("text", "words", "names"),
    [
        ("French President Emmanuel Macron met German Chancellor Olaf Scholz in Metz. The pair dined late.",
         "pair", {"Emmanuel Macron", "Olaf Scholz"}),
        ("Emmanuel Macron and Olaf Scholz dined. Aides waited while the two talked.", "two",
         {"Emmanuel Macron", "Olaf Scholz"}),
    ],
)  # fmt: skip
def test_the_pair_are_those_named_together(text: str, words: str, names: set[str]) -> None:
    assert {a.name for a in actors(text) if a.text == words} == names


def test_somebody_called_by_age() -> None:
    text = "Polish minister Jan Kot was held on Friday. The 58-year-old denied the charge."
    found = [a for a in actors(text) if a.text == "58-year-old"]
    assert [(a.name, a.country) for a in found] == [("Jan Kot", "POL")]


def test_some_and_others_are_of_those_who_acted() -> None:
    text = "Swedish lawmakers debated until dawn. Others refused to vote."
    assert of(text, "Others") == {"SWE"}


def test_scholars_are_of_no_state_for_its_being_the_topic() -> None:
    found = actors(_ONE_STATE + "The economist Pauline Oduya cheered.")
    assert [a.country for a in found if a.text.endswith("Pauline Oduya")] == [None]


def test_two_of_one_country_leave_the_country() -> None:
    text = (
        "Chilean minister Pedro Soto and Chilean senator Luis Vera spoke. Later his party agreed."
    )
    found = [a for a in actors(text) if a.text == "his"]
    assert [(a.country, a.name) for a in found] == [("CHL", None)]
    assert found[0].resolved_by == "coreference:pronoun, one of several"


def test_a_bloc_of_so_many_members() -> None:
    text = "The European Union met in Oslo. Nobody left the 27-country bloc."
    assert of(text, "country bloc") | of(text, "bloc") == {"EUR"}


def test_farmers_of_the_union() -> None:
    text = (
        "The European Parliament and the European Commission agreed. The EU pays. Farmers objected."
    )
    assert of(text, "Farmers") == {"EUR"}


def test_a_subject_that_comes_later() -> None:
    assert of("Despite its losses in the war, Peru agreed to talk.", "its") == {"PER"}


def test_and_his_party_is_his_who_is_named_before() -> None:
    text = "“I met Emmanuel Macron and his wife,” Olaf Scholz said."
    assert [a.name for a in actors(text) if a.text == "his"] == ["Emmanuel Macron"]


def test_who_speaks_in_the_next_paragraph_did_not_say_it() -> None:
    text = (
        "President Emmanuel Macron wrote, \"France grieves for Lionel Jospin. He never lied.\"\n\n"
        "Olaf Scholz said nothing."
    )  # fmt: skip
    assert [a.name for a in actors(text) if a.text == "He"] != ["Emmanuel Macron"]


def test_it_is_a_thing_and_in_it() -> None:
    text = "UNESCO sent a letter to Peru. It is a warning, and in it the old walls are named."
    assert not [a for a in actors(text) if a.text.lower() == "it"]
    assert of("Peru joined the pact in May. It is a member now.", "It") == {"PER"}


def test_whose_wife_a_title_tells() -> None:
    text = "The Kenyan minister was shot on Friday. The minister's wife survived."
    assert of(text, "wife") == {"KEN"}


def test_whom_a_government_jails() -> None:
    text = (
        "Nicaragua and the United States traded blame. Nicaragua's government jailed 30 activists."
    )
    assert {a.country for a in actors(text) if a.text.endswith("activists")} == {"NIC"}


def test_our_in_a_transcript_is_of_who_speaks() -> None:
    text = (
        "SECRETARY BLINKEN: Thank you.\n\nPRIME MINISTER KALLAS: Estonia stands firm. "
        "Our soldiers are ready.\n\nSECRETARY BLINKEN: Thank you again."
    )
    assert of(text, "soldiers", "https://www.state.gov/remarks-in-tallinn/") | of(
        text, "Our soldiers", "https://www.state.gov/remarks-in-tallinn/"
    ) == {"EST"}
