"""`/review/mend/ID`, `/review/missing/ARTICLE`, `/review/mends`: a row is mended, what is missing is
written down, and what became of it all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any
from urllib.parse import parse_qsl

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from dateline.coding import ontology
from dateline.people.judgements import judge
from dateline.people.mends import (
    FIELDS,
    STATUSES,
    TYPES,
    corrected,
    lay,
    mend,
    mends,
    missing,
    value_of,
    withdraw,
)
from dateline.people.overlay import of_rows, sorted_out
from dateline.people.rows import of_articles
from dateline.web import marks
from dateline.web.filters import number_of
from dateline.web.pages.event import around, found
from dateline.web.pages.review import check_seen, onward, seen
from dateline.web.persons import Person, needs, people, person
from dateline.web.problems import Missing
from dateline.web.render import render
from dateline.web.review import fields as form_fields
from dateline.web.review.coders import coder
from dateline.web.review.progress import verdicts
from dateline.web.review.queues import MAX_SIZE, queue_of, remembered
from dateline.web.review.words import span_of, words
from dateline.web.security import form, local

router = APIRouter()
Fields = Annotated[dict[str, str], Depends(form)]
Coder = Annotated[Person, Depends(needs("coder"))]


@router.get("/review/mend/{id_}")
def show(request: Request, id_: str, _: Coder) -> Response:
    """The form, as the row is coded, with what one has mended oneself. Others' mends are not shown."""
    pairs = request.query_params.multi_items()
    queue, at = queue_of(pairs) if pairs else (None, None)
    with request.app.state.database.lease() as desk:
        row, reading, event = found(desk, id_)
        rows = of_articles(desk, [row["article_id"]])
    me = coder(request)
    with people(request).reading() as db:
        mine = [m for m in mends(db, [row["article_id"]]) if m.person == me]
    row = next(r for r in rows if r["id"] == id_)
    laid = lay(rows, mine).get(id_, {})
    said = {f: laid[f].now if f in laid else value_of(row, f) for f in FIELDS}
    text = reading.article.text
    return render(
        request, "mend.html", row=row, article=reading.article, said=said, mended=laid, queue=queue,
        at=at, pieces=marks.of_event(reading, event), around=around(reading, event), seen=seen(row),
        types=TYPES, statuses=STATUSES, lines=form_fields.LINES, text=text,
        modes={t: list(ontology.types()[t].modes) for t in TYPES},
        words=words(text, row["sentence_start"], row["sentence_end"]),
    )  # fmt: skip


@router.post("/review/mend/{id_}")
def save(request: Request, id_: str, fields: Fields, _: Coder) -> Response:
    """Write down what was changed. The row is wrong then, and the next one comes."""
    with request.app.state.database.lease() as desk:
        row, reading, _event = found(desk, id_)
        rows = of_articles(desk, [row["article_id"]])
    check_seen(row, fields)
    row = next(r for r in rows if r["id"] == id_)
    given = form_fields.values(fields, row, reading.article.text)
    queue, _at = (
        queue_of(parse_qsl(fields.get("queue", ""))) if fields.get("queue") else (None, None)
    )
    me, note = coder(request), fields.get("note", "")
    with people(request).writing() as db:
        changed = [
            f for f, value in given.items() if mend(db, me, row, rows, f, value, note) is not None
        ]
        if changed:
            mine = [m for m in mends(db, [row["article_id"]]) if m.person == me]
            wrong = list(lay(rows, mine).get(id_, {}))
            verdict = "wrong" if wrong else "right"
            judge(db, me, row, verdict, queue=queue.query if queue else "", fields=wrong, note=note)
        if queue is None:
            return RedirectResponse(f"/events/{id_}#mended", 303)
        items = remembered(request.app.state.database, queue)
        judged = [one.get(me) for one in verdicts(db, items)]
    number = number_of("at", fields.get("at", "1"), MAX_SIZE)
    following = onward(queue, judged, number, mended=id_) if changed else queue.at(number)
    return RedirectResponse(following, 303)


# --- what is missing --------------------------------------------------------------------


@router.get("/review/missing/{article}")
def ask_missing(request: Request, article: str, _: Coder, at: str = "", back: str = "") -> Response:
    """The sentences of an article; with `at`, the form for an event in the sentence at that character."""
    with request.app.state.database.lease() as desk:
        reading = desk.reading(article)
        rows = of_articles(desk, [article])
    if reading is None:
        raise Missing(f"there is no article {article[:40]!r}", "look for it in the table",
                      [("All events", "/events")])  # fmt: skip
    text = reading.article.text
    spans = _sentences(reading, rows)
    chosen = next((s for s in spans if at.isdecimal() and s[0] <= int(at[:9]) < s[1]), None)
    return render(
        request, "missing.html", article=reading.article, sentences=[(s, text[s[0] : s[1]]) for s in spans],
        chosen=chosen, sentence=text[chosen[0] : chosen[1]] if chosen else "", back=back,
        rows=[r for r in rows if chosen and r["sentence_start"] == chosen[0]],
        types=TYPES, statuses=STATUSES, words=words(text, *chosen) if chosen else [],
    )  # fmt: skip


