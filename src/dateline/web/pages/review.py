"""`/review`: a queue is chosen, and its rows are judged one after the other, one key each."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from typing import Annotated, Any
from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from dateline.errors import UsageError
from dateline.people.accounts import LOCAL
from dateline.people.evidence import coded
from dateline.people.judgements import Judgement, judge, undo
from dateline.people.mends import Mend, mends, undo_with
from dateline.web import marks
from dateline.web.filters import FILTERS, View, filters_of, number_of
from dateline.web.pages.event import around, found
from dateline.web.persons import Person, needs, people, person
from dateline.web.problems import Missing
from dateline.web.render import render
from dateline.web.review.coders import COOKIE, checked, coder
from dateline.web.review.progress import verdicts
from dateline.web.review.queues import MAX_SIZE, ORDERS, SIZE, Item, Queue, queue_of, remembered
from dateline.web.security import Refused, form

router = APIRouter()

YEAR = 365 * 24 * 3600
Fields = Annotated[dict[str, str], Depends(form)]
Coder = Annotated[Person, Depends(needs("coder"))]


@router.get("/review")
def start(request: Request, _: Coder) -> Response:
    """What can be judged, and what one has begun. Filters in the address are those of the queue."""
    named = [(n, v) for n, v in request.query_params.multi_items() if n in FILTERS]
    view = View(filters=filters_of(named))
    me = coder(request)
    with people(request).reading() as db:
        begun = db.execute(
            "SELECT queue, count(DISTINCT event_id) AS judged, max(at) AS at FROM judgements "
            "WHERE person = ? AND withdrawn IS NULL AND queue <> '' GROUP BY queue "
            "ORDER BY at DESC LIMIT 8",
            [me],
        ).fetchall()
        counts = db.execute(
            "SELECT (SELECT count(*) FROM judgements WHERE withdrawn IS NULL) AS judgements, "
            "(SELECT count(DISTINCT person) FROM judgements WHERE withdrawn IS NULL) AS coders, "
            "(SELECT count(*) FROM mends WHERE withdrawn IS NULL) AS mends, "
            "(SELECT count(*) FROM rules WHERE withdrawn IS NULL) AS rules"
        ).fetchone()
    listed = [(queue_of(parse_qsl(b["queue"]))[0], b["judged"], b["at"]) for b in begun]
    return render(
        request, "review.html", view=view, me=me, named=person(request).name == LOCAL, begun=listed,
        counts=counts, orders=ORDERS, size=SIZE, max_size=MAX_SIZE,
    )  # fmt: skip


@router.post("/review/coder")
def name(request: Request, fields: Fields, _: Coder) -> Response:
    """Say who judges, on a desk without accounts."""
    answer = RedirectResponse("/review", 303)
    given = fields.get("name", "").strip()
    if given and given != LOCAL:
        answer.set_cookie(COOKIE, checked(given), max_age=YEAR, samesite="lax", httponly=True)
    else:
        answer.delete_cookie(COOKIE)
    return answer


@router.get("/review/rows")
def row(request: Request, who: Coder) -> Response:
    """One row of a queue: that of `at`, else the first that one has not judged."""
    queue, at = queue_of(request.query_params.multi_items())
    me = coder(request)
    items = remembered(request.app.state.database, queue)
    with people(request).reading() as db:
        given = verdicts(db, items)
        before = _mended(db, me, request.query_params.get("mended", ""))
    if not items:
        raise Missing(
            "the queue is empty: no row passes its filters", "take some away",
            [("Choose anew", f"/review?{queue.view.query}"), ("All events", "/events")],
        )  # fmt: skip
    mine = [one.get(me) for one in given]
    number = at or next_open(mine, 0)
    if number is None:
        return render(
            request, "review_done.html", queue=queue, total=len(items), mine=mine, me=me, before=before,
            decides=who.may("editor"),
        )  # fmt: skip
    if number > len(items):
        raise UsageError(f"the queue has {len(items)} rows", cure=f"at=1 to at={len(items)}")
    with request.app.state.database.lease() as desk:
        shown, reading, event = found(desk, items[number - 1].id)
    verdict = mine[number - 1]
    others = {p: j for p, j in given[number - 1].items() if p != me} if verdict else {}
    return render(
        request, "review_row.html", queue=queue, number=number, total=len(items), row=shown,
        event=event, article=reading.article, pieces=marks.of_event(reading, event),
        around=around(reading, event), verdict=verdict, others=others, me=me,
        judged=sum(m is not None for m in mine), seen=seen(shown), before=before,
        decides=who.may("editor"),
    )  # fmt: skip


def _mended(db: sqlite3.Connection, me: str, event: str) -> list[Mend]:
    """What one has mended of a row: it is told on the page of the next, with the way to a rule."""
    return [m for m in mends(db, event=event) if m.person == me] if event else []


@router.post("/review/judge")
def verdict(request: Request, fields: Fields, _: Coder) -> Response:
    """Write a verdict down, and go on to the next row that one has not judged."""
    queue, _at = queue_of(parse_qsl(fields.get("queue", "")))
    number = number_of("at", fields.get("at", "1"), MAX_SIZE)
    with request.app.state.database.lease() as desk:
        shown, _reading, _event = found(desk, fields.get("event", ""))
    check_seen(shown, fields)
    me = coder(request)
    items = remembered(request.app.state.database, queue)
    with people(request).writing() as db:
        judge(
            db, me, shown, fields.get("verdict", ""), queue=queue.query, note=fields.get("note", "")
        )
        mine = [one.get(me) for one in verdicts(db, items)]
    return RedirectResponse(onward(queue, mine, number), 303)


@router.post("/review/undo")
def take_back(request: Request, fields: Fields, _: Coder) -> Response:
    """Take one's last verdict back, and show its row."""
    queue, _at = queue_of(parse_qsl(fields.get("queue", "")))
    with people(request).writing() as db:
        last = undo(db, coder(request))
        if last is not None and last.fields:
            undo_with(db, last.person, last.article_id, last.event_id, last.at)
    if last is None:
        raise Missing("there is nothing of yours to take back", "", [("Review", "/review")])
    if last.queue and last.queue != queue.query:
        queue, _at = queue_of(parse_qsl(last.queue))
    items = remembered(request.app.state.database, queue)
    return RedirectResponse(_place(queue, items, last), 303)


