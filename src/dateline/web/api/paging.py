"""Cursors: after which row the next page begins, as one opaque word.

A cursor holds the values by which its row is sorted, so that it goes on at the same place also where
rows came in meanwhile, or went; and a mark of the question, so that it is not put to another one.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from dateline.desk.keys import fits, values_of
from dateline.errors import UsageError

LIMIT = 100
MOST = 1_000
MAX_CURSOR = 300
"""Characters of a cursor."""
_VERSION = 2
_ANEW = "ask again without a cursor, and take `next` of each page for the one after it"


def cursor(row: Mapping[str, Any], order: str, asked: str) -> str:
    """The cursor of the rows after one. `asked` is what is asked for, as text: without the cursor
    and the limit, which may change from page to page."""
    told = msgspec.json.encode([_VERSION, _mark(asked, order), *values_of(row, order)])
    return base64.urlsafe_b64encode(told).decode().rstrip("=")


def _mark(asked: str, order: str) -> str:
    return hashlib.sha256(f"{order}\n{asked}".encode()).hexdigest()[:10]


def place(value: str | None, order: str, asked: str) -> Sequence[Any] | None:
    """The values after which a page begins, None at the beginning. Raises `UsageError` for what is
    no cursor of this question."""
    if value is None:
        return None
    if len(value) > MAX_CURSOR:
        raise UsageError(f"a cursor of {len(value):,} characters is none", cure=_ANEW)
    try:
        told = msgspec.json.decode(
            base64.b64decode(
                value.encode() + b"=" * (-len(value) % 4), altchars=b"-_", validate=True
            ),
            type=list,
        )
    except (binascii.Error, ValueError, msgspec.DecodeError):
        raise UsageError("that is no cursor", cure=_ANEW) from None
    if told[:1] != [_VERSION]:
        raise UsageError("that cursor is none of this version of Dateline", cure=_ANEW)
    if told[1:2] != [_mark(asked, order)]:
        raise UsageError(
            "that cursor belongs to other filters, or to another order",
            cure=f"change nothing but the cursor and the limit; or {_ANEW}",
        )
    if not fits(told[2:], order):
        raise UsageError("that is no cursor", cure=_ANEW)
    return told[2:]


def answer(
    rows: list[dict[str, Any]], limit: int, order: str, asked: str, total: int | None = None
) -> dict[str, Any]:
    """A page: `data` holds `limit` rows at most; `next` is None on the last one. `rows` may hold
    one more row, by which it is known that there are more."""
    more = len(rows) > limit
    following = cursor(rows[limit - 1], order, asked) if more else None
    told: dict[str, Any] = {"data": rows[:limit], "next": following}
    return told if total is None else {**told, "total": total}
