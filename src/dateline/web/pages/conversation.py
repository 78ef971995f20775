"""Threads on rows, stories and dyads: at the end of their pages, and under `/conversation`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from markupsafe import Markup
from starlette.responses import RedirectResponse, Response

from dateline.people import conversation as talk
from dateline.people.conversation import Comment, TooFast
from dateline.people.guidelines import Overtaken, guidelines
from dateline.web.markdown import SHORTEST, markdown
from dateline.web.persons import Person, needs, people, person
from dateline.web.problems import Missing
from dateline.web.render import fragment, render
from dateline.web.review.coders import coder
from dateline.web.rows import as_dicts, of_ids
from dateline.web.security import Refused, form
from dateline.web.subjects import address, now_at, of_dyad, subject

router = APIRouter()
Fields = Annotated[dict[str, str], Depends(form)]
Someone = Annotated[Person, Depends(needs("reader"))]
PAGE = 50


# --- at the end of a page ---------------------------------------------------------------


def event_part(request: Request, id_: str) -> Markup | None:
    """What is said about a row, also when it was coded otherwise."""
    if request.app.state.people is None:
        return None
    with request.app.state.database.lease() as desk:
        rows = of_ids(desk, [id_])
        with people(request).reading() as db:
            said = talk.in_article(db, rows[0]["article_id"]) if rows else []
        now = now_at(desk, said)
    return _part(request, "event", id_, [c for c in said if now[c.id] == id_])


def story_part(request: Request, id_: str) -> Markup | None:
    """What is said about a story, also where another copy was its first then."""
    if request.app.state.people is None:
        return None
    with request.app.state.database.lease() as desk:
        found = desk.story(id_)
    ids = [c.article.id for c in found.copies] if found else [id_]
    with people(request).reading() as db:
        said = talk.about(db, "story", ids)
    return _part(request, "story", id_, said)


def dyad_part(request: Request, id_: str) -> Markup | None:
    """What is said about two sides, in either order."""
    if request.app.state.people is None:
        return None
    about = of_dyad(id_)
    with people(request).reading() as db:
        said = talk.about(db, "dyad", [about.id])
    return _part(request, "dyad", about.id, said)


def _part(request: Request, kind: str, id_: str, said: Sequence[Comment]) -> Markup:
    return fragment(request, "conversation_part.html", kind=kind, id=id_, **_told(request, said))


def _told(request: Request, said: Sequence[Comment]) -> dict[str, Any]:
    """What a template needs to show comments: threads, the guidelines, and what one may do."""
    with people(request).reading() as db:
        held = guidelines(db)
    firsts = [c for c in said if c.parent is None or c.parent not in {x.id for x in said}]
    return {
        "threads": [(c, [a for a in said if a.parent == c.id]) for c in firsts],
        "count": sum(c.open for c in said),
        "guidelines": markdown(held.text),
        "me": coder(request),
        "may": person(request),
        "md": markdown,
        "most": talk.MAX_CHARS,
        "most_reason": talk.MAX_REASON,
    }


# --- pages ------------------------------------------------------------------------------


@router.get("/conversation")
def newest(request: Request, before: int = 0) -> Response:
    """What was said last."""
    with people(request).reading() as db:
        said = talk.newest(db, PAGE + 1, max(0, min(before, 2**62)))
    shown, older = said[:PAGE], said[PAGE - 1].id if len(said) > PAGE else None
    return render(
        request, "conversation.html", said=shown, older=older, md=markdown, address=address
    )


@router.get("/conversation/row/{short}")
def mentioned(request: Request, short: str) -> Response:
    """The row of a mention: the beginning of its id."""
    if not (SHORTEST <= len(short) <= 64 and set(short) <= set("0123456789abcdef")):
        raise Missing("that is no id of a row", "look for it in the table", [("Events", "/events")])
    with request.app.state.database.lease() as desk:
        rows = as_dicts(
            desk.sql(
                "SELECT id, type, trigger FROM event_copies WHERE starts_with(id, $1) LIMIT 10",
                [short],
            )
        )
        old = [] if rows else desk.sql(
            "SELECT id FROM events_all WHERE starts_with(id, $1) LIMIT 1", [short]
        ).fetchall()  # fmt: skip
    if len(rows) == 1 or old:
        # A row of an older run has a page that says what became of it.
        return RedirectResponse(f"/events/{rows[0]['id'] if rows else old[0][0]}", 303)
    if not rows:
        raise Missing(f"no row's id begins with {short}", "look for it in the table",
                      [("All events", "/events")])  # fmt: skip
    raise Missing(f"several rows' ids begin with {short}", "choose one, and write more of its id",
                  [(f"{r['type']}: “{r['trigger']}”", f"/events/{r['id']}") for r in rows])  # fmt: skip


@router.get("/conversation/{id_}")
def thread(request: Request, id_: int) -> Response:
    """One thread, whatever has become of its row."""
    with people(request).reading() as db:
        found = _comment(talk.one(db, id_))
        said = talk.thread(db, found.parent or found.id)
    with request.app.state.database.lease() as desk:
        now = now_at(desk, said[:1]).get(said[0].id, said[0].subject)
    return render(
        request, "conversation_thread.html", first=said[0], now=now,
        address=address(said[0].kind, now) if now else None, **_told(request, said),
    )  # fmt: skip


@router.get("/conversation/{id_}/versions")
def versions(request: Request, id_: int) -> Response:
    """The earlier versions of a comment."""
    with people(request).reading() as db:
        found = _comment(talk.one(db, id_))
        listed = talk.versions(db, id_)
    if not found.open:
        raise Missing("that comment is not shown any more", "see the log of moderation",
                      [("Moderation", "/moderation")])  # fmt: skip
    return render(
        request, "conversation_versions.html", comment=found, versions=listed, md=markdown
    )


@router.post("/conversation/write")
def write(request: Request, fields: Fields, _: Someone) -> Response:
    about = subject(request, fields.get("kind", ""), fields.get("subject", ""))
    parent = fields.get("parent", "")
    try:
        with people(request).writing() as db:
            id_ = talk.write(
                db, coder(request), about, fields.get("text", ""),
                int(parent[:15]) if parent.isdecimal() and parent.isascii() else None,
            )  # fmt: skip
    except TooFast as error:
        raise slower(error) from error
    return RedirectResponse(f"{address(about.kind, about.id)}#c-{id_}", 303)


@router.post("/conversation/{id_}/answer")
def answer(request: Request, id_: int, fields: Fields, _: Someone) -> Response:
    """Answer in a thread, also where its row is gone."""
    with people(request).reading() as db:
        found = _comment(talk.one(db, id_))
    about = talk.Subject(found.kind, found.subject, found.label, found.article_id,
                         found.trigger_start, found.trigger_end)  # fmt: skip
    try:
        with people(request).writing() as db:
            made = talk.write(db, coder(request), about, fields.get("text", ""), found.id)
    except TooFast as error:
        raise slower(error) from error
    return RedirectResponse(f"/conversation/{made}#c-{made}", 303)


@router.get("/conversation/{id_}/edit")
def ask_edit(request: Request, id_: int, _: Someone) -> Response:
    with people(request).reading() as db:
        found = _comment(talk.one(db, id_))
    if found.person != coder(request) or not found.open:
        raise Refused(403, "only who wrote it can edit a comment", "answer it, or flag it")
    return _editing(request, found, found.text, found.version, None)


@router.post("/conversation/{id_}/edit")
def edit(request: Request, id_: int, fields: Fields, _: Someone) -> Response:
    """Keep another text; where it was changed meanwhile, show both."""
    seen = fields.get("version", "")
    version = int(seen[:9]) if seen.isdecimal() and seen.isascii() else 0
    try:
        with people(request).writing() as db:
            talk.edit(db, coder(request), id_, version, fields.get("text", ""))
    except Overtaken as error:
        with people(request).reading() as db:
            found = _comment(talk.one(db, id_))
        return _editing(request, found, fields.get("text", ""), error.version, error)
    except TooFast as error:
        raise slower(error) from error
    return RedirectResponse(f"/conversation/{id_}#c-{id_}", 303)


def _editing(
    request: Request, found: Comment, text: str, version: int, overtaken: Overtaken | None
) -> Response:
    return render(
        request, "conversation_edit.html", status=409 if overtaken else 200, what="your comment",
        to=f"/conversation/{found.id}/edit", back=f"/conversation/{found.id}", text=text,
        version=version, overtaken=overtaken, most=talk.MAX_CHARS, md=markdown,
        rules=_told(request, [])["guidelines"],
    )  # fmt: skip


@router.post("/conversation/{id_}/withdraw")
def withdraw(request: Request, id_: int, _: Someone, __: Fields) -> Response:
    with people(request).writing() as db:
        talk.withdraw(db, coder(request), id_)
    return RedirectResponse(f"/conversation/{id_}#c-{id_}", 303)


@router.post("/conversation/{id_}/flag")
def flag(request: Request, id_: int, fields: Fields, _: Someone) -> Response:
    """Ask an editor to look."""
    try:
        with people(request).writing() as db:
            talk.flag(db, coder(request), id_, fields.get("reason", ""))
    except TooFast as error:
        raise slower(error) from error
    return RedirectResponse(f"/conversation/{id_}?flagged=1#c-{id_}", 303)


def slower(error: TooFast) -> Refused:
    """A page for who writes too fast."""
    return Refused(
        429, "you write faster than this desk allows; nothing was kept",
        f"wait {error.wait} seconds, go back and send it again: your words are still in the form",
    )  # fmt: skip


def _comment(found: Comment | None) -> Comment:
    if found is None:
        raise Missing("there is no such comment", "see what was said last",
                      [("Conversation", "/conversation")])  # fmt: skip
    return found
