"""`/people`, `/people/log`: who may do what, and who did what. The owner's."""

from __future__ import annotations

import json
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from dateline.people import accounts, sessions
from dateline.web.persons import Person, needs, people
from dateline.web.render import render
from dateline.web.security import form

router = APIRouter()
Fields = Annotated[dict[str, str], Depends(form)]
Owner = Annotated[Person, Depends(needs("owner"))]

PAGE = 100
"""So many lines of the log are shown at a time."""


@router.get("/people")
def listed(request: Request, me: Owner) -> Response:
    with people(request).reading() as db:
        every, held = accounts.accounts(db), sessions.tokens(db)
    return render(request, "people.html", accounts=every, tokens=held, roles=accounts.ROLES, me=me)


@router.post("/people/role")
def role(request: Request, fields: Fields, me: Owner) -> Response:
    with people(request).writing() as db:
        accounts.set_role(db, me.name, fields.get("name", ""), fields.get("role", ""))
    return RedirectResponse("/people", 303)


@router.post("/people/sign-out")
def sign_out(request: Request, fields: Fields, me: Owner) -> Response:
    """Sign somebody out everywhere."""
    with people(request).writing() as db:
        sessions.end_all(db, me.name, fields.get("name", ""))
    return RedirectResponse("/people", 303)


@router.post("/people/remove")
def remove(request: Request, fields: Fields, me: Owner) -> Response:
    with people(request).writing() as db:
        accounts.remove(db, me.name, fields.get("name", ""))
    return RedirectResponse("/people", 303)


@router.post("/people/revoke")
def revoke(request: Request, fields: Fields, me: Owner) -> Response:
    """Take a token back."""
    with people(request).writing() as db:
        sessions.revoke(db, me.name, fields.get("name", ""), fields.get("token", ""))
    return RedirectResponse("/people", 303)


@router.get("/people/log")
def log(request: Request, _: Owner, before: int = 0) -> Response:
    """What was done, the newest first."""
    with people(request).reading() as db:
        rows = db.execute(
            "SELECT id, at, person, act, about, details FROM log WHERE ?1 = 0 OR id < ?1 "
            "ORDER BY id DESC LIMIT ?2",
            [max(0, min(before, 2**62)), PAGE + 1],
        ).fetchall()
    lines = [{**dict(row), "details": json.loads(row["details"])} for row in rows[:PAGE]]
    older = lines[-1]["id"] if len(rows) > PAGE else None
    return render(request, "people_log.html", lines=lines, older=older)
