"""Cursors: where the next page begins, as one opaque word."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from dateline.errors import UsageError

LIMIT = 100
MOST = 1_000


def cursor(offset: int) -> str:
    """The cursor of a row by its number."""
    return base64.urlsafe_b64encode(f"1:{offset}".encode()).decode().rstrip("=")


def offset(value: str | None) -> int:
    """The number that a cursor holds; raises `UsageError` for what is none."""
    if value is None:
        return 0
    try:
        text = base64.urlsafe_b64decode(value.encode() + b"=" * (-len(value) % 4)).decode("ascii")
        version, _, number = text.partition(":")
        if version == "1" and number.isdecimal() and len(number) < 12:
            return int(number)
    except (binascii.Error, ValueError):
        pass
    raise UsageError("that is no cursor", cure="take `next` of the page before")


def answer(rows: list[Any], start: int, limit: int, total: int | None = None) -> dict[str, Any]:
    """A page: `data` holds `limit` rows at most; `next` is None on the last one. `rows` may hold
    one more row, by which it is known that there are more."""
    more = len(rows) > limit
    told: dict[str, Any] = {"data": rows[:limit], "next": cursor(start + limit) if more else None}
    return told if total is None else {**told, "total": total}
