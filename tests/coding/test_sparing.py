"""What is skipped to be fast could not have changed a row."""

from __future__ import annotations

import pytest

from dateline.articles import article_from_prose
from dateline.coding import frames, judging
from dateline.coding.drafts import drafts_in
from dateline.coding.frames import candidates_in
from dateline.coding.lexicon import lexicon
from dateline.coding.roles import ActorIndex
from dateline.coding.typing import Model, model
from dateline.reader import Parsed, parse

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


class Counting:
    """A model that counts what it is asked about words."""

    def __init__(self, typer: Model) -> None:
        self.typer, self.asked = typer, 0
        self.tokens, self.triggers = typer.tokens, typer.triggers

    def reading(self, *arguments: object) -> object:
        self.asked += 1
        return self.typer.reading(*arguments)  # type: ignore[arg-type]


def test_readings_that_are_not_asked_about_would_be_no_rows(parsed: Parsed) -> None:
    typer = model()
    if typer is None:
        pytest.skip("onnxruntime has no build for this machine")
    found = parsed.found
    index = ActorIndex(found.doc, found.actors, found.places)
    index.hear(found.doc, found.attributions, found.article)
    for sentence in parsed.doc.sents:
        drafts = drafts_in(sentence, index, lexicon())
        few, all_ = Counting(typer), Counting(typer)
        spared = judging.judge(sentence, drafts, found, index, few)  # type: ignore[arg-type]
        every = judging.judge(sentence, drafts, found, index, all_, every=True)  # type: ignore[arg-type]
        assert [j.verdict for j in spared if j.kept] == [j.verdict for j in every if j.kept]
        assert len(spared) <= len(every)
        assert few.asked <= all_.asked


def test_no_score_lies_above_its_ceiling() -> None:
    from itertools import product

    from dateline.coding.typing.model import TriggerReading, Types

    for none, share, sure, source, target in product(
        (0.0, 0.5, 1.0), (0.0, 0.3, 1.0), (0.0, 1.0), (False, True), (False, True)
    ):
        reading = TriggerReading(Types({"none": none}, {}), (), ())
        one = judging.Candidate(None, None, share, None, None, reading)  # type: ignore[arg-type]
        for kind in ("AID", "ASSAULT"):
            found = judging.score(one, kind, sure, source, target)
            assert found <= judging._ceiling(None, share) + 1e-9
