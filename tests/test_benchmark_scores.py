"""How the benchmarks count, on made-up answers."""

from __future__ import annotations

import pytest

from benchmarks import coders
from benchmarks.coders import Answer

NONE = Answer("none", frozenset())
STATEMENT = Answer("statement", frozenset())


def event(*types: str) -> Answer:
    return Answer("event", frozenset(types))


@pytest.mark.parametrize(
    ("row", "answer"),
    [
        ({"relevant": False, "cameo_roots": []}, NONE),
        ({"relevant": True, "cameo_roots": ["01"]}, STATEMENT),
        ({"relevant": True, "cameo_roots": ["01", "19", "20"]}, event("ASSAULT")),
        ({"relevant": True, "cameo_roots": ["02", "163"]}, event("REQUEST", "SANCTION")),
    ],
)
def test_answer_of_a_coder(row: dict[str, object], answer: Answer) -> None:
    assert coders.answer_of(row) == answer


def test_majority_of_three() -> None:
    assert coders.majority([event("AID"), event("AID", "AGREE"), NONE]) == event("AID")
    assert coders.majority([NONE, NONE, event("AID")]) == NONE
    assert coders.majority([STATEMENT, STATEMENT, event("AID")]) is None
    assert coders.majority([STATEMENT, NONE, event("AID")]) is None  # torn


def test_score_of_a_reader() -> None:
    pairs = [
        (event("AID"), event("AID", "AGREE")),  # half of the types
        (event("AID"), NONE),  # missed
        (NONE, event("AID")),  # false
        (NONE, NONE),
        (event(), event("AID")),  # an event, but no type has two votes: counts for detection only
    ]
    found = coders.score(pairs)
    assert found.detection == pytest.approx(2 / 3)
    assert found.types == pytest.approx(0.5)
