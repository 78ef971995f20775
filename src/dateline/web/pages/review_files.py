"""`/review/judgements.csv`, `/review/gold.jsonl`, `/review/mends.jsonl`: what people judged, as files."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from dateline.people.overlay import over
from dateline.web import downloads
from dateline.web.downloads import FORMATS, SECONDS
from dateline.web.filters import view_of
from dateline.web.persons import Person, needs, people
from dateline.web.problems import Missing
from dateline.web.review import gold as made

router = APIRouter()
Editor = Annotated[Person, Depends(needs("editor"))]


@router.get("/review/judgements.csv")
def judgements(request: Request, _: Editor) -> Response:
    with people(request).reading() as db:
        return _file("judgements.csv", made.as_csv(db).encode())


@router.get("/review/gold.jsonl")
def gold(request: Request, _: Editor) -> Response:
    with people(request).reading() as db, request.app.state.database.lease(SECONDS) as desk:
        return _file("gold.jsonl", b"".join(made.gold(db, desk)))


@router.get("/review/mends.jsonl")
def mends(request: Request, _: Editor) -> Response:
    with people(request).reading() as db:
        return _file("mends.jsonl", b"".join(made.mends_as_jsonl(db)))


@router.get("/review/corrected.{kind}")
def corrected(request: Request, kind: str) -> Response:
    """The rows of a view with the corrections laid over; `mended_by` says who mended what."""
    view = view_of(request.query_params.multi_items())
    if kind not in {"csv", "jsonl"}:
        raise Missing(f"there is no format {kind[:20]!r}", "csv or jsonl")
    store = people(request)
    return downloads.events(request.app.state.database, view, kind, lambda desk: over(store, desk))


def _file(name: str, content: bytes) -> Response:
    kind = FORMATS[name.rpartition(".")[2]]
    headers = {"content-disposition": f'attachment; filename="dateline-{name}"'}
    return Response(content, media_type=kind, headers=headers)
