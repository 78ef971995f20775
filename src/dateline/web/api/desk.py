"""`/api/v1/desk`: what is served, how much it holds, and how fresh it is."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from dateline.desk import Desk
from dateline.web.api.events import as_json
from dateline.web.api.parameters import PROBLEM

router = APIRouter(tags=["desk"])

_TOLD = ("articles", "stories", "events", "first_published", "last_published")


@router.get("/desk", responses=PROBLEM)
def the_desk(request: Request) -> Response:
    """`taken`: when the copy was taken that is asked (UTC); `ready`: whether it has been made fast
    to ask; `away`: why no newer copy can be taken, or null."""
    database = request.app.state.database
    state = database.state
    held = database.remembered("desk", _held)
    return as_json({
        "name": database.path.name, "taken": state["at"].isoformat(timespec="seconds"),
        "ready": state["ready"], "away": state["away"], **held,
    })  # fmt: skip


def _held(desk: Desk) -> dict[str, Any]:
    info = desk.info()
    return {name: info[name] for name in _TOLD}
