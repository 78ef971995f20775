"""GraphML, for Gephi, igraph and networkx: actors are nodes, each pair of an event is an edge."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from dateline.exports.formats import Column, Format, Ledger, cell
from dateline.exports.told import Party, Told, dyads

ONE_SIDE = "events with one side only"

NODE = (
    Column("label", "string", "name"),
    Column("country", "string", "PLOVER's country"),
    Column("sectors", "string", "PLOVER's sectors, joined by ;"),
)
EDGE = (
    Column("event_id", "string", "content hash of the event"),
    Column("type", "string", "PLOVER type"),
    Column("mode", "string", "PLOVER mode"),
    Column("cameo", "string", "CAMEO code"),
    Column("quad", "int", "PLOVER's quad class"),
    Column("intensity", "double", "PLOVER's score"),
    Column("goldstein", "double", "Goldstein score"),
    Column("status", "string", "kind of statement"),
    Column("background", "boolean", "whether it lies before the news of the day"),
    Column("voices", "string", "on whose word, joined by ;"),
    Column("date", "string", "first day of the event"),
    Column("date_precision", "string", "precision of the date"),
    Column("confidence", "double", "how sure, 0 to 1"),
    Column("url", "string", "address of the article"),
)


def write(events: Iterable[Told], path: Path, ledger: Ledger) -> None:
    """Nodes are written where an edge first needs them, as GraphML allows."""
    nodes: dict[tuple[str, str | None, tuple[str, ...]], str] = {}
    with path.open("w", encoding="utf-8", newline="\n", errors="replace") as out:
        out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
        out.write('<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
        for where, columns in (("node", NODE), ("edge", EDGE)):
            for c in columns:
                out.write(
                    f'  <key id="{where}_{c.name}" for="{where}" attr.name="{c.name}" '
                    f'attr.type="{c.type}"/>\n'
                )
        out.write('  <graph id="events" edgedefault="directed">\n')
        for told in events:
            for dyad in dyads(told):
                if dyad.source is None or dyad.target is None:
                    ledger.leave_out(ONE_SIDE)
                    continue
                ends = []
                for party in (dyad.source, dyad.target):
                    key = (party.name, party.country, party.sectors)
                    if key not in nodes:
                        nodes[key] = f"n{len(nodes)}"
                        out.write(_node(nodes[key], party))
                    ends.append(nodes[key])
                out.write(
                    f'    <edge id="e{dyad.id}" source="{ends[0]}" target="{ends[1]}">'
                    f"{_data('edge', EDGE, _edge(told))}</edge>\n"
                )
                ledger.keep(dyad.id, told)
        out.write("  </graph>\n</graphml>\n")


def _node(id_: str, party: Party) -> str:
    values = [party.name, party.country, ";".join(party.sectors)]
    return f'    <node id="{id_}">{_data("node", NODE, values)}</node>\n'


def _edge(told: Told) -> list[Any]:
    row = told.row
    names = ["type", "mode", "cameo", "quad", "intensity", "goldstein", "status", "background"]
    return [
        told.id,
        *(row[n] for n in names),
        ";".join(v.name for v in told.voices),
        told.day,
        row["when_precision"],
        row["confidence"],
        row["url"],
    ]


def _data(where: str, columns: tuple[Column, ...], values: list[Any]) -> str:
    return "".join(
        f"<data key={quoteattr(f'{where}_{c.name}')}>{escape(cell(v))}</data>"
        for c, v in zip(columns, values, strict=True)
        if v not in (None, "")
    )


FORMAT = Format(
    name="graphml",
    about="GraphML: actors as nodes, events as edges",
    file="events.graphml",
    mediatype="application/graphml+xml",
    columns=EDGE,
    write=write,
    needs=frozenset(),
    key="event_id",
    holds_status=True,
    notes=(
        "A node is a name with its country and sectors. Events with one side only are left out.",
    ),
)
