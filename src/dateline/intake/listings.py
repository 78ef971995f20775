"""What lists other pages: feeds, sitemaps, sitemap indexes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from dateline.errors import UnreadableSource
from dateline.intake import json_documents, xml_documents
from dateline.intake.markup import below, child, local, parse_xml, words
from dateline.intake.rows import utf8
from dateline.records import content_id

Kind = Literal["feed", "sitemap", "index"]

_ROOTS: dict[str, Kind] = {
    "rss": "feed", "rdf": "feed", "feed": "feed", "urlset": "sitemap", "sitemapindex": "index",
}  # fmt: skip
DOCUMENTS = frozenset({"nitf", "newsitem", "newsmessage", "opml"})
"""Roots of XML that holds news itself, or (OPML) that is known to hold none."""

_HEAD_BYTES = 20_000
_NAME = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)")
# What may stand before the first element: how it begins and ends.
_BEFORE = (("<?", "?>"), ("<!--", "-->"), ("<!", ">"))
_WORD = re.compile(r"\w+")


class Entry(NamedTuple):
    """One line of a list: where it leads, and what the list says of it. `text` is what a feed
    carries of the story itself."""

    url: str | None
    headline: str | None = None
    published: str | None = None
    outlet: str | None = None
    text: str = ""

    @property
    def words(self) -> int:
        """How many words of the story the list carries."""
        return len(_WORD.findall(self.text))

    @property
    def name(self) -> str:
        """What tells an entry without an address from others, wherever it stands."""
        return content_id("entry", self.headline, self.text)[:12]


class Listing(NamedTuple):
    """A list and its entries, as it has them."""

    kind: Kind
    entries: list[Entry]


def root_of(data: bytes) -> str | None:
    """The name of the first element of a document, in small letters; None where there is none."""
    head = data[:_HEAD_BYTES]
    wide = "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "latin-1"
    text = head.decode(wide, "ignore").removeprefix("\xef\xbb\xbf").lstrip("\ufeff")
    at = 0
    while True:
        at += len(text[at:]) - len(text[at:].lstrip())
        ends = next((end for begin, end in _BEFORE if text.startswith(begin, at)), None)
        if ends is None:
            found = _NAME.match(text, at)
            return found[1].lower() if found else None
        stop = text.find(ends, at)
        if ends == ">" and "[" in text[at:stop]:
            stop = text.find(ends, text.find("]", at))  # the document's own entities
        if stop < 0:
            return None
        at = stop + len(ends)


def listing_of(data: bytes, where: str) -> Listing | None:
    """The list that a document is; None where it is none.

    Raises `UnreadableSource` for one that is spoilt.
    """
    kind = _ROOTS.get(root_of(data) or "")
    if kind is not None:
        root = parse_xml(data, where)
        read = _feed if kind == "feed" else _locations
        return Listing(kind, list(read(root)))
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{" and b"jsonfeed.org" in data[:_HEAD_BYTES]:
        whole = json_documents.parse_json(data, where)
        if json_documents.is_feed(whole):
            return Listing("feed", [_json_entry(e) for e in json_documents.entries_of(whole)])
    return None


def _feed(root: Any) -> Iterator[Entry]:
    for item in xml_documents.feed_items(root):
        yield Entry(**{**item, "text": item["text"] or ""})


def _json_entry(row: dict[str, Any]) -> Entry:
    def of(name: str) -> str | None:
        value = row.get(name)
        return utf8(value).decode() if isinstance(value, str) and value.strip() else None

    return Entry(of("url"), of("title"), of("published"), of("outlet"), of("text") or "")


def _locations(root: Any) -> Iterator[Entry]:
    """Entries of a sitemap or an index, with what a news sitemap says of them."""
    for one in root:
        if local(one) not in ("url", "sitemap"):
            continue
        news = below(one, "news")
        yield Entry(
            words(child(one, "loc")),
            headline=words(child(news, "title")) if news is not None else None,
            published=words(child(news, "publication_date")) if news is not None else None,
        )


def feeds_of_opml(data: bytes, where: str) -> list[str]:
    """The addresses of the feeds that an OPML file lists, each once, in its order.

    Raises `UnreadableSource` for what is no OPML, or lists none.
    """
    root = parse_xml(data, where)
    if local(root) != "opml":
        raise UnreadableSource("is no OPML", where=where, cure="give a list of feeds as OPML")
    found: dict[str, None] = {}
    for outline in root.iter():
        if local(outline) == "outline":
            names = {name.lower(): value for name, value in outline.attrib.items()}
            if url := names.get("xmlurl", "").strip():
                found[url] = None
    if not found:
        raise UnreadableSource("lists no feed", where=where, cure="outlines need an xmlUrl")
    return list(found)
