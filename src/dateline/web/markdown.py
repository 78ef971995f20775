"""Markdown that people write, made safe: no HTML of theirs, no images, no headings; links to web
addresses, mail and pages of this server only. `#` and the beginning of an event's id is a link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from dateline.web.security import local
from dateline.web.words import plain

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

SHORTEST = 6
"""So many characters of an id are a mention at least."""
_MENTION = re.compile(rf"(?<![\w#/&])#([0-9a-f]{{{SHORTEST},64}})\b")
_OUTWARD = re.compile(r"(?i:https?://|mailto:)[^\s\\]+")
_TAGS = {
    "p", "br", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "hr", "a",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}
_REL = "nofollow noopener noreferrer"
_OFF = ["image", "heading", "lheading", "html_block", "html_inline"]


@lru_cache(maxsize=2048)
def markdown(text: str) -> Markup:
    """A text of somebody, as HTML that can stand in a page."""
    import nh3

    made = _parser().render(plain(text.replace("\r\n", "\n")))
    return Markup(
        nh3.clean(
            made,
            tags=_TAGS,
            attributes=_ATTRIBUTES,
            attribute_filter=_only_good,
            url_schemes={"http", "https", "mailto"},
            link_rel=_REL,
        )
    )


def allowed(address: str) -> bool:
    """Whether a link may lead there."""
    here = address.startswith("/") and address[1:2] != "%" and local(address) == address
    return here or bool(_OUTWARD.fullmatch(address))


def _only_good(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "rel":
        return value if value == _REL else None
    kept = attribute in _ATTRIBUTES.get(tag, ()) and (attribute != "href" or allowed(value))
    return value if kept else None


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    made = MarkdownIt("commonmark", {"html": False, "maxNesting": 20}).disable(_OFF)
    made.validateLink = allowed  # type: ignore[method-assign, assignment]
    made.core.ruler.push("mentions", _mentions)
    return made


def _mentions(state: Any) -> None:
    for token in state.tokens:
        if token.type == "inline" and token.children:
            token.children = list(_linked(token.children))


def _linked(tokens: list[Token]) -> Iterator[Token]:
    """The tokens of a line, with mentions outside of links and code as links."""
    from markdown_it.token import Token

    inside = 0
    for token in tokens:
        inside += token.nesting if token.type.startswith("link_") else 0
        if token.type != "text" or inside:
            yield token
            continue
        at = 0
        for found in _MENTION.finditer(token.content):
            yield Token("text", "", 0, content=token.content[at : found.start()])
            yield Token("link_open", "a", 1, attrs={"href": f"/conversation/row/{found[1]}"})
            yield Token("text", "", 0, content=found[0])
            yield Token("link_close", "a", -1)
            at = found.end()
        yield Token("text", "", 0, content=token.content[at:])
