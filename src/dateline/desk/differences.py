"""What one run codes otherwise than another: rows added, removed and altered.

Two rows are one event where they have one id. A row that is gone and one that is new are one event
altered where they have the same trigger: its type or its actors are now read otherwise. Only
articles that both runs have coded are compared.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from dateline.errors import UsageError
from dateline.records import Record

if TYPE_CHECKING:
    import duckdb

COMPARED = (
    "type", "about", "mode", "contexts", "cameo", "quad", "status", "background", "source_names",
    "source_codes", "target_names", "target_codes", "voices", "when_earliest", "when_latest",
    "where_name", "where_country", "within",
)  # fmt: skip
"""The columns in which an event that stays may be altered. Confidence and reason are not among
them: they change with every model."""

SHOWN = "shown"
"""In place of a run: of each article the run that the views show."""


class TypeChange(Record, frozen=True):
    """How one type changed. An altered row is counted with the type it has now."""

    type: str
    before: int
    after: int
    added: int
    removed: int
    altered: int


class Sample(Record, frozen=True):
    """One row that changed: `kind` is added, removed or altered; the row before and after."""

    kind: str
    article_id: str
    url: str | None
    sentence: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    fields: list[str]


class Difference(Record, frozen=True):
    """What changed between two runs, in `articles` that both have coded. `fields`: how many rows
    were altered in which column; `unsure`: rows with only another confidence or reason."""

    old: str
    new: str
    articles: int
    before: int
    after: int
    same: int
    unsure: int
    types: list[TypeChange]
    fields: dict[str, int]
    samples: list[Sample]


def run_of(connection: duckdb.DuckDBPyConnection, named: str) -> str:
    """The id of a run that is named by its beginning; raises `UsageError` for none and several."""
    found = connection.execute(
        "SELECT id FROM runs WHERE starts_with(id, ?) ORDER BY id", [named]
    ).fetchall()
    if len(found) != 1 or not named:
        raise UsageError(
            f"{len(found) or 'no'} runs begin with {named!r}" if named else "the run is empty",
            cure="dateline desk info lists the runs",
        )
    return str(found[0][0])


def difference(
    connection: duckdb.DuckDBPyConnection, old: str, new: str, samples: int = 3
) -> Difference:
    """Compare run `new` with run `old` (or with what is `SHOWN`); so many `samples` of each kind
    of change and type."""
    connection.execute("DROP TABLE IF EXISTS temp.dateline_changes")
    before = "a.run_id" if old == SHOWN else "$old"
    connection.execute(
        _CHANGES.format(before=before, columns=", ".join(f'"{c}"' for c in COMPARED)),
        {"new": new} | ({} if old == SHOWN else {"old": old}),
    )
    try:
        return _read(connection, old, new, samples)
    finally:
        connection.execute("DROP TABLE IF EXISTS temp.dateline_changes")


# Pairs of rows: by id, then what is left by its trigger, then what is on one side only.
_CHANGES = """
CREATE TEMP TABLE dateline_changes AS
WITH shared AS (
    SELECT a.id AS article_id, {before} AS old_run FROM articles a
    WHERE EXISTS (SELECT 1 FROM readings r WHERE r.article_id = a.id AND r.run_id = $new)
    AND EXISTS (SELECT 1 FROM readings r WHERE r.article_id = a.id AND r.run_id = {before})
),
o AS (SELECT e.* FROM events_all e JOIN shared b ON b.article_id = e.article_id AND b.old_run = e.run_id),
n AS (SELECT e.* FROM events_all e JOIN shared b ON b.article_id = e.article_id WHERE e.run_id = $new),
gone AS (
    SELECT *, row_number() OVER (PARTITION BY article_id, trigger_start, trigger_end ORDER BY "position") AS turn
    FROM o WHERE id NOT IN (SELECT id FROM n)
),
came AS (
    SELECT *, row_number() OVER (PARTITION BY article_id, trigger_start, trigger_end ORDER BY "position") AS turn
    FROM n WHERE id NOT IN (SELECT id FROM o)
),
pairs AS (
    SELECT o.id AS old_id, n.id AS new_id, o.article_id, o.run_id AS old_run FROM o JOIN n ON n.id = o.id
    UNION ALL
    SELECT g.id, c.id, coalesce(g.article_id, c.article_id), b.old_run
    FROM gone g FULL JOIN came c ON c.article_id = g.article_id AND c.trigger_start = g.trigger_start
    AND c.trigger_end = g.trigger_end AND c.turn = g.turn
    JOIN shared b ON b.article_id = coalesce(g.article_id, c.article_id)
),
kept AS (
    SELECT id, run_id, article_id, {columns}, confidence, reason, sentence_start, sentence_end, "position"
    FROM events_all
)
SELECT p.*, x AS before, y AS after FROM pairs p
LEFT JOIN kept x
    ON x.id = p.old_id AND x.run_id = p.old_run AND x.article_id = p.article_id
