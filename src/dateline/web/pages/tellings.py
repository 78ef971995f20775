"""`/tellings/ID`: one event as different texts tell it: who states, who claims, who denies."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from dateline.desk.same_event import DAYS
from dateline.desk.tellings import Telling
from dateline.web.pages.event import found
from dateline.web.render import render

router = APIRouter()

MOST_DAYS = 60
SILENT = 40
"""So many outlets that are silent are shown."""

# How a telling stands to the event, and the statuses that mean it.
SIDES = (
    ("states", "State it", ("fact",)),
    ("claims", "Claim it", ("claim",)),
    ("expects", "Expect or plan it", ("expected", "planned", "hypothetical")),
    ("denies", "Deny it", ("denied", "negated")),
)


@router.get("/tellings/{id_}")
def tellings(request: Request, id_: str, days: int = DAYS) -> Response:
    days = min(max(days, 0), MOST_DAYS)
    with request.app.state.database.lease() as desk:
        row, _, _ = found(desk, id_)
        told = desk.tellings(id_, days=days)
    assert told is not None
    every = [told.event, *told.others]
    return render(
        request, "tellings.html", row=row, told=told, days=days,
        sides=[(key, name, _of(every, statuses)) for key, name, statuses in SIDES],
        stories=len({t.story_id for t in every}), most_silent=SILENT,
    )  # fmt: skip


def _of(tellings: list[Telling], statuses: tuple[str, ...]) -> list[Telling]:
    chosen = [t for t in tellings if t.status in statuses]
    return sorted(chosen, key=lambda t: (t.first_seen is None, t.first_seen or "", t.story_id))
