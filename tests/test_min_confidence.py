"""Rows that are not sure enough are left out, and what points at them."""

from __future__ import annotations

import pytest

from dateline.errors import UsageError
from dateline.reader import Reader

TEXT = (
    "Norway accused Iceland of seizing two trawlers on Monday. "
    "The attack was condemned by fishermen. Denmark praised Iceland."
)


def test_rows_under_it_are_left_out_and_the_others_stay_as_they_are() -> None:
    everything = Reader().read_text(TEXT).events
    assert len({e.confidence for e in everything}) > 1
    for least in {e.confidence for e in everything}:
        kept = Reader(min_confidence=least).read_text(TEXT).events
        assert [e.id for e in kept] == [e.id for e in everything if e.confidence >= least]
        ids = {e.id for e in kept}
        assert all(e.within is None or e.within in ids for e in kept)


def test_one_leaves_out_all_but_certainties() -> None:
    assert all(e.confidence == 1 for e in Reader(min_confidence=1).read_text(TEXT).events)


def test_explain_tells_what_is_left_out() -> None:
    told = Reader(min_confidence=1).explain("Denmark praised Iceland.")
    headings = [heading for heading, _ in told]
    assert "row left out" in headings and "row" not in headings


@pytest.mark.parametrize("value", [-0.1, 1.01, float("nan"), float("inf")])
def test_what_is_no_probability_is_refused(value: float) -> None:
    with pytest.raises(UsageError, match="0 to 1"):
        Reader(min_confidence=value)
