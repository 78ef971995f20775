"""`/failures`: the pages that could not be read, and why."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from dateline.desk import Desk
from dateline.web.filters import number_of
from dateline.web.persons import Person, needs
from dateline.web.render import render
from dateline.web.rows import as_dicts

router = APIRouter()

PAGE = 100


@router.get("/failures")
def failures(
    request: Request, _: Annotated[Person, Depends(needs("coder"))], page: str = "1"
) -> Response:
    """The newest first: they name files of whoever fills the desk, so readers do not see them."""
    at = number_of("page", page, 1_000_000)
    with request.app.state.database.lease() as desk:
        found = _asked(desk, at)
    return render(request, "failures.html", page=at, **found)


def _asked(desk: Desk, page: int) -> dict[str, Any]:
    ((total,),) = desk.sql("SELECT count(*) FROM failures").fetchall()
    found = desk.sql(
        "SELECT f.source, f.code, f.what, f.cure, strftime(a.arrived, '%Y-%m-%d %H:%M') AS failed "
        "FROM failures f LEFT JOIN (SELECT id, max(arrived) AS arrived FROM arrivals "
        "WHERE kind = 'failed' GROUP BY id) a ON a.id = f.source "
        f"ORDER BY a.arrived DESC NULLS LAST, f.source LIMIT {PAGE:d} OFFSET {PAGE * (page - 1):d}"
    )
    return {"total": total, "failed": as_dicts(found), "last": max(1, -(-total // PAGE))}
