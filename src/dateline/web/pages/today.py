"""`/`: the newest stories, the largest first; what changed since the last visit; which pairs are out
of their usual range; what happens, between whom and where."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from functools import partial
from typing import Any, NamedTuple

from fastapi import APIRouter, Request
from starlette.responses import Response

from dateline.analysis.dyads import STATUSES
from dateline.analysis.unusual import WINDOWS, Pair, unusual
from dateline.desk import Desk
from dateline.errors import UsageError
from dateline.web.changes import changed, newest
from dateline.web.filters import View
from dateline.web.mapping import map_of
from dateline.web.parts import parts
from dateline.web.render import render
from dateline.web.rows import as_dicts
from dateline.web.visits import keep, since_of

router = APIRouter()

DAYS = 7
STORIES = 12
PAIRS = 10
LANDS = 12
"""So many countries stand in the table beside the map; the others are a click away."""


class Shown(NamedTuple):
    """A pair out of its usual range as the page shows it: the rows, and where on a line of 0 to 100
    their number and the usual ones lie."""

    pair: Pair
    view: View
    at: float
    low: float
    width: float


@router.get("/")
def today(request: Request, days: str = "", since: str = "") -> Response:
    if days and days not in {str(d) for d in WINDOWS}:
        raise UsageError(f"no window of {days[:20]!r} days", cure="7, 30 or 90")
    asked = int(days or 0)
    database = request.app.state.database
    found = database.remembered(("today", asked), partial(_asked, days=asked))
    seen = database.remembered("newest", newest)
    told, visit = since_of(request, since.strip(), seen)
    answer = render(
        request, "today.html", parts=parts("today", request), earlier=_earlier(),
        **changed(request, told, seen), **found,
    )  # fmt: skip
    keep(request, answer, visit)
    return answer


def _asked(desk: Desk, days: int = 0) -> dict[str, Any]:
    """What the page shows of the last `days`; of 0: of the last seven, or of as many as it takes to
    fill it."""
    info = desk.info()
    last = (info["last_published"] or "")[:10]
    since = _since(desk, last, days)
    stories = as_dicts(
        desk.sql(
            "SELECT s.*, (SELECT count(*) FROM events e WHERE e.story_id = s.id) AS events "
            "FROM (SELECT * FROM stories WHERE $1 = '' OR first_seen >= $1 "
            "ORDER BY greatest(len(outlets), 1) DESC, copies DESC, first_seen DESC NULLS LAST, id "
            f"LIMIT {STORIES:d}) s ORDER BY greatest(len(s.outlets), 1) DESC, s.copies DESC, "
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
    recent = View(filters={"published_since": since} if since else {})
    out = unusual(desk, days or DAYS)
    return {
        "info": info,
        "since": since,
        "days": days or DAYS,
        # Where it reaches further back than a week to fill the page, none of them is chosen.
        "chosen": days or (DAYS if since == _first(last, DAYS) else 0),
        "choices": tuple(WINDOWS),
        "stories": stories,
        "types": _by_type(types),
        "pairs": pairs,
        "recent": recent,
        "unusual": out,
        "ranges": [_shown(p, out.since, out.until) for p in out.pairs],
        "map": map_of(desk, recent, spots=False),
        "lands": LANDS,
    }


WARM: list[tuple[Any, Callable[[Desk], Any]]] = [
    ("newest", newest),
    *((("today", days), partial(_asked, days=days)) for days in (0, *WINDOWS)),
]
"""What the page asks: once for each state of the desk."""


def _earlier() -> list[tuple[str, str]]:
    """Times since when one may ask what changed, by the clock."""
    now = datetime.now(timezone.utc).date()
    return [
        (words, (now - timedelta(days=days)).isoformat())
        for words, days in (("yesterday", 1), ("a week ago", 7), ("a month ago", 30))
    ]


def _shown(pair: Pair, since: str, until: str) -> Shown:
    """A pair with the filters that give exactly its rows."""
    view = View(
        filters={
            "between": (pair.one, pair.other), "quad": [str(pair.quad)], "status": list(STATUSES),
            "background": False, "published_since": since, "published_until": until,
        }
    )  # fmt: skip
    scale = 96 / max(pair.rows, pair.high, 1)
    low, high = pair.low * scale, pair.high * scale
    return Shown(
        pair, view, round(pair.rows * scale, 1), round(low, 1), round(max(2, high - low), 1)
    )


def _since(desk: Desk, last: str, days: int) -> str:
    """The first of the last days, or of as many as it takes to fill the page where `days` is 0;
    empty where the newest article has no day."""
    first = _first(last, days or DAYS)
    if days or not first:
        return first
    ((enough,),) = desk.sql(
        "SELECT left(min(first_seen), 10) FROM (SELECT first_seen FROM stories "
        f"WHERE length(first_seen) >= 10 ORDER BY first_seen DESC LIMIT {STORIES:d})"
    ).fetchall()
    return min(first, enough or first)


def _first(last: str, days: int) -> str:
    """The first of so many days of which this is the last; empty where it is none."""
    try:
        return (date.fromisoformat(last) - timedelta(days=days - 1)).isoformat()
    except ValueError:
        return ""


def _by_type(rows: list[tuple[str, str, int]]) -> list[dict[str, Any]]:
    """Type → rows in all, and those told as having happened; the most frequent first."""
    found: dict[str, dict[str, Any]] = {}
    for type_, status, n in rows:
        one = found.setdefault(type_, {"type": type_, "rows": 0, "happened": 0})
        one["rows"] += n
        one["happened"] += n if status in {"fact", "claim"} else 0
    return sorted(found.values(), key=lambda one: (-one["rows"], one["type"]))
