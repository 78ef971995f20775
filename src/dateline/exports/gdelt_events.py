"""GDELT 2.0 Events (`export.CSV`): 61 columns, tab-separated, no header.

Source of columns and meanings: GDELT Event Codebook 2.0 (2015-02-19) and gdeltPyR's header rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dateline.exports.codes import Cameo, cameo_actor, country_name, has_place
from dateline.exports.formats import Column, Ledger, Line, Numbers, delimited
from dateline.exports.told import Dyad, Told, dyads
from dateline.knowledge import codes

NO_CODE = "events without a CAMEO code"
NO_DAY = "events without any date, their article's included"
WIDE = "events whose day is not known to a week"


def _actor_columns(n: int) -> tuple[Column, ...]:
    return (
        Column(f"Actor{n}Code", "string", "CAMEO actor code"),
        Column(f"Actor{n}Name", "string", "name"),
        Column(f"Actor{n}CountryCode", "string", "CAMEO code of the country"),
        Column(f"Actor{n}KnownGroupCode", "string", "CAMEO code of an organisation"),
        Column(f"Actor{n}EthnicCode", "string", "not filled"),
        Column(f"Actor{n}Religion1Code", "string", "not filled"),
        Column(f"Actor{n}Religion2Code", "string", "not filled"),
        *(Column(f"Actor{n}Type{i}Code", "string", "CAMEO role") for i in (1, 2, 3)),
    )


def _geo_columns(who: str, about: str) -> tuple[Column, ...]:
    return (
        Column(
            f"{who}Geo_Type",
            "integer",
            f"1 country, 2 US state, 3 US city, 4 city, 5 region; {about}",
        ),
        Column(f"{who}Geo_FullName", "string", "name of the place"),
        Column(f"{who}Geo_CountryCode", "string", "FIPS 10-4 code of the country"),
        Column(f"{who}Geo_ADM1Code", "string", "FIPS code of the country or US state; else empty"),
        Column(f"{who}Geo_ADM2Code", "string", "not filled"),
        Column(f"{who}Geo_Lat", "number", "latitude"),
        Column(f"{who}Geo_Long", "number", "longitude"),
        Column(f"{who}Geo_FeatureID", "string", "FIPS code of a country; else empty"),
    )


COLUMNS = (
    Column("GLOBALEVENTID", "integer", "63 bits of the event's content hash"),
    Column("SQLDATE", "integer", "first day of the event, YYYYMMDD"),
    Column("MonthYear", "integer", "YYYYMM"),
    Column("Year", "integer", "YYYY"),
    Column("FractionDate", "number", "YYYY + (MONTH * 30 + DAY) / 365"),
    *_actor_columns(1),
    *_actor_columns(2),
    Column("IsRootEvent", "integer", "1 where the sentence stands in the first paragraph"),
    Column("EventCode", "string", "CAMEO code"),
    Column("EventBaseCode", "string", "its first three digits"),
    Column("EventRootCode", "string", "its first two digits"),
    Column("QuadClass", "integer", "GDELT's class of the CAMEO root"),
    Column("GoldsteinScale", "number", "Goldstein score of the CAMEO code"),
    Column("NumMentions", "integer", "copies of the article's text"),
    Column("NumSources", "integer", "outlets that carried the text"),
    Column("NumArticles", "integer", "copies of the article's text"),
    Column("AvgTone", "number", "not filled: tone is not measured"),
    *_geo_columns("Actor1", "0: not sought"),
    *_geo_columns("Actor2", "0: not sought"),
    *_geo_columns("Action", "0: not known"),
    Column("DATEADDED", "integer", "when the article was published, YYYYMMDDHHMMSS"),
    Column("SOURCEURL", "string", "address of the article"),
)

# The last root of each class, as seen in GDELT's own rows: 09 is in class 2 and 14 in class 3,
# unlike in CAMEO's manual and ICEWS.
_LAST_ROOTS = (("05", 1), ("09", 2), ("14", 3), ("20", 4))

_NO_GEO: list[Any] = [0, None, None, None, None, None, None, None]


def quad_class(code: str) -> int:
    """GDELT's quad class of a CAMEO code."""
    return next(quad for last, quad in _LAST_ROOTS if code[:2] <= last)


def base_code(code: str) -> str:
    """The three-digit code of a CAMEO code; a bare root becomes the root's unspecified code."""
    return code[:3] if len(code) > 2 else f"{code}0"


def stamp(published: str | None) -> int | None:
    """An ISO date or time as YYYYMMDDHHMMSS in UTC; what is not told is the first moment."""
    if not published:
        return None
    text = published if len(published) >= 10 else published + "-01-01"[len(published) - 4 :]
    from datetime import datetime, timezone

    moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    if moment.tzinfo is not None:
        moment = moment.astimezone(timezone.utc)
    return int(moment.strftime("%Y%m%d%H%M%S"))


