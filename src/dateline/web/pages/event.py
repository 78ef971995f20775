"""`/events/ID`: one row with all that carries it; and how its sentence was understood."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from dateline.desk import Desk
from dateline.people.overlay import of_rows
from dateline.records import Event, Reading
from dateline.web import marks
from dateline.web.parts import parts
from dateline.web.problems import Missing
from dateline.web.render import render
from dateline.web.rows import Row, as_dicts, of_ids

router = APIRouter()


@router.get("/events/{id_}")
def event(request: Request, id_: str) -> Response:
    with request.app.state.database.lease() as desk:
        row, reading, one = found(desk, id_)
        within = of_ids(desk, [row["within"]]) if row["within"] else []
        holds = as_dicts(
            desk.sql(
                'SELECT * FROM event_copies WHERE "within" = $1 AND article_id = $2',
                [id_, row["article_id"]],
            )
        )
        mended = of_rows(request.app.state.people, desk, [row])
        run = as_dicts(desk.sql("SELECT * FROM runs WHERE id = $1", [row["run_id"]]))
    return render(
        request, "event.html", row=row, mended=mended, event=one, article=reading.article, within=within,
        holds=holds, run=run[0] if run else None, pieces=marks.of_event(reading, one),
        around=around(reading, one), parts=parts("event", request, id_),
    )  # fmt: skip


@router.get("/events/{id_}/explain")
def explain(request: Request, id_: str) -> Response:
    """Its sentence read once more, with every step told. The first time the models are loaded."""
    with request.app.state.database.lease() as desk:
        row, reading, _ = found(desk, id_)
    with request.app.state.reader.turn() as reader:
        steps = reader.explain(row["sentence"], published=reading.article.published)
    return render(request, "explain.html", row=row, steps=_grouped(steps))


def found(desk: Desk, id_: str) -> tuple[Row, Reading, Event]:
    """The row that is shown under an id, with its reading and record. Raises `Missing`, which
    says what became of a row of an older run."""
    rows = of_ids(desk, [id_])
    if not rows:
        raise gone(desk, id_)
    reading = desk.reading(rows[0]["article_id"], rows[0]["run_id"])
    if reading is None:
        raise Missing("the reading of this row is not in the desk", "dateline desk check")
    return rows[0], reading, reading.events[rows[0]["position"]]


def gone(desk: Desk, id_: str) -> Missing:
    """What became of a row that is not shown."""
    old = as_dicts(
        desk.sql(
            'SELECT e.article_id, e."type", e.version, e.sentence_start AS s, e.sentence_end AS t '
            "FROM events_all e JOIN runs r ON r.id = e.run_id WHERE e.id = $1 "
            "ORDER BY r.created DESC LIMIT 1",
            [id_],
        )
    )
    if not old:
        return Missing(f"there is no event {id_[:40]!r}", "look for it in the table", [_TABLE])
    was = old[0]
    now = as_dicts(
        desk.sql(
            'SELECT id, "type", "trigger" FROM event_copies WHERE article_id = $1 '
            'AND sentence_start < $3 AND sentence_end > $2 ORDER BY "position"',
            [was["article_id"], was["s"], was["t"]],
        )
    )
    links = [(f"{r['type']}: “{r['trigger']}”", f"/events/{r['id']}") for r in now]
    links.append(("The article with all its rows", f"/stories/{was['article_id']}"))
    instead = "the rows of the same sentence are now" if now else "its sentence has no row now; see"
    return Missing(
        f"this row ({was['type']}, coded by Dateline {was['version']}) belongs to an older run and "
        "is shown no more",
        instead,
        links,
        gone=True,
    )


_TABLE = ("All events", "/events")
AROUND = 400
"""So many characters before and after the sentence are shown with it."""


def around(reading: Reading, event: Event) -> tuple[str, str]:
    """The text before and after the sentence of an event."""
    text, span = reading.article.text, event.sentence
    before = text[max(0, span.start - AROUND) : span.start]
    after = text[span.end : span.end + AROUND]
    if span.start > AROUND:
        before = "… " + before.partition(" ")[2]
    if span.end + AROUND < len(text):
        after = after.rpartition(" ")[0] + " …"
    return before, after


def _grouped(steps: list[tuple[str, str]]) -> list[dict[str, Any]]:
    groups: list[dict[str, Any]] = []
    for heading, text in steps:
        if not groups or groups[-1]["heading"] != heading:
            groups.append({"heading": heading, "texts": []})
        groups[-1]["texts"].append(text)
    return groups
