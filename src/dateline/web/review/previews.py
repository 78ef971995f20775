"""Which stored rows a rule would change, before it is adopted."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from dateline.desk import Desk
from dateline.people import laid
from dateline.people.frame_rows import head_of
from dateline.people.mends import value_of
from dateline.web.rows import as_dicts

SHOWN = 100
"""So many rows are listed; all are counted."""


class Change(NamedTuple):
    """A row that a rule would change: what it says, and what it would say."""

    row: dict[str, Any]
    was: str
    becomes: str


class Preview(NamedTuple):
    """`touched`: how many rows have the name or word; `changed`: how many of them would say something
    else; `changes`: the first of these."""

    touched: int
    changed: int
    changes: list[Change]


_ROW = 'c.id, c.headline, c.published, c."trigger", c."type", c."mode"'


def of_actor(desk: Desk, cells: Mapping[str, str]) -> Preview:
    """The rows with an actor in whose words one of the names stands, of articles of the days given."""
    names = [cells["name"], *filter(None, (a.strip() for a in cells.get("aliases", "").split(";")))]
    pattern = "|".join(_whole(name) for name in names)
    conditions, bound = ["regexp_matches(x.text, $1)"], [pattern]
    if since := cells.get("from", ""):
        bound.append(since)
        conditions.append(f"c.published >= ${len(bound)}")
    if until := cells.get("to", ""):
        bound.append(until + "~")
        conditions.append(f"c.published < ${len(bound)}")
    rows = as_dicts(
        desk.sql(
            f'SELECT {_ROW}, x."role", x.text AS words, x.country, x.sectors FROM event_copies c '
            "JOIN event_actors_all x ON x.run_id = c.run_id AND x.event_id = c.id "
            f'WHERE {" AND ".join(conditions)} ORDER BY c.published, c.id, x."position"',
            bound,
        )
    )
    sectors = [s.strip() for s in re.split(r"[;,\s]+", cells.get("sectors", "")) if s.strip()]
    becomes = "/".join([cells.get("country", ""), *sectors]) or "nobody"
    if cells.get("kind") == "block":
        becomes = "no actor"
    changes = [
        Change(r, was, becomes)
        for r in rows
        if (was := "/".join([r["country"] or "", *r["sectors"]]) or "unknown") != becomes
    ]
    return Preview(len(rows), len(changes), changes[:SHOWN])


def _whole(name: str) -> str:
    """The name as whole words, with its capitals: as the tables match it."""
    words = r"\s+".join(re.escape(w) for w in name.split())
    return rf"(?:^|[^\pL\pN]){words}(?:[^\pL\pN]|$)"


# Condition of a rule → SQL; what it leaves open is looked at row by row.
_CONDITIONS = {
    "outlet": "lower(outlet) = {}",
    "frame": "split_part(reason, ' + ', 1) = {}",
    "word": "regexp_replace(lower(\"trigger\"), '\\s+', ' ', 'g') = {}",
    "was": "status = {}",
    "from": "published >= {}",
    "to": "published < {} || '~'",
    "name": "list_contains(list_transform(source_names || target_names, lambda n: lower(n)), {})",
}
_FEW = (
    'id, headline, published, outlet, reason, "trigger", status, "type", "mode", source_names, '
    "source_codes, target_names, target_codes"
)


def of_laid(desk: Desk, what: Mapping[str, Any]) -> Preview:
    """The rows for which a rule that is laid over them holds."""
    conditions, bound = ["true"], []
    for name, condition in _CONDITIONS.items():
        if what.get(name):
            value = what[name]
            bound.append(value.lower() if name in {"outlet", "word", "name"} else value)
            conditions.append(condition.format(f"${len(bound)}"))
    rows = as_dicts(
        desk.sql(
            f"SELECT {_FEW} FROM event_copies WHERE {' AND '.join(conditions)} "
            "ORDER BY published, id",
            bound or None,
        )
    )
    mine = [r for r in rows if laid.holds(what, r)]
    listed = [
        Change({**r, "words": r["trigger"]}, _said(value_of(r, field)), _said(now))
        for r in mine
        for field, now in laid.changes(what, r).items()
    ]
    changed = len({c.row["id"] for c in listed})
    return Preview(len(mine), changed, listed[:SHOWN])


def _said(value: Any) -> str:
    """A value of a field in a word."""
    if isinstance(value, list):
        return ", ".join(a["code"] or "unknown" for a in value)
    return str(value) or "none"


def of_frame(
    desk: Desk,
    frame: str,
    heads: Sequence[str],
    word: str,
    cells: Mapping[str, Any],
    objects: Sequence[str],
) -> Preview:
    """The rows that this row of the lexicon gave for this word. Whether each meets a condition on the
    object is known when it is read again; where the sentence has none of the words it is left out."""
    rows = as_dicts(
        desk.sql(
            f"SELECT {_ROW}, c.sentence FROM event_copies c WHERE split_part(c.reason, ' + ', 1) = $1 "
            "ORDER BY c.published, c.id",
            [frame],
        )
    )
    mine = [r for r in rows if head_of(r["trigger"], heads) == word]
    if objects:
        mine = [r for r in mine if any(w.lower() in r["sentence"].lower() for w in objects)]
    kind, mode = cells["type"], cells.get("mode")
    becomes = "no event" if kind == "NONE" else "/".join(filter(None, [kind, mode]))
    changes = [
        Change(r, was, becomes)
        for r in mine
        if (was := "/".join(filter(None, [r["type"], r["mode"]]))) != becomes
    ]
    return Preview(len(mine), len(changes), changes[:SHOWN])
