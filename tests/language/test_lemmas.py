"""Lemmas of regular verb forms that the pipeline gets wrong."""

from __future__ import annotations

import pytest

from dateline.language.lemmas import mended


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
