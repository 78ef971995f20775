"""`/guide`: what the codes and statuses mean, from the tables that the coder uses."""

from __future__ import annotations

import re

from fastapi import APIRouter, Request
from starlette.responses import Response

from dateline.coding.ontology import meanings
from dateline.web.marks import Mark, Piece, pieces
from dateline.web.render import render

router = APIRouter()

# In an example the source stands in square, the target in curly brackets.
_SIDES = re.compile(r"\[(?P<source>[^]]*)\]|\{(?P<target>[^}]*)\}")


@router.get("/guide")
def guide(request: Request) -> Response:
    every = meanings().values()
    types = [m for m in every if m.kind == "type"]
    modes = {t.code: [m for m in every if m.kind == "mode" and m.type == t.code] for t in types}
    return render(
        request, "guide.html", types=types, modes=modes,
        examples={t.code: marked(t.example) for t in types},
        contexts=[m for m in every if m.kind == "context"],
    )  # fmt: skip


def marked(example: str) -> list[Piece]:
    """An example without its brackets, its sides marked."""
    text, marks, at = "", [], 0
    for found in _SIDES.finditer(example):
        text += example[at : found.start()]
        kind = str(found.lastgroup)
        marks.append(Mark(len(text), len(text) + len(found[kind]), kind))
        text += found[kind]
        at = found.end()
    return pieces(text + example[at:], marks)
