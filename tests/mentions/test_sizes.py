"""Sizes: what is counted, and the bounds that the words allow."""

from __future__ import annotations

import pytest

from dateline.language.parsing import parse_text
from dateline.mentions.sizes import find_sizes


def sizes(text: str) -> list[tuple[str, float | None, float | None]]:
    found = find_sizes(parse_text(text, set()))
    for span, size in found:
        assert text[span.start : span.end] == size.text
    return [(s.what, s.low, s.high) for _, s in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At least 12 people were killed.", [("dead", 12, None)]),
        ("The attack left 3 dead and 14 wounded.", [("dead", 3, 3), ("injured", 14, 14)]),
        ("The police arrested between 20 and 30 people.", [("arrested", 20, 30)]),
        ("More than 100 protesters gathered in the square.", [("crowd", 100, None)]),
        ("Some 5,000 troops were sent to the border.", [("troops", 5000, 5000)]),
        ("The army fired two ballistic missiles.", [("missiles", 2, 2)]),
        ("They pledged $5.4 billion and 2 million euros.",
         [("money", 5.4e9, 5.4e9), ("money", 2e6, 2e6)]),
        ("Tens of thousands of people fled the fighting.", [("displaced", 20_000, 99_999)]),
        ("Dozens of people were injured.", [("injured", 24, 99)]),
        ("The death toll rose to 45.", [("dead", 45, 45)]),
    ],
)  # fmt: skip
def test_sizes(text: str, expected: list[tuple[str, float | None, float | None]]) -> None:
    assert sizes(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", "He won 60 seats.", "They met on 12 May 2020.", "Prices rose 5 percent.", "Room 12."],
)
def test_other_numbers(text: str) -> None:
    assert sizes(text) == []
