"""Lemmas of regular verb forms that the pipeline gets wrong."""

from __future__ import annotations

import pytest

from dateline.language import pipeline
from dateline.language.lemmas import mend_lemmas, mended


@pytest.mark.parametrize(
    ("form", "given", "right"),
    [
        ("staged", "stag", "stage"),
        ("fined", "fin", "fine"),
        ("raped", "rap", "rape"),
        ("defunded", "defunde", "defund"),
        ("readied", "readie", "ready"),
        ("wiretapped", "wiretappe", "wiretap"),
        ("attacked", "attack", "attack"),
        ("planned", "plan", "plan"),
        ("used", "use", "use"),
        ("agreed", "agree", "agree"),
        ("killing", "kill", "kill"),
        ("said", "say", "say"),
        ("met", "meet", "meet"),
    ],
)
def test_mended(form: str, given: str, right: str) -> None:
    assert mended(form, given) == right


@pytest.mark.parametrize(
    ("sentence", "lemma"),
    [
        ("Peru hopes to leave.", "hope"),
        ("Peru fines them.", "fine"),
        ("Peru goes home.", "go"),
        ("Peru passes a law.", "pass"),
        ("Peru takes a loan.", "take"),
        ("Two doses are enough.", "dose"),
    ],
)
def test_forms_keep_their_e(sentence: str, lemma: str) -> None:
    assert mend_lemmas(pipeline()(sentence))[1].lemma_ == lemma
