"""ICEWS coded event data: 20 columns, tab-separated, with a header.

Source of the columns: a file of the Harvard Dataverse (doi:10.7910/DVN/28075); of the names of
sectors and countries: the lists of openeventdata/text_to_CAMEO (facts only).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dateline.coding.ontology import cameo
from dateline.exports.codes import country_name, place_parts
from dateline.exports.formats import Column, Ledger, Line, Numbers, delimited
from dateline.exports.gdelt_events import usable
from dateline.exports.told import Party, Told, dyads, number_of

COLUMNS = (
    Column("Event ID", "integer", "63 bits of the event's content hash"),
    Column("Event Date", "date", "first day of the event"),
    Column("Source Name", "string", "who does it"),
    Column("Source Sectors", "string", "in ICEWS's names, joined by commas"),
    Column("Source Country", "string", "English name"),
    Column("Event Text", "string", "label of the CAMEO code"),
    Column("CAMEO Code", "string", "CAMEO code"),
    Column("Intensity", "number", "Goldstein score of the CAMEO code"),
    Column("Target Name", "string", "to whom"),
    Column("Target Sectors", "string", "in ICEWS's names, joined by commas"),
    Column("Target Country", "string", "English name"),
    Column("Story ID", "integer", "63 bits of the content hash of the story"),
    Column("Sentence Number", "integer", "which sentence of the article, from 1"),
    Column("Publisher", "string", "outlet"),
    Column("City", "string", "town"),
    Column("District", "string", "not filled"),
    Column("Province", "string", "first-level region"),
    Column("Country", "string", "English name"),
    Column("Latitude", "number", "latitude"),
    Column("Longitude", "number", "longitude"),
)

SECTORS = {
    "GOV": "Government",
    "MIL": "Military",
    "COP": "Police",
    "JUD": "Judicial",
    "LEG": "Legislative / Parliamentary",
    "PTY": "Parties",
    "OPP": "Protestors / Popular Opposition / Mobs",
    "REB": "Rebel",
    "UAF": "Unidentified Forces",
    "CRM": "Criminals / Gangs",
    "SPY": "Intelligence Ministry",
    "BUS": "Business",
    "CVL": "General Population / Civilian / Social",
    "EDU": "Education",
    "ELI": "Elite",
    "LAB": "Labor",
    "JRN": "Media",
    "MED": "Medical / Health",
    "REF": "Refugees / Displaced",
    "REL": "National Religious",
    "NGO": "Nongovernmental Organizations / Activists",
    "AGR": "Agricultural",
}
"""PLOVER's sectors in ICEWS's words; one that is missing here is left out."""

COUNTRIES = {
    "RUS": "Russian Federation",
    "PSE": "Occupied Palestinian Territory",
    "CIV": "Cote d'Ivoire",
    "COD": "Democratic Republic of Congo",
    "COG": "Congo",
    "CZE": "Czech Republic",
    "MKD": "Macedonia",
    "SWZ": "Swaziland",
    "CPV": "Cape Verde",
    "GNB": "Guinea-Bissau",
    "TLS": "Timor-Leste",
    "TUR": "Turkey",
    "VAT": "Holy See",
    "MMR": "Myanmar",
    "STP": "Sao Tome and Principe",
}
"""Names that ICEWS writes otherwise than Dateline."""


def country(code: str | None) -> str | None:
    """ICEWS's name of a country."""
    return COUNTRIES.get(code) or country_name(code) if code else None


def lines(events: Iterable[Told], ledger: Ledger) -> Iterator[Line]:
    """The rows of the file."""
    number = Numbers()
    labels = cameo()
    for told, code, day in usable(events, ledger):
        row = told.row
        town, region, _ = place_parts(row)
        label = labels[code].label if code in labels else ""
        for dyad in dyads(told):
            key = number(dyad.id)
            cells = [
                key,
                day,
                *_actor(dyad.source),
                label[:1].upper() + label[1:].lower() if label.isupper() else label,
                code,
                row["goldstein"],
                *_actor(dyad.target),
                number_of(row["story_id"]),
                told.number,
                told.publisher,
                town,
                None,
                region,
                country(row["where_country"]),
                row["where_lat"],
                row["where_lon"],
            ]
            yield Line(str(key), cells, told)


def _actor(party: Party | None) -> list[Any]:
    if party is None:
        return [None, None, None]
    sectors = ",".join(SECTORS[s] for s in party.sectors if s in SECTORS)
    return [party.name, sectors or None, country(party.country)]


FORMAT = delimited(
    "icews",
    "ICEWS coded event data, 20 columns",
    "events.tab",
    COLUMNS,
    lines,
    header=True,
    key="Event ID",
    notes=(
        "One row for each pair of a source and a target. An event with one side only has an empty side.",
        "Event Date is the first day of the event's interval. Events whose day is not known to a week "
        "are left out; status.csv has the intervals.",
        "Organisations that belong to no country have the organisation's kind as their country.",
    ),
)
