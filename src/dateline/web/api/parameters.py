"""The filters as OpenAPI parameters: made from the table of `filters.py`."""

from __future__ import annotations

from typing import Any

from dateline.desk.asking import SORTS
from dateline.web.api.paging import LIMIT, MAX_CURSOR, MOST
from dateline.web.downloads import FORMATS
from dateline.web.filters import FILTERS, MAX_CHARS, Filter

_KINDS: dict[str, dict[str, Any]] = {
    "words": {"type": "string", "maxLength": MAX_CHARS},
    "pair": {"type": "string", "maxLength": MAX_CHARS},
    "flag": {"type": "boolean"},
    "date": {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"},
    "moment": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2})?)?$"},
    "share": {"type": "number", "minimum": 0, "maximum": 1},
}


def _parameter(name: str, one: Filter) -> dict[str, Any]:
    schema: dict[str, Any] = dict(_KINDS[one.kind])
    if one.choices:
        schema = {"type": "string", "enum": list(one.choices)}
    if one.many:
        schema = {"type": "array", "items": schema, "maxItems": 2 if one.kind == "pair" else 30}
        if one.kind == "pair":
            schema["minItems"] = 2
    return _query(name, one.about, schema)


def _query(name: str, about: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": about, "schema": schema}


PAGING = [
    _query("cursor", "`next` of the page before.", {"type": "string", "maxLength": MAX_CURSOR}),
    _query(
        "limit", "How many rows a page has.",
        {"type": "integer", "minimum": 1, "maximum": MOST, "default": LIMIT},
    ),
]  # fmt: skip

FILTERED = [_parameter(name, one) for name, one in FILTERS.items()]
EVENTS = [
    *FILTERED,
    _query("sort", "The order of rows.", {"type": "string", "enum": list(SORTS)}),
    *PAGING,
    _query(
        "corrected",
        "true: with what people mended laid over, and mended_by; csv and jsonl only.",
        {"type": "boolean"},
    ),
    _query(
        "format",
        "json gives a page; the others all rows, as they are read. arrow: an IPC stream.",
        {"type": "string", "enum": ["json", *FORMATS], "default": "json"},
    ),
]
PROBLEM: dict[int | str, dict[str, Any]] = {
    status: {"description": words, "content": {"application/problem+json": {"schema": {
        "type": "object",
        "properties": {
            "type": {"type": "string"}, "title": {"type": "string"},
            "status": {"type": "integer"}, "detail": {"type": "string"},
            "cure": {"type": "string"}, "code": {"type": "string"},
        },
        "required": ["type", "title", "status", "detail"],
    }}}}
    for status, words in (
        (404, "Not there"), (410, "Of an older run"), (414, "The address is too long"),
        (422, "A value that cannot be meant"), (503, "The desk cannot be asked now"),
    )
}  # fmt: skip
LISTED: dict[int | str, dict[str, Any]] = {
    **PROBLEM,
    200: {
        "description": "A page, or all rows as a stream",
        "content": {kind.partition(";")[0]: {} for kind in ("application/json", *FORMATS.values())},
    },
}
"""What a list of events may answer."""
