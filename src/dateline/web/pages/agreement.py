"""`/review/agreement`, `/review/precision`: how far coders agree, what is settled, how good the rows are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from dateline.analysis import agreement as measures
from dateline.people.judgements import VERDICTS, settle
from dateline.web.pages.review import check_seen, seen
from dateline.web.persons import Person, needs, people, person
from dateline.web.problems import Missing
from dateline.web.render import render
from dateline.web.review.coders import coder
from dateline.web.review.progress import Unit, units
from dateline.web.review.queues import Queue, queue_of, remembered
from dateline.web.rows import marked, of_ids
from dateline.web.security import form, local

router = APIRouter()
SHOWN = 50
"""So many rows in which coders differ are shown on a page."""


def _asked(request: Request) -> tuple[Queue | None, list[Unit]]:
    """The rows judged: of the queue in the address, or all where there is none."""
    pairs = request.query_params.multi_items()
    queue = queue_of(pairs)[0] if pairs else None
    items = remembered(request.app.state.database, queue) if queue else None
    with people(request).reading() as db:
        return queue, units(db, items)


@router.get("/review/agreement")
def agree(request: Request, who: Annotated[Person, Depends(needs("coder"))]) -> Response:
    """Alpha and equal verdicts; the rows in which coders differ, but for those that one has yet to
    judge oneself."""
    queue, every = _asked(request)
    me = coder(request)
    values = [{p: j.verdict for p, j in u.by.items()} for u in every]
    several = [u for u in every if len(u.by) > 1]
    differing = [u for u in several if u.differs]
    # Who codes in this queue sees nothing of a row before having judged it; who does not, decides.
    codes = any(me in u.by for u in every)
    open_ = [u for u in differing if not codes or me in u.by]
    open_.sort(key=lambda u: (u.settled is not None, u.event_id))
    with request.app.state.database.lease() as desk:
        rows = {r["id"]: r for r in of_ids(desk, [u.event_id for u in open_[:SHOWN]])}
        pieces = marked(desk, list(rows.values()))
    both = [list(v.values()) for v in values]
    return render(
        request, "agreement.html", queue=queue, pairs=measures.pairs(values), judged=len(every),
        several=len(several), alpha=measures.alpha(both), equal=measures.agreement(both),
        differing=len(differing), hidden=len(differing) - len(open_), open=open_[:SHOWN], rows=rows,
        pieces=pieces, seen={id_: seen(row) for id_, row in rows.items()},
        decides=who.may("editor"), verdicts=VERDICTS, of_verdict=_of_verdict(every),
    )  # fmt: skip


def _of_verdict(every: Sequence[Unit]) -> list[tuple[str, dict[str, int]]]:
    """Coder → how often each verdict."""
    names = sorted({p for u in every for p in u.by})
    return [
        (p, {v: sum(u.by[p].verdict == v for u in every if p in u.by) for v in VERDICTS})
        for p in names
    ]


@router.post("/review/settle")
def decide(
    request: Request,
    fields: Annotated[dict[str, str], Depends(form)],
    _: Annotated[Person, Depends(needs("editor"))],
) -> Response:
    """Decide what a row is."""
    with request.app.state.database.lease() as desk:
        rows = of_ids(desk, [fields.get("event", "")])
    if not rows:
        raise Missing("the row is shown no more", "", [("Agreement", "/review/agreement")])
    check_seen(rows[0], fields)
    from dateline.people.evidence import coded

    with people(request).writing() as db:
        settle(
            db, coder(request), rows[0]["id"], coded(rows[0]), fields.get("verdict", ""),
            fields.get("note", ""),
        )  # fmt: skip
    return RedirectResponse(local(fields.get("back", "/review/agreement")), 303)


@router.get("/review/precision")
def precision(request: Request) -> Response:
    """The share of right rows with its interval: in all, by type, status and run."""
    queue, every = _asked(request)
    clear = [u for u in every if u.verdict in {"right", "wrong"}]
    with request.app.state.database.lease() as desk:
        versions = dict(desk.sql("SELECT id, version FROM runs").fetchall())
    by: tuple[tuple[str, Callable[[Unit], str]], ...] = (
        ("Type", lambda u: u.type), ("Status", lambda u: u.status), ("Run", lambda u: u.run_id),
    )  # fmt: skip
    return render(
        request, "precision.html", queue=queue, whole=share(clear), judged=len(every),
        unsure=sum(u.verdict == "unsure" for u in every),
        open=sum(u.verdict is None for u in every),
        tables=[(name, _grouped(clear, of)) for name, of in by], versions=versions,
        fields=_fields(every), decides=person(request).may("coder"),
    )  # fmt: skip


def share(clear: Iterable[Unit]) -> measures.Share:
    """How many of these rows are right."""
    verdicts = [u.verdict == "right" for u in clear]
    return measures.share(sum(verdicts), len(verdicts))


def _grouped(clear: Sequence[Unit], of: Callable[[Unit], str]) -> list[tuple[str, Any]]:
    groups: dict[str, list[Unit]] = {}
    for unit in clear:
        groups.setdefault(of(unit), []).append(unit)
    made = [(name, share(rows)) for name, rows in groups.items()]
    return sorted(made, key=lambda g: (-g[1].total, g[0]))


def _fields(every: Sequence[Unit]) -> list[tuple[str, int]]:
    """Which fields were mended in wrong rows, the most frequent first."""
    counts: dict[str, int] = {}
    for unit in every:
        for name in {f for j in unit.by.values() for f in j.fields}:
            counts[name] = counts.get(name, 0) + 1
    return sorted(counts.items(), key=lambda c: (-c[1], c[0]))
