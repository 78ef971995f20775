"""Our own extraction: lines, boxes, the story in them, and when it doubts itself."""

from __future__ import annotations

import json
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from article_pages import STORY, html

from dateline.articles import markup
from dateline.articles.body import clear
from dateline.articles.boxes import by_names
from dateline.articles.depth import tame
from dateline.articles.doubt import doubt
from dateline.articles.html import read
from dateline.articles.layout import Layout, lay_out
from dateline.articles.story import find_story
from dateline.articles.told import by_word, told_text
from dateline.errors import PageTooDeep

MORE = [
    f"The harbour master of port number {n} said that no foreign trawler had asked for a berth since the talks began in Lima."
    for n in range(8)
]
LONG = [*STORY, *MORE]


def layout(body: str) -> Layout:
    tree = markup.parse(tame(f"<html><body>{body}</body></html>", None))
    assert tree is not None
    return lay_out(tree)


def p(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def texts(body: str, told: str = "") -> list[str]:
    return [line.text for line in find_story(layout(body), told).lines]


def test_lines_and_links() -> None:
    found = layout('<div>One <b>two</b>\n three<br>four <a href="/x">five</a><p>six</p>seven</div>')
    assert [line.text for line in found.lines] == ["One two three", "four five", "six", "seven"]
    assert [line.linked for line in found.lines] == [0, 4, 0, 0]
    boxes = [found.boxes[line.box].tag for line in found.lines]
    assert boxes == ["div", "div", "p", "div"]
    assert all(box.parent < number for number, box in enumerate(found.boxes))


def test_preformatted_text_is_parted_at_blank_lines() -> None:
    found = layout("<pre>OSLO - One line\nand another.\n\nA second paragraph.</pre>")
    assert [line.text for line in found.lines] == [
        "OSLO - One line and another.",
        "A second paragraph.",
    ]


@pytest.mark.parametrize(
    ("names", "of_text", "kind"),
    [
        ("article-body", False, "body"),
        ("entry-content clearfix", False, "body"),
        ("articleBody", False, "body"),
        ("related-stories", False, "aside"),
        ("postAuthorBio", False, "aside"),
        ("comments-area", False, "comments"),
        ("story-body__share", False, "aside"),
        # An article's own tags and settings say nothing, nor what pages call a paragraph for looks.
        ("post-7 tag-share category-ads has-sidebar", False, ""),
        ("has-dropcap paywall media-text", True, ""),
        ("byline", True, "aside"),
        ("shared-values parade", False, ""),
        ("", False, ""),
    ],
)
def test_what_names_say(names: str, of_text: bool, kind: str) -> None:
    assert by_names(names, of_text) == kind


def test_the_story_without_what_stands_beside_it() -> None:
    body = (
        f"<header><h1>Norway rejects plan</h1></header><div class='story-body'>{p(*LONG[:6])}"
        f"<div class='newsletter-box'>{p('Get the mornings of the coast in your mailbox, free of charge and each day.')}</div>"
        f"<aside>{p('Another tale of the coast that is told at some length, and that has nothing to do with this.')}</aside>"
        f"<h2>No berth</h2>{p(*LONG[6:])}<p><a href='/a'>Herring prices fall</a></p><h3>More</h3></div>"
        f"<div class='comments'>{p('I for one think that the minister is right, and that all others are wrong about cod.')}</div>"
    )
    assert texts(body) == [*LONG[:6], "No berth", *LONG[6:]]


def test_names_are_not_believed_against_most_of_the_prose() -> None:
    assert texts(f"<div><div class='sidebar promo'>{p(*LONG)}</div></div>") == LONG


def test_teasers_are_no_story() -> None:
    teasers = "".join(
        f"<div><h3>Storm {n}</h3><div>{p(text)}</div></div>" for n, text in enumerate(MORE[:5])
    )
    assert texts(f"<div><div>{p(*LONG[:7])}</div><div>{teasers}</div></div>") == LONG[:7]


def test_the_dek_is_of_the_story() -> None:
    dek = "The coast keeps its banks, and the pact of spring holds for now."
    found = find_story(
        layout(f"<h1>Norway rejects plan</h1><h2>{dek}</h2><p>By Ana Ruiz</p><div>{p(*LONG)}</div>")
    )
    assert found.dek == dek
    assert [line.text for line in found.lines] == [dek, *LONG]


def test_structured_data_tells_which_of_two_stories() -> None:
    other = [text.replace("harbour", "lighthouse") for text in MORE] * 6
    told = told_text(markup.Head(linked=[{"articleBody": " ".join(LONG)}]))
    found = find_story(layout(f"<div><div>{p(*LONG)}</div><div>{p(*other)}</div></div>"), told)
    assert [line.text for line in found.lines] == LONG and found.by_word
    # What stands below its end is not of the story.
    assert texts(f"<div>{p(*LONG, 'Sold by Ana.')}</div>", told) == LONG


@pytest.mark.parametrize(
    "raw", ["short.", "x" * 5_000_000, " ".join(LONG) + " …", 7, None, ["a"], ""]
)
def test_told_text_that_is_no_witness(raw: object) -> None:
    assert told_text(markup.Head(linked=[{"articleBody": raw}])) == ""


def test_told_text_that_is_elsewhere_chooses_nothing() -> None:
    assert by_word(layout(p(*LONG)).lines, "somethingelse" * 50) == []


def test_doubt() -> None:
    def why(body: str) -> str | None:
        story = find_story(layout(body))
        return doubt(story, clear([line.text for line in story.lines], None))

    assert why(f"<div>{p(*LONG)}</div>") is None
    assert why(f"<div>{p(*STORY[:2])}</div>") == "short"
    assert why(p(*LONG)) == "no box of its own"
    table = "".join(f"<p>Norway {n} Peru {n} and two points</p>" for n in range(120))
    assert why(f"<div>{p(*LONG)}{table}{p(LONG[0])}</div>") == "little prose"
    split = f"<div><div class='related'>{p(*MORE[:3])}</div><div><div>{p(*LONG)}</div></div></div>"
    assert why(split) is None
    # Short, but it says what it is.
    assert why(f"<div class='story-body'>{p(*MORE[:4])}</div>") is None
    assert why("") == "no box of its own"


def test_both_ways_end_in_the_same_record() -> None:
    sure = read(html(p(*LONG)).decode())
    assert sure.doubted is None and sure.paragraphs == LONG
    asked = read(html().decode())
    assert asked.doubted == "short" and asked.paragraphs == STORY
    assert sure.headline == asked.headline
    assert sure.around.before[-1:] == asked.around.before[-1:]
    assert any("All rights reserved" in line for line in sure.around.after)


def test_a_page_wrapped_in_a_form_is_no_form() -> None:
    data = f"<form><h1>Norway rejects plan</h1><p>By Ana Ruiz</p><div>{p(*LONG)}</div></form>"
    parts = read(f"<html><body>{data}</body></html>")
    assert parts.paragraphs == LONG and "By Ana Ruiz" in parts.around.before


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 900 + "<p>x</p>" * 5_000,
        "<p>" + "a b c d e f g h. " * 100_000,
        "<div class='" + "a-b " * 4_000 + "'>" * 3,
        "<br>" * 100_000,
        "<script type='application/ld+json'>"
        + json.dumps({"@type": "NewsArticle", "articleBody": "abab " * 39_000})
        + "</script>"
        + "<p>ababababababababababac</p>" * 5_000,
    ],
)
def test_hostile_layouts_are_bounded(body: str) -> None:
    started = time.process_time()
    read(f"<html><body>{body}</body></html>")
    assert time.process_time() - started < 10


