"""`/`: the newest stories, the largest first; what happens in them, and between whom."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from dateline.desk import Desk
from dateline.web.filters import View
from dateline.web.parts import parts
from dateline.web.render import render
from dateline.web.rows import as_dicts

router = APIRouter()

DAYS = 7
STORIES = 12
PAIRS = 10


@router.get("/")
def today(request: Request) -> Response:
    found = request.app.state.database.remembered(*WARM[0])
    return render(request, "today.html", parts=parts("today", request), **found)


def _asked(desk: Desk) -> dict[str, Any]:
    info = desk.info()
    last = (info["last_published"] or "")[:10]
    since = _since(desk, last)
    stories = as_dicts(
        desk.sql(
            "SELECT s.*, (SELECT count(*) FROM events e WHERE e.story_id = s.id) AS events "
            "FROM (SELECT * FROM stories WHERE $1 = '' OR first_seen >= $1 "
            "ORDER BY len(outlets) DESC, copies DESC, first_seen DESC NULLS LAST, id "
            f"LIMIT {STORIES:d}) s ORDER BY len(s.outlets) DESC, s.copies DESC, "
            "s.first_seen DESC NULLS LAST, s.id",
            [since],
        )
    )
    newest = "($1 = '' OR published >= $1)"
    types = desk.sql(
        f'SELECT "type", status, count(*) FROM events WHERE {newest} GROUP BY ALL', [since]
    ).fetchall()
    pairs = as_dicts(
        desk.sql(
            "SELECT s AS source, t AS target, count(*) AS events, "
            "count(*) FILTER (quad >= 3) AS conflict FROM (SELECT quad, "
            "unnest(list_distinct(source_countries)) AS s, target_countries FROM events "
            f"WHERE {newest}), unnest(list_distinct(target_countries)) AS u(t) "
            f"WHERE s <> '' AND t <> '' AND s <> t GROUP BY ALL ORDER BY events DESC, s, t "
            f"LIMIT {PAIRS:d}",
            [since],
        )
    )
    return {
        "info": info,
        "since": since,
        "last": last,
        "stories": stories,
        "types": _by_type(types),
        "pairs": pairs,
        "recent": View(filters={"since": since} if since else {}),
    }


WARM = [("today", _asked)]
"""What the page asks: once for each state of the desk."""


def _since(desk: Desk, last: str) -> str:
    """The first of the last days, or of as many as it takes to fill the page; empty where the
    newest article has no day."""
    try:
        week = (date.fromisoformat(last) - timedelta(days=DAYS - 1)).isoformat()
    except ValueError:
        return ""
    ((enough,),) = desk.sql(
        "SELECT left(min(first_seen), 10) FROM (SELECT first_seen FROM stories "
        f"WHERE length(first_seen) >= 10 ORDER BY first_seen DESC LIMIT {STORIES:d})"
    ).fetchall()
    return min(week, enough or week)


def _by_type(rows: list[tuple[str, str, int]]) -> list[dict[str, Any]]:
    """Type → rows in all, and those told as having happened; the most frequent first."""
    found: dict[str, dict[str, Any]] = {}
    for type_, status, n in rows:
        one = found.setdefault(type_, {"type": type_, "rows": 0, "happened": 0})
        one["rows"] += n
        one["happened"] += n if status in {"fact", "claim"} else 0
    return sorted(found.values(), key=lambda one: (-one["rows"], one["type"]))
