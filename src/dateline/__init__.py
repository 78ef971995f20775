"""Dateline reads the news: who did what to whom, when, where, and on whose word.

    import dateline

    reader = dateline.Reader()
    reading = reader.read_file("page.html")
    for event in reading.events:
        print(event.status, event.type, [a.name for a in event.sources])

Importing this package is cheap: what it offers is loaded when it is first asked for.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.desk import Desk
    from dateline.errors import DatelineError
    from dateline.knowledge.lookup import lookup
    from dateline.reader import Reader
    from dateline.records import (
        Actor,
        Article,
        Attribution,
        Credit,
        Dateline,
        Event,
        Evidence,
        Page,
        Place,
        Reading,
        Relation,
        Size,
        Span,
        Time,
        Voice,
        When,
    )

__version__ = "0.1.0"

_RECORDS = (
    "Actor",
    "Article",
    "Attribution",
    "Credit",
    "Dateline",
    "Event",
    "Evidence",
    "Page",
    "Place",
    "Reading",
    "Relation",
    "Size",
    "Span",
    "Time",
    "Voice",
    "When",
)
_HOMES = {
    "DatelineError": "dateline.errors",
    "Desk": "dateline.desk",
    "Reader": "dateline.reader",
    "lookup": "dateline.knowledge.lookup",
    **dict.fromkeys(_RECORDS, "dateline.records"),
}
_MODULES = ("actors",)

__all__ = [
    "Actor",
    "Article",
    "Attribution",
    "Credit",
    "Dateline",
    "DatelineError",
    "Desk",
    "Event",
    "Evidence",
    "Page",
    "Place",
    "Reader",
    "Reading",
    "Relation",
    "Size",
    "Span",
    "Time",
    "Voice",
    "When",
    "__version__",
    "lookup",
]


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        return importlib.import_module(f"dateline.{name}")
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'dateline' has no attribute {name!r}")
    value = getattr(importlib.import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
