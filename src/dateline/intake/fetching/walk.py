"""From the addresses that a user names to pages: a page, a feed's entries, a sitemap's pages, a
file with many pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import BinaryIO
from urllib.parse import urljoin, urlsplit

from dateline import limits
from dateline.errors import DatelineError, EmptyPage, NotFetched, UnreadableSource, UsageError
from dateline.intake import json_documents, xml_documents
from dateline.intake.failure import Failure, Meter, Tell
from dateline.intake.fetching.address import is_url, take_apart, without_login
from dateline.intake.fetching.fetcher import Fetched, Fetcher, Stopped
from dateline.intake.fetching.files import pages_of_file
from dateline.intake.fetching.memory import Answer, Known, Memory
from dateline.intake.listings import DOCUMENTS, Entry, Listing, listing_of, root_of
from dateline.intake.pages import make_page, refuse_large
from dateline.intake.rows import Columns
from dateline.intake.sources import kind_of_file, open_sources
from dateline.records import Page

Outcome = Page | Failure | Known | Answer
"""A page, why there is none, that it need not be read; or an answer to be remembered, after the
page that came with it."""

FULL_WORDS = 150
"""An entry of a feed with so many words carries its story; of others the page is fetched."""

_DOCUMENTS = (xml_documents.read_xml, json_documents.read_json)


def open_online(
    sources: Sequence[str],
    stdin: BinaryIO | None,
    *,
    columns: Columns,
    tell: Tell,
    meter: Meter,
    fetcher: Fetcher,
    memory: Memory,
) -> Iterator[Outcome]:
    """As `open_sources`, and addresses are fetched; local feeds and sitemaps are looked up where
    the fetcher's options say so. Raises `Stopped` when the fetcher is stopped."""
    walk = _Walk(fetcher, memory, columns, tell, meter)
    for source in sources:
        try:
            if is_url(source):
                yield from walk.address(source)
                continue
            listing = local_listing(source) if fetcher.options.links else None
            if listing is not None:
                yield from walk.listing(listing, source)
                continue
        except DatelineError as error:
            yield Failure(source=shown(source), error=error)
            continue
        yield from open_sources([source], stdin, columns=columns, tell=tell, meter=meter)


def until_stopped(outcomes: Iterator[Outcome], fetcher: Fetcher) -> Iterator[Outcome]:
    """What comes before the fetcher is stopped; of a page that came, its answer too."""
    with suppress(Stopped):
        for outcome in outcomes:
            if fetcher.stopped and not isinstance(outcome, Answer):
                return
            yield outcome


def shown(source: str) -> str:
    """A source as it is stored and told: an address without its login, as `take_apart` has it."""
    try:
        return take_apart(source).url if is_url(source) else source
    except UsageError:
        return without_login(source)


def local_listing(source: str) -> Listing | None:
    """The feed or sitemap that a file is; None where it is none."""
    path = Path(source)
    kind = kind_of_file(path)
    if kind is None or kind.opener not in _DOCUMENTS or not path.is_file():
        return None
    try:
        data = xml_documents.data_of(path)
    except (OSError, EOFError):
        return None  # It is opened again as any other file, which tells what is wrong.
    refuse_large(len(data), source)
    return listing_of(data, source)


