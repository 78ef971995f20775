"""`/api/v1/events`: rows with the filters of the command line."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from dateline.desk.asking import SORTS
from dateline.desk.tellings import DAYS
from dateline.errors import UsageError
from dateline.records import to_json
from dateline.web import downloads, rows
from dateline.web.api import paging
from dateline.web.api.parameters import EVENTS, PROBLEM
from dateline.web.filters import View, filters_of, number_of
from dateline.web.pages.event import found, gone

router = APIRouter(tags=["events"])

_BESIDES = ("sort", "cursor", "limit", "format")


@router.get("/events", openapi_extra={"parameters": EVENTS}, responses=PROBLEM)
def list_events(request: Request) -> Response:
    """Events that all filters let through; a filter that stands several times means any of its
    values. `total` counts them all."""
    query = request.query_params.multi_items()
    filters = filters_of(query, _BESIDES)
    rest = {k: v for k, v in query if k in _BESIDES and v}
    view = View(filters=filters, sort=rest.get("sort", "date"))
    if view.sort not in SORTS:
        raise UsageError(f"cannot sort by {view.sort[:40]!r}", cure=f"one of {', '.join(SORTS)}")
    kind = rest.get("format", "json")
    if kind not in {"json", "csv"}:
        raise UsageError(f"no format {kind[:40]!r}", cure="json or csv")
    database = request.app.state.database
    if kind == "csv":
        return downloads.events(database, view, "csv")
    limit = number_of("limit", rest.get("limit", str(paging.LIMIT)), paging.MOST)
    start = paging.offset(rest.get("cursor"))
    total = database.remembered(("total", view.query), lambda desk: rows.count(desk, view))
    with database.lease() as desk:
        data = rows.slice_of(desk, view, start, limit + 1)
    return as_json(paging.answer(data, start, limit, total))


@router.get("/events/{id_}", responses=PROBLEM)
def one_event(request: Request, id_: str) -> Response:
    """One event: `row` as in the list, `event` the whole record with actors, voices and evidence."""
    with request.app.state.database.lease() as desk:
        row, _, event = found(desk, id_)
    return as_json({"row": row, "event": event})


@router.get("/events/{id_}/tellings", responses=PROBLEM)
def tellings(
    request: Request, id_: str, days: Annotated[int, Query(ge=0, le=60)] = DAYS
) -> Response:
    """How other stories tell the same event, up to so many days apart; and which outlets are silent
    about it: `silent_by` says who counts as that."""
    with request.app.state.database.lease() as desk:
        told = desk.tellings(id_, days=days)
        if told is None:
            raise gone(desk, id_)
    return as_json(told)


def as_json(value: Any) -> Response:
    """A record, or dicts and lists of them, as JSON."""
    return Response(to_json(msgspec.to_builtins(value)), media_type="application/json")
