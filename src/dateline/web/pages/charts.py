"""`/charts/…`: the script that draws charts, their definitions for it, and their pictures."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from typing import Any, NamedTuple

from fastapi import APIRouter, Request
from starlette.responses import Response

from dateline.analysis.charts.rendering import rendered
from dateline.errors import UsageError
from dateline.web.charts import asked as wanted
from dateline.web.charts import bundle, series
from dateline.web.charts import network as drawn
from dateline.web.pages import actor, dyad, network
from dateline.web.problems import Missing

router = APIRouter()

KINDS = {"svg": "image/svg+xml", "png": "image/png"}
THEMES = ("light", "dark")
_FOR_GOOD = "public, max-age=31536000, immutable"


@router.get("/charts/vega-{mark}.js")
def vega(request: Request, mark: str) -> Response:
    """The script; an old address leads to nothing, for it had another script."""
    if request.url.path != bundle.address():
        raise Missing("there is no such script", "load the page again")
    made = bundle.bundle()
    packed = "gzip" in request.headers.get("accept-encoding", "")
    headers = {"cache-control": _FOR_GOOD, "vary": "accept-encoding"}
    if packed:
        headers["content-encoding"] = "gzip"
    return Response(
        made.packed if packed else made.plain, media_type="text/javascript", headers=headers
    )


def _packed(request: Request, body: bytes) -> Response:
    """JSON, packed for whoever takes that: a series by the day has the same names a thousand times."""
    headers = {"cache-control": "private, no-cache", "vary": "accept-encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        body, headers["content-encoding"] = gzip.compress(body, 5, mtime=0), "gzip"
    return Response(body, media_type="application/json", headers=headers)


Pairs = list[tuple[str, str]]


def _dyad(request: Request, given: dict[str, str], rest: Pairs) -> Any:
    sides = dyad.sides_of(given.get("a", ""), given.get("b", ""))
    if not all(sides):
        raise UsageError("a dyad has two sides", cure="a=KEN&b=TZA")
    return dyad.series_of(request.app.state.database, sides, wanted.asked_of(rest))


def _actor(request: Request, given: dict[str, str], rest: Pairs) -> Any:
    return actor.series_of(request.app.state.database, given.get("id", ""), wanted.asked_of(rest))


def _network(request: Request, given: dict[str, str], rest: Pairs) -> Any:
    return network.found(request.app.state.database, network.asked_of(rest))


class _Chart(NamedTuple):
    """A chart: what its address has besides filters, what it shows, its definition."""

    own: tuple[str, ...]
    found: Callable[[Request, dict[str, str], Pairs], Any]
    spec: Callable[[Any], dict[str, Any]]


_CHARTS = {
    "dyad": _Chart(("a", "b"), _dyad, series.spec),
    "actor": _Chart(("id",), _actor, series.spec),
    "network": _Chart((), _network, drawn.spec),
}


@router.get("/charts/{name}.{kind}")
def chart(request: Request, name: str, kind: str) -> Response:
    """A chart's definition (`json`), or its picture."""
    known = _CHARTS.get(name)
    if known is None or kind not in ("json", *KINDS):
        raise Missing("there is no such chart", "go to a page that has it")
    pairs = request.query_params.multi_items()
    own = {k: v.strip() for k, v in pairs if k in (*known.own, "theme")}
    theme = own.pop("theme", "light")
    if theme not in THEMES:
        raise UsageError(f"no theme {theme!r}", cure=f"one of {', '.join(THEMES)}")
    rest = [(k, v) for k, v in pairs if k not in (*known.own, "theme")]
    found = known.found(request, own, rest)
    if found is None:
        raise Missing("no event is counted, so there is nothing to draw", "choose other filters")
    if kind == "json":
        return _packed(request, json.dumps(known.spec(found), ensure_ascii=False).encode())
    key = ("picture", name, kind, theme, str(request.url.query))
    database = request.app.state.database
    made = database.remembered(key, lambda _: rendered(found.chart(theme), kind))
    return Response(
        made, media_type=KINDS[kind],
        headers={"content-disposition": f'inline; filename="dateline-{name}.{kind}"'},
    )  # fmt: skip
