"""XML and pieces of HTML opened safely: no entity is expanded, nothing is fetched."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

from dateline.errors import DatelineError, PageTooLarge, UnreadableSource

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLOCKS = frozenset(
    "p div li ul ol h1 h2 h3 h4 h5 h6 blockquote br tr section article pre dd dt".split()
)
_LEFT_OUT = frozenset(
    "script style figure figcaption iframe form noscript svg video audio table head media".split()
)
_SPACE = re.compile(r"[\s\xa0]+")
_TAG = re.compile(r"<[a-zA-Z/!][^<>]*>")
_BREAK = "\n\n"


def parse_xml(data: bytes, where: str) -> _Element:
    """The root of an XML document. Raises a `DatelineError` where it is none."""
    from lxml import etree

    data, encoding = _honest(data)
    parser = etree.XMLParser(
        encoding=encoding,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = " ".join(str(error).split())[:150]
        raise UnreadableSource(
            f"is no XML that can be read: {line}", where=where, cure="check that it is whole"
        ) from None
    if root is None:
        raise UnreadableSource("is empty XML", where=where, cure="check that it is whole")
    # An entity that is not expanded is no text either.
    etree.strip_elements(root, etree.Entity, with_tail=False)
    return root


_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})""")
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00")


def _honest(data: bytes) -> tuple[bytes, str | None]:
    """A document whose bytes are not what it says they are, in UTF-8; else as it is.

    UTF-8 is hard to write by accident: what is whole UTF-8 is taken for it, whatever is declared,
    and what is declared as UTF-8 but is none is taken for Western European.
    """
    if data.startswith(_WIDE):
        return data, None
    found = _DECLARED.match(data.removeprefix(b"\xef\xbb\xbf"))
    said = found[1].decode("ascii").lower() if found else "utf-8"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        if said not in ("utf-8", "utf8", "us-ascii", "ascii"):
            return data, None
        return data.decode("cp1252", "replace").encode("utf-8"), "utf-8"
    return data, "utf-8"


def too_large(where: str, cure: str) -> DatelineError:
    return PageTooLarge("a document of more than 20 MB", where=where, cure=cure)


def local(element: Any) -> str:
    """The name of an element without its namespace; "" for an entity."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def child(element: Any, *names: str) -> Any:
    """The first child of one of these names, the names in order; None where there is none."""
    for name in names:
        for one in element:
            if local(one) == name:
                return one
    return None


def below(element: Any, *names: str) -> Any:
    """The first element below of one of these names, the names in order."""
    for name in names:
        for one in element.iter():
            if one is not element and local(one) == name:
                return one
    return None


def words(element: Any) -> str | None:
    """The text of an element on one line; None where there is none."""
    if element is None:
        return None
    return _SPACE.sub(" ", "".join(element.itertext())).strip() or None


def paragraphs(element: Any) -> str:
    """The text of an element, its blocks set off by blank lines."""
    parts: list[str] = []
    _collect(element, parts)
    blocks = "".join(parts).split(_BREAK)
    return _BREAK.join(b for b in (_SPACE.sub(" ", block).strip() for block in blocks) if b)


def _collect(element: Any, parts: list[str]) -> None:
    """Text in order, without recursion: markup may be nested deeply."""
    stack: list[tuple[Any, bool]] = [(element, False)]
    while stack:
        one, leaving = stack.pop()
        if isinstance(one, str):
            parts.append(_plain(one))
            continue
        name = local(one)
        if leaving:
            parts.append(_BREAK)
            continue
        if not name or name in _LEFT_OUT:
            continue
        block = name in _BLOCKS
        if block:
            parts.append(_BREAK)
            stack.append((one, True))
        for inner in reversed(one):
            if inner.tail:
                stack.append((inner.tail, False))
            stack.append((inner, False))
        if one.text:
            parts.append(_plain(one.text))


def _plain(text: str) -> str:
    """Text in which a blank line of the source is no new block."""
    return _SPACE.sub(" ", text)


def text_of_html(fragment: str) -> str:
    """The prose of a piece of HTML, its blocks set off by blank lines; plain text as it is."""
    if not _TAG.search(fragment):
        return html.unescape(fragment).strip()
    from lxml import html as lxml_html
    from lxml.etree import ParserError

    parser = lxml_html.HTMLParser(no_network=True, remove_comments=True, huge_tree=False)
    try:
        root = lxml_html.fromstring(f"<div>{fragment}</div>", parser=parser)
    except (ParserError, ValueError):
        return ""
    return paragraphs(root)
