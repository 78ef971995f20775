"""Events as pairs of countries on days: what counts in a panel, a series, a comparison."""

from __future__ import annotations

from typing import Any

from dateline.desk.asking import asked_of, build
from dateline.errors import UsageError

RECIPROCAL = ("CONSULT", "AGREE", "COOPERATE")
"""Types of which all parties may be sources, and no target: each then acts on each."""

STATUSES = ("fact", "claim")
"""What counts unless more is asked for: what is told as having happened."""

PERIODS = ("day", "week", "month", "year")

_PAIRS = """
SELECT DISTINCT ON (e.id, s.code, t.code) e.*, s.code AS source, t.code AS target,
    coalesce(
        try_cast(left(coalesce(e.when_earliest, e.when_latest), 10) AS DATE),
        CASE WHEN length(e.published) >= 10 THEN try_cast(left(e.published, 10) AS DATE) END
    ) AS "day",
    try_cast(left(coalesce(e.when_latest, e.when_earliest), 10) AS DATE) AS last_day
FROM ({events}) e,
    unnest(e.source_countries) AS s(code),
    unnest(CASE WHEN len(e.target_names) = 0 AND e."type" IN ({reciprocal})
        THEN e.source_countries ELSE e.target_countries END) AS t(code)
WHERE s.code <> '' AND t.code <> '' AND s.code <> t.code
"""


def pairs(all_statuses: bool = False, **filters: Any) -> tuple[str, list[Any]]:
    """The query for the events that the filters let through, one row for each pair of countries,
    with `source`, `target`, `day` and `last_day`; and the values that are bound in it.

    An event is a pair once, however many actors of a country it has. Raises `UsageError` for a
    wrong filter, or `all_statuses` with a `status`.
    """
    if all_statuses and filters.get("status"):
        raise UsageError("status and all_statuses exclude each other", cure="name one of them")
    if not all_statuses and not filters.get("status"):
        filters["status"] = list(STATUSES)
    sql, values = build(asked_of(**filters))
    listed = ", ".join(f"'{t}'" for t in RECIPROCAL)
    return _PAIRS.format(events=sql, reciprocal=listed), values


def check_period(by: str) -> str:
    """The period, or `UsageError` for what is none."""
    if by not in PERIODS:
        raise UsageError(f"no period {by!r}", cure=f"one of {', '.join(PERIODS)}")
    return by
