"""`/actors/ID`: one actor, in whose name it is told, what it does and what is done to it."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from dateline.desk import Desk
from dateline.web import rows
from dateline.web.acting import of
from dateline.web.actors import names_of
from dateline.web.charts import asked as wanted
from dateline.web.charts import counting, figures
from dateline.web.charts.asked import Asked
from dateline.web.filters import View
from dateline.web.problems import Missing
from dateline.web.render import render

router = APIRouter()

NEWEST = 20
PARTNERS = 12
NAMES = 20


@router.get("/actors/{id_}")
def actor(request: Request, id_: str) -> Response:
    asked = wanted.asked_of(request.query_params.multi_items())
    database = request.app.state.database
    found = database.remembered(("actor", id_), lambda desk: _asked(desk, id_))
    name = found["name"]
    sides = [{"source": [name]}, {"target": [name]}]
    figure = figures.of_series(
        series_of(database, id_, asked, name), asked, "/charts/actor", figures.query({"id": id_}, asked), sides
    )  # fmt: skip
    return render(request, "actor.html", asked=asked, figure=figure, **found)


def series_of(database: Any, id_: str, asked: Asked, name: str | None = None) -> Any:
    """The series of an actor, remembered; None where nothing is counted. `name`: its name, if it is known."""

    def ask(desk: Desk) -> Any:
        shown = name or next((named.name for named in names_of(desk, id_, 1)), None)
        return shown and counting.of_one(desk, id_, shown, asked, database.path.stem)

    return database.remembered(("actor series", id_, asked.query), ask)


def _asked(desk: Desk, id_: str) -> dict[str, Any]:
    named = names_of(desk, id_, NAMES)
    if not named:
        raise Missing(
            f"no row has an actor {id_[:60]!r}", "look for the name among the events",
            [("All events", "/events")],
        )  # fmt: skip
    acting = of(desk, id_, NEWEST, PARTNERS)
    name = named[0].name
    return {
        "id": id_,
        "name": name,
        "country": named[0].country,
        "sectors": list(dict.fromkeys(s for row in named for s in row.sectors)),
        "offices": list(dict.fromkeys(row.office for row in named if row.office)),
        "names": list(dict.fromkeys(row.name for row in named)),
        "by_type": acting.types,
        "partners": acting.partners,
        "rows": acting.newest,
        "marked": rows.marked(desk, acting.newest),
        "does": View(filters={"source": [name]}),
        "gets": View(filters={"target": [name]}),
        "says": View(filters={"voice": [name]}),
    }
