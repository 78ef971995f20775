"""Names inside longer phrases: joined towns, deputies before a state, members of an alliance."""

from __future__ import annotations

import pytest

from dateline import Reader
from dateline.records import Actor


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def _one(reader: Reader, text: str, words: str) -> Actor:
    found = [a for a in reader.read_text(text, published="2021-07-02").actors if words in a.text]
    assert found, f"no mention with {words!r}"
    return found[0]


def test_a_joined_name_is_not_its_second_half(reader: Reader) -> None:
    text = "Miami-Dade County Mayor Rosa Quell said on Friday the county would help."
    assert _one(reader, text, "Rosa Quell").country == "USA"


def test_a_deputy_before_a_state(reader: Reader) -> None:
    text = "“It is so,” said Olu Bramd, the deputy Kenyan foreign minister."
    actor = _one(reader, text, "deputy Kenyan foreign minister")
    assert (actor.country, actor.sectors) == ("KEN", ["GOV"])


def test_one_member_is_not_the_alliance(reader: Reader) -> None:
    actors = reader.read_text("A single EU country blocked the deal.").actors
    assert all(a.country != "EUR" for a in actors)
    assert _one(reader, "EU countries agreed on Monday.", "EU countries").country == "EUR"


def test_a_word_of_a_name_tells_no_sector(reader: Reader) -> None:
    text = "White House press secretary Kelly Brandt said so."
    assert _one(reader, text, "Kelly Brandt").sectors == ["GOV"]


def test_two_surnames(reader: Reader) -> None:
    text = (
        "Peruvian Senator Luis Alberto Soto Ibarra resigned on Monday. "
        "Soto Ibarra took bribes, prosecutors said."
    )
    found = [a for a in reader.read_text(text).actors if a.text == "Soto Ibarra"]
    assert [a.country for a in found] == ["PER"]


def test_a_town_that_the_recogniser_takes_for_a_body(reader: Reader) -> None:
    reading = reader.read_text("Rebels shelled Bamenda.", published="2021-07-02")
    assert [(p.text, p.country) for p in reading.places] == [("Bamenda", "CMR")]
    assert [a.text for e in reading.events for a in e.targets] == ["Bamenda"]
