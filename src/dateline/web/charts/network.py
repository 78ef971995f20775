"""A network in Vega-Lite, in a square as wide as its place: actors on a circle, those that have most
to do with each other as neighbours. It is laid out by `dateline.analysis`, without chance."""

from __future__ import annotations

import math
from typing import Any

from dateline.analysis import Network
from dateline.analysis.charts.network import (
    DRAWN,
    KINDS,
    angles,
    curves,
    points_of,
    ties_of,
)
from dateline.analysis.plain import cut
from dateline.web.charts.look import CONFIG, SCHEMA

_NARROW = 460
"""In a narrower chart the names are short and small."""
_SHORT = 22
_BRIEF = 9
_KINDS = {"range": ["@target", "@soft", "@source"], "domain": list(KINDS)}
_DASHES = {"range": [[5, 3], [1, 2], [1, 0]], "domain": list(KINDS)}


def spec(found: Network) -> dict[str, Any]:
    """The chart of a network; its ties lead to dyads, its actors to the network around them."""
    ties = ties_of(found)
    at = angles(found, ties)
    points = points_of(found, at)
    for node, point in zip(found.nodes, points, strict=True):
        point["brief"] = node.id if found.of == "countries" else cut(node.label, _BRIEF)
        point["short"] = cut(node.label, _SHORT)
        point["href"] = address_around(found, node.id)
        # A name ends within the square.
        point["room"] = round(1 - math.hypot(point["tx"], point["ty"]), 4)
    drawn = ties[-DRAWN:]
    lines = curves(drawn, at)
    for row in lines:
        tie = drawn[row["tie"]]
        row["href"] = address_between(tie.one, tie.two)
    across = {"type": "quantitative", "axis": None, "scale": {"domain": [-1, 1], "nice": False}}
    x, y = {**across, "field": "x"}, {**across, "field": "y"}
    kind = {"field": "kind", "type": "nominal", "legend": None}
    layers: list[dict[str, Any]] = [
        {
            "data": {"name": "ties"},
            "mark": {"type": "line", "opacity": 0.75, "strokeCap": "butt", "cursor": "pointer"},
            "encoding": {
                "x": x,
                "y": y,
                "order": {"field": "step", "type": "quantitative"},
                "detail": {"field": "tie", "type": "nominal"},
                "color": {**kind, "scale": _KINDS},
                "strokeDash": {**kind, "scale": _DASHES},
                "strokeWidth": {
                    "field": "expected", "type": "quantitative", "legend": None,
                    "scale": {"type": "sqrt", "range": [0.8, 9], "zero": True},
                },
                "href": {"field": "href"},
                "tooltip": [
                    {"field": "told", "title": "between"},
                    {"field": "expected", "format": ".1f", "title": "expected events"},
                    {"field": "score", "format": ".1f", "title": "mean Goldstein score"},
                ],
            },
        },
        {
            "data": {"name": "actors"},
            "mark": {"type": "circle", "color": "@ink", "opacity": 1, "stroke": "@paper",
                     "strokeWidth": 1.5, "cursor": "pointer"},
            "encoding": {
                "x": x,
                "y": y,
                "size": {"field": "activity", "type": "quantitative", "legend": None,
                         "scale": {"range": [40, 620], "zero": True}},
                "href": {"field": "href"},
                "tooltip": [
                    {"field": "label", "title": "who"},
                    {"field": "out", "type": "quantitative", "format": ".1f", "title": "as source"},
                    {"field": "into", "type": "quantitative", "format": ".1f", "title": "as target"},
                ],
            },
        },
    ]  # fmt: skip
    for left in (False, True):
        layers.append(
            {
                "data": {"name": "actors"},
                "transform": [{"filter": f"datum.left == {'true' if left else 'false'}"}],
                "mark": {"type": "text", "align": "right" if left else "left", "baseline": "middle",
                         "fontSize": {"expr": f"width < {_NARROW} ? 10 : 12"}, "cursor": "pointer",
                         "limit": {"expr": "datum.room * width / 2"}},
                "encoding": {
                    "x": {**x, "field": "tx"},
                    "y": {**y, "field": "ty"},
                    "angle": {"field": "angle", "type": "quantitative", "scale": None},
                    "text": {
                        "condition": {"test": f"width < {_NARROW}", "field": "brief"},
                        "field": "short",
                    },
                    "href": {"field": "href"},
                },
            }
        )  # fmt: skip
    return {
        "$schema": SCHEMA,
        "width": "container",
        "height": "container",
        "padding": 0,
        "datasets": {"ties": lines, "actors": points},
        "layer": layers,
        "config": CONFIG,
    }


def address_around(found: Network, name: str) -> str:
    """The network around an actor."""
    from urllib.parse import urlencode

    of = {} if found.of == "countries" else {"of": found.of}
    return f"/network?{urlencode({'around': name, **of})}"


def address_between(one: str, two: str) -> str:
    """The page of two actors."""
    from urllib.parse import quote

    return "/dyads/" + "/".join(quote(s.replace("/", "~"), safe="") for s in (one, two))
