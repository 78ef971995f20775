"""Whom "he", "she", "it", "they" and their owner forms stand for, and when they stay open."""

from __future__ import annotations

import pytest

from dateline.language import parse_article
from dateline.mentions.actors import find_actors
from dateline.records import Actor, Article


def actors(text: str, published: str = "2022-11-02") -> list[Actor]:
    article = Article(id="t", text=text, published=published)
    return find_actors(parse_article(article), article)


def last(text: str, word: str) -> list[Actor]:
    """The records of the last mention that reads `word`, none where it is not mentioned."""
    found = [a for a in actors(text) if a.text == word]
    start = max((a.start for a in found), default=0)
    return [a for a in found if a.start == start]


@pytest.mark.parametrize(
    ("text", "word", "country", "name"),
    [
        ("Petr Novak, the Czech interior minister, spoke in Brno. He left early.", "He", "CZE", "Petr Novak"),
        ("After he met farmers in Lyon, Emmanuel Macron said the plan would change.", "he", "FRA",
         "Emmanuel Macron"),
        ("Kenyan senator Grace Atieno met Ugandan minister Paul Okot. She thanked him.", "She", "KEN",
         "Grace Atieno"),
        ("Kenyan senator Grace Atieno met Ugandan minister Paul Okot. She thanked him.", "him", "UGA",
         "Paul Okot"),
        ("Kim Jong Un visited a farm. His sister stood by.", "His", "PRK", "Kim Jong Un"),
        ("Indonesian President Joko Widodo said he would sign the law.", "he", "IDN", "Joko Widodo"),
        ("Petr Novak, the Czech interior minister, spoke in Brno. “We will stay,” he said.", "he", "CZE",
         "Petr Novak"),
        ("It rained in Lagos, but Nigeria held its election.", "its", "NGA", "Nigeria"),
        ("Iran said it would answer the raid.", "it", "IRN", "Iran"),
        ("Albania said it is ready to talk.", "it", "ALB", "Albania"),
        ("Peru condemned the raid. It recalled its envoy.", "It", "PER", "Peru"),
        ("Ghana's parliament passed the law. It had rejected it in May.", "It", "GHA", None),
        ("Police in Kenya arrested two men. They said the men had guns.", "They", "KEN", None),
        ("Polish farmers ended their blockade.", "their", "POL", None),
    ],
)  # fmt: skip
def test_pronouns_that_are_clear(text: str, word: str, country: str, name: str | None) -> None:
    found = last(text, word)
    assert [(a.country, a.name) for a in found] == [(country, name)]
    assert found[0].resolved_by == "coreference:pronoun"
    assert 0.3 <= found[0].confidence <= 0.8


def test_somebody_without_entry_lends_name_and_sector() -> None:
    found = last("Detective Rosa Lindqvist spoke to reporters. She gave no details.", "She")
    assert [(a.name, a.country, a.sectors) for a in found] == [("Rosa Lindqvist", None, ["COP"])]


def test_joined_subjects_are_they() -> None:
    text = "The Latvian and Estonian ministers met. Latvia and Estonia said they would help."
    assert {a.country for a in last(text, "they")} == {"LVA", "EST"}


def test_objects_of_urging_act_and_they_is_no_single_state() -> None:
    text = "Ecuador and Peru broke off the talks. Brazil urged both countries to say when they would return."
    assert "BRA" not in {a.country for a in last(text, "they")}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Chilean minister Marta Rojas met reporters. He left early.", "He"),
        ("Ice shelves are thick in Canada. They float along the coast.", "They"),
        ("Spain called a vote. It is clear that few will come.", "It"),
        ("France waited. It took hours to count.", "It"),
        ("Mali's army burned the barns. The harvest failed and its price doubled.", "its"),
        ("They said nothing, and he left.", "he"),
    ],
)
def test_pronouns_that_stay_open(text: str, word: str) -> None:
    assert not [a for a in last(text, word) if a.country]


def test_he_in_a_quotation_is_not_its_speaker() -> None:
    text = "Irish minister Sean Daly met Danish minister Lars Holm. “He was late,” Daly told reporters."
    assert all(a.name != "Sean Daly" for a in last(text, "He"))


def test_an_owner_beside_what_is_owned_is_a_mention_of_its_own() -> None:
    text = "Indonesia recalled its ambassador."
    found = [(a.text, a.country, a.sectors) for a in actors(text)]
    assert ("its", "IDN", []) in found
    assert ("ambassador", "IDN", ["GOV"]) in found


def test_an_object_is_not_whom_its_own_clause_has_as_subject() -> None:
    text = "Norway wants to take the money from Hamas and to hold it to account."
    assert "NOR" not in {a.country for a in last(text, "it")}


def test_their_leaders_are_one_for_each() -> None:
    text = "Georgia and Armenia held talks. Their leaders shook hands."
    assert {a.country for a in last(text, "leaders")} == {"GEO", "ARM"}


def test_our_army_is_the_speakers() -> None:
    text = "“Our army will hold the line,” said Tunisian Defence Minister Imed Ben Salah."
    assert {a.country for a in last(text, "army")} == {"TUN"}


def test_many_pronouns_take_time_in_proportion() -> None:
    from time import perf_counter

    def seconds(sentences: int) -> float:
        text = "Turkey and Iran said they had sent their troops. " * sentences
        article = Article(id="t", text=text)
        doc = parse_article(article)
        start = perf_counter()
        find_actors(doc, article)
        return perf_counter() - start

    seconds(20)
    assert seconds(400) < 12 * max(seconds(100), 0.05)


def test_a_long_quotation_goes_back_to_who_spoke_last() -> None:
    text = (
        "“We start,” said Belgian minister Ans Persoons. “One came. Two came. Three came. "
        "Four came. Five came. Six came,” she added."
    )
    assert {a.name for a in last(text, "she")} == {"Ans Persoons"}
