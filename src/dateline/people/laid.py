"""Rules that are laid over the rows, like corrections, each time they are shown.

They say what no table of the coder can: that a name is somebody else in one outlet, or that what one
frame or word gives has another status. A correction of the row itself wins over them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dateline.errors import TableError
from dateline.people.evidence import Row, coded
from dateline.people.frame_rows import head_of
from dateline.people.kept_rules import Rule
from dateline.people.mends import STATUSES, TYPES, Mend, value_of

FIELDS = ("actor", "type", "status")
CONDITIONS = ("outlet", "frame", "word", "was", "from", "to")
"""`was` is the status that the rows have; `word` is what their trigger says. A rule for one word of a
frame has `head` and `heads` instead."""


def check(what: Mapping[str, Any]) -> None:
    """Raise `TableError` for a rule that cannot be laid over anything."""
    field = what.get("field")
    known = {"type": TYPES, "status": STATUSES}
    if field not in FIELDS:
        raise TableError(
            f"{str(field)[:20]!r} cannot be laid over rows", cure=f"one of {', '.join(FIELDS)}"
        )
    if field in known and what.get("now") not in known[field]:
        cure = "a rule for all outlets can silence a word" if what.get("now") == "NONE" else ""
        raise TableError(
            f"{str(what.get('now'))[:20]!r} is no {field}",
            cure=cure or f"one of {', '.join(known[field])}",
        )
    if field == "actor" and not what.get("name"):
        raise TableError("no name is given", cure="write it as the rows have it")
    if field != "actor" and not any(what.get(c) for c in ("outlet", "frame", "word")):
        raise TableError("it would hold for all rows", cure="name an outlet, a frame or a word")
    since, until = what.get("from") or "", what.get("to") or ""
    if since and until and until < since[: len(until)]:
        raise TableError(f"ends {until}, before it begins {since}", cure="swap from and to")


def holds(what: Mapping[str, Any], row: Row) -> bool:
    """Whether the conditions of a rule hold for a row."""
    published = row["published"] or ""
    since, until = what.get("from") or "", what.get("to") or ""
    return (
        (not what.get("outlet") or (row["outlet"] or "").lower() == what["outlet"].lower())
        and (not what.get("frame") or row["reason"].partition(" + ")[0] == what["frame"])
        and (
            not what.get("word") or " ".join(row["trigger"].split()).lower() == what["word"].lower()
        )
        and (not what.get("head") or head_of(row["trigger"], what["heads"]) == what["head"])
        and (not what.get("was") or row["status"] == what["was"])
        and (not since or published >= since)
        and (not until or (published != "" and published < until + "~"))
    )


def changes(what: Mapping[str, Any], row: Row) -> dict[str, Any]:
    """Field → what a rule makes of it, of those that it changes."""
    if not holds(what, row):
        return {}
    if what["field"] == "actor":
        made = {f: _coded(what, value_of(row, f)) for f in ("sources", "targets")}
    else:
        made = {what["field"]: what["now"]}
        if what["field"] == "type":
            made["mode"] = what.get("mode", "")
    return {f: now for f, now in made.items() if now != value_of(row, f)}


def _coded(what: Mapping[str, Any], actors: list[dict[str, Any]]) -> list[dict[str, Any]]:
    name = what["name"].lower()
    return [{**a, "code": what["code"]} if a["name"].lower() == name else a for a in actors]


def over(row: Row, held: Iterable[Rule]) -> dict[str, Mend]:
    """Field → what the rules make of a row, as if somebody had mended it: the newest rule counts.
    The number of such a mend is that of the rule, below zero."""
    found: dict[str, Mend] = {}
    for rule in sorted(held):
        for field, now in changes(rule.what, row).items():
            found[field] = Mend(
                -rule.id, rule.at, rule.person, row["run_id"], row["id"], row["article_id"],
                row["sentence_start"], row["sentence_end"], row["trigger_start"],
                row["trigger_end"], coded(row), field, value_of(row, field), now, rule.why, None, None,
            )  # fmt: skip
    return found
