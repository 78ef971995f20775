"""An actors' dictionary as rows of a user's table."""

from __future__ import annotations

from pathlib import Path

from dateline.knowledge.context import current
from dateline.knowledge.folding import fold
from dateline.knowledge.petrarch.cameo import NO_ACTOR, Read, plover
from dateline.knowledge.petrarch.dated import Code
from dateline.knowledge.petrarch.entries import Entry, read_entries, settle
from dateline.knowledge.petrarch.known import leave_known, our_names
from dateline.knowledge.petrarch.lines import Import, Told, by_line
from dateline.knowledge.user_tables import ACTOR_COLUMNS, KINDS


def read_actors(path: Path, told: Told, keep_known: bool) -> Import:
    entries = list(read_entries(path, told))
    rows: list[dict[str, str]] = []
    used = names = 0
    taken: dict[str, Entry] = {}
    kept: list[Entry] = []
    repeated = 0
    for entry in entries:
        before = len(told)
        if settle(entry, taken, told):
            kept.append(entry)
        elif len(told) == before and not entry.faulty:
            repeated += 1
    known = 0
    ours = {} if keep_known else our_names()
    for entry in kept:
        named = list(entry.names)
        whole = leave_known(entry, ours)
        known += len(named) if whole else sum(n not in entry.names for n in named)
        if whole:
            repeated += 1
            continue
        made = _actor_rows(entry, told)
        rows.extend(made)
        used += bool(made)
        names += len(entry.names) if made else 0
    return Import(
        path, False, tuple(rows), len(entries), used, repeated, names, known, by_line(told)
    )


def _actor_rows(entry: Entry, told: Told) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = []
    real = [c for c in entry.codes if c.code not in NO_ACTOR]
    read = [(c, r) for c in real if (r := plover(c, told)) is not None]
    if not real and any(not (c.since or c.until) for c in entry.codes):
        return [_row(entry, None, Read("", (), False), "block", True)]
    dated = any(c.since or c.until for c in entry.codes)
    elite = any("ELI" in r.sectors for _, r in read)
    joined = _joined(read)
    if not any(r.sectors for _, r in joined):
        # A land under several codes: the one that it still has comes first.
        joined.sort(key=lambda pair: bool(pair[0].until))
    for code, who in joined:
        kind = _kind(entry.names[0], who, dated or elite)
        rows.append(_row(entry, code, who, kind, not rows))
    if rows and "person" in (kinds := {r["kind"] for r in rows}) and len(kinds) > 1:
        for row in rows:
            row["kind"] = "person"
    return rows


def _joined(read: list[tuple[Code, Read]]) -> list[tuple[Code, Read]]:
    """One for each span of days and country: two codes of one time give the sectors of both."""
    found: dict[tuple[str, str, str], tuple[Code, Read]] = {}
    for code, who in read:
        key = (code.since, code.until, who.country)
        if key in found:
            first, old = found[key]
            both = tuple(dict.fromkeys((*old.sectors, *who.sectors)))
            found[key] = (first, old._replace(sectors=both))
        else:
            found[key] = (code, who)
    return list(found.values())


def _kind(name: str, who: Read, dated: bool) -> str:
    """What Dateline's tables say the name is, else a guess from the code and its dates."""
    known = current().get(fold(name))
    if known is not None and known.person is not None:
        return "person"
    entity = known.entity if known is not None else None
    if entity is not None and entity.kind in KINDS and entity.country == who.country:
        return entity.kind
    if (
        not who.sectors
        and len(who.country) == 3
        and who.country not in ("IGO", "UNO", "EUR", "NGO", "MNC", "IMG", "ISM")
    ):
        return "state"  # a code of the dictionary's own is a land of its own: Gondor, Krajina
    return "person" if dated else ""


def _row(entry: Entry, code: Code | None, who: Read, kind: str, first: bool) -> dict[str, str]:
    row = dict.fromkeys(ACTOR_COLUMNS, "")
    row["name"] = entry.names[0]
    row["aliases"] = ";".join(n.replace(";", " ") for n in entry.names[1:]) if first else ""
    row["country"], row["sectors"], row["kind"] = who.country, ";".join(who.sectors), kind
    row["custom"] = "yes" if who.custom else ""
    row["case"] = "any"
    where = code.where if code else entry.where
    row["note"] = f"[{code.code if code else '---'}] {Path(where).name}"
    if code is not None:
        row["from"], row["to"] = code.since, code.until
    return row
