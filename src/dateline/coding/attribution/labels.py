"""What stands before a colon at the start of a line and is nobody: labels of a page, and where a report was written."""

from __future__ import annotations

import re

from dateline.knowledge.gazetteer import find_names
from dateline.knowledge.places import spots

LABEL = re.compile(
    r"\b(?:note|update|updated|watch|video|photos?|read|related|exclusive|breaking|opinion|analysis|"
    r"q|a|q&a|correction|by|source|sources|from|more|image|pictures?|caption|credit|tags?|topics?|when|where|"
    r"what|who|why|how|here|time|date|location|email|phone|contact|copyright|editing|reporting|monday|tuesday|"
    r"wednesday|thursday|friday|saturday|sunday|part|chapter|step|number|no|example|conclusion|summary|"
    r"background|factbox|timeline|full text|abstract|live|fact check|podcast|listen|twitter|facebook|"
    r"claim|verdict|facts?|assessment|rating|ruling|myth|false|true|misleading|"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december) \d+)\b",
    re.I,
)

_LETTERS = 3
_LARGE = 100_000
"""Inhabitants of a town whose name in capitals is rather where a report was written than who speaks."""


def is_place(name: str) -> bool:
    """Whether a name in capitals is that of a state or large town: "KINSHASA: Rebels fled"; not letters such
    as "US", which are written so anyway."""
    if not name.isupper() or len(name) <= _LETTERS:
        return False
    states = (h for h in find_names(name) if (h.start, h.end) == (0, len(name)))
    return any(
        h.named.entity is not None and h.named.entity.kind == "state" for h in states
    ) or any(spot.population >= _LARGE for spot in spots(name.title()))
