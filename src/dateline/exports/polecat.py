"""POLECAT (ngecEvents.DV.YYYY.txt): 40 columns, tab-separated, with a header, one row an event.

Missing values are the string "None", several values are joined by "; ".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from dateline.exports.codes import place_parts, quad
from dateline.exports.formats import Column, Ledger, Line, delimited
from dateline.exports.gdelt_events import NO_DAY, WIDE
from dateline.exports.told import Party, Told, first_day
from dateline.knowledge import codes


def _actor_columns(who: str, about: str) -> tuple[Column, ...]:
    return (
        Column(f"{who} Name", "string", about),
        Column(f"{who} Country", "string", "PLOVER's country, ISO 3166 alpha-3"),
        Column(f"{who} COW", "string", "Correlates of War number on the day"),
        Column(f"Primary {who} Sector", "string", "first PLOVER sector of the first actor"),
        Column(f"{who} Sectors", "string", "PLOVER sectors"),
        Column(f"{who} Title", "string", "office"),
        Column(f"{who} Name Raw", "string", "the words"),
        Column(f"Wikipedia {who} ID", "string", "not filled"),
    )


COLUMNS = (
    Column("Event ID", "string", "content hash"),
    Column("Event Date", "date", "first day of the event"),
    Column("Event Type", "string", "PLOVER type"),
    Column("Event Mode", "string", "PLOVER mode"),
    Column("Intensity", "number", "PLOVER's score, -10 to 10"),
    Column("Quad Code", "string", "PLOVER's quad class"),
    Column("Contexts", "string", "PLOVER contexts"),
    *_actor_columns("Actor", "who does it"),
    *_actor_columns("Recipient", "to whom"),
    Column("Placename", "string", "name of the place"),
    Column("City", "string", "town"),
    Column("District", "string", "not filled"),
    Column("Province", "string", "first-level region"),
    Column("Country", "string", "ISO 3166 alpha-3"),
    Column("Latitude", "number", "latitude"),
    Column("Longitude", "number", "longitude"),
    Column("GeoNames ID", "string", "not filled"),
    Column("Raw Placename", "string", "as Placename"),
    Column("Feature Type", "string", "PCLI country, ADM1 region, PPL town"),
    Column("Source", "string", "outlet"),
    Column("Publication Date", "date", "day of the article"),
    Column("Story People", "string", "not filled"),
    Column("Story Organizations", "string", "not filled"),
    Column("Story Locations", "string", "places of the article"),
    Column("Language", "string", "of the article"),
    Column("Version", "string", "of Dateline, and the run"),
)

_FEATURES = {"country": "PCLI", "region": "ADM1", "city": "PPL", "point": "PPL"}
_LANGUAGES = {"en": "English"}


def lines(events: Iterable[Told], ledger: Ledger) -> Iterator[Line]:
    """The rows of the file."""
    for told in events:
        day = told.day
        if day is None:
            ledger.leave_out(NO_DAY)
        elif told.wide:
            ledger.leave_out(WIDE)
        else:
            yield Line(told.id, _cells(told, day), told)


def _cells(told: Told, day: str) -> list[Any]:
    row = told.row
    town, region, _ = place_parts(row)
    return [
        told.id,
        day,
        row["type"],
        row["mode"],
        row["intensity"],
        quad(row),
        _joined(row["contexts"]),
        *_actor(told.sources, day),
        *_actor(told.targets, day),
        row["where_name"],
        town,
        None,
        region,
        row["where_country"],
        row["where_lat"],
        row["where_lon"],
        None,
        row["where_name"],
        _FEATURES.get(row["where_precision"]),
        told.publisher,
        first_day(row["published"]),
        None,
        None,
        _joined(told.places),
        _LANGUAGES.get(told.language, told.language),
        f"Dateline {row['version']} {row['run_id']}",
    ]


def _actor(parties: tuple[Party, ...], day: str) -> list[Any]:
    def each(part: Callable[[Party], Any]) -> str | None:
        return _joined(str(value) for value in map(part, parties) if value not in (None, ""))

    first = parties[0].sectors[:1] if parties else ()
    return [
        each(lambda p: p.name),
        each(lambda p: p.country),
        each(lambda p: codes.cow(p.country, day) if p.country else None),
        first[0] if first else None,
        _joined(s for p in parties for s in p.sectors),
        each(lambda p: p.office),
        each(lambda p: p.text),
        None,
    ]


def _joined(values: Iterable[str]) -> str | None:
    return "; ".join(dict.fromkeys(values)) or None


FORMAT = delimited(
    "polecat",
    "POLECAT, 40 columns",
    "events.txt",
    COLUMNS,
    lines,
    header=True,
    missing="None",
    key="Event ID",
    notes=(
        "One row an event: several actors of one side are joined by '; ', each value once.",
        "Types, modes, contexts, quads and intensity are PLOVER's.",
        "Event Date is the first day of the event's interval. Events whose day is not known to a week "
        "are left out; status.csv has the intervals.",
    ),
)
