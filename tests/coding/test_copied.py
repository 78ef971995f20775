"""A copy's reading made from the first one's is the reading that reading it gives."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from dateline.articles import article_from_prose
from dateline.coding.copied import likeness, reading_of_copy
from dateline.reader import Reader
from dateline.records import Article, Credit, article_id

SAID = """Kenya's foreign minister met Tanzania's president on Monday, a spokesman said.

"Uganda has attacked our border post," the minister told Reuters. Uganda denied that it had attacked the post.

Ghana accused Togo of arresting two of its soldiers last week. At least 12 people were killed in the raid, the army said."""
UNSIGNED = """Kenya reportedly expelled three envoys of Uganda on Monday. Two soldiers are said to have been killed.

The attack, which said that Kenya would close its embassy, was condemned by Uganda."""


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def article(text: str, **fields: Any) -> Article:
    made = article_from_prose(text, published="2023-05-09")
    changed = replace(made, **fields)
    id_ = article_id(
        text, url=changed.url, outlet=changed.outlet, published=changed.published
    )  # fmt: skip
    return replace(changed, id=id_)


COPIES: tuple[dict[str, Any], ...] = (
    {"url": "https://one.example/a"},
    {"url": "https://two.example/b", "outlet": "Two", "headline": "Border row"},
    {"outlet": "Three", "credits": [Credit("Three", "outlet"), Credit("Reuters", "agency")]},
    {"credits": [Credit("Ghana", "outlet")], "published": "2023-05-09T10:30"},
    {"credits": [Credit("Ann Example", "person")], "topics": ["world"]},
)


@pytest.mark.parametrize("text", [SAID, UNSIGNED])
def test_it_is_the_reading_of_the_long_way(reader: Reader, text: str) -> None:
    made = 0
    for first in (article(text), *(article(text, **c) for c in COPIES)):
        reading = reader.read_article(first)
        assert reading.events
        for fields in COPIES:
            copy = article(text, **fields)
            assert likeness(copy) == likeness(first)
            found = reading_of_copy(reading, copy)
            if found is not None:
                made += 1
                assert found == reader.read_article(copy)
                assert {e.id for e in found.events} != {e.id for e in reading.events} or (
                    copy.id == first.id
                )
    assert made >= 20 if text is SAID else made > 0


def test_what_has_a_part_in_the_reading_is_no_copy(reader: Reader) -> None:
    first = article(SAID)
    others = [
        article(SAID.replace("Monday", "Tuesday")),
        article(SAID, published="2023-05-10"),
        article(SAID, paragraphs=[]),
        article(SAID, url="https://www.mfa.gov.pl/news"),
        article(SAID, url="https://paper.co.uk/news"),
    ]
    assert likeness(first) not in {likeness(a) for a in others}


def test_a_credit_that_speaks_in_the_text_has_no_short_way(reader: Reader) -> None:
    first = reader.read_article(article(UNSIGNED, credits=[Credit("One", "outlet")]))
    assert any(a.voices and a.voices[0].start is None for a in first.attributions)
    assert reading_of_copy(first, article(UNSIGNED, credits=[Credit("Two", "outlet")])) is None
    assert reading_of_copy(first, article(UNSIGNED, credits=[Credit("One", "outlet")])) is not None
