"""Fetching: addresses become pages, only where a user names them.

`Fetching` says how, a `Fetcher` does it, a `Memory` keeps what was had before, and `open_online`
opens the sources of one call.
"""

from __future__ import annotations

from dateline.intake.fetching.address import is_url
from dateline.intake.fetching.fetcher import Fetcher, Stopped
from dateline.intake.fetching.memory import Answer, Known, Memory
from dateline.intake.fetching.options import Fetching
from dateline.intake.fetching.walk import Outcome, open_online, shown, until_stopped

__all__ = [
    "Answer",
    "Fetcher",
    "Fetching",
    "Known",
    "Memory",
    "Outcome",
    "Stopped",
    "is_url",
    "open_online",
    "shown",
    "until_stopped",
]
