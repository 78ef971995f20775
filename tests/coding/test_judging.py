"""Which readings become rows when rules and model are weighed, on sentences of our own."""

from __future__ import annotations

import pytest

from dateline.coding.typing import model
from dateline.reader import Reader
from dateline.records import Event


@pytest.fixture(scope="module", autouse=True)
def needs_the_model() -> None:
    if model() is None:
        pytest.skip("onnxruntime has no build for this machine")


def rows(text: str) -> list[Event]:
    return Reader().read_text(text, published="2023-05-04").events


def told(event: Event) -> tuple[str, list[str], list[str]]:
    return event.type, [a.text for a in event.sources], [a.text for a in event.targets]


@pytest.mark.parametrize(
    ("text", "kind", "source", "target"),
    [
        ("We thank Uruguay for hosting the round.", "SUPPORT", "We", "Uruguay"),
        ("We condemn the raid on the Danish embassy.", "ACCUSE", "We", None),
        (
            "Envoy Carla Ruiz concluded her visit to Gambia on Monday.",
            "CONSULT",
            "Envoy Carla Ruiz",
            "Gambia",
        ),
    ],
)
def test_what_no_frame_or_no_table_knows_is_found(
    text: str, kind: str, source: str, target: str | None
) -> None:
    found = [told(e) for e in rows(text)]
    assert any(
        k == kind
        and any(source in s or s in source for s in sources)
        and (target is None or any(target in t for t in targets))
        for k, sources, targets in found
    ), found


@pytest.mark.parametrize(
    "text",
    [
        "Norway beat Denmark in the final of the handball cup.",
        "The Swiss franc attacked its April high against the dollar.",
        "The border between Chad and Niger is long and mostly desert.",
        "Ghana's economy grew by four per cent last year.",
    ],
)
def test_nothing_is_said_where_there_is_nothing(text: str) -> None:
    assert not rows(text)


def test_one_event_is_one_row() -> None:
    found = rows("Portugal condemned and denounced the arrests in Belarus.")
    assert [e.type for e in found].count("ACCUSE") == 1


def test_every_row_says_why_and_how_sure() -> None:
    (event,) = rows("Poland recalled its ambassador to Hungary.")
    assert event.reason.startswith("sanction.withdraw.recall-envoy")
    assert "+ model " in event.reason
    assert 0.5 < event.confidence < 1.0


def test_explain_tells_what_the_model_said_and_what_lost() -> None:
    lines = [
        text
        for heading, text in Reader().explain("Chile and Peru are two long countries.")
        if heading == "model"
    ]
    told_of = Reader().explain("Poland recalled its ambassador to Hungary.")
    said = [text for heading, text in told_of if heading == "model"]
    assert any("SANCTION" in text and "kept" in text for text in said)
    assert all("kept" not in text for text in lines)


def test_without_the_model_the_rules_read_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.coding.typing.model", lambda: None)
    (event,) = rows("Poland recalled its ambassador to Hungary.")
    assert told(event) == ("SANCTION", ["Poland"], ["Hungary"])
    assert "model" not in event.reason
