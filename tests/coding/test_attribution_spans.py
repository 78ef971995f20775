"""No part of an attribution is without words, whatever the parser makes of the sentence."""

from __future__ import annotations

import pytest

from dateline import Reader

TEXTS = (
    "A cable from his sister arrived, telling him how glad she was that he had come home.",
    "My question is regarding Togo. What is the assessment or intelligence on the reports that the "
    "government has fled?",
    "Has the ambassador been able to get a readout from the Danes on how willing Togo is to sign?",
    "Reports that, according to. Said the. How happy, they said how. On how willing?",
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize("text", TEXTS)
def test_parts_have_words(reader: Reader, text: str) -> None:
    for attribution in reader.read_text(text).attributions:
        parts = [attribution.cue, attribution.source, *attribution.content]
        assert all(0 <= p.start < p.end <= len(text) for p in parts if p is not None)
