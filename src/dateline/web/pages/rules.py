"""`/review/rules`: a mended row raised to a rule, which rows it would change, and how it is withdrawn."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from dateline.coding import ontology
from dateline.desk import Desk
from dateline.desk.asking import day
from dateline.errors import TableError, UsageError
from dateline.knowledge.user_tables import KINDS
from dateline.people import laid
from dateline.people.frame_rows import frame_cells, frame_row, head_of, heads_of
from dateline.people.kept_rules import rules
from dateline.people.mends import STATUSES, TYPES, Mend, one
from dateline.people.rule_files import files
from dateline.people.rules import adopt, check, withdraw
from dateline.web.filters import number_of
from dateline.web.persons import Person, needs, people
from dateline.web.reading import SharedReader
from dateline.web.render import render
from dateline.web.review.coders import coder
from dateline.web.review.fields import code as code_of
from dateline.web.review.previews import Preview, of_actor, of_frame, of_laid
from dateline.web.rows import of_ids
from dateline.web.security import form

router = APIRouter()
Fields = Annotated[dict[str, str], Depends(form)]
Editor = Annotated[Person, Depends(needs("editor"))]
CELLS = ("name", "aliases", "country", "sectors", "kind", "office", "from", "to")
FIELDS = (*CELLS, "outlet")
MAX_CELL = 400


@router.get("/review/rules")
def listed(request: Request, _: Editor) -> Response:
    with people(request).reading() as db:
        every = rules(db)
    desk, folder = request.app.state.database.path, _folder(request)
    command = (
        f"dateline recode --desk {shlex.quote(str(desk))} --tables {shlex.quote(str(folder))} --yes"
    )
    return render(
        request, "rules.html", held=[r for r in every if r.withdrawn is None],
        gone=[r for r in every if r.withdrawn is not None], command=command,
        paths=[str(p) for p in files(folder, desk.stem).values() if p.exists()],
    )  # fmt: skip


@router.get("/review/rules/new")
def new(request: Request, _: Editor) -> Response:
    """The form, filled from a mend where one is named, and the preview of what stands in it."""
    given = {n: v.strip()[:MAX_CELL] for n, v in request.query_params.items()}
    mend, row = _meant(request, given)
    told = _suggested(request, mend, row) | {n: v for n, v in given.items() if n != "mend"}
    asked, kind = told.get("rule", "actor"), _kind(told)
    preview, problem, cells = None, None, None
    if "preview" in given:
        try:
            cells, preview = _preview(request, kind, told)
            check(kind, cells, _folder(request))
        except (TableError, UsageError) as error:
            problem = error
    # Without a capital letter it is no name: a rule for "government" is one for all governments.
    common = asked == "actor" and bool(told.get("name")) and told["name"].islower()
    frame = told.get("frame", "")
    heads = heads_of(frame_row(frame, _folder(request)) or {})[1] if frame else []
    return render(
        request, "rule_new.html", told=told, rule=asked, kind=kind, mend=mend, statuses=STATUSES,
        row=row, preview=preview, common=common,
        problem=problem, kinds=KINDS, types=(*TYPES, "NONE"), heads=heads, cells=FIELDS,
        frame=frame, modes={t: list(ontology.types()[t].modes) for t in TYPES},
    )  # fmt: skip


@router.post("/review/rules")
def keep(request: Request, fields: Fields, _: Editor) -> Response:
    """Adopt the rule: its row is written into the user's tables."""
    told = {n: v.strip()[:MAX_CELL] for n, v in fields.items() if n != "why"}
    kind = _kind(told)
    mend, row = _meant(request, told)
    cells, preview = _preview(request, kind, told)
    about = {"mend": mend.id if mend else None, "event": row["id"] if row else None}
    with people(request).writing() as db:
        adopt(
            db, coder(request), kind, cells, fields.get("why", ""), _folder(request),
            request.app.state.database.path.stem, about, preview.changed,
        )  # fmt: skip
    _read_anew(request)
    return RedirectResponse("/review/rules", 303)


@router.post("/review/rules/withdraw")
def take_back(request: Request, fields: Fields, _: Editor) -> Response:
    """Withdraw a rule: its row is gone from the tables."""
    number = number_of("rule", fields.get("rule", ""), 999_999_999)
    stem = request.app.state.database.path.stem
    with people(request).writing() as db:
        withdraw(db, coder(request), number, _folder(request), stem)
    _read_anew(request)
    return RedirectResponse("/review/rules", 303)


def _folder(request: Request) -> Path:
    folder: Path = request.app.state.tables
    return folder


def _read_anew(request: Request) -> None:
    """Texts that are read in the browser are read with the new tables from now on."""
    folder = _folder(request)
    request.app.state.reader = SharedReader(folder if folder.is_dir() else None)


