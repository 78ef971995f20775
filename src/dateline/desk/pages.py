"""A page as the desk knows it: by its bytes, wherever it lies; and its row."""

from __future__ import annotations

import hashlib

from dateline.desk.rows import Row
from dateline.records import Page, content_id


def page_hash(page: Page, published: str | None) -> str:
    """The id of a page: its bytes and what is told of it, but not where it lies."""
    told_of = (page.url, page.headline, page.published, page.outlet, page.declared_charset)
    digest = hashlib.sha256(page.data).hexdigest()
    # Only where there is one: the ids of other pages stay what they were.
    listed = () if page.listed is None else ("listed", page.listed)
    return content_id("page", page.kind, digest, *told_of, published, *listed)


def source_of(page: Page) -> str:
    """Where a page was found, as a user would name it."""
    return plain(page.path or page.url or "standard input")


def plain(text: str) -> str:
    """Text as the file can hold it: what is no character (a file's name need not be UTF-8) is
    written as an escape, so that two names stay two."""
    return text.encode("utf-8", "backslashreplace").decode()


def page_row(page: Page, page_id: str, article_id: str) -> Row:
    """A row of the table `pages`."""
    return {
        "id": page_id,
        "source": source_of(page),
        "article_id": article_id,
        "kind": page.kind,
        "url": page.url,
        "fetched": page.fetched,
    }
