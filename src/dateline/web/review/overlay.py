"""Corrections laid over rows that pages and downloads show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from starlette.requests import Request

from dateline.desk import Desk
from dateline.people import People
from dateline.people.mends import Mend, corrected, lay, mends
from dateline.web.review.rows import of_articles

Row = dict[str, Any]
Laid = Mapping[str, Mapping[str, Mend]]


def laid_over(people: People | None, desk: Desk, articles: Iterable[str] | None = None) -> Laid:
    """Event id → its mended fields, for the rows of these articles, or of all that have any."""
    if people is None:
        return {}
    with people.reading() as db:
        held = mends(db, None if articles is None else set(articles))
    if not held:
        return {}
    return lay(of_articles(desk, {m.article_id for m in held}), held)


def of_rows(request: Request, desk: Desk, rows: Iterable[Row]) -> Laid:
    """What is mended of the rows of a page."""
    return laid_over(request.app.state.people, desk, [r["article_id"] for r in rows])


def over(laid: Laid) -> Callable[[Row], Row]:
    """What a row of a download becomes: each has a column `mended_by`."""

    def change(row: Row) -> Row:
        return corrected(row, dict(laid.get(row["id"], {})))

    return change
