"""Since when somebody is told what changed: their last visit, or a time that they name.

Visits are kept with the people's work. With `--read-only` there is none of it: then they stand in a
signed cookie, which ends with the server.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from dateline.desk.asking import moment
from dateline.errors import PeopleError
from dateline.people.store import now
from dateline.people.visits import Visit, look, looked
from dateline.web.persons import person

COOKIE = "dateline_visit"
YEAR = 365 * 24 * 3600
NOTHING = "1970-01-01"
"""Before all that a desk can tell the time of."""


class Since(NamedTuple):
    """`at` (UTC): what people did later is new to somebody; `added`: what came to the desk from then
    on, as a filter says it. `visit`: whether it is that of their last visit, and not one they name."""

    at: str
    added: str
    visit: bool


def since_of(request: Request, named: str, seen: str) -> tuple[Since | None, Visit | None]:
    """Since when, and the visit to be kept in the cookie. None where this is the first visit.
    `seen`: when the newest of the desk came. Raises `UsageError` for a time that is none."""
    visit = _visit(request, seen)
    if named:
        at = moment(named)
        return Since(f"{at.isoformat(timespec='seconds')}+00:00", named, False), visit
    if visit is None or visit.before_at is None:
        return None, visit
    return Since(visit.before_at, after(visit.before_seen or ""), True), visit


def after(seen: str) -> str:
    """The first moment after one."""
    if not seen:
        return NOTHING
    return (datetime.fromisoformat(seen) + timedelta(microseconds=1)).isoformat()


def _visit(request: Request, seen: str) -> Visit | None:
    people = request.app.state.people
    if people is None:
        return looked(_unsigned(request), now(), seen)
    try:
        return look(people, person(request).name, now(), seen)
    except PeopleError:
        return None  # whatever is wrong with the file, the desk can be read


# --- the cookie -------------------------------------------------------------------------


def keep(request: Request, answer: Response, visit: Visit | None) -> None:
    """Write a visit into the cookie, where there is no other place for it."""
    if request.app.state.people is not None or visit is None:
        return
    value = "|".join(part or "" for part in visit)
    answer.set_cookie(
        COOKIE, f"{value}|{_signature(request, value)}", max_age=YEAR, httponly=True, samesite="lax",
        secure=request.url.scheme == "https",
    )  # fmt: skip


def _unsigned(request: Request) -> Visit | None:
    value, _, signature = request.cookies.get(COOKIE, "").rpartition("|")
    parts = value.split("|")
    good = hmac.compare_digest(signature.encode(), _signature(request, value).encode())
    if not good or len(parts) != len(Visit._fields):
        return None
    at, seen, before_at, before_seen = parts
    return Visit(at, seen, before_at or None, before_seen if before_at else None)


def _signature(request: Request, value: str) -> str:
    key: bytes = request.app.state.key
    return hmac.new(key, f"visit {value}".encode(), hashlib.sha256).hexdigest()
