"""`/api/v1/articles/ID`: an article, and all that was read in it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from dateline.web.api.events import as_json
from dateline.web.api.parameters import PROBLEM
from dateline.web.problems import Missing

router = APIRouter(tags=["articles"])


@router.get("/articles/{id_}", responses=PROBLEM)
def one_article(request: Request, id_: str) -> Response:
    """The article with its text; spans of readings count its characters."""
    with request.app.state.database.lease() as desk:
        found = desk.article(id_)
    if found is None:
        raise _missing(id_)
    return as_json(found)


@router.get("/articles/{id_}/reading", responses=PROBLEM)
def its_reading(request: Request, id_: str) -> Response:
    """Sentences, actors, times, places, attributions and events of the article."""
    with request.app.state.database.lease() as desk:
        found = desk.reading(id_)
    if found is None:
        raise _missing(id_)
    return as_json(found)


def _missing(id_: str) -> Missing:
    return Missing(f"there is no article {id_[:40]!r}", "ids stand in /api/v1/events: article_id")
