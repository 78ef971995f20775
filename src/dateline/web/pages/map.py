"""`/map`: where the events of a view happen, with the filters of `/events`, and the same as a table."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from dateline.web.filters import View, view_of
from dateline.web.mapping import map_of
from dateline.web.render import render

router = APIRouter()

BASIC = ("text", "source", "target", "since", "until")
"""The filters of the form at the top; the others are kept in hidden fields."""


@router.get("/map")
def map_page(request: Request) -> Response:
    view = View(filters=view_of(request.query_params.multi_items()).filters)
    found = request.app.state.database.remembered(
        ("map", view.query), lambda desk: map_of(desk, view)
    )
    return render(request, "map.html", view=view, map=found, basic=BASIC)