@dataclass
class _Walk:
    """One way through the network, on behalf of one call."""

    fetcher: Fetcher
    memory: Memory
    columns: Columns
    tell: Tell
    meter: Meter
    had: set[str] = field(default_factory=set)

    def address(self, source: str) -> Iterator[Outcome]:
        """What the user named. Raises a `DatelineError` where it cannot be had."""
        address = take_apart(source)
        kind = kind_of_file(Path(PurePosixPath(urlsplit(address.url).path).name))
        if kind is not None and kind.opener not in _DOCUMENTS:
            yield from pages_of_file(self.fetcher, source, kind, self.columns, self.tell)
            return
        fetched = self._get(source)
        if fetched.same:
            yield Known(source=address.url)
            yield _answer(fetched, self.memory.known(address.url))
            return
        listing = listing_of(fetched.data, address.url)
        if listing is not None:
            yield from self.listing(listing, fetched.url, fetched, name=address.url)
            return
        if root_of(fetched.data) in DOCUMENTS:
            yield from xml_documents.pages_of_xml(fetched.data, address.url)
        elif fetched.media.endswith("json"):
            yield from json_documents.pages_of_json(
                fetched.data, address.url, self.columns, self.tell
            )
        else:
            yield _page(fetched)
        yield _answer(fetched)

    def listing(
        self, listing: Listing, base: str, fetched: Fetched | None = None, *,
        name: str | None = None, depth: int = 0,
    ) -> Iterator[Outcome]:  # fmt: skip
        """The pages that a list names: those of a feed that carries their text are taken from it.

        The list is remembered only when all of it has been had: else the next time it would be
        said to be the same, and what failed would never come.
        """
        name = name or base
        entries = listing.entries
        if not entries:
            raise EmptyPage("lists nothing", where=name, cure="give a list with entries")
        if listing.kind == "index":
            yield from self._index(entries, base, name, depth)
            return
        most = limits.MAX_FEED_LINKS if listing.kind == "feed" else limits.MAX_SITEMAP_LINKS
        if len(entries) > most:
            self.tell(f"{name}: only the first {most:,} of {len(entries):,} entries are looked at")
        whole = True
        for entry in entries[:most]:
            for outcome in self._entry(entry, base, name):
                if isinstance(outcome, Failure) and _passing(outcome.error):
                    whole = False
                yield outcome
        if fetched is not None and whole:
            yield _answer(fetched, listing=True)

    def _index(self, entries: list[Entry], base: str, name: str, depth: int) -> Iterator[Outcome]:
        if depth:
            raise UnreadableSource(
                "an index of sitemaps in an index", where=name, cure="give the inner one itself"
            )
        most = limits.MAX_SITEMAPS
        if len(entries) > most:
            self.tell(f"{name}: only the first {most:,} of {len(entries):,} sitemaps are read")
        for entry in entries[:most]:
            place = _joined(base, entry.url)
            if place is None:
                continue
            try:
                fetched = self._get(place)
                if fetched.same:
                    yield Known(source=fetched.asked)
                    continue
                inner = listing_of(fetched.data, fetched.asked)
                if inner is None:
                    raise UnreadableSource(
                        "is no sitemap", where=fetched.asked, cure="the index names it as one"
                    )
                yield from self.listing(
                    inner, fetched.url, fetched, name=fetched.asked, depth=depth + 1
                )
            except DatelineError as error:
                yield Failure(source=shown(place), error=error)

    def _entry(self, entry: Entry, base: str, name: str) -> Iterator[Outcome]:
        """The page of one entry: one outcome."""
        link = _joined(base, entry.url)
        if entry.words >= FULL_WORDS or (link is None and entry.text):
            told = {
                "text": entry.text, "headline": entry.headline, "url": link,
                "published": entry.published, "outlet": entry.outlet,
            }  # fmt: skip
            yield xml_documents.page_of_item(told, link or f"{name}#{entry.name}")
            return
        if link is None:
            error = UnreadableSource(
                "an entry that leads nowhere", where=name, cure="it has neither text nor address"
            )
            yield Failure(source=f"{name}#{entry.name}", error=error)
            return
        try:
            address = take_apart(link)
            if address.url in self.had or self.memory.known(address.url) is not None:
                yield Known(source=address.url)
                return
            self.had.add(address.url)
            fetched = self._get(link)
            yield _page(fetched, entry)
            yield _answer(fetched)
        except DatelineError as error:
            yield Failure(source=shown(link), error=error)
            if not _passing(error):
                # It will be no better the next time: the list leads to it, but it is not asked.
                yield Answer(source=shown(link))

    def _get(self, source: str) -> Fetched:
        last = self.memory.known(shown(source))
        if last is None:
            return self.fetcher.get(source)
        return self.fetcher.get(source, etag=last.etag, last_modified=last.last_modified)


def _answer(fetched: Fetched, last: Answer | None = None, *, listing: bool = False) -> Answer:
    """What is to be remembered. An answer that nothing has changed may leave out what it told
    before."""
    return Answer(
        source=fetched.asked,
        etag=fetched.etag or (last.etag if last else None),
        last_modified=fetched.last_modified or (last.last_modified if last else None),
        when=fetched.when,
        listing=last.listing if last else listing,
    )


def _passing(error: DatelineError) -> bool:
    """Whether it may go better another time."""
    return isinstance(error, NotFetched) and error.passing


def _page(fetched: Fetched, entry: Entry | None = None) -> Page:
    """The page that was fetched. What a list says of it fills only what it does not say itself."""
    if entry is not None and root_of(fetched.data) not in ("html", None):
        _refuse_other(fetched)
    return make_page(
        fetched.data,
        fetched.asked,
        path=fetched.asked,
        suffix=".html" if "html" in fetched.media else "",
        url=fetched.url,
        fetched=fetched.when,
        declared_charset=fetched.charset,
        headline=entry.headline if entry else None,
        listed=entry.published if entry else None,
    )


def _refuse_other(fetched: Fetched) -> None:
    """Raise where a list leads to another list, not to a page."""
    if listing_of(fetched.data, fetched.asked) is not None:
        raise UnreadableSource(
            "a list leads to a list", where=fetched.asked, cure="give the inner one itself"
        )


def _joined(base: str, link: str | None) -> str | None:
    """Where an entry leads; None where that cannot be fetched."""
    if not link:
        return None
    try:
        place = urljoin(base, link.strip())
    except ValueError:
        return None
    return place if is_url(place) else None
