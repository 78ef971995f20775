"""Analysis: dyads, series and networks out of the desk; tables in, tables or charts out.

from dateline.analysis import panel, relations

table = panel(desk, by="month", actors=["PRK", "KOR", "USA"], since="2022", until="2023")
found = relations(desk, "PRK", "USA", by="month")
found.periods, found.shifts, found.chart()
"""

from __future__ import annotations

from dateline.analysis.comparing import Comparison, compare
from dateline.analysis.networking import Network, network
from dateline.analysis.panels import Panel, panel
from dateline.analysis.related import Relations
from dateline.analysis.relating import relations

__all__ = [
    "Comparison",
    "Network",
    "Panel",
    "Relations",
    "compare",
    "network",
    "panel",
    "relations",
]
