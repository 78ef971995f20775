"""Every page of the app, with an address of it: read from the routes, so that none can be left out."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from browser.served import Served

from dateline.web import pages

# Files to download, not pages.
FILES = ("/events.{kind}", "/exports/{name}.zip", "/review/judgements.csv", "/review/gold.jsonl",
         "/review/mends.jsonl", "/review/corrected.{kind}", "/charts/vega-{mark}.js",
         "/charts/{name}.{kind}")  # fmt: skip
# Pages that need a query, or are long without one: what stands after the "?".
QUERIES = {
    "/events": "per_page=10",
    "/dyads": "a=KEN&b=TZA",
    "/review/rows": "order=random&seed=7&size=5",
    "/review/rules/new": "rule=actor&name=Chirambo&country=MWI&preview=yes",
}


def routes() -> list[str]:
    """The paths of all pages, as the app has them."""
    found = {
        route.path
        for router in pages.routers()
        for route in router.routes
        if "GET" in (getattr(route, "methods", None) or ())
    }
    return sorted(found - set(FILES))


def values(served: Served) -> dict[str, dict[str, str]]:
    """What stands for the names in a path: by the path's first part."""
    with served.app.state.database.lease() as desk:
        ((event, article, actor),) = desk.sql(
            "SELECT e.id, e.article_id, a.actor_id FROM events e JOIN event_actors_all a "
            "ON a.event_id = e.id AND a.run_id = e.run_id WHERE e.\"type\" = 'ACCUSE' "
            "AND a.\"role\" = 'source' AND a.country = 'KEN' ORDER BY e.id LIMIT 1"
        ).fetchall()
    with served.app.state.people.reading() as db:
        ((comment,),) = db.execute("SELECT coalesce(min(id), 1) FROM comments").fetchall()
    return {
        "events": {"id_": event},
        "stories": {"id_": article},
        "actors": {"id_": actor},
        "dyads": {"a": "KEN", "b": "TZA"},
        "tellings": {"id_": event},
        "review": {"id_": event, "article": article},
        "conversation": {"id_": str(comment), "short": event[:10]},
    }


def address(path: str, known: dict[str, dict[str, str]]) -> str:
    """An address of a page. A new page with a name in its path fails here until `values` has one."""
    first = path.split("/")[1]
    for name in names(path):
        path = path.replace(f"{{{name}}}", quote(known[first][name], safe=""))
    query = QUERIES.get(path, "")
    return f"{path}?{query}" if query else path


def names(path: str) -> list[str]:
    return [part.strip("{}") for part in path.split("/") if part.startswith("{")]


def shown(page: Any) -> str:
    """What a page says in its head, for messages."""
    return str(page.locator("h1").first.inner_text())
