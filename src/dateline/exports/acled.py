"""ACLED's 31 columns, comma-separated with a header, for the types that ACLED knows.

The mapping is the table `acled.toml`. No row is ACLED's: it is Dateline's coding of the desk's
own articles, in ACLED's columns.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from dateline.exports.codes import country_name, place_parts
from dateline.exports.formats import Column, Ledger, Line, delimited
from dateline.exports.gdelt_events import NO_DAY, stamp
from dateline.exports.told import Party, Told, number_of

COLUMNS = (
    Column("event_id_cnty", "string", "country and number of the event"),
    Column("event_date", "date", "first day of the event"),
    Column("year", "integer", "YYYY"),
    Column("time_precision", "integer", "1 day, 2 week, 3 month or more"),
    Column("disorder_type", "string", "ACLED's"),
    Column("event_type", "string", "ACLED's, by the mapping of Dateline"),
    Column("sub_event_type", "string", "ACLED's, by the mapping of Dateline"),
    Column("actor1", "string", "name"),
    Column("assoc_actor_1", "string", "further actors of that side"),
    Column(
        "inter1",
        "integer",
        "1 state, 2 rebels, 3 militias, 5 rioters, 6 protesters, 7 civilians, 8 external",
    ),
    Column("actor2", "string", "name"),
    Column("assoc_actor_2", "string", "further actors of that side"),
    Column("inter2", "integer", "as inter1; 0 where there is nobody"),
    Column("interaction", "integer", "inter1 and inter2, the smaller first"),
    Column("civilian_targeting", "string", "'Civilian targeting' or empty"),
    Column("iso", "integer", "ISO 3166-1 numeric"),
    Column("region", "string", "ACLED's region"),
    Column("country", "string", "English name"),
    Column("admin1", "string", "first-level region"),
    Column("admin2", "string", "not filled"),
    Column("admin3", "string", "not filled"),
    Column("location", "string", "name of the place"),
    Column("latitude", "number", "latitude"),
    Column("longitude", "number", "longitude"),
    Column("geo_precision", "integer", "1 town, 2 region, 3 country"),
    Column("source", "string", "outlet"),
    Column("source_scale", "string", "not filled"),
    Column("notes", "string", "the sentence"),
    Column("fatalities", "integer", "dead at least; 0 where none are told"),
    Column("tags", "string", "size of the crowd"),
    Column("timestamp", "integer", "seconds since 1970 when the article was published"),
)

UNKNOWN_TYPE = "events of types that ACLED does not know"
NO_PLACE = "events whose country is not known"
NOT_SO = "events that are neither fact nor claim"

_ARMED = {"MIL", "REB", "UAF", "COP", "SPY", "CRM"}
_BY_FORCE = {None, "firearms", "primitive", "targeted", "destroy"}
_TIME = {"day": 1, "week": 2}
_GEO = {"point": 1, "city": 1, "region": 2, "country": 3}
_CIVILIAN, _PROTESTERS, _RIOTERS, _EXTERNAL = 7, 6, 5, 8


@cache
def _table() -> dict[str, Any]:
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    text = (files("dateline.exports") / "acled.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def regions() -> dict[str, tuple[str, int]]:
    """Country → ACLED's region and the ISO number."""
    found = {}
    for region, countries in _table()["regions"].items():
        for code, number in (c.split() for c in countries):
            found[code] = (region, int(number))
    return found


def lines(events: Iterable[Told], ledger: Ledger) -> Iterator[Line]:
    """The rows of the file."""
    for told in events:
        row, day = told.row, told.day
        kinds = kinds_of(told)
        if row["status"] not in ("fact", "claim"):
            ledger.leave_out(NOT_SO)
        elif kinds is None:
            ledger.leave_out(UNKNOWN_TYPE)
        elif row["where_country"] not in regions():
            ledger.leave_out(NO_PLACE)
        elif day is None:
            ledger.leave_out(NO_DAY)
        else:
            key = f"{row['where_country']}{number_of(told.id)}"
            yield Line(key, _cells(key, told, day, *kinds), told)