def _place(queue: Queue, items: Sequence[Item], last: Judgement) -> str:
    at = [n for n, i in enumerate(items, 1) if i.id == last.event_id]
    return queue.at(at[0]) if at else f"/review/rows?{queue.query}"


def next_open(mine: Sequence[Any], after: int) -> int | None:
    """The number of the next row, from 1, that has no verdict; from the first on again at the end."""
    open_ = [n for n, one in enumerate(mine, 1) if one is None]
    return next((n for n in open_ if n > after), open_[0] if open_ else None)


def onward(queue: Queue, mine: Sequence[Any], number: int, mended: str = "") -> str:
    """The address after row `number` has been judged: without a row where all are. `mended` is the id of
    the row where it was mended, so that the next page says so."""
    following = next_open(mine, number)
    address = queue.at(following) if following else f"/review/rows?{queue.query}"
    return f"{address}&{urlencode({'mended': mended})}" if mended else address


def seen(row: dict[str, Any]) -> str:
    """What a form carries so that a verdict is about what its reader saw."""
    return hashlib.sha256(coded(row).encode()).hexdigest()[:16]


def check_seen(row: dict[str, Any], fields: dict[str, str]) -> None:
    """Raise `Refused` where the row was coded otherwise when the form was shown."""
    if fields.get("seen") != seen(row):
        raise Refused(
            409, "the row has been coded anew since you saw it; nothing was written down",
            "go back, load the page again, and judge what it says now",
        )  # fmt: skip
