"""Which tables are in use just now: Dateline's own, or those of the Reader that is reading.

A Reader with tables of its own reads inside `using(who)`; everything below asks `current()`. The
choice is bound to the thread or task (a context variable), so that two Readers with different
tables may read at the same time.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.knowledge.who import Who

_current: ContextVar[Who | None] = ContextVar("dateline_who", default=None)


def current() -> Who:
    """The tables in use."""
    who = _current.get()
    if who is None:
        from dateline.knowledge.who import own

        return own()
    return who


@contextmanager
def using(who: Who | None) -> Iterator[None]:
    """Read with these tables inside the `with` block; None keeps those in use."""
    if who is None:
        yield
        return
    token = _current.set(who)
    try:
        yield
    finally:
        _current.reset(token)
