"""`/stories/ID`: the article as read, its layers, its rows beside it, and its copies."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from dateline.people.overlay import of_rows
from dateline.web import marks
from dateline.web.filters import View
from dateline.web.parts import parts
from dateline.web.problems import Missing
from dateline.web.render import render
from dateline.web.rows import as_dicts

router = APIRouter()

LAYERS = (
    ("who", "who"),
    ("trigger", "what"),
    ("when", "when"),
    ("where", "where"),
    ("cue", "said by whom"),
)
"""The layers of an article: the kind of mark, and its name."""
COPIES = 100


@router.get("/stories/{id_}")
def story(request: Request, id_: str) -> Response:
    """The story of an id, shown as the article of that id has it: its own is its first."""
    with request.app.state.database.lease() as desk:
        found = desk.story(id_)
        reading = desk.reading(id_) if found else None
        if found is None or reading is None:
            raise Missing(
                f"there is no story {id_[:40]!r}", "look for it in the table",
                [("All events", "/events"), ("Today", "/")],
            )  # fmt: skip
        rows = as_dicts(
            desk.sql('SELECT * FROM event_copies WHERE article_id = $1 ORDER BY "position"', [id_])
        )
        mended = of_rows(request.app.state.people, desk, rows)
    events = [reading.events[row["position"]] for row in rows]
    return render(
        request, "story.html", story=found, article=reading.article, rows=rows, mended=mended, layers=LAYERS,
        paragraphs=marks.of_article(reading, events), copies=found.copies[:COPIES],
        view=View(filters={"story": [found.id]}), parts=parts("story", request, found.id),
    )  # fmt: skip
