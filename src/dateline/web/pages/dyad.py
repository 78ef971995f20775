"""`/dyads/A/B`: two sides: what each does to the other, by month and type, and who speaks."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from dateline.desk import Desk
from dateline.desk.asking import asked_of, where
from dateline.errors import UsageError
from dateline.web import rows
from dateline.web.filters import MAX_CHARS, View
from dateline.web.parts import parts
from dateline.web.render import render

router = APIRouter()

NEWEST = 20
MONTHS = 60


def written(side: str) -> str:
    """A side as it stands in an address: a slash of its code as `~`."""
    from urllib.parse import quote

    return quote(side.replace("/", "~"), safe="")


@router.get("/dyads")
def choose(request: Request, a: str = "", b: str = "") -> Response:
    """The form that asks for two sides leads to their page."""
    if not a.strip() or not b.strip():
        raise UsageError("a dyad has two sides", cure="name both: KEN and TZA, or two names")
    return RedirectResponse(f"/dyads/{written(a.strip())}/{written(b.strip())}", 303)


@router.get("/dyads/{a}/{b}")
def dyad(request: Request, a: str, b: str) -> Response:
    sides = a.replace("~", "/"), b.replace("~", "/")
    if max(map(len, sides)) > MAX_CHARS:
        raise UsageError("the name of a side is too long", cure=f"at most {MAX_CHARS} characters")
    with request.app.state.database.lease() as desk:
        context = _asked(desk, *sides)
    return render(request, "dyad.html", parts=parts("dyad", request, f"{a}/{b}"), **context)


def _asked(desk: Desk, a: str, b: str) -> dict[str, Any]:
    view = View(filters={"between": (a, b)}, per_page=NEWEST)
    found = rows.page(desk, view)
    there, back = (
        View(filters={"source": [a], "target": [b]}),
        View(filters={"source": [b], "target": [a]}),
    )
    return {
        "a": a,
        "b": b,
        "view": view,
        "there": there,
        "back": back,
        "total": rows.count(desk, view),
        "rows": found,
        "marked": rows.marked(desk, found),
        "months": _months(desk, there, back),
        "types": _types(desk, there, back),
        "voices": _voices(desk, view),
    }


def _months(desk: Desk, there: View, back: View) -> list[dict[str, Any]]:
    """Month → rows and mean intensity in each direction; the newest first."""
    found: dict[str, dict[str, Any]] = defaultdict(lambda: {"there": (0, None), "back": (0, None)})
    for way, view in (("there", there), ("back", back)):
        asked = where(asked_of(**view.filters))
        for month, n, mean in desk.sql(
            f"SELECT left(when_earliest, 7) AS m, count(*), avg(intensity) FROM {asked.view} "
            f"WHERE {asked.condition} AND length(when_earliest) >= 7 GROUP BY m",
            asked.parameters,
        ).fetchall():
            found[month][way] = (n, mean)
    return [{"month": m, **found[m]} for m in sorted(found, reverse=True)[:MONTHS]]


def _types(desk: Desk, there: View, back: View) -> list[tuple[str, int, int]]:
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for at, view in enumerate((there, back)):
        asked = where(asked_of(**view.filters))
        for kind, n in desk.sql(
            f'SELECT "type", count(*) FROM {asked.view} WHERE {asked.condition} GROUP BY 1',
            asked.parameters,
        ).fetchall():
            counts[kind][at] = n
    return sorted(((k, x, y) for k, (x, y) in counts.items()), key=lambda r: (-r[1] - r[2], r[0]))


def _voices(desk: Desk, view: View) -> list[tuple[str, int]]:
    asked = where(asked_of(**view.filters))
    found: list[tuple[str, int]] = desk.sql(
        f"SELECT v, count(*) AS n FROM (SELECT unnest(list_distinct(voices)) AS v "
        f"FROM {asked.view} WHERE {asked.condition}) GROUP BY v ORDER BY n DESC, v LIMIT 12",
        asked.parameters,
    ).fetchall()
    return found
