"""`/api/v1/stories`: texts, who carried them, and what each copy changed."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from dateline.desk.stories import order
from dateline.records import to_json
from dateline.web.api import paging
from dateline.web.api.events import as_json
from dateline.web.api.parameters import PROBLEM
from dateline.web.problems import Missing
from dateline.web.rows import as_dicts

router = APIRouter(tags=["stories"])

Words = Annotated[str | None, Query(max_length=300)]


@router.get("/stories", responses=PROBLEM)
def list_stories(
    request: Request,
    min_copies: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
    outlet: Words = None,
    since: Words = None,
    until: Words = None,
    text: Words = None,
    sort: Literal["copies", "date", "-date"] = "copies",
    cursor: Annotated[str | None, Query(max_length=paging.MAX_CURSOR)] = None,
    limit: Annotated[int, Query(ge=1, le=paging.MOST)] = paging.LIMIT,
) -> Response:
    """Stories that all filters let through: `id first_seen headline copies outlets`."""
    by = order(sort)
    asked = to_json([min_copies, outlet, since, until, text]).decode()
    after = paging.place(cursor or None, by, asked)
    with request.app.state.database.lease() as desk:
        listed = desk.stories(
            min_copies=min_copies, outlet=outlet, since=since, until=until, text=text, sort=sort,
            limit=limit + 1, after=after,
        )  # fmt: skip
        data = as_dicts(listed)
    return as_json(paging.answer(data, limit, by, asked))


@router.get("/stories/{id_}", responses=PROBLEM)
def one_story(request: Request, id_: str) -> Response:
    """A story by its id or that of any of its articles, with all copies and their changes."""
    with request.app.state.database.lease() as desk:
        found = desk.story(id_)
    if found is None:
        raise Missing(f"there is no story {id_[:40]!r}", "list them: /api/v1/stories")
    return as_json(found)
