"""Who says, in which words, what: sentences of our own, and the examples of the cue table."""

from __future__ import annotations

import re
import time

import pytest

from dateline.coding.attribution import find_attributions
from dateline.coding.attribution.cues import cue_class, groups
from dateline.coding.attribution.quotes import find_quotes
from dateline.language import parse_article
from dateline.records import Article, Attribution


def read(text: str) -> list[Attribution]:
    article = Article(id="test", text=text)
    return find_attributions(parse_article(article), article, [])


def rows(text: str) -> list[tuple[str | None, str | None, list[str], str]]:
    def words(span: object) -> str | None:
        return None if span is None else text[span.start : span.end]  # type: ignore[attr-defined]

    return [
        (words(a.source), words(a.cue), [str(words(c)) for c in a.content], a.kind)
        for a in read(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The talks failed, the minister said.",
            ("the minister", "said", ["The talks failed"], "indirect"),
        ),
        (
            "“We will not yield,” said the spokesperson for the rebels.",
            (
                "the spokesperson for the rebels",
                "said",
                ["“We will not yield,”"],
                "direct",
            ),
        ),
        (
            "The raid killed nine people, according to two officials familiar with the matter.",
            (
                "two officials familiar with the matter",
                "according to",
                ["The raid killed nine people"],
                "indirect",
            ),
        ),
        (
            "Iran denied that it had shelled the island.",
            ("Iran", "denied", ["that it had shelled the island"], "indirect"),
        ),
        (
            "Peru is believed by some to be preparing a strike.",
            ("some", "is believed", ["Peru", "to be preparing a strike"], "indirect"),
        ),
        (
            "The general reportedly left the capital.",
            (None, "reportedly", ["The general", "left the capital"], "indirect"),
        ),
        (
            "Kim: no talks with the South",
            ("Kim", ":", ["no talks with the South"], "indirect"),
        ),
        (
            "Chile has criticized the pact, claiming it breaks the law.",
            ("Chile", "claiming", ["it breaks the law"], "indirect"),
        ),
        (
            "In the envoy's view, the plan failed.",
            ("the envoy", "view", ["the plan failed"], "indirect"),
        ),
        (
            "''We want to rebuild it,'' Mr. Lee said. ''The challenge is the cost.''",
            (
                "Mr. Lee",
                "said",
                ["''We want to rebuild it,''", "''The challenge is the cost.''"],
                "direct",
            ),
        ),
    ],
)
def test_who_says_what(text: str, expected: tuple[str | None, str, list[str], str]) -> None:
    assert expected in rows(text)


def test_a_quotation_alone_in_the_next_paragraph_goes_to_the_last_speaker() -> None:
    text = "“It is over,” the general said.\n\n“We are done.”"
    assert rows(text) == [("the general", "said", ["“It is over,”", "“We are done.”"], "direct")]


def test_a_quotation_reopened_at_each_paragraph_is_one_content() -> None:
    text = "“We came early.\n\n“We left late,” the guide said."
    assert read(text)[0].content[0].start == 0
    assert rows(text)[0][0] == "the guide"
    assert len(rows(text)) == 1


def test_words_held_at_arms_length_are_no_attribution() -> None:
    assert rows("The so-called “threat” has strained ties for years.") == []


def test_what_is_only_praised_or_planned_has_no_voice() -> None:
    for text in ("Two unions condemned the raid.", "The navy plans to send two ships."):
        (found,) = read(text)
        assert found.voices == []


def test_the_writers_own_i_is_on_nobody_elses_word() -> None:
    (found,) = read("I think the dam will hold.")
    assert found.voices == []
    assert rows("You think the dam will hold.") == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n\n ",
        "“",
        "“““”",
        "said said said",
        ": : :",
        "He said “she said ‘they said “no’.",
        "according to",
    ],
)
def test_odd_text_gives_no_error_and_spans_inside_it(text: str) -> None:
    for found in read(text):
        for span in (found.source, found.cue, *found.content):
            assert span is None or 0 <= span.start < span.end <= len(text)


def test_ten_thousand_words_of_quotations_do_not_explode() -> None:
    text = "\n".join(["“We act,” the minister said. He added that they know."] * 900)
    article = Article(id="test", text=text)
    doc = parse_article(article)
    started = time.perf_counter()
    assert len(find_attributions(doc, article, [])) == 1800
    assert time.perf_counter() - started < 5


def test_quotes_of_every_make() -> None:
    text = "«Da» „nein“ “yes ‘no’ yes” \"si\" don't 5' o'clock"
    found = [(text[q.start : q.end], q.depth) for q in find_quotes(text, [])]
    assert found == [
        ("«Da»", 0),
        ("„nein“", 0),
        ("“yes ‘no’ yes”", 0),
        ("‘no’", 1),
        ('"si"', 0),
    ]


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    text = "“One.\n“Two.”"
    first, second = find_quotes(text, [])
    assert not first.closed and first.end == 5
    assert second.closed and second.continues


def test_cue_class() -> None:
    denying = cue_class("deny")
    assert denying is not None and denying.negative and denying.cls == "deny"
    vow = cue_class("vow")
    assert vow is not None and vow.future
    assert cue_class("table") is None
    assert cue_class("say", "noun") is None


@pytest.mark.parametrize("group", groups(), ids=lambda g: g["id"])
def test_examples_of_the_cue_table(group: dict[str, str]) -> None:
    marked = re.search(r"\[(.+?)\]", group["example"])
    assert marked is not None, "an example marks its cue in brackets"
    text = re.sub(r"[\[\]]", "", group["example"])
    cues = [cue for _, cue, _, _ in rows(text)]
    assert any(cue is not None and marked.group(1) in cue for cue in cues), (text, cues)


@pytest.mark.parametrize("group", [g for g in groups() if g.get("never")], ids=lambda g: g["id"])
def test_counterexamples_of_the_cue_table(group: dict[str, str]) -> None:
    assert rows(group["never"]) == []
