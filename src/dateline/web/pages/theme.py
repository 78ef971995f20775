"""`/theme`: light, dark, or as the system has it; kept in a cookie of the browser."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.responses import RedirectResponse, Response

from dateline.web.render import THEME, THEMES
from dateline.web.security import form, local

router = APIRouter()

YEAR = 365 * 24 * 3600


@router.post("/theme")
def theme(fields: Annotated[dict[str, str], Depends(form)]) -> Response:
    answer = RedirectResponse(local(fields.get("back")), 303)
    wanted = fields.get("to", "")
    if wanted in THEMES:
        answer.set_cookie(THEME, wanted, max_age=YEAR, samesite="lax", httponly=True)
    else:
        answer.delete_cookie(THEME)
    return answer
