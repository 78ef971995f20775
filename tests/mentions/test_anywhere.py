"""Those who are of several states, or of any, are not of the state that is talked of; made up for this test."""

from __future__ import annotations

import pytest

from dateline.articles import article_from_prose
from dateline.language import parse_article
from dateline.mentions.actors import find_actors

KENYA = "Kenya said on Monday that Kenyan troops had left. Kenya's president spoke. "


def countries(text: str) -> list[str | None]:
    article = article_from_prose(KENYA + text, published="2022-05-01")
    actors = find_actors(parse_article(article), article)
    return [a.country for a in actors if a.start >= len(KENYA)]


@pytest.mark.parametrize(
    "text",
    [
        "Governments should act.",
        "Many governments said no.",
        "Other governments followed.",
        "Foreign officials agreed.",
        "Police forces around the world agreed.",
        "Leaders across the region agreed.",
        "Authorities in other countries agreed.",
    ],
)
def test_no_state_in_particular(text: str) -> None:
    assert set(countries(text)) == {None}


@pytest.mark.parametrize(
    "text",
    ["The government agreed.", "Local governments agreed.", "Successive governments agreed."],
)
def test_the_states_own(text: str) -> None:
    assert countries(text) == ["KEN"]


def test_both_governments_are_those_of_the_two_states() -> None:
    assert countries("Kenya and Togo signed it. Both governments agreed.")[-2:] == ["KEN", "TGO"]


def test_officials_whom_a_ministry_meets_are_not_its_own() -> None:
    text = "The United States values its ties. Assistant Secretary Adu will meet with senior government officials."
    article = article_from_prose(
        text, published="2022-05-01", url="https://www.state.gov/a-release/"
    )
    found = find_actors(parse_article(article), article)
    assert [a.country for a in found if "officials" in a.text] == [None]
