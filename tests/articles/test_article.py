"""Whole pages: pasted text, HTML and prose become articles; bad ones fail with one clear line."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from article_pages import STORY, html, page, pasted

from dateline import errors, limits
from dateline.articles import article_from_page, article_from_prose
from dateline.articles.depth import MAX_ELEMENTS
from dateline.intake import open_sources
from dateline.records import Article, Page


def credits(article: Article) -> list[tuple[str, str]]:
    return [(credit.name, credit.kind) for credit in article.credits]


def paragraphs(article: Article) -> list[str]:
    return [article.text[start:end] for start, end in article.paragraphs]


def test_seed_page(shared_data: Path) -> None:
    found = next(iter(open_sources([str(shared_data / "pages" / "north-korea-asian-nato.txt")])))
    assert isinstance(found, Page) and found.kind == "text"
    article = article_from_page(found)
    assert article.headline and article.headline.startswith("North Korea says US seeking")
    assert credits(article) == [
        ("KTVZ NewsChannel 21", "outlet"),
        ("CNN Newsource", "syndicator"),
        ("CNN", "network"),
        ("Reuters", "agency"),
    ]
    assert article.outlet == "KTVZ NewsChannel 21"
    assert article.topics == ["CNN - Asia/Pacific"]
    assert article.rights and "2022 Cable News Network" in article.rights
    assert (article.published, article.published_precision) == ("2022", "year")
    assert any("2022" in note and "on Sunday" in note for note in article.notes)
    body = paragraphs(article)
    assert len(body) == 10
    assert body[0].startswith("North Korea has criticized")
    assert body[-1].endswith("respond favorably.")
    assert article.text == "\n\n".join(body)


def test_pasted_page_of_another_house() -> None:
    article = article_from_page(
        pasted(
            "Skip to main content",
            "Home  World  Politics  Sport",
            "Norway rejects plan to open cod banks",
            "By Ana Ruiz, CNN",
            "Updated 9:12 AM EDT, Wed October 6, 2021",
            "Share",
            *STORY[:2],
            "RELATED: Herring prices fall",
            *STORY[2:],
            "The-CNN-Wire",
            "™ & © 2021 Cable News Network, Inc. All rights reserved.",
            "Article Topic Follows: CNN - Europe",
            "Jump to comments ↓",
            "Channel Four News is committed to providing a forum for debate.",
            "Most Popular",
            "Herring prices fall for third week",
        )
    )
    assert paragraphs(article) == STORY
    assert article.headline == "Norway rejects plan to open cod banks"
    assert article.byline == "Ana Ruiz, CNN"
    assert credits(article) == [
        ("Channel Four News", "outlet"),
        ("CNN", "network"),
        ("Ana Ruiz", "person"),
    ]
    assert (article.published, article.published_precision) == ("2021-10-06", "day")
    assert article.topics == ["CNN - Europe"]


def test_quoted_agencies_are_no_credits() -> None:
    story = [
        *STORY,
        "The plan was “theft”, Xinhua quoted an official as saying. Reuters saw a copy.",
    ]
    body = "".join(f"<p>{p}</p>" for p in story)
    assert credits(article_from_page(page(html(body)))) == [("Harbour Gazette", "outlet")]


def test_html_page_of_an_agency_story() -> None:
    body = "".join(f"<p>{p}</p>" for p in ["OSLO, Oct 5 (Reuters) - " + STORY[0], *STORY[1:]])
    data = html(
        body,
        byline='<p class="byline">Story by Reuters</p>',
        after="<p>(Reporting by Ana Ruiz in Oslo; Editing by Li Wei)</p>"
        "<p>Sign up for our newsletter</p><p>Tags: fish, Norway</p>",
    )
    article = article_from_page(page(data))
    assert credits(article) == [
        ("Harbour Gazette", "outlet"),
        ("Reuters", "agency"),
        ("Ana Ruiz", "person"),
    ]
    line = article.dateline
    assert line and (line.place, line.date, line.agency) == ("OSLO", "Oct 5", "Reuters")
    assert article.text[line.start : line.end] == "OSLO, Oct 5 (Reuters) - "
    assert article.text[line.end :].startswith("Norway has rejected")
    assert (article.published, article.published_precision) == ("2021-10-05", "day")
    assert any("dateline" in note for note in article.notes)
    for gone in ("Skip", "Sign up", "Tags", "Reporting", "Herring", "rights reserved"):
        assert gone not in article.text
    assert article.topics == ["fish", "Norway"]


def test_html_metadata() -> None:
    head = """<script type="application/ld+json">{"@type": "NewsArticle",
      "headline": "Norway rejects plan to open cod banks to foreign fleets",
      "datePublished": "2021-10-06T07:30:00+02:00", "articleSection": "World",
      "author": [{"@type": "Person", "name": "By Ana Ruiz"}, {"name": "The Associated Press"}]}
      </script><link rel="canonical" href="https://gazette.example/world/cod">"""
    article = article_from_page(page(html(head=head)))
    assert article.headline == "Norway rejects plan to open cod banks to foreign fleets"
    assert (article.published, article.published_precision) == ("2021-10-06T07:30+02:00", "minute")
    assert article.url == "https://gazette.example/world/cod"
    assert article.byline == "Ana Ruiz"
    assert article.topics == ["World"]
    assert paragraphs(article) == STORY


def test_published_by_the_user_wins() -> None:
    for given, value, precision in [
        ("2020-02-03", "2020-02-03", "day"),
        ("2020", "2020", "year"),
        ("2020-02", "2020-02", "month"),
        ("2020-02-03T10:30", "2020-02-03T10:30", "minute"),
        ("3 February 2020", "2020-02-03", "day"),
    ]:
        article = article_from_page(page(html()), published=given)
        assert (article.published, article.published_precision) == (value, precision)
    with pytest.raises(errors.UsageError):
        article_from_page(page(html()), published="someday")
    with pytest.raises(errors.UsageError):
        article_from_prose("The army left.", published="2020-13-45")


def test_prose_is_left_as_given() -> None:
    text = (
        "\ufeff\r\nOSLO (AP) — The army left.\r\n\r\n\r\n  Nobody stayed.  \n\nShare this article\n"
    )
    article = article_from_prose(text, published="2021-10-05", outlet="Harbour Gazette")
    assert article.text == text
    assert article.dateline is not None
    assert paragraphs(article)[1:] == ["Nobody stayed.", "Share this article"]
    assert credits(article) == [("Harbour Gazette", "outlet"), ("Associated Press", "agency")]
    with pytest.raises(errors.EmptyPage):
        article_from_prose(" \n ")


def test_prose_paragraphs_by_lines_where_lines_are_sentences() -> None:
    lines = [f"{p}" for p in STORY]
    assert len(article_from_prose("\n".join(lines)).paragraphs) == 4
    wrapped = (
        "Norway has rejected a plan by Peru\nand Ghana to open the northern cod\nbanks to all."
    )
    assert len(article_from_prose(wrapped).paragraphs) == 1


def test_ids_are_stable_and_depend_on_origin() -> None:
    first = article_from_page(page(html()))
    assert first.id == article_from_page(page(html())).id
    other = article_from_page(page(html(site="Fjord Times")))
    assert other.id != first.id


def test_bad_pages() -> None:
    german = "".join(
        "<p>Die Regierung in Oslo hat den Vorschlag am Dienstag abgelehnt, weil er gegen den "
        "Vertrag verstößt, den die drei Staaten im Frühjahr geschlossen haben.</p>"
        for _ in range(4)
    )
    for data, kind in [
        (html(german), errors.UnreadLanguage),
        (html("<p>Menu</p><p>Log in</p>"), errors.NoArticle),
        (b"<html></html>", errors.NoArticle),
        (b"<html><body><form><input><button>Send</button></form></body></html>", errors.NoArticle),
        (b"   ", errors.EmptyPage),
    ]:
        with pytest.raises(kind) as caught:
            article_from_page(page(data, path="x.html"))
        assert "x.html" in str(caught.value) and "\n" not in str(caught.value)
        assert caught.value.cure
    with pytest.raises(errors.UnreadLanguage, match="German"):
        article_from_page(page(html(german)))
    with pytest.raises(errors.UnreadLanguage, match="Russian"):
        article_from_prose("Министры встретились в Осло во вторник.")
    with pytest.raises(errors.UnreadLanguage, match="Chinese"):
        article_from_prose("外交部发言人星期二在北京表示,中国坚决反对这一决定。")


def test_front_page_is_no_article() -> None:
    teasers = "".join(
        f'<div><a href="/{n}"><h3>Storm number {n} hits the coast</h3></a></div>' for n in range(60)
    )
    with pytest.raises(errors.NoArticle):
        article_from_page(page(f"<html><body><h1>Herald</h1>{teasers}</body></html>"))


@pytest.mark.parametrize("tag", ["div", "span", "blockquote", "b", "font", "x-y"])
def test_deep_html_is_refused_quickly(tag: str) -> None:
    started = time.perf_counter()
    for data in (
        f"<html><body>{f'<{tag}>' * 100_000}deep{f'</{tag}>' * 100_000}",
        f"<html><body>{f'<{tag}></i>' * 100_000}",  # end tags that close nothing
    ):
        with pytest.raises(errors.PageTooDeep):
            article_from_page(page(data))
    assert time.perf_counter() - started < 5


def test_void_and_loose_elements_make_no_depth() -> None:
    data = html("<br><img><p>" * 3000 + "".join(f"<p>{p}</p>" for p in STORY))
    assert paragraphs(article_from_page(page(data))) == STORY


def test_too_many_elements() -> None:
    with pytest.raises(errors.PageTooLarge):
        article_from_page(page("<html><body>" + "<i></i>" * (MAX_ELEMENTS + 1)))


HOSTILE = {
    "giant attribute": f'<img src="data:image/png;base64,{"A" * 5_000_000}">',
    "giant script": f"<script>{'x=1;' * 1_000_000}</script>",
    "script that is never run": "<script>while(true){}</script>",
    "many attributes": "<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">",
    "giant comment": f"<!--{'-' * 1_000_000}>{'x' * 1000}-->",
    "giant word": f"<p>{'a' * 2_000_000}</p>",
    "giant json": f'<script type="application/ld+json">{"[" * 200_000}</script>',
    "many spaces": f"<p>{' ' * 2_000_000}</p>",
    "open quotes": '<p title="' * 20_000,
    "many meta": '<meta name="author" content="Ana Ruiz">' * 20_000,
    "brackets": f"<p>{'<' * 500_000}</p>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_end_in_bounded_time(name: str) -> None:
    body = "".join(f"<p>{p}</p>" for p in STORY)
    started = time.perf_counter()
    try:
        article = article_from_page(page(html(body + HOSTILE[name])))
    except errors.DatelineError:
        pass
    else:
        assert STORY[0] in article.text
    assert time.perf_counter() - started < 15


def test_entity_bomb() -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    data = f'<!DOCTYPE html [<!ENTITY e0 "ha">{entities}]><html><body><p>&e11;</p>'
    data += "".join(f"<p>{p}</p>" for p in STORY) + "</body></html>"
    article = article_from_page(page(data))
    assert len(article.text) < 5_000 and STORY[1] in article.text


def test_truncated_html() -> None:
    data = html()
    for cut in range(len(data) // 2, len(data), 97):
        try:
            article = article_from_page(page(data[:cut]))
        except errors.NoArticle:
            continue
        assert article.text.startswith("Norway has rejected")


def test_long_text_is_cut_with_a_note(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_TEXT_CHARS", 400)
    article = article_from_page(page(html()))
    assert len(article.text) <= 400
    assert any("cut" in note for note in article.notes)


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    monkeypatch.setattr(socket, "socket", lambda *a, **k: pytest.fail("a socket was opened"))
    body = '<iframe src="http://example.org/"></iframe><img src="http://example.org/x.png">'
    article_from_page(page(html(body + "".join(f"<p>{p}</p>" for p in STORY))))


def test_future_and_epoch_dates_are_passed_over_with_a_note() -> None:
    for wrong in ("2999-01-01T10:00:00Z", "1970-01-01T00:00:00Z"):
        head = f'<meta property="article:published_time" content="{wrong}">'
        head += '<link rel="canonical" href="https://gazette.example/2021/10/06/cod">'
        article = article_from_page(page(html(head=head)))
        assert article.published == "2021-10-06"
        assert any(wrong[:4] in note for note in article.notes)


def test_long_prose_is_cut_at_a_paragraph(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_TEXT_CHARS", 400)
    text = "\n\n".join(STORY)
    article = article_from_prose(text)
    assert text.startswith(article.text) and len(article.text) <= 400
    assert article.text.endswith(".") and any("cut" in note for note in article.notes)
