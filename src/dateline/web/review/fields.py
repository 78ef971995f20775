"""The fields of the form with which a row is mended → values, each checked against the codes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dateline.coding import ontology
from dateline.desk.asking import day
from dateline.errors import TableError, UsageError
from dateline.knowledge.cells import check_country, check_sector_codes, countries
from dateline.people.evidence import Row
from dateline.people.mends import STATUSES, TYPES, value_of
from dateline.web.review.words import span_of

LINES = 2
"""So many empty lines stand under the actors of each side."""
MAX_LINES = 40
MAX_NAME = 200


def values(fields: Mapping[str, str], row: Row, text: str) -> dict[str, Any]:
    """Field → what the form says, for all of `mends.FIELDS` that stand in it; those of the row where
    nothing was changed. Raises `UsageError` naming the field."""
    sentence = row["sentence_start"], row["sentence_end"]
    kind = choice(fields, "type", TYPES)
    made: dict[str, Any] = {
        "type": kind,
        "about": choice(fields, "about", ("", *TYPES)),
        "mode": mode(fields.get("mode", "").strip(), kind, row),
        "status": choice(fields, "status", STATUSES),
        "background": fields.get("background") == "yes",
        "sources": actors(fields, "source", text, sentence),
        "targets": actors(fields, "target", text, sentence),
        "when": {name: date_of(fields, name) for name in ("earliest", "latest")},
        "where": where(fields, row),
    }
    if fields.get("swap") == "yes":
        made["sources"], made["targets"] = made["targets"], made["sources"]
    said = value_of(row, "trigger")
    given = fields.get("trigger", "")
    if given.strip():
        start, end = span_of(text, sentence, given, fields.get("trigger_at", ""), said["start"])
        made["trigger"] = {"start": start, "end": end}
    else:
        made["trigger"] = said
    return made


def choice(fields: Mapping[str, str], name: str, known: tuple[str, ...]) -> str:
    """A value that must be one of the known."""
    value = fields.get(name, "")
    if value not in known:
        raise UsageError(
            f"{value[:40]!r} is no {name}", cure=f"one of {', '.join(k for k in known if k)}"
        )
    return value


def mode(value: str, kind: str, row: Row) -> str:
    """A mode of the type; the row's own is let through, where the type is its own too."""
    known = ontology.types()[kind].modes
    own = value == (row["mode"] or "") and kind == row["type"]
    if value and not own and value not in known:
        allowed = ", ".join(known) or "none"
        raise UsageError(f"{kind} has no mode {value[:40]!r}", cure=f"its modes: {allowed}")
    return value


def actors(
    fields: Mapping[str, str], side: str, text: str, sentence: tuple[int, int]
) -> list[dict[str, Any]]:
    """The actors of one side: each line a name, a code, and the words that stand for it."""
    made: list[dict[str, Any]] = []
    for n in range(MAX_LINES):
        name = " ".join(fields.get(f"{side}_{n}_name", "").split())
        if not name or fields.get(f"{side}_{n}_drop") == "yes":
            continue
        if len(name) > MAX_NAME:
            raise UsageError(f"{side} has {len(name):,} characters", cure=f"at most {MAX_NAME}")
        said = fields.get(f"{side}_{n}_words", "")
        at = fields.get(f"{side}_{n}_at", "")
        near = int(at.partition("-")[0]) if at.partition("-")[0].isdecimal() else None
        start, end = span_of(text, sentence, said, at, near) if said.strip() else (None, None)
        if start is None and at:
            start, end = _kept(at, text)
        made.append(
            {
                "name": name,
                "code": code(fields.get(f"{side}_{n}_code", "")),
                "start": start,
                "end": end,
            }
        )
    return made


def _kept(at: str, text: str) -> tuple[int | None, int | None]:
    """The span of an actor that stands outside the sentence (a pronoun's name), as it was."""
    start, _, end = at.partition("-")
    if (
        start.isdecimal()
        and end.isdecimal()
        and len(at) < 20
        and int(start) < int(end) <= len(text)
    ):
        return int(start), int(end)
    return None, None


def code(value: str) -> str:
    """A code as rows have it: KEN, KEN/GOV, /REB; empty for unknown."""
    value = value.strip()
    if value in {"", "?"}:
        return ""
    country, *sectors = (part.strip().upper() for part in value.split("/"))
    try:
        if country:
            check_country(country, "")
        if sectors:
            check_sector_codes(";".join(sectors), "")
    except TableError as error:
        raise UsageError(error.what, cure=error.cure) from None
    return "/".join([country, *sectors])


def date_of(fields: Mapping[str, str], name: str) -> str:
    """A day, month or year, or nothing. A time that was there is kept as it was."""
    value = fields.get(name, "").strip()
    if not value or value == fields.get(f"{name}_was"):
        return value
    return day(value)


def where(fields: Mapping[str, str], row: Row) -> dict[str, str]:
    """A place: its name and the country it lies in."""
    name = " ".join(fields.get("place", "").split())[:MAX_NAME]
    country = fields.get("place_country", "").strip().upper()
    if country and country != (row["where_country"] or "") and country not in countries():
        raise UsageError(f"unknown country {country[:10]!r}", cure="ISO-3, as KEN")
    return {"name": name, "country": country}
