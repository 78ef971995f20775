"""Corrections, and rules that are laid over rows: what a page or a file shows of a row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from dateline.desk import Desk
from dateline.people import People, laid
from dateline.people.kept_rules import laid_rules
from dateline.people.mends import MISSING, Mend, corrected, lay, lost, mends
from dateline.people.rows import of_articles

Row = dict[str, Any]
Laid = Mapping[str, Mapping[str, Mend]]


def of_rows(people: People | None, desk: Desk, rows: Iterable[Row]) -> Laid:
    """Event id → its mended fields, for some rows."""
    if people is None:
        return {}
    shown = {r["article_id"] for r in rows}
    with people.reading() as db:
        held, general = mends(db, shown), laid_rules(db)
    if not held and not general:
        return {}
    whole = of_articles(desk, shown)
    mended = lay(whole, held)
    both = {r["id"]: {**laid.over(r, general), **mended.get(r["id"], {})} for r in whole}
    return {id_: fields for id_, fields in both.items() if fields}


def over(people: People | None, desk: Desk) -> Callable[[Row], Row]:
    """What a row becomes with all corrections laid over; each gets a column `mended_by`."""
    if people is None:
        return lambda row: corrected(row, {})
    with people.reading() as db:
        held, general = mends(db), laid_rules(db)
    mended = lay(of_articles(desk, {m.article_id for m in held}), held)

    def change(row: Row) -> Row:
        return corrected(row, {**laid.over(row, general), **mended.get(row["id"], {})})

    return change


class Group(NamedTuple):
    """Corrections of which the same became, each with its row (None where there is none)."""

    state: str
    about: str
    mends: list[tuple[Mend, Row | None]]


def sorted_out(desk: Desk, every: Sequence[Mend]) -> list[Group]:
    """What became of each correction: the lost ones first."""
    active = [m for m in every if m.withdrawn is None]
    rows = of_articles(desk, {m.article_id for m in active})
    known = {r["id"]: r for r in rows}
    gone = {m.id for m in lost(rows, active)}
    found = {m.id: known[id_] for id_, by in lay(rows, active).items() for m in by.values()}
    return [
        Group("lost", "They find no row any more: look whether they still hold.",
              [(m, None) for m in active if m.id in gone]),
        Group("laid over the rows", "What the pages show beside what was coded.",
              [(m, found[m.id]) for m in active if m.id in found]),
        Group("events that are missing", "For the next version, and for gold.",
              [(m, None) for m in active if m.field == MISSING]),
        Group("without effect", "The rows say so by themselves now, or a later correction counts.",
              [(m, None) for m in active
               if m.id not in gone and m.id not in found and m.field != MISSING]),
        Group("withdrawn", "", [(m, None) for m in every if m.withdrawn is not None]),
    ]  # fmt: skip
