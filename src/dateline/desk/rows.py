"""A reading as rows of the desk's tables, and back.

The names of the columns are those of `schema/`; what a row holds is said there.
"""

from __future__ import annotations

import zlib
from typing import Any

import msgspec

from dateline.records import (
    Actor,
    Article,
    Attribution,
    Event,
    Place,
    Reading,
    Record,
    Span,
    Time,
    actor_code,
    content_id,
    from_json,
    to_dict,
    to_json,
)

Row = dict[str, Any]

EVENT_TABLES = (
    "events_all",
    "event_actors_all",
    "voices_all",
    "evidence_all",
    "sizes_all",
)
"""The tables that hold what is flat of a reading; each has a run_id and an article_id."""

_PRECISIONS = ("none", "year", "month", "day", "minute")


class Stored(Record, frozen=True):
    """A reading without its article, which has a table of its own."""

    sentences: list[Span]
    actors: list[Actor]
    times: list[Time]
    places: list[Place]
    attributions: list[Attribution]
    events: list[Event]
    notes: list[str]
    version: str
    only: str | None = None


def pack(reading: Reading) -> bytes:
    """A reading's bytes in the table `readings`."""
    parts = {name: getattr(reading, name) for name in Stored.__struct_fields__}
    return zlib.compress(to_json(Stored(**parts)), 6)


def unpack(data: bytes, article: Article) -> Reading:
    """The reading of `article` from its bytes."""
    stored = from_json(zlib.decompress(data), Stored)
    parts = {name: getattr(stored, name) for name in Stored.__struct_fields__}
    return Reading(article=article, **parts)


def record_hash(article: Article) -> str:
    """The hash of all that is known of an article."""
    return content_id("record", to_dict(article))


def fullness(article: Article) -> tuple[int, ...]:
    """How much a record tells. Of two records of one article the fuller is kept, and of two
    equally full ones that with the larger hash, so that the order of arrival does not matter."""
    return (
        _PRECISIONS.index(article.published_precision),
        sum(bool(x) for x in (article.headline, article.outlet, article.byline, article.rights)),
        len(article.credits),
        len(article.topics),
        -len(article.notes),
    )


def article_row(article: Article, run: str) -> Row:
    return {**to_dict(article), "record_hash": record_hash(article), "run_id": run}


def article_of(row: Row) -> Article:
    """The record of a row of `articles`. A row that is wrong raises `msgspec.ValidationError`."""
    return msgspec.convert({f: row[f] for f in Article.__struct_fields__}, type=Article)


def reading_rows(reading: Reading, run: str) -> dict[str, list[Row]]:
    """Table → rows for all that is found in an article."""
    article = reading.article.id
    rows: dict[str, list[Row]] = {name: [] for name in EVENT_TABLES}
    rows["readings"] = [{"run_id": run, "article_id": article, "data": pack(reading)}]
    for position, event in enumerate(reading.events):
        of = {"run_id": run, "event_id": event.id, "article_id": article}
        rows["events_all"].append(
            {"run_id": run, "article_id": article, "position": position, **event_row(event)}
        )
        for role, actors in (("source", event.sources), ("target", event.targets)):
            rows["event_actors_all"] += [
                {**of, "role": role, "position": n, **_actor(a)} for n, a in enumerate(actors)
            ]
        rows["voices_all"] += [
            {
                **of,
                "position": n,
                "name": v.name,
                "kind": v.kind,
                "span_start": v.start,
                "span_end": v.end,
                "actor_id": v.actor.actor_id if v.actor else None,
                "country": v.actor.country if v.actor else None,
                "sectors": v.actor.sectors if v.actor else [],
                "office": v.actor.office if v.actor else None,
            }
            for n, v in enumerate(event.voices)
        ]
        rows["evidence_all"] += [
            {
                **of,
                "position": n,
                "role": e.role,
                "span_start": e.span.start,
                "span_end": e.span.end,
            }
            for n, e in enumerate(event.evidence)
        ]
        rows["sizes_all"] += [
            {
                **of,
                "position": n,
                "what": s.what,
                "low": s.low,
                "high": s.high,
                "text": s.text,
                "voice": s.voice,
            }
            for n, s in enumerate(event.size)
        ]
    return rows


def _actor(actor: Actor) -> Row:
    row: Row = to_dict(actor)
    row["span_start"], row["span_end"] = row.pop("start"), row.pop("end")
    return row


_SAME = (
    "id type about mode contexts cameo quad intensity goldstein status background within "
    "confidence reason version"
).split()


def event_row(event: Event) -> Row:
    """The flat columns of an event."""
    row: Row = {name: getattr(event, name) for name in _SAME}
    for role, actors in (("source", event.sources), ("target", event.targets)):
        row[f"{role}_names"] = [a.name or a.text for a in actors]
        row[f"{role}_codes"] = [actor_code(a) or "?" for a in actors]
        row[f"{role}_countries"] = [a.country or "" for a in actors]
    row["voices"] = [v.name for v in event.voices]
    when, where = event.when, event.where
    for name in ("earliest", "latest", "precision", "text", "basis"):
        row[f"when_{name}"] = getattr(when, name) if when else None
    for name in ("country", "region", "lat", "lon", "precision", "text", "start", "end"):
        row[f"where_{name}"] = getattr(where, name) if where else None
    row["where_name"] = (where.name or where.text) if where else None
    for name in ("trigger", "sentence"):
        span: Span = getattr(event, name)
        row[f"{name}_start"], row[f"{name}_end"] = span.start, span.end
    return row