def usable(events: Iterable[Told], ledger: Ledger) -> Iterator[tuple[Told, str, str]]:
    """The events that have a CAMEO code and a day known to a week, with both."""
    for told in events:
        code, day = told.row["cameo"], told.day
        if not code:
            ledger.leave_out(NO_CODE)
        elif day is None:
            ledger.leave_out(NO_DAY)
        elif told.wide:
            ledger.leave_out(WIDE)
        else:
            yield told, code, day


def lines(events: Iterable[Told], ledger: Ledger) -> Iterator[Line]:
    """The rows of the file."""
    number = Numbers()
    for told, code, day in usable(events, ledger):
        for dyad in dyads(told):
            key = number(dyad.id)
            yield Line(str(key), _cells(key, told, dyad, code, day), told)


def _cells(key: int, told: Told, dyad: Dyad, code: str, day: str) -> list[Any]:
    row = told.row
    year, month, date = day.split("-")
    full = code if len(code) > 2 else base_code(code)
    return [
        key,
        int(day.replace("-", "")),
        int(year + month),
        int(year),
        round(int(year) + (int(month) * 30 + int(date)) / 365, 4),
        *_actor(dyad.source and dyad.source.name, cameo_actor(dyad.source)),
        *_actor(dyad.target and dyad.target.name, cameo_actor(dyad.target)),
        int(told.lead),
        full,
        base_code(code),
        code[:2],
        quad_class(code),
        row["goldstein"],
        row["copies"],
        max(1, len(row["outlets"])),
        row["copies"],
        None,
        *_NO_GEO,
        *_NO_GEO,
        *action_geo(row),
        stamp(row["published"]),
        row["url"],
    ]


def _actor(name: str | None, actor: Cameo) -> list[Any]:
    types = [*actor.types[:3], *[None] * 3][:3]
    name = name.upper() if name else None
    return [actor.code, name, actor.country, actor.group, None, None, None, *types]


def action_geo(row: dict[str, Any]) -> list[Any]:
    """The eight columns of where it took place."""
    if not has_place(row):
        return list(_NO_GEO)
    country, region, precision = row["where_country"], row["where_region"], row["where_precision"]
    fips = codes.fips(country) if country else None
    parts = [row["where_name"], region, country_name(country)]
    full_name = ", ".join(dict.fromkeys(p for p in parts if p))
    state = US_STATES.get(region or row["where_name"]) if country == "USA" else None
    if precision == "country":
        kind, adm1, feature = 1, fips, fips
    elif precision == "region":
        kind, adm1, feature = (2 if state else 5), None, None
    else:
        kind, adm1, feature = (3 if country == "USA" else 4), None, None
    if state:
        adm1 = f"US{state}"
    return [kind, full_name, fips, adm1, None, row["where_lat"], row["where_lon"], feature]


# Postal codes, which GDELT's ADM1 codes of US states end with.
US_STATES = dict(
    pair.rsplit(" ", 1)
    for pair in (
        "Alabama AL|Alaska AK|Arizona AZ|Arkansas AR|California CA|Colorado CO|Connecticut CT|"
        "Delaware DE|Florida FL|Georgia GA|Hawaii HI|Idaho ID|Illinois IL|Indiana IN|Iowa IA|"
        "Kansas KS|Kentucky KY|Louisiana LA|Maine ME|Maryland MD|Massachusetts MA|Michigan MI|"
        "Minnesota MN|Mississippi MS|Missouri MO|Montana MT|Nebraska NE|Nevada NV|"
        "New Hampshire NH|New Jersey NJ|New Mexico NM|New York NY|North Carolina NC|"
        "North Dakota ND|Ohio OH|Oklahoma OK|Oregon OR|Pennsylvania PA|Rhode Island RI|"
        "South Carolina SC|South Dakota SD|Tennessee TN|Texas TX|Utah UT|Vermont VT|Virginia VA|"
        "Washington WA|West Virginia WV|Wisconsin WI|Wyoming WY|District of Columbia DC|"
        "Washington, D.C. DC"
    ).split("|")
)

NOTES = (
    "One row for each pair of a source and a target. An event with one side only has an empty side.",
    "SQLDATE is the first day of the event's interval, and the article's day where no date is told. "
    "Events whose day is not known to a week are left out; status.csv has the intervals.",
    "QuadClass and EventRootCode are CAMEO's, as GDELT assigns them; PLOVER's classes differ.",
    "NumMentions, NumSources and NumArticles count the copies of the article's text.",
    "Places of actors are not sought (type 0). ADM1 is filled for countries and US states.",
)

FORMAT = delimited(
    "gdelt-events",
    "GDELT 2.0 Events, 61 columns",
    "events.export.CSV",
    COLUMNS,
    lines,
    header=False,
    needs=frozenset(),
    key="GLOBALEVENTID",
    notes=NOTES,
)
