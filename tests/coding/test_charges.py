"""What somebody is held for is nobody else's act."""

from __future__ import annotations

import pytest

from dateline.reader import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize(
    "text",
    [
        "Mary Onslow was arrested for assault on Friday, police said.",
        "Peter Mbeki was jailed for assault on Tuesday, the ministry said.",
    ],
)
def test_the_police_do_not_do_what_they_arrest_for(reader: Reader, text: str) -> None:
    events = reader.read_text(text, published="2024-05-06").events
    assert [e for e in events if e.type != "ASSAULT"]
    assert not [e for e in events if e.type == "ASSAULT"]


def test_what_those_who_are_held_did_to_others_is_a_row(reader: Reader) -> None:
    text = "Kenyan police arrested forty rebels for attacking a Ugandan convoy."
    events = reader.read_text(text, published="2024-05-06").events
    attacks = [e for e in events if e.type == "ASSAULT"]
    assert [a.text for e in attacks for a in e.sources] == ["forty rebels"]
