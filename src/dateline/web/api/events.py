"""`/api/v1/events`: rows with the filters of the command line."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from dateline.desk.asking import order
from dateline.desk.same_event import DAYS
from dateline.errors import UsageError
from dateline.people.overlay import over
from dateline.records import to_json
from dateline.web import downloads, rows
from dateline.web.api import paging
from dateline.web.api.parameters import EVENTS, LISTED, PROBLEM
from dateline.web.filters import View, filters_of, flag, number_of
from dateline.web.pages.event import found, gone

router = APIRouter(tags=["events"])

_BESIDES = ("sort", "cursor", "limit", "format", "corrected")


@router.get("/events", openapi_extra={"parameters": EVENTS}, responses=LISTED)
def list_events(request: Request) -> Response:
    """Events that all filters let through; a filter that stands several times means any of its
    values. `total` counts them all. In another `format` than json all rows come, without pages."""
    query = request.query_params.multi_items()
    filters = filters_of(query, _BESIDES)
    rest = {k: v for k, v in query if k in _BESIDES and v}
    view = View(filters=filters, sort=rest.get("sort", "date"))
    by = order(view.sort[:40])
    kind = rest.get("format", "json")
    database = request.app.state.database
    corrected = flag(rest.get("corrected", "false"), "corrected")
    if corrected and kind not in {"csv", "jsonl"}:
        raise UsageError("corrected rows come as a file", cure="format=csv or format=jsonl")
    if kind in downloads.FORMATS:
        store = request.app.state.people
        laid = (lambda desk: over(store, desk)) if corrected else None
        return downloads.events(database, view, kind, laid)
    if kind != "json":
        raise UsageError(
            f"no format {kind[:40]!r}", cure=f"one of json, {', '.join(downloads.FORMATS)}"
        )
    limit = number_of("limit", rest.get("limit", str(paging.LIMIT)), paging.MOST)
    asked = View(filters=filters).query
    after = paging.place(rest.get("cursor"), by, asked)
    total = database.remembered(("total", asked), lambda desk: rows.count(desk, view))
    with database.lease() as desk:
        data = rows.slice_after(desk, view, after, limit + 1)
    return as_json(paging.answer(data, limit, by, asked, total))


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
