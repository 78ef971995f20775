"""PLOVER JSON (manual 2.0, chapter 6): one event a line, with PLOVER's names of fields.

The manual lets a provider add fields: status, background, voices, within and confidence are
Dateline's, in the object `dateline`.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from dateline.exports.codes import country_name, place_parts
from dateline.exports.formats import Column, Format, Ledger
from dateline.exports.gdelt_events import NO_DAY
from dateline.exports.told import Party, Told

COLUMNS = (
    Column("id", "string", "content hash"),
    Column("date", "date", "first day of the event"),
    Column("enddate", "date", "last day"),
    Column(
        "actor",
        "array",
        "entities: code, sector, entity_text, identifier_id, identifier_text, office",
    ),
    Column("recipient", "array", "entities"),
    Column("event", "array", "PLOVER type"),
    Column("mode", "array", "PLOVER mode"),
    Column("context", "array", "PLOVER contexts"),
    Column("event_loc", "object", "place"),
    Column("event_text", "array", "the words that carry the type"),
    Column("quad_code", "integer", "PLOVER's quad class, 1 to 4"),
    Column("event_scale", "number", "PLOVER's score, -10 to 10"),
    Column("link", "string", "the event in which this one is alleged"),
    Column("text", "string", "the sentence"),
    Column("text_info", "object", "its place in the article"),
    Column("cite_info", "object", "the article"),
    Column("size", "object", "dead, injured, arrested …: at least so many"),
    Column("coder", "string", "Dateline and its version"),
    Column(
        "dateline",
        "object",
        "status, background, voices, confidence, reason, run and precision of the dates",
    ),
)

_RESOLUTION = {"point": 5, "city": 4, "region": 2, "country": 1}
_FEATURES = {"country": ("A", "PCLI"), "region": ("A", "ADM1"), "city": ("P", "PPL")}


def write(events: Iterable[Told], path: Path, ledger: Ledger) -> None:
    """The events as JSON Lines; fields that are not known are left out."""
    with path.open("wb") as out:
        for told in events:
            day = told.day
            if day is None:
                ledger.leave_out(NO_DAY)
                continue
            out.write(msgspec.json.encode(_known(_object(told, day))) + b"\n")
            ledger.keep(told.id, told)


def _object(told: Told, day: str) -> dict[str, Any]:
    row = told.row
    return {
        "id": told.id,
        "date": day,
        "enddate": told.last_day if told.last_day != day else None,
        "actor": [_entity(p) for p in told.sources],
        "recipient": [_entity(p) for p in told.targets],
        "event": [row["type"]],
        "mode": [row["mode"]] if row["mode"] else [],
        "context": row["contexts"],
        "event_loc": _place(row),
        "event_text": [row["trigger"]],
        "quad_code": row["quad"],
        "event_scale": row["intensity"],
        "link": row["within"],
        "text": told.sentence,
        "text_info": {
            "sequence": told.number,
            "start": row["sentence_start"],
            "end": row["sentence_end"],
        },
        "cite_info": {
            "url": row["url"],
            "title": row["headline"],
            "language": told.language,
            "publication": row["outlet"],
            "coder": "Dateline",
            "codebook": "PLOVER 2.0",
            "version": row["version"],
        },
        "size": {s["what"]: s["low"] for s in told.sizes if s["low"] is not None},
        "coder": f"Dateline {row['version']}",
        "dateline": {
            "status": row["status"],
            "background": row["background"],
            "voices": [v._asdict() for v in told.voices],
            "about": row["about"],
            "cameo": row["cameo"],
            "date_precision": row["when_precision"],
            "confidence": row["confidence"],
            "reason": row["reason"],
            "article_id": row["article_id"],
            "run": row["run_id"],
        },
    }


def _entity(party: Party) -> dict[str, Any]:
    return {
        "code": party.country,
        "sector": "".join(party.sectors[:2]) or None,
        "entity_text": party.text,
        "identifier_id": party.actor_id,
        "identifier_text": party.name,
        "office": party.office,
    }


def _place(row: dict[str, Any]) -> dict[str, Any]:
    if row["where_name"] is None:
        return {}
    town, region, _ = place_parts(row)
    feature = _FEATURES.get(row["where_precision"], (None, None))
    return {
        "resolved_place": row["where_name"],
        "lat": row["where_lat"],
        "lon": row["where_lon"],
        "city": town,
        "province": region,
        "country": country_name(row["where_country"]),
        "country_code": row["where_country"],
        "feature_class": feature[0],
        "feature_code": feature[1],
        "resolution": _RESOLUTION.get(row["where_precision"]),
    }


_REQUIRED = {"actor", "event", "id", "date"}


def _known(value: Any, required: frozenset[str] = frozenset(_REQUIRED)) -> Any:
    """Without fields that are empty, but for those that PLOVER requires."""
    if isinstance(value, dict):
        parts = {k: _known(v, frozenset()) for k, v in value.items()}
        return {k: v for k, v in parts.items() if k in required or v not in (None, [], {}, "")}
    if isinstance(value, list):
        return [_known(v, frozenset()) for v in value]
    return value


FORMAT = Format(
    name="plover-json",
    about="PLOVER JSON, one event a line",
    file="events.jsonl",
    mediatype="application/jsonl",
    columns=COLUMNS,
    write=write,
    key="id",
    holds_status=True,
    notes=(
        "Fields that are not known are left out. A sector of six letters is two sectors.",
        "What PLOVER has no field for (status, voices …) is in the object `dateline` of each event.",
        "link names the event in which this one is alleged.",
    ),
)
