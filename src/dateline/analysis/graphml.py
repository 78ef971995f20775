"""A network as GraphML, for Gephi, igraph and networkx."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape, quoteattr

from dateline.analysis.networking import Network
from dateline.analysis.plain import plain

_NODE = {"label": "string", "out": "double", "into": "double"}
_EDGE = {"events": "int", "expected": "double", "goldstein": "double", "conflict": "double"}


def graphml(found: Network) -> str:
    """The network as a directed graph; what is not known is left out."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ]
    for where, columns in (("node", _NODE), ("edge", _EDGE)):
        lines += [
            f'  <key id="{where}_{name}" for="{where}" attr.name="{name}" attr.type="{kind}"/>'
            for name, kind in columns.items()
        ]
    lines.append('  <graph id="actors" edgedefault="directed">')
    ids = {n.id: f"n{i}" for i, n in enumerate(found.nodes)}
    lines += [f'    <node id="{ids[n.id]}">{_data("node", _NODE, n)}</node>' for n in found.nodes]
    lines += [
        f'    <edge source="{ids[e.source]}" target="{ids[e.target]}">{_data("edge", _EDGE, e)}</edge>'
        for e in found.edges
    ]
    return "\n".join([*lines, "  </graph>", "</graphml>", ""])


def _data(where: str, columns: dict[str, str], record: Any) -> str:
    values = ((name, getattr(record, name)) for name in columns)
    return "".join(
        f"<data key={quoteattr(f'{where}_{name}')}>{escape(plain(str(value)))}</data>"
        for name, value in values
        if value is not None
    )
