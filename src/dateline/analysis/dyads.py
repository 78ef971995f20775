"""Events as pairs of countries on days: what counts in a panel, a series, a comparison."""

from __future__ import annotations

from typing import Any, Literal

from dateline.desk.asking import asked_of, build
from dateline.errors import UsageError
from dateline.knowledge import codes
from dateline.knowledge.lookup import lookup

RECIPROCAL = ("CONSULT", "AGREE", "COOPERATE")
"""Types of which all parties may be sources, and no target: each then acts on each."""

STATUSES = ("fact", "claim")
"""What counts unless more is asked for: what is told as having happened."""

PERIODS = ("day", "week", "month", "year")

DAYS = """
coalesce(
    try_cast(left(coalesce(e.when_earliest, e.when_latest), 10) AS DATE),
    CASE WHEN length(e.published) >= 10 THEN try_cast(left(e.published, 10) AS DATE) END
) AS "day",
try_cast(left(coalesce(e.when_latest, e.when_earliest), 10) AS DATE) AS last_day
"""
"""The first and the last day of an event `e`, as SQL: when it happened, else when its article was published."""

# Lists are unfolded in SELECT: as a join with each row's own list it takes ten times as long.
_PAIRS = """
SELECT * EXCLUDE (others) FROM (
    SELECT *, unnest(others) AS target FROM (
        SELECT e.*,
            {days},
            unnest(list_distinct({sources})) AS source,
            list_distinct(CASE WHEN len(e.target_names) = 0 AND e."type" IN ({reciprocal})
                THEN {sources} ELSE {targets} END) AS others
        FROM ({events}) e {joined} WHERE {among}
    )
)
WHERE source <> '' AND target <> '' AND source <> target
"""


# What is a party. An actor that the text does not name ("we", "the spokesman") has no name.
_COUNTRIES = ("e.source_countries", "e.target_countries", "")
_NAMES = (
    "coalesce(n.sources, []::VARCHAR[])",
    "coalesce(n.targets, []::VARCHAR[])",
    "LEFT JOIN (SELECT event_id, list(name) FILTER (role = 'source') AS sources, "
    "list(name) FILTER (role = 'target') AS targets FROM event_actors WHERE name IS NOT NULL "
    "GROUP BY event_id) n ON n.event_id = e.id",
)


def pairs(
    all_statuses: bool = False,
    of: Literal["countries", "names"] = "countries",
    among: str = "true",
    **filters: Any,
) -> tuple[str, list[Any]]:
    """The query for the events that the filters let through, one row for each pair of countries
    (or of names), with `source`, `target`, `day` and `last_day`; and the values bound in it.

    An event is a pair once, however many actors of a country it has. `among` is a condition of SQL
    on an event `e`, that what cannot have the pairs one looks for need not be unfolded. Raises `UsageError` for a
    wrong filter, or `all_statuses` with a `status`.
    """
    statuses = statuses_of(all_statuses, filters)
    if statuses is not None:
        filters["status"] = statuses
    sql, values = build(asked_of(**filters))
    return unfolded(sql, of, among), values


def statuses_of(all_statuses: bool, filters: dict[str, Any]) -> list[Any] | None:
    """The statuses that count; None where all do. Raises `UsageError` for `all_statuses` with a `status`."""
    named = filters.get("status")
    if all_statuses and named:
        raise UsageError("status and all_statuses exclude each other", cure="name one of them")
    if not named:
        return None if all_statuses else list(STATUSES)
    return [named] if isinstance(named, str) else list(named)


def unfolded(sql: str, of: Literal["countries", "names"] = "countries", among: str = "true") -> str:
    """The query for the pairs of the events of a query."""
    listed = ", ".join(f"'{t}'" for t in RECIPROCAL)
    sources, targets, joined = _NAMES if of == "names" else _COUNTRIES
    return _PAIRS.format(
        events=sql,
        reciprocal=listed,
        among=among,
        sources=sources,
        targets=targets,
        joined=joined,
        days=DAYS,
    )


def check_period(by: str) -> str:
    """The period, or `UsageError` for what is none."""
    if by not in PERIODS:
        raise UsageError(f"no period {by!r}", cure=f"one of {', '.join(PERIODS)}")
    return by


def country_of(name: str) -> str | None:
    """PLOVER's country for its own code, CAMEO's, or a name."""
    if len(name) == 3 and name.isupper():
        return name if codes.country_name(name) else codes.plover_country(name)
    plain = name.removesuffix(", The")
    return next((f.country for f in lookup(plain) if f.kind == "state" and f.country), None)
