"""`/events`: the table. All that it shows stands in its address; downloads are of that view."""

from __future__ import annotations

import math
from functools import cache
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from dateline.desk import Desk
from dateline.exports import names
from dateline.people.overlay import of_rows
from dateline.web import downloads, rows
from dateline.web.charts.histogram import histogram
from dateline.web.filters import View, view_of
from dateline.web.render import render

router = APIRouter()

SORTS = (
    ("-date", "newest event first"),
    ("date", "oldest event first"),
    ("-published", "newest article first"),
    ("published", "oldest article first"),
    ("-confidence", "surest first"),
    ("confidence", "least sure first"),
    ("story", "by story"),
)
BASIC = ("text", "source", "target", "since", "until")
"""The filters of the form at the top; the others are kept in hidden fields."""


@router.get("/events")
def events(request: Request) -> Response:
    view = view_of(request.query_params.multi_items())
    database = request.app.state.database
    counted = database.remembered(("counts", view.at(1).query), lambda desk: _counts(desk, view))
    with database.lease() as desk:
        found = rows.page(desk, view)
        marked = rows.marked(desk, found)
        mended = of_rows(request.app.state.people, desk, found)
    last = max(1, math.ceil(counted["total"] / view.per_page))
    return render(
        request, "events.html", view=view, rows=found, marked=marked, mended=mended, last=last, sorts=SORTS,
        basic=BASIC, formats=downloads.FORMATS, exports=exports(), **counted,
    )  # fmt: skip


@cache
def exports() -> list[str]:
    """The formats of `dateline export` besides: looking for those of other packages takes a while."""
    return [n for n in names() if n not in downloads.FORMATS]


def _counts(desk: Desk, view: View) -> dict[str, Any]:
    return {
        "total": rows.count(desk, view),
        "facets": rows.facets(desk, view),
        "times": histogram(desk, view),
    }


WARM = [(("counts", View().query), lambda desk: _counts(desk, View()))]
"""What the first look at the table asks."""


@router.get("/events.{kind}")
def download(request: Request, kind: str) -> Response:
    """All rows of a view as a file; sort and filters count, page and columns do not."""
    view = view_of(request.query_params.multi_items())
    return downloads.events(request.app.state.database, view, kind)


@router.get("/exports/{name}.zip")
def export(request: Request, name: str) -> Response:
    """The view in another format of `dateline export`."""
    view = view_of(request.query_params.multi_items())
    return downloads.export(request.app.state.database, view, name)
