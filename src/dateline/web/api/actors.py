"""`/api/v1/actors`: who is in the rows, under which id, and in how many."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from dateline.records import to_json
from dateline.web.actors import Actor, listed
from dateline.web.api import paging
from dateline.web.api.events import as_json
from dateline.web.api.parameters import PROBLEM

router = APIRouter(tags=["actors"])

ORDER = "rows DESC, id"
Words = Annotated[str | None, Query(max_length=300)]


@router.get("/actors", responses=PROBLEM)
def list_actors(
    request: Request,
    text: Words = None,
    country: Words = None,
    cursor: Annotated[str | None, Query(max_length=paging.MAX_CURSOR)] = None,
    limit: Annotated[int, Query(ge=1, le=paging.MOST)] = paging.LIMIT,
) -> Response:
    """Actors, those of most rows first: `id name country sectors rows does gets`. `text`: words of the name or
    the id; `country`: PLOVER's code. `/actors/ID` is the page of one; `source` and `target` of `/api/v1/events` take
    its name."""
    asked = to_json([text, country]).decode()
    after = paging.place(cursor or None, ORDER, asked)
    every: list[Actor] = request.app.state.database.remembered("actors", listed)
    found = [a for a in every if _meant(a, (text or "").strip().lower(), (country or "").strip())]
    begin = 0
    if after is not None:
        rows, id_ = after
        begin = sum((-a.rows, a.id) <= (-rows, id_) for a in found)
    data: list[dict[str, Any]] = [a._asdict() for a in found[begin : begin + limit + 1]]
    return as_json(paging.answer(data, limit, ORDER, asked, len(found)))


def _meant(actor: Actor, text: str, country: str) -> bool:
    if country and (actor.country or "") != country.upper():
        return False
    return not text or text in actor.name.lower() or text in actor.id.lower()
