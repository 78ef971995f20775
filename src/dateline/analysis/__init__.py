"""Analysis: dyads and series out of the desk; tables in, tables out.

from dateline.analysis import panel

table = panel(desk, by="month", actors=["PRK", "KOR", "USA"], since="2022", until="2023")
"""

from __future__ import annotations

from dateline.analysis.comparing import Comparison, compare
from dateline.analysis.panels import Panel, panel

__all__ = ["Comparison", "Panel", "compare", "panel"]