LEFT JOIN kept y
    ON y.id = p.new_id AND y.run_id = $new AND y.article_id = p.article_id
"""


def _read(connection: duckdb.DuckDBPyConnection, old: str, new: str, samples: int) -> Difference:
    counts: dict[str, Counter[str]] = {
        k: Counter() for k in ("before", "after", "added", "removed", "altered")
    }
    fields: Counter[str] = Counter()
    same = unsure = 0
    picked: list[Sample] = []
    taken: Counter[tuple[str, str]] = Counter()
    found = connection.execute(
        'SELECT c.article_id, c.before, c.after, a.url, a."text" FROM dateline_changes c '
        "JOIN articles a ON a.id = c.article_id "
        'ORDER BY a.published, c.article_id, coalesce(c.after."position", c.before."position"), '
        "c.old_id, c.new_id"
    )
    while rows := found.fetchmany(1_000):
        for article, was, now, url, text in rows:
            was, now = _row(was), _row(now)
            if was:
                counts["before"][was["type"]] += 1
            if now:
                counts["after"][now["type"]] += 1
            kind, changed = _change(was, now)
            if kind == "same":
                same += 1
                unsure += _unsure(was, now)
                continue
            type_ = (now or was or {})["type"]
            counts[kind][type_] += 1
            fields.update(changed)
            if taken[kind, type_] < samples:
                taken[kind, type_] += 1
                row = now or was or {}
                sentence = text[row["sentence_start"] : row["sentence_end"]]
                picked.append(Sample(
                    kind=kind, article_id=article, url=url, sentence=sentence[:500],
                    before=was, after=now, fields=changed,
                ))  # fmt: skip
    names = sorted({t for c in counts.values() for t in c})
    articles = _count_both(connection, new, old)
    return Difference(
        old=old,
        new=new,
        articles=articles,
        before=sum(counts["before"].values()),
        after=sum(counts["after"].values()),
        same=same,
        unsure=unsure,
        types=[TypeChange(type=t, **{k: c[t] for k, c in counts.items()}) for t in names],
        fields=dict(sorted(fields.items(), key=lambda f: (-f[1], f[0]))),
        samples=picked,
    )


def _row(value: dict[str, Any] | None) -> dict[str, Any] | None:
    return value if value and value["id"] is not None else None


def _change(was: dict[str, Any] | None, now: dict[str, Any] | None) -> tuple[str, list[str]]:
    if was is None or now is None:
        return ("added" if was is None else "removed"), []
    changed = [c for c in COMPARED if was[c] != now[c]]
    return ("altered" if changed else "same"), changed


def _unsure(was: dict[str, Any] | None, now: dict[str, Any] | None) -> bool:
    assert was is not None and now is not None
    return any(was[c] != now[c] for c in ("confidence", "reason"))


def _count_both(connection: duckdb.DuckDBPyConnection, new: str, old: str) -> int:
    before = "a.run_id" if old == SHOWN else "$old"
    row = connection.execute(
        "SELECT count(*) FROM articles a WHERE EXISTS (SELECT 1 FROM readings r "
        "WHERE r.article_id = a.id AND r.run_id = $new) AND EXISTS (SELECT 1 FROM readings r "
        f"WHERE r.article_id = a.id AND r.run_id = {before})",
        {"new": new} | ({} if old == SHOWN else {"old": old}),
    ).fetchone()
    return int(row[0]) if row else 0