def _sentences(reading: Any, rows: Sequence[dict[str, Any]]) -> list[tuple[int, int]]:
    spans = {(s.start, s.end) for s in reading.sentences}
    return sorted(spans | {(r["sentence_start"], r["sentence_end"]) for r in rows})


@router.post("/review/missing/{article}")
def save_missing(request: Request, article: str, fields: Fields, _: Coder) -> Response:
    """Write down an event that is missing."""
    with request.app.state.database.lease() as desk:
        reading = desk.reading(article)
        rows = of_articles(desk, [article])
        run = desk.sql("SELECT run_id FROM articles WHERE id = $1", [article]).fetchall()
    if reading is None:
        raise Missing(f"there is no article {article[:40]!r}")
    at = fields.get("at", "")
    spans = _sentences(reading, rows)
    sentence = next((s for s in spans if at.isdecimal() and s[0] == int(at[:9])), None)
    if sentence is None:
        raise Missing("the sentence is not there any more", "choose it anew",
                      [("The article's sentences", f"/review/missing/{article}")])  # fmt: skip
    text = reading.article.text
    trigger = span_of(text, sentence, fields.get("trigger", ""), fields.get("trigger_at", ""))
    value = {
        "type": form_fields.choice(fields, "type", TYPES),
        "status": form_fields.choice(fields, "status", STATUSES),
        "sources": form_fields.actors(fields, "source", text, sentence),
        "targets": form_fields.actors(fields, "target", text, sentence),
    }
    with people(request).writing() as db:
        missing(
            db, coder(request), run[0][0], article, sentence, trigger, value, fields.get("note", "")
        )
    return RedirectResponse(local(fields.get("back") or f"/stories/{article}"), 303)


# --- what became of it ------------------------------------------------------------------


@router.get("/review/mends")
def listed(request: Request, who: Annotated[Person, Depends(needs("editor"))]) -> Response:
    """All corrections: those laid over a row, those that the coder has taken up, those lost."""
    with people(request).reading() as db:
        every = mends(db, withdrawn=True)
    with request.app.state.database.lease() as desk:
        groups = sorted_out(desk, every)
    return render(
        request, "mends.html", groups=groups, me=coder(request), decides=who.may("editor")
    )


@router.get("/review/lost")
def lost_ones(request: Request, who: Annotated[Person, Depends(needs("editor"))]) -> Response:
    """The corrections that find no row any more."""
    with people(request).reading() as db:
        every = mends(db)
    with request.app.state.database.lease() as desk:
        groups = sorted_out(desk, every)[:1]
    return render(
        request, "mends.html", groups=groups, me=coder(request), decides=who.may("editor")
    )


@router.post("/review/mends/withdraw")
def take_back(request: Request, fields: Fields, who: Coder) -> Response:
    """Take a correction back."""
    number = number_of("mend", fields.get("mend", ""), 999_999_999)
    with people(request).writing() as db:
        withdraw(db, coder(request), number, others=who.may("editor"))
    return RedirectResponse(local(fields.get("back", "/review/mends")), 303)


def story_part(request: Request, id_: str) -> Any:
    """For the page of a story: the way to write down an event that is missing."""
    from dateline.web.render import fragment

    if request.app.state.people is None or not person(request).may("coder"):
        return None
    return fragment(request, "story_review.html", article=request.path_params.get("id_", id_))


def part(request: Request, id_: str) -> Any:
    """For the page of an event: what was mended, and the way to mend it."""
    from dateline.web.render import fragment

    if request.app.state.people is None:
        return None
    with request.app.state.database.lease() as desk:
        articles = desk.sql("SELECT article_id FROM event_copies WHERE id = $1", [id_]).fetchall()
        rows = of_articles(desk, [a for (a,) in articles])
        row = next(r for r in rows if r["id"] == id_)
        laid = dict(of_rows(request.app.state.people, desk, [row]).get(id_, {}))
    if not laid and not person(request).may("coder"):
        return None
    return fragment(
        request, "mended.html", row=row, mended=laid, now=corrected(row, laid), me=coder(request),
        may=person(request), coded={f: value_of(row, f) for f in laid},
    )  # fmt: skip
