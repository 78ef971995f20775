"""Who stands in a list, leads a delegation, or bears an office that the writer's state has not."""

from __future__ import annotations

import pytest

from dateline.articles import article_from_prose
from dateline.language import parse_article
from dateline.mentions.actors import find_actors
from dateline.mentions.korean import is_korean
from dateline.mentions.topic import cannot_be, of_a_continent
from dateline.records import Actor


def _actors(text: str, url: str | None = None, day: str = "2022-05-10") -> list[Actor]:
    article = article_from_prose(text, published=day, url=url)
    return find_actors(parse_article(article), article)


def _of(text: str, words: str, url: str | None = None) -> tuple[str | None, list[str]]:
    found = [a for a in _actors(text, url) if words in a.text]
    assert found, f"no mention with {words!r}"
    return found[0].country, found[0].sectors


STATE = "https://www.state.gov/remarks/"
KCNA = "http://www.kcna.kp/en/article"


@pytest.mark.parametrize(
    ("text", "words", "country", "sector"),
    [
        ("The Chadian delegation led by Ola Tremba arrived in Lagos.", "Ola Tremba", "TCD", "GOV"),
        (
            "Anna Lindgren and Joseph Mensah, judges of the Ghanaian Supreme Court, resigned on Monday.",
            "Anna Lindgren",
            "GHA",
            "JUD",
        ),
        (
            "Zambian ministers, including Ola Bwale and Jo Mulembe, met the farmers.",
            "Jo Mulembe",
            "ZMB",
            "GOV",
        ),
        (
            "Peruvian Health Minister Ana Rocales and Labour Minister Jo Quispal resigned.",
            "Jo Quispal",
            "PER",
            "GOV",
        ),
    ],
)
def test_what_a_list_tells(text: str, words: str, country: str, sector: str) -> None:
    got = _of(text, words)
    assert (got[0], got[1][:1]) == (country, [sector])


def test_ministers_who_meet_are_not_of_one_state() -> None:
    text = "Kenyan Foreign Minister Ola Tremba and Foreign Minister Jo Quispal met on Monday."
    assert _of(text, "Quispal")[0] is None


def test_an_office_that_the_writer_s_state_has_not() -> None:
    assert cannot_be("USA", "Deputy Foreign Minister")
    assert cannot_be("USA", "Minister of Justice")
    assert not cannot_be("USA", "Deputy Secretary of State")
    assert not cannot_be("KEN", "Foreign Minister")
    text = "The Deputy Secretary met with Deputy Foreign Minister Kemal Oralo in Ankara, Turkey."
    assert _of(text, "Oralo", STATE)[0] in ("TUR", None)


def test_who_speaks_for_a_ministry_in_its_transcript() -> None:
    text = (
        "MS BELLOW: Good afternoon.\nQUESTION: On Kenya?\nMS BELLOW: The army attacked a town.\n"
        "QUESTION: Thanks.\n"
    )
    assert _of(text, "MS BELLOW", STATE) == ("USA", ["GOV"])
    assert _of(text, "MS BELLOW")[0] is None


@pytest.mark.parametrize(
    ("text", "words", "country", "sector"),
    [
        ("The chairman of the Awami League of Nepal spoke.", "chairman", "NPL", "PTY"),
        ("The Republican Political Party of Kyrgyzstan split.", "Party", "KGZ", "PTY"),
        ("A lieutenant of ISIS was arrested near Mosul.", "lieutenant", "IMG", "REB"),
        (
            "She met Republic of Korea (ROK) First Vice Foreign Minister Jo Min-hyok.",
            "Minister",
            "KOR",
            "GOV",
        ),
        (
            "Colombian Minister of Environment and Sustainable Development Carlos Corralo spoke.",
            "Corralo",
            "COL",
            "GOV",
        ),
        (
            "New Zealand Ministry of Foreign Affairs and Trade Secretary Chris Bellow resigned.",
            "Bellow",
            "NZL",
            "GOV",
        ),
        (
            "Rogue officers within the Kenyan government planned it.",
            "Rogue officers",
            "KEN",
            "GOV",
        ),
        ("Samoa has a delegate to the U.S. House of Representatives.", "delegate", "USA", "LEG"),
        ("Hundreds of Iraqi Sunni Members of Parliament left.", "Members", "IRQ", "LEG"),
    ],
)
def test_names_with_more_than_one_state_or_body(
    text: str, words: str, country: str, sector: str
) -> None:
    got = _of(text, words)
    assert (got[0], got[1][:1]) == (country, [sector])


def test_the_president_of_a_party_is_not_the_state_s() -> None:
    found = [
        a
        for a in _actors("The president of the United Russia Party spoke.")
        if "president" in a.text
    ]
    assert found[0].name is None
    assert found[0].sectors == ["PTY"]


def test_a_body_about_a_state_is_not_its_own() -> None:
    assert _of("The Yemen Task Force met in Oslo.", "Task Force")[0] is None
    assert of_a_continent(["western", "forces"])
    assert not of_a_continent(["african", "american"])


def test_a_people_s_name_that_is_a_surname() -> None:
    text = "Ali al-Sahrawi led the group in Mali. Sahrawi denied the attack."
    assert all(a.country != "MAR" for a in _actors(text))


def test_names_in_brackets() -> None:
    text = (
        "The court charged former Honduran minister Rita Elena Bonilla Pazos (Rita Pazos) in May. "
        "As a senator, Rita Pazos had taken bribes."
    )
    found = [a for a in _actors(text) if a.text == "Rita Pazos"]
    assert len(found) == 2
    assert {a.country for a in found} == {"HND"}


def test_an_administration_named_for_somebody() -> None:
    text = "The Castro Administration gave in. President Xiomara Castro of Honduras agreed."
    assert _of(text, "Administration", STATE)[0] == "HND"


def test_names_as_north_korea_writes_them() -> None:
    assert is_korean(["Mun", "Kwang", "Chol"])
    assert not is_korean(["Kim", "Philby", "Jones"])
    assert not is_korean(["Mun", "Kwang"])
    text = "Workers of the mill in the DPRK held a meeting. Pak Thae Nam spoke there."
    assert _of(text, "Pak Thae Nam", KCNA)[0] == "PRK"


def test_the_foreign_minister_of_a_text_on_one_state() -> None:
    text = "Charge d'affaires ad interim of the Polish embassy Jan Becki left Minsk."
    assert _of(text, "embassy")[0] == "POL"
