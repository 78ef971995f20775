"""`Reader.relate`: always one of the 16 types, with probabilities."""

from __future__ import annotations

import pytest

from dateline.coding import ontology
from dateline.errors import UsageError
from dateline.reader import Reader
from dateline.records import Span


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def relate(reader: Reader, sentence: str, source: str, target: str):  # type: ignore[no-untyped-def]
    s, t = sentence.index(source), sentence.index(target)
    return reader.relate(sentence, source=(s, s + len(source)), target=Span(t, t + len(target)))


@pytest.mark.parametrize(
    ("sentence", "source", "target", "kind"),
    [
        (
            "The Borduri navy shelled the port of Syldavia.",
            "The Borduri navy",
            "Syldavia",
            "ASSAULT",
        ),
        ("Oslo accused the firm of bribery.", "Oslo", "the firm", "ACCUSE"),
        ("The guild was sued by the mayor.", "the mayor", "The guild", "ACCUSE"),
        ("Chad urged Niger to open talks.", "Chad", "Niger", "REQUEST"),
    ],
)
def test_type(reader: Reader, sentence: str, source: str, target: str, kind: str) -> None:
    relation = relate(reader, sentence, source, target)
    assert relation.type == kind
    assert set(relation.scores) == set(ontology.types())
    assert abs(sum(relation.scores.values()) - 1) < 1e-9
    assert max(relation.scores, key=lambda k: relation.scores[k]) == kind


def test_an_answer_is_always_due(reader: Reader) -> None:
    relation = relate(reader, "France, Chad.", "France", "Chad")
    assert relation.type in ontology.types()
    assert relation.reason.startswith("no frame")


@pytest.mark.parametrize("span", [(5, 3), (-1, 4), (0, 0), (0, 99)])
def test_bad_span(reader: Reader, span: tuple[int, int]) -> None:
    with pytest.raises(UsageError, match="outside the sentence"):
        reader.relate("France met Chad.", source=span, target=(11, 15))
