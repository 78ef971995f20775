"""Markup made safe and small before any parser sees it: linear scans, nothing recursive."""

from __future__ import annotations

import re
from collections import Counter

from dateline import limits
from dateline.errors import PageTooDeep, PageTooLarge

MAX_ELEMENTS = 150_000
"""Start tags in one page; news pages have 500 to 10,000. Bounds the parser's and the
extractor's time, which grow with elements rather than with bytes."""

MAX_ATTRIBUTE = 20_000
"""Longer attribute values (inlined images and data) are emptied."""

_VOID = frozenset(
    "area base br col embed frame hr img input link meta param source track wbr".split()
)
# Elements that close themselves where the next one opens; unclosed ones make no depth.
_LOOSE = frozenset("p li dt dd tr td th option thead tbody tfoot colgroup rt rp".split())

# Characters that no page may hold; a parser would stop at some of them.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)", re.DOTALL)
_SCRIPT = re.compile(
    r"<script\b(?P<attributes>[^>]{0,4000})>.*?(?:</script\s*>|\Z)", re.DOTALL | re.IGNORECASE
)
_STYLE = re.compile(r"<style\b[^>]{0,4000}>.*?(?:</style\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_DOCTYPE = re.compile(r"(?i)<!(?:doctype|entity|element|attlist|notation)\b[^>]{0,2000}>")
_LONG_VALUE = re.compile(rf"""=\s*(?:"[^"<>]{{{MAX_ATTRIBUTE},}}"|'[^'<>]{{{MAX_ATTRIBUTE},}}')""")
_LONG_TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9:-]{0,40})\b([^<>]{2000,})>")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
MAX_ATTRIBUTES = 200
"""A parser compares each attribute of a tag with all others; tags with more lose them all."""

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,40})")


def tame(html: str, where: str | None) -> str:
    """HTML without comments, styles, scripts (metadata in JSON-LD aside), entity declarations
    and giant attributes. Scripts are never run; here they are not even parsed.

    Raises `PageTooDeep` and `PageTooLarge` before a parser could choke on the page.
    """
    html = _CONTROL.sub("", html)
    html = _SCRIPT.sub(_keep_json_ld, html)
    html = _COMMENT.sub("", html)
    html = _STYLE.sub("", html)
    html = _DOCTYPE.sub("", html)
    html = _LONG_VALUE.sub('=""', html)
    html = _LONG_TAG.sub(_few_attributes, html)
    check_depth(html, where)
    return html


def _few_attributes(found: re.Match[str]) -> str:
    names = _QUOTED.sub("", found.group(2)).split()
    return f"<{found.group(1)}>" if len(names) > MAX_ATTRIBUTES else found.group(0)


def _keep_json_ld(found: re.Match[str]) -> str:
    return found.group(0) if "ld+json" in found.group("attributes") else ""


def check_depth(html: str, where: str | None) -> None:
    """Raise `PageTooDeep` past the depth of `dateline.limits`, `PageTooLarge` past the elements.

    Counts tags without building a tree: a start tag goes one deeper, an end tag one up; void
    elements and those that the next one closes do not count.
    """
    elements = 0
    stack: list[str] = []
    opened: Counter[str] = Counter()
    for found in _TAG.finditer(html):
        name = found.group(2).lower()
        if not found.group(1):
            elements += 1
        if name in _VOID or name in _LOOSE:
            continue
        if found.group(1):
            # A parser ignores an end tag that nothing opened; so an end tag only closes its own.
            while opened[name]:
                last = stack.pop()
                opened[last] -= 1
                if last == name:
                    break
            continue
        stack.append(name)
        opened[name] += 1
        if len(stack) > limits.MAX_HTML_DEPTH:
            raise PageTooDeep(
                f"HTML nested more than {limits.MAX_HTML_DEPTH:,} elements deep",
                where=where,
                cure="give the text of the page instead",
            )
    if elements > MAX_ELEMENTS:
        raise PageTooLarge(
            f"a page of more than {MAX_ELEMENTS:,} elements",
            where=where,
            cure="give the text of the page instead",
        )
