"""`/review/recode`: all articles coded anew with the rules, what that changes, and the rows shown."""

from __future__ import annotations

import shlex
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from dateline.people.store import log
from dateline.web.persons import Person, needs, people
from dateline.web.render import render
from dateline.web.security import Refused, form

router = APIRouter()
Fields = Annotated[dict[str, str], Depends(form)]
Editor = Annotated[Person, Depends(needs("editor"))]
SAMPLES = 20


@router.get("/review/recode")
def recode(request: Request, _: Editor) -> Response:
    people(request)
    recoder = request.app.state.recoder
    last = recoder.last
    running = last is not None and last.ended is None
    # A page without scripts looks again by itself while something goes on.
    headers = {"refresh": "4"} if running else None
    return render(
        request, "recode.html", headers=headers, last=last, running=running, samples=SAMPLES,
        command=shlex.join(recoder.command), difference=last.difference if last else None,
    )  # fmt: skip


@router.post("/review/recode")
def start(request: Request, fields: Fields, who: Editor) -> Response:
    """Start the command; with `show` also show the new rows."""
    shown = fields.get("step") == "show"
    if not request.app.state.recoder.start(who.name, shown):
        raise Refused(
            409, "the articles are being coded already", "see how far it is: /review/recode"
        )
    with people(request).writing() as db:
        log(db, who.name, "showed new rows" if shown else "coded anew", "desk")
    return RedirectResponse("/review/recode", 303)
