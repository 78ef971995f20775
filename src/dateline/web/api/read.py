"""`POST /api/v1/read`: codes a text or a page, and stores nothing."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from dateline.errors import UsageError
from dateline.limits import MAX_TEXT_CHARS
from dateline.records import Page
from dateline.web.api.events import as_json
from dateline.web.api.parameters import PROBLEM

router = APIRouter(tags=["read"])

MAX_HTML_CHARS = 4_000_000


class Sent(BaseModel):
    """A text to read. `kind` prose: spans count its characters as sent; html or text: a saved or a
    pasted page, of which the article is found first."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, Field(min_length=1, max_length=MAX_HTML_CHARS)]
    kind: Literal["prose", "html", "text"] = "prose"
    published: Annotated[
        str | None, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$", examples=["2022-07-03"])
    ] = None
    url: Annotated[str | None, Field(max_length=2_000)] = None


@router.post("/read", responses={**PROBLEM, 413: {"description": "Too large"}})
def read(request: Request, sent: Sent) -> Response:
    """The reading of a text, as `dateline read --format json` gives it. Nothing is stored, and
    nothing that the text names is fetched."""
    if sent.published:
        _day(sent.published)
    if sent.kind != "html" and len(sent.text) > MAX_TEXT_CHARS:
        raise UsageError(
            f"the text has {len(sent.text):,} characters", cure=f"at most {MAX_TEXT_CHARS:,}"
        )
    with request.app.state.reader.turn() as reader:
        if sent.kind == "prose":
            return as_json(reader.read_text(sent.text, published=sent.published))
        page = Page(
            data=sent.text.encode("utf-8", "replace"), kind=sent.kind, url=sent.url,
            declared_charset="utf-8", published=sent.published,
        )  # fmt: skip
        return as_json(reader.read_page(page))


def _day(value: str) -> None:
    from datetime import date

    try:
        date.fromisoformat((value + "-01-01")[:10])
    except ValueError:
        raise UsageError(f"{value!r} is no date", cure="write it as 2022-07-03") from None
