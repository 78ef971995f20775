"""Phoenix daily events (Open Event Data Alliance): 26 columns, tab-separated, no header.

As in Phoenix, one row of a day has a source, target and code once; its sentences, addresses and
outlets are joined by ";". Rows without a code for both sides are left out, as PETRARCH does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dateline.exports.codes import Cameo, cameo_actor, place_parts
from dateline.exports.formats import Column, Ledger, Line, Numbers, delimited
from dateline.exports.gdelt_events import base_code, usable
from dateline.exports.told import Told, dyads

ONE_SIDE = "pairs in which a side has no CAMEO code"
REPEATED = "rows told again on the day, joined to the first"


def _actor_columns(who: str) -> tuple[Column, ...]:
    return (
        Column(f"{who}ActorFull", "string", "CAMEO actor code"),
        Column(f"{who}ActorEntity", "string", "country or kind of organisation"),
        Column(f"{who}ActorRole", "string", "first role"),
        Column(f"{who}ActorAttribute", "string", "further groups, joined by ;"),
    )


COLUMNS = (
    Column("EventID", "integer", "63 bits of the event's content hash"),
    Column("Date", "integer", "first day of the event, YYYYMMDD"),
    Column("Year", "integer", "YYYY"),
    Column("Month", "integer", "month"),
    Column("Day", "integer", "day"),
    *_actor_columns("Source"),
    *_actor_columns("Target"),
    Column("EventCode", "string", "CAMEO code"),
    Column("EventRootCode", "string", "its first two digits"),
    Column(
        "PentaClass",
        "integer",
        "0 statement, 1 verbal, 2 material cooperation, 3 verbal, 4 material conflict",
    ),
    Column("GoldsteinScore", "number", "Goldstein score of the CAMEO code"),
    Column("Issues", "string", "not filled"),
    Column("Lat", "number", "latitude"),
    Column("Lon", "number", "longitude"),
    Column("LocationName", "string", "town"),
    Column("StateName", "string", "first-level region"),
    Column("CountryCode", "string", "ISO 3166 alpha-3"),
    Column("SentenceID", "string", "articles and their sentences, joined by ;"),
    Column("URLs", "string", "addresses, joined by ;"),
    Column("NewsSources", "string", "outlets, joined by ;"),
)

# Of phoenix_pipeline's postprocess.py.
PENTA = {
    **dict.fromkeys(("01", "02"), 0),
    **dict.fromkeys(("03", "04", "05"), 1),
    **dict.fromkeys(("06", "07", "08"), 2),
    **dict.fromkeys(("09", "10", "11", "12", "13", "16"), 3),
    **dict.fromkeys(("14", "15", "17", "18", "19", "20"), 4),
}
_ROLES = set("GOV MIL REB OPP PTY COP JUD SPY MED EDU BUS CRM CVL".split())
_JOINED = (23, 24, 25)


def lines(events: Iterable[Told], ledger: Ledger) -> Iterator[Line]:
    """The rows of the file, in the order of their first telling."""
    number = Numbers()
    rows: dict[tuple[str, ...], Line] = {}
    for told, code, day in usable(events, ledger):
        for dyad in dyads(told):
            source, target = cameo_actor(dyad.source), cameo_actor(dyad.target)
            if not source.code or not target.code:
                ledger.leave_out(ONE_SIDE)
                continue
            known = rows.get((day, source.code, target.code, code))
            if known is None:
                key = number(dyad.id)
                cells = _cells(key, told, source, target, code, day)
                rows[day, source.code, target.code, code] = Line(str(key), cells, told)
            else:
                ledger.leave_out(REPEATED)
                for at, value in zip(_JOINED, _sources(told), strict=True):
                    listed = known.cells[at].split(";")
                    if value and value not in listed:
                        known.cells[at] = ";".join(filter(None, [*listed, value]))
    yield from rows.values()


def _sources(told: Told) -> list[str]:
    row = told.row
    sentence = f"{row['article_id']}_{told.number}"
    return [
        sentence,
        (row["url"] or "").replace(";", "%3B"),
        (told.publisher or "").replace(";", ","),
    ]


def _cells(key: int, told: Told, source: Cameo, target: Cameo, code: str, day: str) -> list[Any]:
    row = told.row
    year, month, date = day.split("-")
    town, region, _ = place_parts(row)
    full = code if len(code) > 2 else base_code(code)
    return [
        key,
        int(day.replace("-", "")),
        int(year),
        int(month),
        int(date),
        *_actor(source),
        *_actor(target),
        full,
        code[:2],
        PENTA[code[:2]],
        row["goldstein"],
        None,
        row["where_lat"],
        row["where_lon"],
        town,
        region,
        row["where_country"],
        *_sources(told),
    ]


def _actor(actor: Cameo) -> list[Any]:
    groups = [actor.code[i : i + 3] for i in range(0, len(actor.code), 3)]
    entity = actor.country or groups[0]
    rest = [g for g in groups if g != entity]
    role = next((g for g in rest if g in _ROLES), None)
    return [actor.code, entity, role, ";".join(g for g in rest if g != role)]


FORMAT = delimited(
    "phoenix",
    "Phoenix daily events, 26 columns",
    "events.txt",
    COLUMNS,
    lines,
    header=False,
    key="EventID",
    notes=(
        "One row for each day, source, target and code, as Phoenix keeps them; what tells it again "
        "adds its sentence, address and outlet to the row. status.csv is of the first telling.",
        "Only pairs with a CAMEO code on both sides: Phoenix has no others.",
        "Roots and penta classes are CAMEO's, in Phoenix's mapping.",
    ),
)
