"""`/dyads/A/B`: two sides: what each does to the other over time, by type, and on whose word."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from dateline.desk import Desk
from dateline.errors import UsageError
from dateline.web import rows
from dateline.web.charts import asked as wanted
from dateline.web.charts import counting, figures, speaking
from dateline.web.charts.asked import Asked
from dateline.web.filters import MAX_CHARS, View
from dateline.web.parts import parts
from dateline.web.render import render

router = APIRouter()

NEWEST = 20


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
    sides = sides_of(a, b)
    asked = wanted.asked_of(request.query_params.multi_items())
    database = request.app.state.database
    series = series_of(database, sides, asked)
    found = database.remembered(
        ("dyad", sides, asked.filtered), lambda desk: _asked(desk, *sides, asked)
    )
    query = figures.query({"a": sides[0], "b": sides[1]}, asked)
    return render(
        request, "dyad.html", parts=parts("dyad", request, f"{a}/{b}"), asked=asked,
        figure=figures.of_series(series, asked, "/charts/dyad", query, _sides(*sides)), **found,
    )  # fmt: skip


def sides_of(a: str, b: str) -> tuple[str, str]:
    """The sides of an address; raises `UsageError` where one is too long."""
    sides = a.replace("~", "/").strip(), b.replace("~", "/").strip()
    if max(map(len, sides)) > MAX_CHARS:
        raise UsageError("the name of a side is too long", cure=f"at most {MAX_CHARS} characters")
    return sides


def _sides(a: str, b: str) -> list[dict[str, Any]]:
    """The filters of each direction, and of both."""
    return [{"source": [a], "target": [b]}, {"source": [b], "target": [a]}, {"between": (a, b)}]


def series_of(database: Any, sides: tuple[str, str], asked: Asked) -> Any:
    """The series of two sides, remembered."""
    return database.remembered(
        ("dyad series", sides, asked.query),
        lambda desk: counting.of_two(desk, *sides, asked, database.path.stem),
    )


def _asked(desk: Desk, a: str, b: str, asked: Asked) -> dict[str, Any]:
    view = View(filters={**asked.filters, "between": (a, b)}, per_page=NEWEST)
    found = rows.page(desk, view)
    there, back, _ = (asked.rows(**side) for side in _sides(a, b))
    return {
        "a": a,
        "b": b,
        "view": view,
        "there": there,
        "back": back,
        "total": rows.count(desk, view),
        "rows": found,
        "marked": rows.marked(desk, found),
        "types": _both(desk, "type", there, back),
        "quads": sorted((int(k), x, y) for k, x, y in _both(desk, "quad", there, back)),
        "speaking": speaking.of_two(desk, there, back, (a, b)),
    }


def _both(desk: Desk, facet: str, there: View, back: View) -> list[tuple[str, int, int]]:
    """The values of a facet with their rows in each direction, the most frequent first."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for at, view in enumerate((there, back)):
        for value, n in rows.counted(desk, view, facet).items():
            counts[value][at] = n
    return sorted(((k, x, y) for k, (x, y) in counts.items()), key=lambda r: (-r[1] - r[2], r[0]))
