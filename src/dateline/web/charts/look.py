"""What all charts of the pages have in common. A colour that begins with "@" is one of the style
sheet's (`--chart-…` in `charts.css`): the page's script puts it in."""

from __future__ import annotations

from typing import Any

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
"""A name: nothing is loaded from there."""

CONFIG: dict[str, Any] = {
    "background": None,
    "font": "@font",
    "view": {"stroke": None},
    "axis": {
        "labelColor": "@soft", "titleColor": "@soft", "gridColor": "@grid", "domainColor": "@grid",
        "tickColor": "@grid", "titleFontWeight": "normal", "titleFontSize": 12, "labelFontSize": 12,
        "titlePadding": 10,
    },
    "text": {"color": "@ink"},
}  # fmt: skip
