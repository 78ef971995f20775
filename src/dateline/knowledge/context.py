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
    from dateline.knowledge.terms import Day
    from dateline.knowledge.who import Who

_current: ContextVar[Who | None] = ContextVar("dateline_who", default=None)
_day: ContextVar[Day | None] = ContextVar("dateline_day", default=None)


def current() -> Who:
    """The tables in use."""
    who = _current.get()
    if who is None:
        from dateline.knowledge.who import own

        return own()
    return who


def current_day() -> Day | None:
    """The day of the text that is being read, where it is known."""
    return _day.get()


@contextmanager
def using(who: Who | None, day: Day | None = None) -> Iterator[None]:
    """Read with these tables, and on this day, inside the `with` block; None keeps what is so."""
    tables = _current.set(_current.get() if who is None else who)
    today = _day.set(_day.get() if day is None else day)
    try:
        yield
    finally:
        _day.reset(today)
        _current.reset(tables)
