"""JSON files: JSON Feed, ninjs (1 to 3), a list of articles, or one article."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline import limits
from dateline.errors import UnreadableSource
from dateline.intake.failure import Failure, Meter, Tell
from dateline.intake.markup import text_of_html, too_large
from dateline.intake.pages import bounded, broken
from dateline.intake.rows import Columns, Guesser, page_of_row
from dateline.records import Page

SUFFIXES = (".json",)

# The columns of what is made here of a feed's entry or a ninjs document.
OURS = Columns(
    text="text", title="title", published="published", url="url", outlet="outlet"
)  # fmt: skip


def read_json(path: Path, columns: Columns, tell: Tell, _: Meter) -> Iterator[Page | Failure]:
    """Each article of a JSON file.

    Raises a `DatelineError` for a file that is no JSON, or too large to be held.
    """
    where = str(path)
    try:
        with path.open("rb") as file:
            data = bounded(file)
    except OSError as error:
        yield broken(where, error)
        return
    if len(data) > limits.MAX_PAGE_BYTES:
        raise too_large(where, "write it as JSON Lines, an article a line")
    yield from pages_of_json(data, where, columns, tell)


def parse_json(data: bytes, where: str) -> Any:
    """What a JSON document holds. Raises `UnreadableSource` for what is none."""
    try:
        return json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise UnreadableSource(
            "is no JSON", where=where, cure="check that it is whole and in UTF-8"
        ) from None


def pages_of_json(
    data: bytes, where: str, columns: Columns, tell: Tell
) -> Iterator[Page | Failure]:
    """Each article of a JSON document."""
    whole = parse_json(data, where)
    guesser = Guesser(columns, where, tell)
    items = whole if isinstance(whole, list) else [whole]
    if is_feed(whole):
        items = entries_of(whole)
    for number, item in enumerate(items, 1):
        place = where if len(items) == 1 else f"{where}#{number}"
        if not isinstance(item, dict):
            wrong = UnreadableSource("is no JSON object", where=place, cure="one object an article")
            yield Failure(source=place, error=wrong)
        elif "__ours__" in item:
            yield page_of_row(item, OURS, place)
        elif _is_ninjs(item):
            yield page_of_row(_ninjs(item), OURS, place)
        else:
            yield guesser.page(item, place)


def is_feed(whole: Any) -> bool:
    """Whether a JSON document is a JSON Feed."""
    if not isinstance(whole, dict) or "jsonfeed.org" not in str(whole.get("version")):
        return False
    return isinstance(whole.get("items"), list)


def entries_of(feed: dict[str, Any]) -> list[dict[str, Any]]:
    """The entries of a JSON Feed as rows with `text title published url outlet`."""
    outlet = feed.get("title")
    return [_entry(e, outlet) for e in feed["items"] if isinstance(e, dict)]


def _entry(entry: dict[str, Any], outlet: Any) -> dict[str, Any]:
    html = entry.get("content_html")
    text = text_of_html(html) if isinstance(html, str) else entry.get("content_text")
    return {
        "__ours__": True,
        "text": text or entry.get("summary"),
        "title": entry.get("title"),
        "published": entry.get("date_published"),
        "url": entry.get("url") or entry.get("external_url"),
        "outlet": outlet,
    }


def _is_ninjs(item: dict[str, Any]) -> bool:
    return "uri" in item and any(k == "bodies" or k.startswith("body_") for k in item)


def _ninjs(item: dict[str, Any]) -> dict[str, Any]:
    """A ninjs document. Version 1 has flat names in small letters, 2 lists, 3 capitals inside."""
    small = {key.lower(): value for key, value in item.items()}
    sources = small.get("infosources")
    source = sources[0] if isinstance(sources, list) and sources else {}
    dates = (small.get(k) for k in ("contentcreated", "firstcreated", "versioncreated"))
    return {
        "text": _body(small),
        "title": small.get("headline") or _value(small.get("headlines")) or small.get("title"),
        "published": next((d for d in dates if d), None),
        "url": small.get("uri"),
        "outlet": (source.get("name") if isinstance(source, dict) else None)
        or small.get("copyrightholder"),
    }


def _body(small: dict[str, Any]) -> str | None:
    bodies = small.get("bodies")
    if isinstance(bodies, list):
        listed = [b for b in bodies if isinstance(b, dict)]
        plain = [b for b in listed if "plain" in str(b.get("contentType", b.get("contenttype")))]
        value = _value(plain or listed)
    else:
        flat = ("body_text", "body_html", "body_xhtml")
        value = next((small[k] for k in flat if isinstance(small.get(k), str)), None)
    return text_of_html(value) if value else None


def _value(items: Any) -> str | None:
    """The value of the first of a list of {role, contentType, value}."""
    first = items[0] if isinstance(items, list) and items else None
    value = first.get("value") if isinstance(first, dict) else None
    return value if isinstance(value, str) else None
