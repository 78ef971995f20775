"""Persons named again by a part of their name."""

from __future__ import annotations

import pytest

from dateline.language import parse_article
from dateline.mentions.actors import find_actors
from dateline.mentions.given_names import gender_of_name, gender_of_role
from dateline.mentions.quotes import read_quotes
from dateline.mentions.titles import read_title
from dateline.records import Actor, Article


def actors(text: str, published: str = "2022-02-01") -> list[Actor]:
    article = Article(id="t", text=text, published=published)
    return find_actors(parse_article(article), article)


@pytest.mark.parametrize(
    ("text", "short", "name"),
    [
        ("Czech minister Petr Dvořák arrived. Dvorak thanked the crowd.", "Dvorak", "Petr Dvořák"),
        ("Colombian senator Luis Alberto Gil Castillo was jailed. Gil Castillo denied it.", "Gil Castillo",
         "Luis Alberto Gil Castillo"),
        ("Israeli soldiers detained Omar Assad of Ramallah. Mr. Assad died that night.", "Assad", "Omar Assad"),
    ],
)  # fmt: skip
def test_short_names(text: str, short: str, name: str) -> None:
    found = [a for a in actors(text) if a.text == short]
    assert [a.name for a in found] == [name]
    assert found[0].resolved_by == "coreference:surname"


def test_two_of_one_surname_leave_the_person_open() -> None:
    text = "Maltese minister Anna Borg met Maltese senator Paul Borg. Borg spoke later."
    found = [a for a in actors(text) if a.text == "Borg"]
    assert [(a.name, a.country) for a in found] == [("Borg", "MLT")]


def test_a_title_tells_two_of_one_surname_apart() -> None:
    text = "Maltese minister Anna Borg met Maltese senator Paul Borg. Later Mr. Borg spoke."
    found = [a for a in actors(text) if a.text.endswith("Borg")]
    assert found[-1].name == "Paul Borg"


def test_letters_in_brackets_are_those_of_the_name_before_them() -> None:
    text = "Officials of the African Union (AU) met. The AU sent observers."
    assert {a.country for a in actors(text) if a.text == "AU"} == {"IGO"}


@pytest.mark.parametrize(
    ("name", "gender"),
    [("Ana Lopez", "f"), ("Łukasz Nowak", "m"), ("Zoë Adams", ""), ("Kim Park", ""), ("", "")],
)
def test_given_names(name: str, gender: str) -> None:
    assert gender_of_name(name) in (gender, "")
    assert not gender or gender_of_name(name) == gender


def test_roles_tell_gender() -> None:
    assert [gender_of_role(r) for r in ("spokeswoman", "crown prince", "minister")] == [
        "f",
        "m",
        "",
    ]


def test_titles_are_read_in_parts() -> None:
    deputy = read_title("Deputy Secretary of State")
    assert (deputy.noun, deputy.rank, deputy.words) == ("secretary", {"deputy"}, {"state"})
    assert read_title("foreign minister").words == read_title("Minister for Foreign Affairs").words
    assert read_title("premier").prime
    assert read_title("head of state").noun == "leader"


def test_quotations_and_their_speakers() -> None:
    article = Article(id="t", text="“We will stay. We are many,” said the mayor. Nobody left.")
    doc = parse_article(article)
    quotes = read_quotes(doc)
    many = next(t for t in doc if t.text == "many")
    speaker = quotes.speaker(many.i)
    assert speaker is not None
    assert doc[speaker].text == "mayor"
    assert quotes.of[len(doc) - 1] == 0


def test_a_text_s_own_letters_win_also_in_a_title() -> None:
    text = (
        "Traders await the Budget on Friday. The Kenyan Institute for Economic Affairs (IEA), a think tank, "
        "called the plan a disaster. IEA director Tom Wafula called for lower taxes."
    )
    found = {a.text: a for a in actors(text)}
    institute = found["Kenyan Institute for Economic Affairs"]
    assert "Budget" not in (institute.name or "")
    assert (found["IEA director Tom Wafula"].country, institute.country) == ("KEN", "KEN")


def test_a_given_name_is_no_believer() -> None:
    (found,) = (
        a for a in actors("In Kenya, Christian Okello condemned the raid.") if "Okello" in a.text
    )
    assert (found.name, found.sectors) == ("Christian Okello", [])
