"""How many workers there are, and how much each may take."""

from __future__ import annotations

import os
from dataclasses import dataclass

from dateline import limits
from dateline.errors import UsageError

_ROOM = 1_000_000_000
"""Memory that a worker is reckoned to need, where it is the memory that bounds their number."""


@dataclass(frozen=True)
class Workers:
    """So many processes; `seconds` for one page, and `memory` in bytes for one process (None:
    without a bound). One worker is this process itself, and has no bounds."""

    count: int
    seconds: float = limits.MAX_PAGE_SECONDS
    memory: int | None = limits.MAX_WORKER_BYTES

    def __post_init__(self) -> None:
        if self.count < 1:
            raise UsageError(f"{self.count} workers cannot read", cure="1 or more")


def all_cores() -> int:
    """The cores that this process may use, or fewer where the memory is small."""
    try:
        cores = len(os.sched_getaffinity(0))
    except AttributeError:  # not on macOS and Windows
        cores = os.cpu_count() or 1
    try:
        memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        return cores
    return max(1, min(cores, memory // _ROOM))
