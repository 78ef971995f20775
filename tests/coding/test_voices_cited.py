"""Whom a medium cites, what only describes a speaker, and cues with more behind them. Invented sentences."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.reader import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize(
    ("text", "voices"),
    [
        (
            "Togo attacked Ghana on Monday, Reuters reported, citing two security sources.",
            ["two security sources", "Reuters"],
        ),
        (
            "Reuters reported this week, citing unnamed officials, that Togo attacked Ghana.",
            ["unnamed officials", "Reuters"],
        ),
        ("Togo attacked Ghana, Reuters reported, citing a lack of rain.", ["Reuters"]),
        (
            "In an editorial the Global Times, a newspaper with close links to the Communist Party, "
            "said that Togo attacked Ghana.",
            ["Global Times"],
        ),
        (
            "Almost 1,200 women came forward claiming to have been attacked by soldiers of Togo.",
            ["Almost 1,200 women"],
        ),
        ("Togo shelled the port of Ghana, the army said on Monday, as crowds fled.", ["the army"]),
        (
            "Togo jailed rebels of Ghana in a crackdown launched in April, state media said.",
            ["state media"],
        ),
        ("Togo attacked rebels in Lomé, the state news agency said.", ["the state news agency"]),
        ("KBTV, the state broadcaster, said that Togo attacked Ghana.", ["KBTV"]),
    ],
)
def test_voices(reader: Reader, text: str, voices: list[str]) -> None:
    rows = reader.read_text(text, published=date(2022, 7, 5)).events
    assert [v.name for v in rows[0].voices] == voices
    assert rows[0].status == "claim"
