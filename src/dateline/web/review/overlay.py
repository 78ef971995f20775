"""Corrections, and rules that are laid over rows, for pages and downloads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from starlette.requests import Request

from dateline.desk import Desk
from dateline.people import People, laid
from dateline.people.mends import Mend, corrected, lay, mends
from dateline.people.rules import laid_rules
from dateline.web.review.rows import of_articles

Row = dict[str, Any]
Laid = Mapping[str, Mapping[str, Mend]]


def of_rows(request: Request, desk: Desk, rows: Iterable[Row]) -> Laid:
    """Event id → its mended fields, for the rows of a page."""
    people: People | None = request.app.state.people
    if people is None:
        return {}
    shown = list(rows)
    with people.reading() as db:
        held, general = mends(db, {r["article_id"] for r in shown}), laid_rules(db)
    if not held and not general:
        return {}
    whole = of_articles(desk, {r["article_id"] for r in shown})
    mended = lay(whole, held)
    both = {r["id"]: {**laid.over(r, general), **mended.get(r["id"], {})} for r in whole}
    return {id_: fields for id_, fields in both.items() if fields}


def over(people: People, desk: Desk) -> Callable[[Row], Row]:
    """What a row of a download becomes: each has a column `mended_by`."""
    with people.reading() as db:
        held, general = mends(db), laid_rules(db)
    mended = lay(of_articles(desk, {m.article_id for m in held}), held)

    def change(row: Row) -> Row:
        return corrected(row, {**laid.over(row, general), **mended.get(row["id"], {})})

    return change
