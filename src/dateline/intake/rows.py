"""Rows that hold an article each: which column is what, and a `Page` of one row.

The same names serve JSON Lines, CSV and Parquet. A user may say which column is which
(`Columns`); what is not said is guessed from usual names, the first that is there.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from dateline import limits
from dateline.errors import EmptyPage, PageTooLarge, UsageError
from dateline.intake.failure import Failure, Tell
from dateline.intake.sniff import kind_of
from dateline.records import Page, Record

USUAL: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "maintext", "main_text", "article", "fulltext", "full_text",
             "html", "story"),
    "title": ("title", "headline", "head"),
    "published": ("published", "date", "published_at", "publish_date", "date_publish", "pubdate",
                  "pub_date", "publication_date", "datetime", "published_date", "created",
                  "timestamp"),
    "url": ("url", "link", "article_url", "source_url", "uri", "webpage"),
    "outlet": ("outlet", "source", "publisher", "site", "publication", "source_domain", "domain",
               "newspaper"),
    "id": ("id", "article_id", "doc_id", "docid", "guid"),
}  # fmt: skip


_MOST_SHAPES = 1_000
_MOST_TOLD = 3


class Columns(Record, frozen=True):
    """Which column is what, as the user says it; None is guessed."""

    text: str | None = None
    title: str | None = None
    published: str | None = None
    url: str | None = None
    outlet: str | None = None
    id: str | None = None


def guess(columns: Columns, names: Iterable[str], where: str) -> Columns:
    """Which of `names` is what. Raises `UsageError` where a column that the user named is not
    there, or none looks like the text."""
    there = list(names)
    by_lower = {name.strip().lower().replace(" ", "_").replace("-", "_"): name for name in there}
    found: dict[str, str | None] = {}
    for field, usual in USUAL.items():
        said: str | None = getattr(columns, field)
        if said is not None and said not in there:
            raise UsageError(f"has no column {said!r}", where=where, cure=f"one of {_list(there)}")
        found[field] = said or next((by_lower[u] for u in usual if u in by_lower), None)
    if found["text"] is None:
        raise UsageError(
            "no column looks like the text of an article", where=where,
            cure=f"say which: --text COLUMN, one of {_list(there)}",
        )  # fmt: skip
    return Columns(**found)


def describe(columns: Columns) -> str:
    """The guess in words: `text = body, published = date`."""
    told = {f: getattr(columns, f) for f in USUAL if getattr(columns, f)}
    return ", ".join(f"{field} = {name}" for field, name in told.items())


class Guesser:
    """Pages of rows that need not have the same columns; each guess is told once."""

    def __init__(self, columns: Columns, source: str, tell: Tell) -> None:
        self._columns = columns
        self._source = source
        self._tell = tell
        self._known: dict[tuple[str, ...], Columns | UsageError] = {}
        self._told: set[str] = set()

    def page(self, row: dict[str, Any], where: str) -> Page | Failure:
        """The page that a row holds, or why it holds none."""
        names = tuple(row)
        chosen = self._known.get(names)
        if chosen is None:
            if len(self._known) >= _MOST_SHAPES:
                self._known.clear()
            chosen = self._known[names] = self._choose(names, where)
        if isinstance(chosen, UsageError):
            error = EmptyPage("has no text", where=where, cure=chosen.cure)
            return Failure(source=where, error=error)
        return page_of_row(row, chosen, where)

    def _choose(self, names: tuple[str, ...], where: str) -> Columns | UsageError:
        try:
            chosen = guess(self._columns, names, where)
        except UsageError as error:
            return error
        line = describe(chosen)
        if line not in self._told and len(self._told) < _MOST_TOLD:
            self._told.add(line)
            self._tell(f"{self._source}: {line}")
        return chosen


def page_of_row(row: dict[str, Any], columns: Columns, where: str) -> Page | Failure:
    """The page that a row holds, or why it holds none. `where` names the row."""

    def cell(field: str) -> str | None:
        name = getattr(columns, field)
        value = row.get(name) if name else None
        if isinstance(value, datetime):
            return value.isoformat(timespec="minutes")
        if isinstance(value, date):
            return value.isoformat()
        if value is None or isinstance(value, (list, dict, bytes, bool)):
            return None
        return utf8(str(value).strip()).decode() or None

    text = row.get(columns.text) if columns.text else None
    if not isinstance(text, str) or not text.strip():
        error = EmptyPage("has no text", where=where, cure="put it under the key text")
        return Failure(source=where, error=error)
    data = utf8(text)
    if len(data) > limits.MAX_PAGE_BYTES:
        large = PageTooLarge("a text of more than 20 MB", where=where, cure="split it")
        return Failure(source=where, error=large)
    url = cell("url")
    if url is None and columns.id and (id_ := cell("id")):
        # Rows of one file may bear the same text; the user's own id keeps them apart.
        url = id_
    return Page(
        data=data,
        kind="html" if kind_of(data) == "html" else "prose",
        url=url,
        path=where,
        declared_charset="utf-8",
        headline=cell("title"),
        published=cell("published"),
        outlet=cell("outlet"),
    )


def utf8(text: str) -> bytes:
    """The text as bytes; halves of surrogate pairs alone become the replacement character."""
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode("utf-8")


def _list(names: list[str]) -> str:
    shown = ", ".join(names[:12])
    return shown if len(names) <= 12 else f"{shown} …"
