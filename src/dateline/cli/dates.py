"""An event's interval in as few characters as it can be read in."""

from __future__ import annotations

from dateline.cli.text import clean
from dateline.desk import showing
from dateline.records import When


def interval(when: When | None) -> str:
    """`2022`, `2022-07`, `2022-07-03`, `1910 to 1945`; the words of the text, in quotation
    marks, where they could not be put on a calendar; `unknown` where there are none."""
    if when is None:
        return "unknown"
    told = showing.interval(when.earliest, when.latest)
    return told or (f'"{clean(when.text)}"' if when.text else "unknown")
