"""One parse of a page, and what its head and its structured data say.

`Head` gathers the claims a page makes about itself (meta elements, JSON-LD, title, h1) so that
each rule below asks one place. Claims are claims: rules weigh them against the visible text.
"""

from __future__ import annotations

import html as html_module
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dateline.articles.charset import whole_characters
from dateline.intake.furniture import collapse

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ARTICLE_TYPES = re.compile(r"(?:Article|Posting|Report|Review|CreativeWork|WebPage)$")
_TAG = re.compile(r"<[^<>]{0,500}>")
_TRAILING_COMMA = re.compile(r",\s*([}\]])")
MAX_JSON_LD = 40
"""Structured-data blocks looked at; pages have one to five."""


@dataclass
class Head:
    """What a page says about itself."""

    meta: dict[str, list[str]] = field(default_factory=dict)
    linked: list[dict[str, Any]] = field(default_factory=list)
    title: str | None = None
    h1: list[str] = field(default_factory=list)
    canonical: str | None = None
    lang: str | None = None

    def first(self, *names: str) -> str | None:
        """The first non-empty meta value under any of `names`."""
        for name in names:
            for value in self.meta.get(name, ()):
                if value:
                    return value
        return None

    def all(self, *names: str) -> list[str]:
        """All meta values under any of `names`, in the order of the names."""
        return [value for name in names for value in self.meta.get(name, ()) if value]

    def article(self) -> dict[str, Any]:
        """The JSON-LD object that describes the article itself; empty where there is none."""
        best: dict[str, Any] = {}
        score = 0
        for thing in self.linked:
            kinds = [str(kind) for kind in as_list(thing.get("@type"))]
            if not any(_ARTICLE_TYPES.search(kind) for kind in kinds):
                continue
            points = sum(
                name in thing for name in ("headline", "datePublished", "author", "articleBody")
            )
            points += 2 * any("Article" in kind or "Posting" in kind for kind in kinds)
            if points > score:
                best, score = thing, points
        return best


def parse(html: str) -> HtmlElement | None:
    """The tree of tamed HTML, or None where there is not one element."""
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    # A str with an encoding declaration is refused by lxml; bytes are the way round it.
    parser = HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return tree


def read_head(tree: HtmlElement) -> Head:
    """Everything the page claims about itself."""
    head = Head()
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = element.get("content")
        if name and content and len(content) < 20_000:
            head.meta.setdefault(name.strip().lower(), []).append(clean(content))
    for number, element in enumerate(tree.iter("script")):
        if number >= MAX_JSON_LD:
            break
        head.linked.extend(_things(element.text or ""))
    found = tree.find(".//title")
    if found is not None:
        head.title = clean(found.text_content()) or None
    head.h1 = [text for node in tree.iter("h1") if (text := visible(node))]
    for element in tree.iter("link"):
        if (element.get("rel") or "").lower() == "canonical" and element.get("href"):
            head.canonical = element.get("href").strip()
            break
    head.lang = (tree.get("lang") or "").strip().lower() or None
    return head


def _things(raw: str) -> Iterator[dict[str, Any]]:
    """The objects of one JSON-LD block, with those in @graph and mainEntity brought up."""
    raw = raw.strip().removeprefix("<![CDATA[").removesuffix("]]>").rstrip(";")
    if not raw:
        return
    for attempt in (raw, _TRAILING_COMMA.sub(r"\1", raw)):
        try:
            data = json.loads(attempt, strict=False)
            break
        except (ValueError, RecursionError):
            continue
    else:
        return
    queue = [data]
    seen = 0
    while queue and seen < 500:
        item = queue.pop(0)
        seen += 1
        if isinstance(item, list):
            queue.extend(item)
        elif isinstance(item, dict):
            yield item
            for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement"):
                if isinstance(item.get(key), (list, dict)):
                    queue.append(item[key])


def as_list(value: Any) -> list[Any]:
    """JSON-LD writes one thing bare and several as a list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def clean(text: str) -> str:
    """Text of an attribute or of structured data: entities and tags resolved, spaces collapsed."""
    for _ in range(2):  # doubly escaped entities are common in structured data
        if "&" not in text:
            break
        text = html_module.unescape(text)
    return collapse(_TAG.sub("", whole_characters(text)))


def visible(node: HtmlElement) -> str:
    """The text a reader sees in an element; children are kept apart by a space."""
    parts: list[str] = []
    for text in node.itertext():
        parts.append(text)
    return collapse("".join(parts))


def name_of(value: Any) -> list[str]:
    """The names of a JSON-LD person or organisation, however it is written."""
    names: list[str] = []
    for item in as_list(value):
        if isinstance(item, dict):
            item = item.get("name")
        for name in as_list(item):
            if isinstance(name, str) and clean(name):
                names.append(clean(name))
    return names
