"""XML with news in it: RSS and Atom feeds, NITF, NewsML-G2. One page an entry or item."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Callable, Iterator
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import IO, Any, cast

from dateline import limits
from dateline.errors import DatelineError, EmptyPage, UnreadableSource, UsageError
from dateline.intake.failure import Failure, Meter, Tell
from dateline.intake.markup import (
    below,
    child,
    local,
    paragraphs,
    parse_xml,
    text_of_html,
    too_large,
    words,
)
from dateline.intake.pages import bounded, broken, make_page
from dateline.intake.rows import Columns, utf8
from dateline.records import Page

FEEDS = (".rss", ".atom", ".rdf")
SUFFIXES = (*FEEDS, ".xml", ".xml.gz", ".opml", ".nitf", ".newsml")


def read_xml(path: Path, _: Columns, __: Tell, ___: Meter) -> Iterator[Page | Failure]:
    """Each news item of an XML file. What the file is, its root says.

    Raises a `DatelineError` for a file that is no XML or of a kind that is not known.
    """
    where = str(path)
    try:
        data = data_of(path)
    except (OSError, EOFError, zlib.error) as error:
        yield broken(where, error)
        return
    if len(data) > limits.MAX_PAGE_BYTES:
        raise too_large(where, "split it")
    yield from pages_of_xml(data, where)


def data_of(path: Path) -> bytes:
    """The bytes of an XML file, unpacked; of one that is too large only so many as tell that."""
    with path.open("rb") as file:
        packed = path.name.lower().endswith(".gz")
        return bounded(cast("IO[bytes]", gzip.GzipFile(fileobj=file)) if packed else file)


def pages_of_xml(data: bytes, where: str) -> Iterator[Page | Failure]:
    """Each news item of an XML document."""
    root = parse_xml(data, where)
    kind = local(root)
    if kind == "html":
        yield make_page(data, where, path=where, suffix=".xhtml")
        return
    if kind in ("urlset", "sitemapindex"):
        count = sum(local(e) == "loc" for e in root.iter())
        raise UsageError(
            f"a sitemap holds no news, only addresses: {count:,} of them", where=where,
            cure="dateline add --fetch fetches them, or save the pages",
        )  # fmt: skip
    if kind == "opml":
        raise UsageError(
            "a list of feeds, and no news", where=where,
            cure="dateline watch polls them; with --rounds 1, once",
        )  # fmt: skip
    reader = _KINDS.get(kind)
    if reader is None:
        raise UnreadableSource(
            f"XML of a kind that is not known: <{kind}>",
            where=where,
            cure="RSS, Atom, NITF, NewsML-G2 and XHTML are read",
        )
    number = 0
    for number, told in enumerate(reader(root), 1):
        place = where if kind in ("nitf", "newsitem") else f"{where}#{number}"
        yield page_of_item(told, place)
    if not number:
        error = EmptyPage("holds no entry", where=where, cure="give a feed with entries")
        yield Failure(source=where, error=error)


Item = dict[str, Any]

_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(?:\d\d)?(?:(Z|[+-]\d\d)(\d\d)?)?")


def feed_items(root: Any) -> Iterator[Item]:
    """The entries of an RSS or Atom feed: `text headline url published outlet`."""
    return _KINDS[local(root)](root)


def page_of_item(told: Item, where: str) -> Page | Failure:
    """The page that an entry or document holds, or why it holds none."""
    text = told.pop("text") or ""
    if not text.strip():
        error = EmptyPage("has no text", where=where, cure="save the page that it leads to")
        return Failure(source=where, error=error)
    try:
        page = make_page(utf8(text), where, path=where, declared_charset="utf-8", **told)
    except DatelineError as error:
        return Failure(source=where, error=error)
    return page


def _date(value: str | None) -> str | None:
    """A date of RFC 822 ("Mon, 6 Sep 2021 16:45:00 GMT") or without its marks
    ("20210906T164500+0100") in ISO 8601; others as they are."""
    if not value:
        return value
    if compact := _COMPACT.fullmatch(value.strip()):
        year, month, day, hour, minute, zone, off = compact.groups()
        offset = f"{zone}:{off}" if off else (zone or "")
        return f"{year}-{month}-{day}T{hour}:{minute}{offset}"
    if value[:4].isdigit():
        return value
    try:
        return parsedate_to_datetime(value).isoformat(timespec="minutes")
    except (ValueError, TypeError, IndexError):
        return value


# --- feeds --------------------------------------------------------------------------------


def _rss(root: Any) -> Iterator[Item]:
    channel = child(root, "channel")
    outlet = words(child(channel, "title")) if channel is not None else None
    for item in root.iter():
        if local(item) != "item":
            continue
        body = words_raw(child(item, "encoded")) or words_raw(child(item, "description"))
        guid = child(item, "guid")
        link = words(child(item, "link"))
        if link is None and guid is not None and guid.get("isPermaLink", "true") == "true":
            link = words(guid)
        yield {
            "text": text_of_html(body or ""),
            "headline": _title(item),
            "url": link,
            "published": _date(words(child(item, "pubdate", "date", "published"))),
            "outlet": words(child(item, "source")) or outlet,
        }


def words_raw(element: Any) -> str | None:
    """The text of an element as it stands."""
    return None if element is None else "".join(element.itertext())


def _title(element: Any) -> str | None:
    title = text_of_html(words(child(element, "title")) or "")
    return " ".join(title.split()) or None


def _atom(root: Any) -> Iterator[Item]:
    outlet = words(child(root, "title"))
    for entry in root:
        if local(entry) != "entry":
            continue
        body = child(entry, "content", "summary")
        source = child(entry, "source")
        text = ""
        if body is not None:
            xhtml = body.get("type", "text") == "xhtml"
            text = paragraphs(body) if xhtml else text_of_html(words_raw(body) or "")
        links = [e for e in entry if local(e) == "link" and e.get("href")]
        page = [e for e in links if e.get("rel", "alternate") == "alternate"]
        yield {
            "text": text,
            "headline": _title(entry),
            "url": page[0].get("href") if page else None,
            "published": words(child(entry, "published", "updated")),
            "outlet": (words(child(source, "title")) if source is not None else None) or outlet,
        }


# --- documents of agencies ----------------------------------------------------------------


def _nitf(root: Any) -> Iterator[Item]:
    issued = below(root, "date.issue", "date.release")
    name = below(root, "doc-id")
    content = below(root, "body.content")
    yield {
        "text": paragraphs(content) if content is not None else "",
        "headline": words(below(root, "hl1", "hedline")) or words(below(root, "title")),
        "url": name.get("id-string") if name is not None else None,
        "published": _date(issued.get("norm")) if issued is not None else None,
        "outlet": words(below(root, "distributor")),
    }


def _news_item(item: Any) -> Iterator[Item]:
    """NewsML-G2: what the item says of itself wins over what the NITF in it says."""
    inline = below(item, "inlinexml")
    told: Item = {}
    if inline is not None:
        nitf = below(inline, "nitf")
        if nitf is not None:
            told = next(_nitf(nitf))
        else:
            body = below(inline, "body")
            told = {"text": paragraphs(inline if body is None else body)}
    else:
        told = {"text": words_raw(below(item, "inlinedata"))}
    provider = below(item, "provider")
    named = words(below(provider, "name")) if provider is not None else None
    literal = (provider.get("literal") or provider.get("uri")) if provider is not None else None
    more: Item = {
        "headline": words(below(item, "headline")),
        "url": item.get("guid"),
        "published": words(below(item, "contentcreated", "firstcreated", "versioncreated")),
        "outlet": named or literal,
    }
    yield {**told, **{k: v or told.get(k) for k, v in more.items()}}


def _news_message(root: Any) -> Iterator[Item]:
    for item in root.iter():
        if local(item) == "newsitem":
            yield from _news_item(item)


_KINDS: dict[str, Callable[[Any], Iterator[Item]]] = {
    "rss": _rss,
    "rdf": _rss,
    "feed": _atom,
    "nitf": _nitf,
    "newsitem": _news_item,
    "newsmessage": _news_message,
}
