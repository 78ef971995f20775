"""What one can talk about: rows, stories and dyads of the desk, and where each is shown now."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from starlette.requests import Request

from dateline.desk import Desk
from dateline.errors import UsageError
from dateline.people.conversation import Comment, Subject
from dateline.people.evidence import found_in
from dateline.people.rows import of_articles
from dateline.web.filters import MAX_CHARS
from dateline.web.problems import Missing
from dateline.web.rows import Row, of_ids
from dateline.web.words import country, several, title

LABEL = 160


def subject(request: Request, kind: str, id_: str) -> Subject:
    """What a form names, if the desk has it. Raises `Missing`, `UsageError`."""
    with request.app.state.database.lease() as desk:
        if kind == "event":
            rows = of_ids(desk, [id_])
            if rows:
                return of_row(rows[0])
        elif kind == "story":
            found = desk.story(id_)
            if found is not None:
                headline = next(
                    (c.article.headline for c in found.copies if c.article.headline), ""
                )
                return Subject(
                    "story", found.id, (headline or "a story without a headline")[:LABEL]
                )
        elif kind == "dyad":
            return of_dyad(id_)
    raise Missing(
        "what you write about is shown no more; nothing was kept",
        "go back: your words are still in the form; follow the address of the page",
        [("All events", "/events")],
    )


def of_row(row: Row) -> Subject:
    """A row, as what one talks about."""
    sides = (several(row[f"{s}_names"], 2) or "nobody named" for s in ("source", "target"))
    label = f"{title(row['type'])}: {' → '.join(sides)}, “{row['trigger']}”"
    return Subject("event", row["id"], label[:LABEL], row["article_id"], row["trigger_start"],
                   row["trigger_end"])  # fmt: skip


def of_dyad(id_: str) -> Subject:
    """Two sides as they stand in the address, "KEN~GOV/TZA": one conversation from either side."""
    sides = [s for s in id_.split("/") if s]
    if len(sides) != 2 or max(map(len, sides)) > MAX_CHARS:
        raise UsageError("a dyad has two sides", cure="go back, and follow the address of the page")
    sides = sorted((s.upper() if len(s) <= 3 else s for s in sides), key=str.casefold)
    return Subject(
        "dyad", "/".join(sides), " and ".join(country(s.replace("~", "/")) for s in sides)[:LABEL]
    )


def address(kind: str, id_: str) -> str:
    """The page of a subject."""
    from dateline.web.pages.dyad import written

    if kind == "dyad":
        return "/dyads/" + "/".join(written(s) for s in id_.split("/"))
    return f"/{'events' if kind == 'event' else 'stories'}/{written(id_)}"


def now_at(desk: Desk, comments: Iterable[Comment]) -> dict[int, str | None]:
    """Comment → the id of the row that it is about now; None where there is none any more."""
    listed = [c for c in comments if c.kind == "event"]
    shown = {r["id"] for r in of_ids(desk, sorted({c.subject for c in listed}))}
    lost = [c for c in listed if c.subject not in shown]
    rows: list[dict[str, Any]] = of_articles(desk, {c.article_id for c in lost})
    found: dict[int, str | None] = {c.id: c.subject for c in listed}
    for c in lost:
        meant = found_in(c, (r for r in rows if r["article_id"] == c.article_id))
        found[c.id] = meant["id"] if meant else None
    return found
