"""Which event a size measures, on whose count, and that nobody is counted twice."""

from __future__ import annotations

from functools import lru_cache

import pytest

from dateline.reader import Reader
from dateline.records import Event


@lru_cache(maxsize=1)
def reader() -> Reader:
    return Reader()


def events(text: str) -> list[Event]:
    return reader().read_text(text, published="2024-05-06").events


def told(text: str) -> dict[str, list[str]]:
    """Type → its sizes as "dead 12"; events of one type are put together."""
    found: dict[str, list[str]] = {}
    for event in events(text):
        found.setdefault(event.type, []).extend(
            f"{s.what} {s.low:g}" for s in event.size if s.low is not None
        )
    return found


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Mali deployed 1,200 soldiers along the border with Niger and expelled six French diplomats.",
         {"MOBILIZE": ["troops 1200"], "SANCTION": ["expelled 6"]}),
        ("Police arrested 20 of the 5,000 people who protested in Accra against the government.",
         {"COERCE": ["arrested 20"], "PROTEST": ["crowd 5000"]}),
        ("France pledged $40 million to Chad.", {"AGREE": ["money 4e+07"]}),
    ],
)  # fmt: skip
def test_each_size_goes_to_its_event(text: str, wanted: dict[str, list[str]]) -> None:
    found = told(text)
    assert {t: found.get(t) for t in wanted} == wanted


def test_two_counts_are_two_sizes_with_their_voices() -> None:
    text = (
        "Police said 5,000 people marched through Lomé against the government, "
        "while organisers put the figure at 50,000."
    )
    sizes = [s for e in events(text) if e.type == "PROTEST" for s in e.size]
    assert [(s.low, s.voice) for s in sizes] == [(5000, "Police"), (50_000, "organisers")]


def test_an_article_counts_nobody_twice() -> None:
    text = (
        "Rebels attacked an army post in Borno, killing 12 soldiers and wounding 30. "
        "Chad condemned the attack, in which 12 soldiers died. "
        "The rebels killed 12 soldiers in the assault."
    )
    found = told(text)["ASSAULT"]
    assert sorted(found) == ["dead 12", "injured 30"]


def test_two_attacks_on_two_days_are_counted_both() -> None:
    text = (
        "The army shelled Goma on Monday, killing 40 people. "
        "On Friday it shelled Bukavu, killing 40 people."
    )
    assert told(text)["ASSAULT"] == ["dead 40", "dead 40"]


def test_a_size_that_nothing_can_measure_is_in_no_row() -> None:
    assert all(not e.size for e in events("The minister of Ghana met the 40,000 fans in Kumasi."))
