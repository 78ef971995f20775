"""Sentences that are none, or hardly: no fault, no false row, and the good one beside still read."""

from __future__ import annotations

import re
import time

import pytest

from dateline.reader import Reader
from dateline.records import Article, Event, Span

GOOD = "Norway accused Iceland of breaking its word on Monday."

NO_EVENT = {
    "no verb": "Peru, Chile and the old question of the sea.",
    "a heading": "Norway – Iceland: 2 – 1",
    "only quotation marks": '"" “” ‘’ «» „“ """""" \'\'',
    "a list of names": "- Peru\n- Chile\n- Bolivia\n* Norway\n1. Iceland\n2) Chad",
    "a table": "Country | Troops | Aid\nPeru | 1,200 | 30\nChile | 800 | 12\nChad | 4,100 | 77",
    "a table with tabs": "Peru\t1200\tattack\nChile\t800\taid\nChad\t4100\ttalks",
    "figures": "12 345 6.7 8,9 10% $11m €12bn 13-14 15/16/2017 18:19",
    "marks": "!?!?!? ... --- *** ### @@@ <<>> (((( )))) [[[]]] {}{}",
    "one word": "War",
    "spaces": " \t \u00a0\u2003 \u200b ",
    "emoji": "🇳🇴🇮🇸 🔥🔥 👮‍♀️👮🏽‍♂️ 💣",
    "replacement marks": "\ufffd\ufffd \ufffdatt\ufffdck\ufffd \ufffd",
}


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def events(reader: Reader, text: str) -> list[Event]:
    """The events of a text, read whatever its language may be taken for."""
    parts = re.finditer(r"(?:.(?!\n\n))*.", text, re.DOTALL)
    paragraphs = [Span(m.start(), m.end()) for m in parts if m.group().strip()]
    article = Article(id="bad", text=text, paragraphs=paragraphs or [Span(0, len(text))])
    found = reader.read_article(article)
    for event in found.events:
        for span in (event.trigger, event.sentence):
            assert 0 <= span.start < span.end <= len(text)
    return found.events


@pytest.mark.parametrize("name", NO_EVENT)
def test_no_row_comes_of_it_and_the_good_sentence_is_read(reader: Reader, name: str) -> None:
    bad = NO_EVENT[name]
    assert events(reader, bad) == []
    beside = events(reader, f"{bad}\n\n{GOOD}")
    assert any(e.type == "ACCUSE" and e.sources[0].country == "NOR" for e in beside)


def test_a_sentence_of_5000_tokens(reader: Reader) -> None:
    """A "sentence" past the limit is no sentence and is not coded; it takes no more than seconds."""
    for endless in (
        "Peru and " * 2_500 + "Chile met",
        "the attack of the army on the rebels in the north and " * 450,
        "x" * 20_000,
        "attack " * 5_000,
        "(" * 2_500 + "Peru attacked Chile" + ")" * 2_500,
    ):
        begun = time.perf_counter()
        found = events(reader, f"{endless}.\n\n{GOOD}")
        assert time.perf_counter() - begun < 60
        assert any(e.type == "ACCUSE" for e in found)


def test_capitals(reader: Reader) -> None:
    found = events(reader, GOOD.upper())
    assert [e.type for e in found] in ([], ["ACCUSE"])
    for event in found:
        assert [a.country for a in event.sources] == ["NOR"]


@pytest.mark.parametrize(
    "text",
    [
        "Norway accu\u0301sed Iceland of lies.",  # a combining mark
        "Nor\u00adway accused Ice\u00adland of lies.",  # soft hyphens
        "\u202eNorway accused Iceland of lies.\u202c",  # turned around
        "Norway\x00 accused\x07 Iceland of lies.",
        "Norway accused Iceland of lies \udce9\udce8.",  # bytes that were no UTF-8
        "\ufeffNorway accused Iceland of lies.",
        "Norway accused Iceland of lies 𝕿𝖍𝖊 \U0010ffff.",
        "Ｎｏｒｗａｙ ａｃｃｕｓｅｄ Ｉｃｅｌａｎｄ.",
    ],
)
def test_broken_unicode(reader: Reader, text: str) -> None:
    found = events(reader, text)
    assert all(e.type == "ACCUSE" for e in found)


def test_only_a_quotation(reader: Reader) -> None:
    """Somebody speaks, and nobody is named: no source is made up."""
    found = events(reader, '"We condemn this attack." "So do we." "Stop it at once!"')
    assert all(a.country is None for e in found for a in e.sources)


def test_relate_answers_for_anything(reader: Reader) -> None:
    for text in ("A B", "!!! ???", "Peru | Chile", "PERU ATTACKED CHILE", "\udce9 \udce8"):
        relation = reader.relate(text, source=(0, 1), target=(len(text) - 1, len(text)))
        assert abs(sum(relation.scores.values()) - 1) < 1e-6


def test_explain_takes_anything(reader: Reader) -> None:
    for name, text in NO_EVENT.items():
        if name not in {"spaces", "replacement marks"}:
            assert reader.explain(text)
