"""The same reading by several processes of this machine.

The stages know nothing of this, and neither does the desk: it gives jobs to an executor and gets
each back with its work, in the order given. `inline` reads here; `ahead` lets processes read
before they are asked, and is otherwise the same.
"""

from __future__ import annotations

from dateline.scale.ahead import ahead
from dateline.scale.reading import readings
from dateline.scale.size import Workers, all_cores
from dateline.scale.work import Executor, Job, Reads, Work, inline

__all__ = [
    "Executor",
    "Job",
    "Reads",
    "Work",
    "Workers",
    "ahead",
    "all_cores",
    "executor",
    "inline",
    "readings",
]


def executor(reader: Reads, workers: int | Workers = 1) -> Executor:
    """What reads with `reader`: this process for one worker, others for more.

    Raises `UsageError` for fewer than one, and for a reader that other processes cannot make.
    """
    size = workers if isinstance(workers, Workers) else Workers(workers)
    return inline(reader) if size.count == 1 else ahead(reader, size)
