"""What is skipped to be fast could not have changed a row."""

from __future__ import annotations

import pytest

from dateline.articles import article_from_prose
from dateline.coding import frames
from dateline.coding.frames import candidates_in
from dateline.coding.lexicon import lexicon
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
