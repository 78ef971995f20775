"""One parse of an article: offsets, sentence starts, and the mended misparses."""

from __future__ import annotations

import pytest

from dateline.articles import article_from_prose
from dateline.coding.syntax import object_, subject
from dateline.language import model_in_use, parse_article, pipeline


def parse(text: str):  # type: ignore[no-untyped-def]
    return parse_article(article_from_prose(text))


def word(doc, text: str):  # type: ignore[no-untyped-def]
    return next(t for t in doc if t.text == text)


def test_the_pipeline_is_loaded_once_and_named() -> None:
    assert pipeline() is pipeline()
    assert model_in_use().package.startswith("en_core_web_sm")


def test_offsets_are_those_of_the_text() -> None:
    text = "France met Chad.\n\nIran left  the talks."
    assert all(text[t.idx : t.idx + len(t.text)] == t.text for t in parse(text))


def test_paragraphs_and_the_dateline_begin_sentences() -> None:
    doc = parse("GENEVA, May 2 (Reuters) - France met Chad\n\nIran left the talks.")
    starts = [s.text.split()[0] for s in doc.sents]
    assert "France" in starts and "Iran" in starts


@pytest.mark.parametrize(
    ("sentence", "verb", "who"),
    [
        ("President Ivan Petrov, Prime Minister Ana Ruiz and King Olaf met.", "met", 3),
        ("Peru's president, Chile's minister and the Bolivian premier spoke by phone.", "spoke", 3),
        ("On Friday Beijing condemned a raid.", "condemned", 1),
    ],
)
def test_subjects_of_misread_lists(sentence: str, verb: str, who: int) -> None:
    assert len(subject(word(parse(sentence), verb))) == who


def test_an_infinitive_completes_the_noun_before_it() -> None:
    doc = parse("Iran denounced a deal between Chad and Niger to expand trade.")
    names = {t.text for t in subject(word(doc, "expand"))}
    assert names == {"Chad", "Niger"}


def test_suspicion_is_of_the_suspect() -> None:
    doc = parse("Serbia is suspected by some officials of planning a raid.")
    assert [t.text for t in subject(word(doc, "planning"))] == ["Serbia"]


def test_what_a_relative_clause_is_about() -> None:
    doc = parse("The two sides returned to the talks that they broke off in January.")
    assert [t.text for t in object_(word(doc, "broke"))] == ["talks"]
