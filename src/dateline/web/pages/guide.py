"""`/guide`: what the codes and statuses mean, from the tables that the coder uses."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from dateline.coding.ontology import meanings
from dateline.web.render import render

router = APIRouter()


@router.get("/guide")
def guide(request: Request) -> Response:
    every = meanings().values()
    types = [m for m in every if m.kind == "type"]
    modes = {t.code: [m for m in every if m.kind == "mode" and m.type == t.code] for t in types}
    return render(
        request, "guide.html", types=types, modes=modes,
        contexts=[m for m in every if m.kind == "context"],
    )  # fmt: skip
