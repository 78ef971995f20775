"""`/actors/ID`: one actor, in whose name it is told, what it does and what is done to it."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from dateline.desk import Desk
from dateline.web import rows
from dateline.web.charts import asked as wanted
from dateline.web.charts import counting, figures
from dateline.web.charts.asked import Asked
from dateline.web.filters import View
from dateline.web.problems import Missing
from dateline.web.render import render

router = APIRouter()

NEWEST = 20
PARTNERS = 12

_EVENTS = (
    'SELECT DISTINCT e.id, a."role" FROM event_actors_all a JOIN events e '
    "ON e.id = a.event_id AND e.run_id = a.run_id WHERE a.actor_id = $1"
)


@router.get("/actors/{id_}")
def actor(request: Request, id_: str) -> Response:
    asked = wanted.asked_of(request.query_params.multi_items())
    database = request.app.state.database
    found = database.remembered(("actor", id_), lambda desk: _asked(desk, id_))
    name = found["name"]
    sides = [{"source": [name]}, {"target": [name]}]
    figure = figures.of_series(
        series_of(database, id_, asked), asked, "/charts/actor", figures.query({"id": id_}, asked), sides
    )  # fmt: skip
    return render(request, "actor.html", asked=asked, figure=figure, **found)


def series_of(database: Any, id_: str, asked: Asked) -> Any:
    """The series of an actor, remembered; None where nothing is counted."""

    def ask(desk: Desk) -> Any:
        named = desk.sql(
            'SELECT coalesce("name", "text") AS n, count(*) AS c FROM event_actors_all '
            "WHERE actor_id = $1 GROUP BY n ORDER BY c DESC, n LIMIT 1",
            [id_],
        ).fetchall()
        return counting.of_one(desk, id_, named[0][0], asked, database.path.stem) if named else None

    return database.remembered(("actor series", id_, asked.query), ask)


def _asked(desk: Desk, id_: str) -> dict[str, Any]:
    named = desk.sql(
        'SELECT coalesce("name", "text") AS n, country, sectors, office, count(*) AS c '
        "FROM event_actors_all WHERE actor_id = $1 GROUP BY ALL ORDER BY c DESC, n LIMIT 20",
        [id_],
    ).fetchall()
    if not named:
        raise Missing(
            f"no row has an actor {id_[:60]!r}", "look for the name among the events",
            [("All events", "/events")],
        )  # fmt: skip
    by_type = desk.sql(
        f'SELECT e."type", count(DISTINCT e.id) FILTER (x."role" = \'source\') AS does, '
        f"count(DISTINCT e.id) FILTER (x.\"role\" = 'target') AS gets FROM ({_EVENTS}) x "
        "JOIN events e USING (id) GROUP BY 1 ORDER BY does + gets DESC, 1",
        [id_],
    ).fetchall()
    newest = desk.sql(
        f"SELECT id FROM events WHERE id IN (SELECT id FROM ({_EVENTS})) "
        f"ORDER BY when_earliest DESC NULLS LAST, published DESC NULLS LAST, id LIMIT {NEWEST:d}",
        [id_],
    ).fetchall()
    found = rows.of_ids(desk, [i for (i,) in newest])
    partners = desk.sql(
        'SELECT o.actor_id, any_value(coalesce(o."name", o."text")) AS n, '
        "count(DISTINCT o.event_id) AS c FROM event_actors_all o "
        f"WHERE o.event_id IN (SELECT id FROM ({_EVENTS})) AND o.actor_id <> $1 "
        f"GROUP BY 1 ORDER BY c DESC, n LIMIT {PARTNERS:d}",
        [id_],
    ).fetchall()
    name = named[0][0]
    return {
        "id": id_,
        "name": name,
        "country": named[0][1],
        "sectors": list(dict.fromkeys(s for row in named for s in row[2])),
        "offices": list(dict.fromkeys(row[3] for row in named if row[3])),
        "names": list(dict.fromkeys(row[0] for row in named)),
        "by_type": by_type,
        "partners": partners,
        "rows": found,
        "marked": rows.marked(desk, found),
        "does": View(filters={"source": [name]}),
        "gets": View(filters={"target": [name]}),
        "says": View(filters={"voice": [name]}),
    }
