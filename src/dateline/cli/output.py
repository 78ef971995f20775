"""The formats of `dateline read`: table, JSON, JSON lines, CSV."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TextIO

from dateline.cli.text import clean, safe_json
from dateline.records import Actor, Event, Reading, Size, actor_code, to_dict, to_json

Write = Callable[[Reading, str], None]


@contextmanager
def writer(kind: str, only_events: bool, out: TextIO) -> Iterator[Write]:
    """A function that writes one reading in format `kind`; what must follow the last one is
    written on leaving, so that the output of a call in which a page failed is still whole."""
    if kind == "table":
        from dateline.cli.table import TableWriter

        yield TableWriter(out).write
    elif kind == "csv":
        rows = csv.writer(out, lineterminator="\n")
        rows.writerow(COLUMNS)
        yield lambda reading, _: rows.writerows(map(guarded, csv_rows(reading)))
    elif kind == "jsonl":
        yield lambda reading, _: out.writelines(f"{j}\n" for j in json_items(reading, only_events))
    else:
        yield from _json_list(only_events, out)


def _json_list(only_events: bool, out: TextIO) -> Iterator[Write]:
    count = 0

    def write(reading: Reading, _: str) -> None:
        nonlocal count
        for item in json_items(reading, only_events):
            out.write(",\n" if count else "[\n")
            out.write(item)
            count += 1

    yield write
    out.write("\n]\n" if count else "[]\n")


def json_items(reading: Reading, only_events: bool) -> list[str]:
    """The reading as one JSON object, or its events as one object each."""
    records = [event_object(e, reading) for e in reading.events] if only_events else [reading]
    return [safe_json(to_json(r).decode()) for r in records]


def event_object(event: Event, reading: Reading) -> dict[str, Any]:
    """An event that can stand alone: with its article and the words that its spans point at."""
    article, text = reading.article, reading.article.text
    return {
        **to_dict(event),
        "article": {
            "id": article.id,
            "url": article.url,
            "outlet": article.outlet,
            "headline": article.headline,
            "published": article.published,
            "published_precision": article.published_precision,
        },
        "sentence_text": text[event.sentence.start : event.sentence.end],
        "trigger_text": text[event.trigger.start : event.trigger.end],
    }


# --- CSV ----------------------------------------------------------------------------------


def _names(actors: list[Actor]) -> str:
    return "; ".join(a.name or a.text for a in actors)


def _codes(actors: list[Actor]) -> str:
    return "; ".join(actor_code(a) or "?" for a in actors)


Column = Callable[[Event, Reading], Any]

# One row an event. Lists are joined by "; ", so that a spreadsheet keeps them in one cell.
_COLUMNS: dict[str, Column] = {
    "event_id": lambda e, r: e.id,
    "article_id": lambda e, r: r.article.id,
    "published": lambda e, r: r.article.published,
    "published_precision": lambda e, r: r.article.published_precision,
    "outlet": lambda e, r: r.article.outlet,
    "headline": lambda e, r: r.article.headline,
    "url": lambda e, r: r.article.url,
    "type": lambda e, r: e.type,
    "about": lambda e, r: e.about,
    "mode": lambda e, r: e.mode,
    "contexts": lambda e, r: "; ".join(e.contexts),
    "cameo": lambda e, r: e.cameo,
    "quad": lambda e, r: e.quad,
    "intensity": lambda e, r: e.intensity,
    "goldstein": lambda e, r: e.goldstein,
    "status": lambda e, r: e.status,
    "background": lambda e, r: "true" if e.background else "false",
    "source_names": lambda e, r: _names(e.sources),
    "source_codes": lambda e, r: _codes(e.sources),
    "target_names": lambda e, r: _names(e.targets),
    "target_codes": lambda e, r: _codes(e.targets),
    "voices": lambda e, r: "; ".join(v.name for v in e.voices),
    "when_earliest": lambda e, r: e.when.earliest if e.when else None,
    "when_latest": lambda e, r: e.when.latest if e.when else None,
    "when_precision": lambda e, r: e.when.precision if e.when else None,
    "when_text": lambda e, r: e.when.text if e.when else None,
    "where_name": lambda e, r: (e.where.name or e.where.text) if e.where else None,
    "where_country": lambda e, r: e.where.country if e.where else None,
    "where_lat": lambda e, r: e.where.lat if e.where else None,
    "where_lon": lambda e, r: e.where.lon if e.where else None,
    "size": lambda e, r: "; ".join(_size(s, e.size) for s in e.size),
    "trigger": lambda e, r: r.article.text[e.trigger.start : e.trigger.end],
    "sentence": lambda e, r: r.article.text[e.sentence.start : e.sentence.end],
    "sentence_start": lambda e, r: e.sentence.start,
    "sentence_end": lambda e, r: e.sentence.end,
    "within": lambda e, r: e.within,
    "contested": lambda e, r: "; ".join(e.contested),
    "confidence": lambda e, r: e.confidence,
    "reason": lambda e, r: e.reason,
    "version": lambda e, r: e.version,
}
COLUMNS = tuple(_COLUMNS)


def _size(size: Size, others: Sequence[Size]) -> str:
    """ "dead 12"; with who counted where there are two counts of the same."""
    cell = f"{size.what} {_bounds(size.low, size.high)}"
    several = sum(o.what == size.what for o in others) > 1
    return f"{cell} ({size.voice})" if several and size.voice else cell


def _bounds(low: float | None, high: float | None) -> str:
    ends = ["?" if n is None else f"{n:.15g}" for n in (low, high)]
    return ends[0] if ends[0] == ends[1] else "-".join(ends)


def csv_rows(reading: Reading) -> Iterator[list[Any]]:
    """One row an event, in the order of `COLUMNS`."""
    for event in reading.events:
        yield [column(event, reading) for column in _COLUMNS.values()]


def guarded(row: list[Any]) -> list[Any]:
    """Text cells cleaned, and kept from being taken for a formula by a spreadsheet: an
    apostrophe is put before those that begin with = + - or @. Numbers stay numbers."""
    return [_guard(clean(cell)) if isinstance(cell, str) else cell for cell in row]


def _guard(cell: str) -> str:
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@"} else cell
