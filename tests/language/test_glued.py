"""Words that a page has run together."""

from __future__ import annotations

from dateline.language.glued import glued
from dateline.language.parsing import parse_text


def words(text: str) -> list[str]:
    return [t.text for t in parse_text(text, set())]


def test_a_name_glued_to_its_neighbours() -> None:
    assert words("Mali handed a gift toKim Jong Unon Friday.") == [
        *("Mali", "handed", "a", "gift", "to", "Kim", "Jong", "Un", "on", "Friday", "."),
    ]


def test_offsets_stay() -> None:
    text = "A letter fromKim Il Sungwho ruled."
    assert all(text[t.idx : t.idx + len(t.text)] == t.text for t in parse_text(text, set()))


def test_whole_names_stay() -> None:
    for text in ("Clinton met McAllen in LaSalle.", "A PlayStation of Putin."):
        assert glued(text) == []
