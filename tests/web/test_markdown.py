"""What people write is shown, and does nothing."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from dateline.web.markdown import allowed, markdown

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![x](https://evil.example/track.png)",
    "![x](javascript:alert(1))",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](&#x6A;&#x61;vascript&colon;alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](vbscript:x)",
    "[x](file:///etc/passwd)",
    "[x](//evil.example)",
    "[x](/\\evil.example)",
    "[x](/%5Cevil.example)",
    "[x](\\\\evil.example)",
    "<javascript:alert(1)>",
    "[x]: javascript:alert(1)\n\n[x]",
    '[x](https://a.b "onmouseover=alert(1)")',
    '[x](https://a.b/"onmouseover="alert(1))',
    "<a href='javascript:alert(1)'>x</a>",
    "<svg/onload=alert(1)>",
    "<style>*{display:none}</style>",
    "<iframe src=//evil.example></iframe>",
    "<form action=/sign-out method=post>",
    "# heading <b onclick=x>",
    "```html\n<script>alert(1)</script>\n```",
    "`<script>`",
    "#abcdef12<script>alert(1)</script>",
    "\u202eevil\u0000",
    "> " * 500 + "deep",
    "[" * 5_000,
    "*_" * 2_000,
]
TAGS = {"p", "br", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "hr", "a"}


class Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


@pytest.mark.parametrize("text", ATTACKS)
def test_nothing_runs(text: str) -> None:
    made = str(markdown(text))
    seen = Seen()
    seen.feed(made)
    for tag, attributes in seen.tags:
        assert tag in TAGS, made
        assert set(attributes) <= {"href", "rel", "start"}, made
        href = attributes.get("href")
        if href is not None:
            assert re.match(r"https?://|mailto:|/[^/\\]", href), made
            assert "%5C" not in href[:4], made
            assert attributes["rel"] == "nofollow noopener noreferrer"
    assert "\u202e" not in made and "\x00" not in made


def test_what_is_meant_is_shown() -> None:
    made = str(
        markdown(
            "*a* **b** `c`\n\n> d\n\n- e\n\n[f](https://a.b/x?y=1&z=2) <https://c.d> [g](/guide#AID)"
        )
    )
    for part in ("<em>a</em>", "<strong>b</strong>", "<code>c</code>", "<blockquote>", "<li>e</li>",
                 'href="https://a.b/x?y=1&amp;z=2"', 'href="https://c.d"', 'href="/guide#AID"'):  # fmt: skip
        assert part in made, part


def test_mentions() -> None:
    made = str(
        markdown(
            "see #0123abcd, (#0123abcdef0123abcdef) `#0123abcd` [#0123abcd](/guide) x#0123abcd #12 #nothex"
        )
    )
    assert made.count('href="/conversation/row/0123abcd"') == 1
    assert 'href="/conversation/row/0123abcdef0123abcdef"' in made
    assert made.count("<a ") == 3


def test_addresses() -> None:
    for good in ("https://a.b", "http://a.b/c?d#e", "mailto:a@b.c", "/events/1?x=1"):
        assert allowed(good), good
    for bad in (
        "",
        "a",
        "//a.b",
        "/\\a.b",
        "javascript:x",
        "https:a",
        "ftp://a.b",
        "/a\nb",
        "https://a\\b",
    ):
        assert not allowed(bad), bad
