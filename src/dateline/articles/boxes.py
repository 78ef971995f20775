"""What a block element says it is, by its tag and its names (class, id, itemprop, role).

The words are rows of `boxes.toml`. What a box says is a claim like others: a box beside the story
that holds most of the page's prose is not believed (`dateline.articles.story`).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from dateline.intake.tables import toml_table

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Kind = Literal["", "body", "aside", "comments"]

_BY_TAG: dict[str, Kind] = dict.fromkeys(
    ("aside", "footer", "figcaption", "form", "fieldset"), "aside"
)
_UNNAMED = frozenset("body html main tbody tr thead".split())
"""Whose names speak of the whole page, or of looks."""
_OF_TEXT = frozenset("p li ul ol dl dd dt h1 h2 h3 h4 h5 h6 td th table blockquote pre".split())
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_NAMES_CHARS = 300


class _Words(NamedTuple):
    settings: frozenset[str]
    comments: frozenset[str]
    aside: frozenset[str]
    aside_text: frozenset[str]
    body: re.Pattern[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    table = toml_table("dateline.articles", "boxes.toml")
    sets = {key: frozenset(str(words).split()) for key, words in table.items()}
    of, body = ("|".join(sorted(sets[key])) for key in ("body_of", "body"))
    return _Words(
        sets["settings"],
        sets["comments"],
        sets["aside"],
        sets["aside_text"],
        re.compile(
            rf"(?:{of})[_-]*(?:{body})(?![a-z])|^body-?(?:copy|text|content)|articlebody|storybody"
        ),
    )


def kind_of(element: HtmlElement, tag: str) -> Kind:
    """What a box is: the body of a story, something beside it, comments, or "" for none of these."""
    found = _BY_TAG.get(tag)
    if found is not None:
        return found
    if tag in _UNNAMED:
        return ""
    get = element.get
    names = get("class") or ""
    for attribute in ("id", "itemprop", "role"):
        more = get(attribute)
        if more:
            names = f"{names} {more}"
    return by_names(names[:_NAMES_CHARS], tag in _OF_TEXT) if names else ""


@lru_cache(maxsize=8_192)
def by_names(names: str, of_text: bool) -> Kind:
    """What the names of an element say; `of_text`: whether it is a paragraph, heading, list …"""
    known = _words()
    kind: Kind = ""
    for name in names.split():
        words = [word.lower() for word in _WORD.findall(name)]
        if not words or (
            words[0] in known.settings and words[-1] not in ("body", "content", "text")
        ):
            continue
        if of_text:
            if not known.aside_text.isdisjoint(words):
                return "aside"
        elif not known.comments.isdisjoint(words):
            return "comments"
        elif not known.aside.isdisjoint(words):
            kind = kind or "aside"
        elif known.body.search(name.lower()):
            kind = "body"
    return kind
