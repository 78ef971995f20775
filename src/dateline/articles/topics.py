"""What a page says it is about: its section, tags and keywords, as written."""

from __future__ import annotations

import re

from dateline.articles.body import squash
from dateline.articles.markup import Head, as_list, clean
from dateline.intake.furniture import collapse

_LINE = re.compile(
    r"(?:article topic follows?|topics?|tags?|filed under|categor(?:y|ies)|keywords)\s*:\s*(?P<what>\S.{0,200})",
    re.IGNORECASE,
)
MAX_TOPICS = 20
_MAX_CHARS = 80


def from_lines(lines: list[str]) -> list[str]:
    """Topics of a page pasted as text: "Article Topic Follows: World", "Tags: a, b"."""
    found: list[str] = []
    for line in lines:
        match = _LINE.match(collapse(line))
        if match:
            found.extend(re.split(r"\s*[,;|]\s*", match.group("what")))
    return _each_once(found)


def from_head(head: Head) -> list[str]:
    """Topics of an HTML page: section first, then tags and keywords."""
    article = head.article()
    found: list[str] = []
    for value in as_list(article.get("articleSection")):
        if isinstance(value, str):
            found.append(value)
    found += head.all("article:section", "parsely-section", "sailthru.section")
    keywords = (
        head.all("article:tag")
        + as_list(article.get("keywords"))
        + list(head.all("news_keywords", "keywords"))
    )
    for value in keywords:
        if isinstance(value, str):
            found.extend(re.split(r"\s*[,;]\s*", value))
    return _each_once(found)


def _each_once(found: list[str]) -> list[str]:
    topics: dict[str, str] = {}
    for topic in map(clean, found):
        if 1 < len(topic) <= _MAX_CHARS:
            topics.setdefault(squash(topic), topic)
    return list(topics.values())[:MAX_TOPICS]
