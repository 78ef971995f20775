"""`/moderation`, `/guidelines`: what editors hid and why, for all to read; what holds here."""

from __future__ import annotations

import json
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from dateline.errors import UsageError
from dateline.people import conversation as talk
from dateline.people.guidelines import MAX_CHARS, Overtaken, guidelines, set_guidelines
from dateline.web.markdown import markdown
from dateline.web.persons import Person, needs, people, person
from dateline.web.render import render
from dateline.web.review.coders import coder
from dateline.web.security import form

router = APIRouter()
Fields = Annotated[dict[str, str], Depends(form)]
Editor = Annotated[Person, Depends(needs("editor"))]
Owner = Annotated[Person, Depends(needs("owner"))]
PAGE = 200

_ACTS = {"hide": talk.hide, "show": talk.show, "leave": talk.leave}


@router.get("/moderation")
def log(request: Request) -> Response:
    """The log for all; for editors also what waits for them."""
    with people(request).reading() as db:
        rows = db.execute(
            "SELECT at, person, act, about, details FROM log WHERE act IN "
            "(SELECT value FROM json_each(?)) ORDER BY id DESC LIMIT ?",
            [json.dumps(talk.MODERATION), PAGE],
        ).fetchall()
        waiting = talk.flags(db) if person(request).may("editor") else []
    lines = [{**dict(row), "details": json.loads(row["details"])} for row in rows]
    return render(
        request, "moderation.html", lines=lines, waiting=waiting, md=markdown,
        most_reason=talk.MAX_REASON,
    )  # fmt: skip


@router.post("/moderation/{id_}")
def moderate(request: Request, id_: int, fields: Fields, _: Editor) -> Response:
    """Hide a comment, show it again, or leave it as it is; for a reason."""
    act = _ACTS.get(fields.get("act", ""))
    if act is None:
        raise UsageError("that is nothing one can do with a comment", cure="go back, and try again")
    with people(request).writing() as db:
        act(db, coder(request), id_, fields.get("reason", ""))
    return RedirectResponse("/moderation", 303)


@router.get("/guidelines")
def show(request: Request) -> Response:
    with people(request).reading() as db:
        held = guidelines(db)
    return render(request, "guidelines.html", held=held, text=markdown(held.text))


@router.get("/guidelines/edit")
def ask(request: Request, _: Owner) -> Response:
    with people(request).reading() as db:
        held = guidelines(db)
    return _editing(request, held.text, held.version, None)


@router.post("/guidelines/edit")
def edit(request: Request, fields: Fields, _: Owner) -> Response:
    """Other guidelines; where another owner was faster, both texts are shown."""
    seen, text = fields.get("version", ""), fields.get("text", "")
    version = int(seen[:9]) if seen.isdecimal() and seen.isascii() else -1
    try:
        with people(request).writing() as db:
            set_guidelines(db, coder(request), version, text)
    except Overtaken as error:
        return _editing(request, text, error.version, error)
    return RedirectResponse("/guidelines", 303)


def _editing(request: Request, text: str, version: int, overtaken: Overtaken | None) -> Response:
    return render(
        request, "conversation_edit.html", status=409 if overtaken else 200,
        what="the guidelines", to="/guidelines/edit", back="/guidelines", text=text,
        version=version, overtaken=overtaken, most=MAX_CHARS, md=markdown, rules=None,
    )  # fmt: skip
