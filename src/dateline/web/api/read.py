"""`POST /api/v1/read`: codes a text or a page, and stores nothing."""

from __future__ import annotations

from email.message import Message
from typing import Annotated, Any, Literal

import msgspec
from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.responses import Response

from dateline.errors import UsageError
from dateline.intake.pages import make_page
from dateline.limits import MAX_TEXT_CHARS, MAX_URL_CHARS
from dateline.records import Page, Reading
from dateline.web.api.events import as_json
from dateline.web.api.parameters import PROBLEM
from dateline.web.reading import SharedReader
from dateline.web.security import Refused, most

router = APIRouter(tags=["read"])

MAX_HTML_CHARS = 4_000_000
PATH = "/api/v1/read"
_DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"


class Told(BaseModel):
    """What is said of a text or a page beside it."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["prose", "html", "text"] | None = None
    published: Annotated[str | None, Field(pattern=_DATE, examples=["2022-07-03"])] = None
    url: Annotated[str | None, Field(max_length=MAX_URL_CHARS)] = None


class Sent(Told):
    """A text to read. `kind` prose (unless told): spans count its characters as sent; html or text:
    a saved or a pasted page, of which the article is found first."""

    text: Annotated[str, Field(min_length=1, max_length=MAX_HTML_CHARS)]


_BESIDES = [
    {"name": name, "in": "query", "description": about, "schema": schema}
    for name, about, schema in (
        ("kind", "What the body is; else it is found out.",
         {"type": "string", "enum": ["prose", "html", "text"]}),
        ("published", "When it was published.", {"type": "string", "pattern": _DATE}),
        ("url", "Its address; nothing is fetched.", {"type": "string", "maxLength": MAX_URL_CHARS}),
    )
]  # fmt: skip
_TEXT = {"schema": {"type": "string", "minLength": 1}}
_BODY = {
    "parameters": _BESIDES,
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": Sent.model_json_schema()},
            "text/html": _TEXT,
            "text/plain": _TEXT,
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {
                        "file": {"type": "string", "format": "binary"},
                        **{p["name"]: p["schema"] for p in _BESIDES},
                    },
                }
            },
        },
    },
}
_ANSWERS: dict[int | str, dict[str, Any]] = {
    **PROBLEM,
    413: {"description": "Too large"},
    415: {"description": "No kind of body that is read"},
}


@router.post("/read", openapi_extra=_BODY, responses=_ANSWERS)
async def read(request: Request) -> Response:
    """The reading of a text or of a page, as `dateline read --format json` gives it. The body is JSON,
    a page (text/html, text/plain), or a form with a page as its `file`. Nothing is stored, nothing
    run, and nothing that the page names is fetched."""
    from starlette.concurrency import run_in_threadpool

    header = Message()
    header["content-type"] = request.headers.get("content-type", "application/json")
    kind = header.get_content_type()
    reader: SharedReader = request.app.state.reader
    if kind == "application/json" or kind.endswith("+json"):
        sent = _told(Sent, await request.body())
        return as_json(await run_in_threadpool(_text, reader, sent))
    if kind in {"text/html", "text/plain"}:
        told = _told(Told, dict(request.query_params))
        data, suffix = await request.body(), ".html" if kind == "text/html" else ""
        charset = header.get_content_charset()
    elif kind == "multipart/form-data":
        data, suffix, fields = await _uploaded(request)
        told, charset = _told(Told, {**request.query_params, **fields}), None
    else:
        raise Refused(
            415, f"a body of the kind {kind[:60]!r} is not read",
            "application/json, text/html, text/plain, or multipart/form-data with a `file`",
        )  # fmt: skip
    return as_json(await run_in_threadpool(_page, reader, data, suffix, charset, told))


def _told(kind: type[Any], sent: Any) -> Any:
    """What was sent, as its model. Raises `RequestValidationError`, `UsageError`."""
    from fastapi.exceptions import RequestValidationError

    try:
        read = kind.model_validate_json if isinstance(sent, bytes) else kind.model_validate
        told = read(sent)
    except ValidationError as error:
        raise RequestValidationError(
            error.errors(include_url=False, include_input=False, include_context=False)
        ) from error
    if told.published:
        _day(told.published)
    return told


async def _uploaded(request: Request) -> tuple[bytes, str, dict[str, str]]:
    """The page of a form, the end of its name, and the other fields. It is held in memory: also a
    temporary file would be one."""
    from pathlib import PurePath

    from starlette.datastructures import UploadFile
    from starlette.formparsers import MultiPartException, MultiPartParser

    parser = MultiPartParser(request.headers, request.stream(), max_files=1, max_fields=8)
    parser.spool_max_size = most(PATH) + 1
    try:
        form = await parser.parse()
    except (MultiPartException, KeyError) as error:
        raise UsageError(
            f"the form cannot be read: {getattr(error, 'message', 'it has no boundary').lower()}",
            cure="multipart/form-data with one page as `file`: curl -F file=@page.html",
        ) from error
    file = form.get("file")
    if not isinstance(file, UploadFile):
        raise UsageError("the form has no file", cure="curl -F file=@page.html")
    try:
        data = await file.read()
    finally:
        await form.close()
    fields = {name: value for name, value in form.items() if isinstance(value, str) and value}
    return data, PurePath(file.filename or "").suffix.lower()[:8], fields


def _text(reader: SharedReader, sent: Sent) -> Reading:
    kind = sent.kind or "prose"
    if kind != "html" and len(sent.text) > MAX_TEXT_CHARS:
        raise UsageError(
            f"the text has {len(sent.text):,} characters", cure=f"at most {MAX_TEXT_CHARS:,}"
        )
    with reader.turn() as it:
        if kind == "prose":
            return it.read_text(sent.text, published=sent.published)
        page = Page(
            data=sent.text.encode("utf-8", "replace"), kind=kind, url=sent.url,
            declared_charset="utf-8", published=sent.published,
        )  # fmt: skip
        return it.read_page(page)


def _page(
    reader: SharedReader, data: bytes, suffix: str, charset: str | None, told: Told
) -> Reading:
    page = make_page(
        data, "the page", path=None, suffix=suffix, url=told.url, declared_charset=charset,
        published=told.published,
    )  # fmt: skip
    if told.kind:
        page = msgspec.structs.replace(page, kind=told.kind)
    with reader.turn() as it:
        return it.read_page(page)


def _day(value: str) -> None:
    from datetime import date

    try:
        date.fromisoformat((value + "-01-01")[:10])
    except ValueError:
        raise UsageError(f"{value!r} is no date", cure="write it as 2022-07-03") from None
