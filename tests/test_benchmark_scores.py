"""How the benchmarks count, on made-up answers."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from benchmarks import actors, coders, petrarch, status
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


NORWAY, CHAD = (
    petrarch.Party(frozenset({"NOR"}), frozenset()),
    petrarch.Party(frozenset({"TCD"}), frozenset()),
)


def row(sources: str, targets: str) -> SimpleNamespace:
    """A row with parties of these countries, all that the score looks at."""
    made = [
        [SimpleNamespace(country=c, sectors=[]) for c in side.split()]
        for side in (sources, targets)
    ]
    return SimpleNamespace(sources=made[0], targets=made[1])


@pytest.mark.parametrize(
    ("rows", "outcome"),
    [
        ([row("NOR", "TCD")], "right"),
        ([row("NOR TCD", "")], "right"),  # reciprocal
        ([row("TCD", "NOR"), row("NOR", "TCD")], "right"),
        ([row("TCD", "NOR")], "reversed"),
        ([row("NOR", "PER")], "one side"),
        ([row("", "TCD")], "one side"),
        ([row("PER", "BOL")], "other"),
        ([], "no row"),
    ],
)
def test_which_way_round(rows: list[Any], outcome: str) -> None:
    assert petrarch.outcome([petrarch.Pair(NORWAY, CHAD)], rows) == outcome


def test_one_of_two_pairs_is_part() -> None:
    peru = petrarch.Party(frozenset({"PER"}), frozenset())
    pairs = [petrarch.Pair(NORWAY, CHAD), petrarch.Pair(NORWAY, peru)]
    assert petrarch.outcome(pairs, [row("NOR", "TCD")]) == "part"  # type: ignore[list-item]


def test_faults_of_what_nobody_looks_at_are_not_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["actors", "faults", "blind"])
    with pytest.raises(SystemExit) as refusal:
        actors.main()
    assert refusal.value.code == 2
    assert "not for looking at" in capsys.readouterr().err


@pytest.mark.parametrize(("half", "shown"), [("tune", True), ("held", True), ("blind", False)])
def test_faults_of_statuses_that_may_be_looked_at(half: str, shown: bool) -> None:
    case = status.Case(1, half, "«Fled»", "fact", "claim", False, False, True)
    assert status.may_be_looked_at(case) is shown


def test_what_two_readers_of_a_half_agree_on() -> None:
    labels = [
        {"status": "fact", "background": True, "second": "fact", "second_background": False},
        {"status": "fact", "background": True, "second": "fact", "second_background": True},
        {"status": "fact", "background": False, "second": "claim", "second_background": False},
        {"status": "planned", "background": False, "second": "planned", "second_background": True},
    ]
    found = status.readers([{"half": "blind", **one} for one in labels])
    assert found["held"] == {"mentions": 0}
    assert found["blind"] == {
        "mentions": 4,
        "alike": 3 / 4,
        "kappa": pytest.approx(5 / 9),  # by chance alone (3·2 + 1·1) / 16
        "background, alike": 2 / 3,  # of the three that both call fact or claim
        "background, kappa": pytest.approx(0.4),  # by chance alone (2·1 + 1·2) / 9
    }


def test_mentions_on_which_both_readers_agree() -> None:
    case = status.Case(1, "blind", "«Fled»", "fact", "claim", False, False, True, "fact")
    other = case._replace(number=2, second="claim")
    found = status.groups([case, other])
    assert (found["blind"], found["blind, both"]) == ([case, other], [case])


def test_how_far_two_labellers_of_actors_agree() -> None:
    def labelled(*codes: str) -> dict[str, Any]:
        mentions = [
            {"start": 9 * n, "end": 9 * n + 4, "countries": [code], "sectors": sectors}
            for n, (code, *sectors) in enumerate(c.split() for c in codes)
        ]
        return {"mentions": mentions}

    once = labelled("TCD GOV", "PER MIL")
    pair = [once, labelled("TCD GOV LEG", "BOL GOV MIL", "NOR -")]
    assert actors.agreement([[once], pair]) == {
        "mentions": 2,
        "mentions that both have": 0.8,
        "same country": 0.5,
        "sectors in common": 1.0,
        "same first sector": 0.5,
    }
