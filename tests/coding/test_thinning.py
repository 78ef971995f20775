"""Where a text speaks of politics only here and there, the rest is not parsed; the rows are the same."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from dateline.articles import article_from_prose
from dateline.coding.thinning import thinned
from dateline.reader import Reader
from dateline.records import Article, Reading

JAM = "Wash the pears and peel them. Put them into a large pot with the sugar and stir until it melts."
SLOW = (
    "The longer it simmers the darker it gets. Some like it thin, and others cook it for an hour."
)
JARS = "Fill the jars to the brim and close them well. They keep for a year on a cool shelf."
NEWS = "Kenya condemned Uganda's raid on a border post on Monday. Police arrested two men there."


def article(*paragraphs: str) -> Article:
    return article_from_prose("\n\n".join(paragraphs), published="2023-05-09")


@pytest.fixture(scope="module")
def readers() -> tuple[Reader, Reader]:
    return Reader(only="events"), Reader()


def both(readers: tuple[Reader, Reader], given: Article) -> tuple[Reading, Reading]:
    short, full = (r.read_article(given) for r in readers)
    assert short.only == "events" and full.only is None
    assert short.article == given
    assert short.events == full.events
    return short, full


def test_what_is_far_from_politics_is_left_out(readers: tuple[Reader, Reader]) -> None:
    given = article(JAM, SLOW, JARS, SLOW, NEWS, JAM, JARS, SLOW, JAM, JARS)
    thin = thinned(given)
    assert len(thin.article.text) == len(given.text)
    # One paragraph before it and one behind it say who is meant.
    assert thin.article.text.split() == f"{SLOW} {NEWS} {JAM}".split()
    assert thin.left_out == 14
    short, full = both(readers, given)
    assert len(short.events) >= 2
    assert len(short.sentences) == 6 < len(full.sentences) == 20
    at = short.events[0].trigger
    assert given.text[at.start : at.end] == "condemned"
    assert {(a.start, a.text) for a in short.actors} <= {(a.start, a.text) for a in full.actors}


def test_where_nobody_public_is_named_nothing_is_parsed(readers: tuple[Reader, Reader]) -> None:
    short, full = both(readers, article(JAM, SLOW, JARS))
    assert not short.sentences and len(full.sentences) == 6
    assert readers[0].read_article(article(JAM)).events == []


@pytest.mark.parametrize(
    "said",
    [
        "Kenya condemned the raid.",
        "The minister resigned.",
        "Two men were arrested in the night.",
        "We urge everybody to stay at home.",
    ],
)
def test_what_may_tell_an_event_is_kept(said: str) -> None:
    thin = thinned(article(JAM, SLOW, JARS, JAM, said, SLOW, JARS, JAM, SLOW))
    assert said in thin.article.text and thin.left_out == 12


def test_a_text_full_of_politics_is_read_whole() -> None:
    given = article(NEWS, JAM, NEWS, JARS)
    assert thinned(given).article is given


def test_a_text_that_may_be_about_sport_is_read_whole(readers: tuple[Reader, Reader]) -> None:
    sport = "The striker scored twice, the goalkeeper saved a penalty, and the league has a new champion."
    given = article(JAM, sport, SLOW, JARS, sport, NEWS, JAM, SLOW)
    assert thinned(given).article is given
    both(readers, given)


def test_text_without_paragraphs(readers: tuple[Reader, Reader]) -> None:
    given = replace(article(NEWS, JAM), paragraphs=[])
    assert thinned(given).article is given
    both(readers, given)