@pytest.mark.parametrize(
    ("raw", "left"),
    [
        ("a<script>if (a<b) x='<p>'</SCRIPT >b", "ab"),
        ("a<script>x", "a"),
        ("a<!-- <script> -->b<p>c", "ab<p>c"),
        ("a<!-->b", "ab"),
        ("a<!-- b", "a"),
        ("a<style>p{}</style><![CDATA[x]]>b", "ab"),
        ("<!DOCTYPE html>a", "a"),
        ("a<scr\x00ipt>x</script>b", "ab"),
        (
            "<script type='application/ld+json'>{}</script>",
            "<script type='application/ld+json'>{}</script>",
        ),
        ("a<script", "a<script"),
        ("<scripted>a", "<scripted>a"),
    ],
)
def test_what_no_parser_sees(raw: str, left: str) -> None:
    assert tame(raw, None) == left


def test_depth_is_counted_and_not_guessed() -> None:
    # Each </b> closes the <div>s that were opened in it: never deeper than a few elements.
    tame("<b><div><div></b>" * 2_000, None)


@pytest.mark.parametrize(
    "data",
    [
        "<" * 300_000,
        "<a " * 100_000,
        "<!--" * 100_000,
        "<script " * 50_000,
        "<p title='" * 50_000,
        "&" * 500_000,
        '="' * 300_000,
    ],
)
def test_taming_is_linear(data: str) -> None:
    started = time.process_time()
    with suppress(PageTooDeep):
        tame(data, None)
    assert time.process_time() - started < 5