def _meant(request: Request, given: Mapping[str, str]) -> tuple[Mend | None, dict[str, Any] | None]:
    """The mend that is named, and its row where it is shown still."""
    if not given.get("mend"):
        return None, None
    with people(request).reading() as db:
        mend = one(db, number_of("mend", given["mend"], 999_999_999))
    with request.app.state.database.lease() as desk:
        rows = of_ids(desk, [mend.event_id])
    return mend, rows[0] if rows else None


def _suggested(request: Request, mend: Mend | None, row: dict[str, Any] | None) -> dict[str, str]:
    """What a mend suggests for the form."""
    if mend is None:
        return {}
    if mend.field in {"sources", "targets"}:
        return {"rule": "actor", **_actor_of(request, mend)}
    if mend.field == "status" and row is not None:
        said = {"was": row["status"], "now": mend.now, "word": row["trigger"].lower()}
        return {"rule": "status", "frame": row["reason"].partition(" + ")[0], **said}
    if mend.field not in {"type", "mode"} or row is None:
        return {}
    frame = row["reason"].partition(" + ")[0]
    found = frame_row(frame, _folder(request))
    kind = mend.now if mend.field == "type" else row["type"]
    mode = mend.now if mend.field == "mode" else ""
    told = {"rule": "frame", "frame": frame if found else "", "type": kind, "mode": mode}
    if found:
        told["word"] = head_of(row["trigger"], heads_of(found)[1])
    return told


def _actor_of(request: Request, mend: Mend) -> dict[str, str]:
    """The first actor of a mend that was not so before: as the text names it."""
    was = [(a["name"], a["code"]) for a in mend.was]
    changed = [a for a in mend.now if (a["name"], a["code"]) not in was]
    if not changed:
        return {}
    actor = changed[0]
    name = actor["name"]
    if actor["start"] is not None:
        with request.app.state.database.lease() as desk:
            article = desk.article(mend.article_id)
        words = article.text[actor["start"] : actor["end"]] if article else ""
        # A name that stands in the text is what the tables look for; a pronoun is none.
        if words and words[:1].isupper() and " ".join(words.split()) != name:
            name = " ".join(words.split())
    country, *sectors = actor["code"].split("/")
    return {"name": name, "country": country, "sectors": ";".join(sectors)}


def _kind(told: Mapping[str, str]) -> str:
    """What kind of rule a form makes: no table of the coder knows outlets or statuses, so that such a
    rule is laid over the rows."""
    return (
        "laid" if told.get("outlet") or told.get("rule") == "status" else told.get("rule", "actor")
    )


def _laid(told: Mapping[str, str], folder: Path) -> dict[str, Any]:
    """The cells of a rule that is laid over rows."""
    asked = told.get("rule", "")
    cells: dict[str, Any] = {c: told[c] for c in laid.CONDITIONS if told.get(c)}
    for name in ("from", "to"):
        if cells.get(name):
            cells[name] = day(cells[name])
    if asked == "actor":
        code = "/".join(
            [told.get("country", ""), *told.get("sectors", "").replace(";", "/").split()]
        )
        return {"field": "actor", "name": told.get("name", ""), "code": code_of(code)} | cells
    if asked == "frame":
        cells["head"] = cells.pop("word", "")
        cells["heads"] = heads_of(frame_row(told.get("frame", ""), folder) or {})[1]
        return {"field": "type", "now": told.get("type", ""), "mode": told.get("mode", "")} | cells
    return {"field": "status", "now": told.get("now", "")} | cells


def _preview(
    request: Request, kind: str, told: Mapping[str, str]
) -> tuple[dict[str, Any], Preview]:
    """The cells of the rule, and what it would change."""
    with request.app.state.database.lease() as desk:
        if kind == "laid":
            cells = _laid(told, _folder(request))
            laid.check(cells)
            return cells, of_laid(desk, cells)
        if kind == "actor":
            return _actor_preview(desk, told)
        if kind == "frame":
            return _frame_preview(desk, told, _folder(request))
    raise UsageError(f"there is no rule of kind {kind[:20]!r}", cure="actor or frame")


def _actor_preview(desk: Desk, told: Mapping[str, str]) -> tuple[dict[str, Any], Preview]:
    cells = {c: told.get(c, "") for c in CELLS}
    if not cells["name"]:
        raise UsageError("no name is given", cure="write it as it stands in the texts")
    return cells, of_actor(desk, cells)


def _frame_preview(
    desk: Desk, told: Mapping[str, str], folder: Path
) -> tuple[dict[str, Any], Preview]:
    row = frame_row(told.get("frame", ""), folder)
    if row is None:
        raise UsageError(
            "no row of the lexicon gave this event", cure="write one of your own: docs/lexicon.md"
        )
    _, heads = heads_of(row)
    word = told.get("word", "")
    if word not in heads:
        raise UsageError(
            f"{word[:40]!r} is none of its words", cure=f"one of {', '.join(heads[:20])}"
        )
    objects = told.get("objects", "").replace(",", " ").lower().split()
    cells = frame_cells(row, word, told.get("type", ""), told.get("mode", ""), objects)
    return cells, of_frame(desk, told["frame"], heads, word, cells, objects)
