"""A bare title in a government's own words is its own officer's."""

from __future__ import annotations

import pytest

from dateline.articles import article_from_prose
from dateline.language import parse_article
from dateline.mentions.actors import find_actors
from dateline.mentions.home import home_of
from dateline.records import Actor


def actors(text: str, url: str | None) -> list[Actor]:
    article = article_from_prose(text, published="2022-05-04", url=url)
    return find_actors(parse_article(article), article)


@pytest.mark.parametrize(
    ("url", "home"),
    [
        ("https://www.state.gov/a-release/", ("USA", False)),
        ("https://mfa.gov.pl/en/news/1", ("POL", False)),
        ("https://www.gov.uk/government/news/x", ("GBR", False)),
        ("https://www.gov.bw/x", ("BWA", False)),
        ("https://ec.europa.eu/news", ("EUR", False)),
        ("http://www.kcna.kp/en/article", ("PRK", True)),
        ("https://www.reuters.com/world/x", None),
        ("https://notgov.com/state.gov/", None),
        ("https://[broken", None),
        (None, None),
    ],
)
def test_home_of_outlets(url: str | None, home: tuple[str, bool] | None) -> None:
    article = article_from_prose("The minister spoke to reporters on Monday.", url=url)
    assert home_of(article) == home


def test_state_agency_in_a_dateline() -> None:
    text = "Pyongyang, May 4 (KCNA) -- Workers of the mill met the plan ahead of time."
    assert home_of(article_from_prose(text)) == ("PRK", True)


def test_bare_titles_of_a_ministry() -> None:
    text = "Deputy Secretary Rosa Quell met Chadian officials. She thanked them for their work."
    found = {a.text: a for a in actors(text, "https://www.state.gov/x/")}
    assert found["Deputy Secretary Rosa Quell"].country == "USA"
    assert found["Deputy Secretary Rosa Quell"].resolved_by == "outlet"
    assert found["She"].country == "USA"
    assert found["Chadian officials"].country == "TCD"


def test_the_text_wins_and_others_stay_open() -> None:
    text = "Kenyan Minister Amos Oduya spoke. Several officials from other states listened."
    found = {a.text: a for a in actors(text, "https://www.state.gov/x/")}
    assert found["Kenyan Minister Amos Oduya"].country == "KEN"
    assert all(a.country != "USA" for a in found.values())


def test_a_newspaper_speaks_for_nobody() -> None:
    text = "Deputy Secretary Rosa Quell resigned. The ministry gave no reason."
    assert all(a.country is None for a in actors(text, "https://www.nytimes.com/x"))
