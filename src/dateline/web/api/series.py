"""`/api/v1/relations` and `/api/v1/panel`: what `dateline relations` and `dateline panel` print."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from dateline.errors import UsageError
from dateline.web import downloads
from dateline.web.api.events import as_json
from dateline.web.api.parameters import FILTERED, PROBLEM
from dateline.web.filters import MAX_CHARS, filters_of

router = APIRouter(tags=["series"])

By = Literal["day", "week", "month", "year"]
Side = Annotated[str, Query(max_length=MAX_CHARS)]
SECONDS = 60.0
"""So long may the desk be asked for one of them: they are reckoned from all rows."""
MOST = 100_000
"""So many rows may a panel have that is given here."""
_ANSWERS: dict[int | str, dict[str, Any]] = {
    **PROBLEM,
    200: {"description": "The table", "content": {"application/json": {}, "text/csv": {}}},
}
_RELATIONS = (
    "a", "b", "by", "measure", "directed", "level", "penalty", "min_segment", "behind",
    "all_statuses", "format",
)  # fmt: skip
_PANEL = ("by", "actors", "count", "one_a_day", "by_status", "all_statuses", "format")


@router.get(
    "/relations", openapi_extra={"parameters": FILTERED}, responses=_ANSWERS,
)  # fmt: skip
def relations(
    request: Request,
    a: Side,
    b: Side,
    by: By = "month",
    measure: Literal["count", "goldstein", "net-cooperation", "share-conflict"] = "count",
    directed: bool = False,
    level: Literal["80", "95"] = "95",
    penalty: Annotated[float, Query(gt=0, le=1_000)] = 3.0,
    min_segment: Annotated[int, Query(ge=1, le=1_000)] = 3,
    behind: Annotated[int, Query(ge=0, le=100)] = 5,
    all_statuses: bool = False,
    format: Literal["json", "csv"] = "json",
) -> Response:
    """How two countries act on each other over time, with intervals, and where that shifts; and the
    filters of `/api/v1/events`. As CSV: a row a period and direction."""
    from dateline.analysis import relations as made

    filters = filters_of(request.query_params.multi_items(), _RELATIONS)
    with request.app.state.database.lease(SECONDS) as desk:
        found = made(
            desk, a, b, by=by, measure=measure, level=int(level), directed=directed,
            all_statuses=all_statuses, strength=penalty, shortest=min_segment, most=behind, **filters,
        )  # fmt: skip
    if format == "json":
        # The desk that was asked is a copy; its name is that of the desk.
        named = msgspec.structs.replace(found, desk=request.app.state.database.path.name)
        return as_json(named)
    rows = [{**msgspec.structs.asdict(p), "measure": measure} for p in found.periods]
    return downloads.csv_of(list(rows[0]), (list(r.values()) for r in rows), "relations")


@router.get(
    "/panel", openapi_extra={"parameters": FILTERED}, responses=_ANSWERS,
)  # fmt: skip
def panel(
    request: Request,
    by: By = "month",
    actors: Annotated[str | None, Query(max_length=MAX_CHARS)] = None,
    count: Literal["type", "quad"] = "type",
    one_a_day: bool = False,
    by_status: bool = False,
    all_statuses: bool = False,
    format: Literal["json", "csv"] = "json",
) -> Response:
    """Each pair of countries in each period, zero-filled; `actors` (PRK,KOR,USA) each with each, else
    the pairs that the desk has; and the filters of `/api/v1/events`. It may have 100,000 rows."""
    from dateline.analysis import panel as made

    filters = filters_of(request.query_params.multi_items(), _PANEL)
    listed = [c.strip() for c in (actors or "").split(",") if c.strip()]
    with request.app.state.database.lease(SECONDS) as desk:
        found = made(
            desk, by=by, actors=listed, count=count, one_a_day=one_a_day, by_status=by_status,
            all_statuses=all_statuses, **filters,
        )  # fmt: skip
        if found.size > MOST:
            raise UsageError(
                f"the panel has {found.size:,} rows",
                cure=f"at most {MOST:,}: fewer actors, longer periods; or `dateline panel`",
            )
        rows = list(found.rows())
    if format == "csv":
        return downloads.csv_of(found.columns, rows, "panel")
    data = [dict(zip(found.columns, row, strict=True)) for row in rows]
    return as_json({"data": data, "notes": found.notes})
