"""`/suggest`, `/suggestions`: sources that people suggest, and what editors say to them. The server
fetches and reads nothing of it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from dateline.limits import MAX_TEXT_CHARS
from dateline.people import suggestions as kept
from dateline.people.conversation import TooFast
from dateline.web.pages.conversation import slower
from dateline.web.persons import Person, needs, people, person
from dateline.web.render import render
from dateline.web.review.coders import coder
from dateline.web.security import form

router = APIRouter()
Fields = Annotated[dict[str, str], Depends(form)]
Someone = Annotated[Person, Depends(needs("reader"))]
Editor = Annotated[Person, Depends(needs("editor"))]

_GIVEN = ("address", "text", "headline", "outlet", "published", "note")
_DONE = ("approved", "rejected", "read", "failed")


@router.get("/suggest")
def ask(request: Request, _: Someone) -> Response:
    people(request)
    return render(request, "suggest.html", most=MAX_TEXT_CHARS, most_note=kept.MAX_NOTE)


@router.post("/suggest")
def suggest(request: Request, fields: Fields, _: Someone) -> Response:
    """Into the queue."""
    given = {name: fields.get(name, "") for name in _GIVEN}
    try:
        with people(request).writing() as db:
            id_ = kept.suggest(db, coder(request), **given)
    except TooFast as error:
        raise slower(error) from error
    return RedirectResponse(f"/suggestions#s-{id_}", 303)


@router.get("/suggestions")
def listed(request: Request, _: Someone) -> Response:
    """All for editors, one's own for others."""
    whose = None if person(request).may("editor") else coder(request)
    with people(request).reading() as db:
        waiting = kept.suggestions(db, ("waiting",), whose)
        done = kept.suggestions(db, _DONE, whose)
    return render(request, "suggestions.html", waiting=waiting, done=done, most_note=kept.MAX_NOTE)


@router.post("/suggestions/{id_}")
def decide(request: Request, id_: int, fields: Fields, _: Editor) -> Response:
    """Approve or reject one."""
    with people(request).writing() as db:
        kept.decide(db, coder(request), id_, fields.get("state", ""), fields.get("reason", ""))
    return RedirectResponse("/suggestions", 303)
