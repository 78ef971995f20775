"""What is skipped to be fast could not have changed a row."""

from __future__ import annotations

import pytest

from dateline.articles import article_from_prose
from dateline.coding import frames, judging
from dateline.coding.frames import candidates_in
from dateline.coding.lexicon import lexicon
from dateline.coding.typing.marking import Tokens
from dateline.coding.typing.model import Part
from dateline.reader import Parsed, Reader, parse

TEXTS = (
    "Peru recalled its ambassador from Chile and called off the joint naval exercises.",
    "Rebels opened fire on a convoy near Goma, and the army declared a state of emergency.",
    "Ministers of Togo, Benin and Ghana held talks on Friday and agreed to lift the ban on rice.",
    "The court said that Ivan Holub had been sentenced to nine years, which Norway condemned.",
    "France may cut its aid to Chad, looked into a loan, and handed over a note of protest.",
    "TROOPS OF MALI SHELL A VILLAGE; NIGER PROTESTS.",
    "Prices rose in Lagos. Kenya: maize, 40; Uganda: beans, 12.",
    "She thanked the Danish envoy, who had voiced concern over the arrests and the power cuts.",
)


@pytest.fixture(scope="module", params=TEXTS)
def parsed(request: pytest.FixtureRequest) -> Parsed:
    return parse(article_from_prose(request.param, published="2023-05-04"))


def matches(one: Parsed) -> list[object]:
    return [
        (m.frame.id, m.head.i, [w.i for w in m.words], [b.i for b in m.bound], m.rank)
        for sentence in one.doc.sents
        for found in candidates_in(sentence, lexicon()).values()
        for m in found
    ]


def test_frames_that_are_not_looked_at_do_not_match(
    parsed: Parsed, monkeypatch: pytest.MonkeyPatch
) -> None:
    class All(frozenset[str]):
        def issuperset(self, _: object) -> bool:
            return True

    sparing = matches(parsed)
    monkeypatch.setattr(frames, "_may_hold", lambda words, known: True)
    monkeypatch.setattr(frames, "_phrases", lambda words: tuple(words))
    known = frames._Known
    monkeypatch.setattr(frames, "_Known", lambda present, slots: known(All(present), {}))
    assert matches(parsed) == sparing


def asked_about(text: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sentences of which the model is asked which words carry an event."""
    asked: list[str] = []
    reader = Reader()
    reader.load()
    typer = reader.typer
    assert typer is not None
    tokens, triggers = typer.tokens, typer.triggers
    seen: dict[int, str] = {}

    def noted(sentence: str) -> Tokens:
        found = tokens(sentence)
        seen[id(found)] = sentence
        return found

    def counted(given: Tokens, *how: bool) -> list[Part]:
        asked.append(seen[id(given)])
        return triggers(given, *how)

    monkeypatch.setattr(typer, "tokens", noted)
    monkeypatch.setattr(typer, "triggers", counted)
    reader.read_text(text, published="2023-05-04")
    return asked


ABOUT_A_TOWN = "The French government has a fine old house by the river. "


def test_of_a_quiet_text_nothing_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(asked_about(ABOUT_A_TOWN * 3, monkeypatch)) == 3
    assert asked_about(ABOUT_A_TOWN * judging.QUIET_FROM, monkeypatch) == []


def test_a_long_text_with_an_event_is_asked_about_all(monkeypatch: pytest.MonkeyPatch) -> None:
    text = ABOUT_A_TOWN * judging.QUIET_FROM + TEXTS[0]
    assert len(asked_about(text, monkeypatch)) == judging.QUIET_FROM + 1


def test_where_the_rules_propose_nothing_private_people_are_not_asked_about(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    private, public = "Ann Lee met her sister.", "France met Chile."
    assert len(asked_about(private, monkeypatch)) == len(asked_about(public, monkeypatch)) == 1
    monkeypatch.setattr(judging, "code_draft", lambda *_: None)
    assert asked_about(private, monkeypatch) == []
    assert asked_about(public, monkeypatch) == [public]


def test_a_text_with_proposals_is_not_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    text = ABOUT_A_TOWN * judging.QUIET_FROM
    monkeypatch.setattr(judging, "QUIET_TO", -1)
    assert len(asked_about(text, monkeypatch)) == judging.QUIET_FROM


def test_where_the_rules_keep_a_reading_all_layers_are_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reader = Reader()
    typer = reader.typer
    assert typer is not None
    asked: list[bool] = []
    triggers = typer.triggers

    def noted(tokens: Tokens, briefly: bool = False) -> list[Part]:
        asked.append(briefly)
        return triggers(tokens, briefly)

    monkeypatch.setattr(typer, "triggers", noted)
    reader.read_text("Peru recalled its ambassador from Chile.", published="2023-05-04")
    reader.read_text("The French government owns a house.", published="2023-05-04")
    assert asked == [False, True]


def test_rows_are_the_same_as_when_all_layers_are_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    reader = Reader()
    text = " ".join((*TEXTS, ABOUT_A_TOWN, "Ghana has rivers. Kenya is far from Peru."))
    briefly = reader.read_text(text, published="2023-05-04").events
    monkeypatch.setattr(judging, "may_be_brief", lambda _: False)
    assert reader.read_text(text, published="2023-05-04").events == briefly