def kinds_of(told: Told) -> tuple[str, str] | None:
    """ACLED's event type and sub-event type, or None where it has none."""
    table, type_, mode = _table()["events"], told.row["type"], told.row["mode"]
    if type_ == "ASSAULT" and mode in _BY_FORCE and _armed(told.sources) and _armed(told.targets):
        return "Battles", "Armed clash"
    found = table.get(f"{type_}/{mode or '*'}") or table.get(f"{type_}/*")
    return (found[0], found[1]) if found else None


def _armed(parties: tuple[Party, ...]) -> bool:
    return any(_ARMED.intersection(p.sectors) or p.country == "IMG" for p in parties)


def _inter(parties: tuple[Party, ...], event_type: str, first: bool, where: str) -> int:
    """ACLED's code of who a side is."""
    if not parties:
        return 0
    if first and event_type in ("Protests", "Riots"):
        return _PROTESTERS if event_type == "Protests" else _RIOTERS
    party = parties[0]
    if party.country == "IMG":
        return 2
    code = next((_table()["inter"][s] for s in party.sectors if s in _table()["inter"]), None)
    if code is None:
        state = party.country in regions() and not party.sectors
        code = 1 if state else _CIVILIAN
    return _EXTERNAL if code == 1 and party.country != where else int(code)


def _cells(key: str, told: Told, day: str, event_type: str, sub_type: str) -> list[Any]:
    row = told.row
    country = row["where_country"]
    region, iso = regions()[country]
    _, admin1, _ = place_parts(row)
    inter1 = _inter(told.sources, event_type, True, country)
    inter2 = _inter(told.targets, event_type, False, country)
    dead = [int(s["low"]) for s in told.sizes if s["what"] == "dead" and s["low"] is not None]
    crowd = [s["text"] for s in told.sizes if s["what"] == "crowd"]
    civilian = inter2 == _CIVILIAN and event_type != "Strategic developments"
    return [
        key,
        day,
        int(day[:4]),
        _TIME.get(row["when_precision"], 3),
        _table()["disorder"][event_type],
        event_type,
        sub_type,
        *_names(told.sources),
        inter1,
        *_names(told.targets),
        inter2,
        int("".join(map(str, sorted((inter1, inter2), key=lambda n: (n == 0, n))))),
        "Civilian targeting" if civilian else None,
        iso or None,
        region,
        country_name(country),
        admin1,
        None,
        None,
        row["where_name"],
        row["where_lat"],
        row["where_lon"],
        _GEO.get(row["where_precision"], 3),
        told.publisher,
        None,
        told.sentence,
        max(dead, default=0),
        f"crowd size={crowd[0]}" if crowd else None,
        _seconds(row["published"]),
    ]


def _names(parties: tuple[Party, ...]) -> list[str | None]:
    names = list(dict.fromkeys(p.name for p in parties))
    return [names[0] if names else None, "; ".join(names[1:]) or None]


def _seconds(published: str | None) -> int | None:
    from datetime import datetime, timezone

    moment = stamp(published)
    if moment is None:
        return None
    told = datetime.strptime(str(moment), "%Y%m%d%H%M%S").replace(tzinfo=timezone.utc)
    return int(told.timestamp())


FORMAT = delimited(
    "acled",
    "ACLED's columns (31), for the types that ACLED knows",
    "events.csv",
    COLUMNS,
    lines,
    header=True,
    delimiter=",",
    needs=frozenset(),
    key="event_id_cnty",
    notes=(
        "No row is ACLED's: it is Dateline's coding of this desk's articles, in ACLED's columns.",
        "Only facts and claims that have a country and one of the types in dateline/exports/acled.toml, "
        "which states the mapping: ASSAULT, PROTEST, COERCE/arrest, RETREAT/ceasefire and /disarm.",
        "fatalities is 0 where the text tells of no dead, as in ACLED.",
        "inter codes are the numeric ones (1 to 8) of ACLED's exports before 2025.",
    ),
)
