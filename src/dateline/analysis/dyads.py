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

_PAIRS = """
SELECT DISTINCT ON (e.id, s.code, t.code) e.*, s.code AS source, t.code AS target,
    coalesce(
        try_cast(left(coalesce(e.when_earliest, e.when_latest), 10) AS DATE),
        CASE WHEN length(e.published) >= 10 THEN try_cast(left(e.published, 10) AS DATE) END
    ) AS "day",
    try_cast(left(coalesce(e.when_latest, e.when_earliest), 10) AS DATE) AS last_day
FROM ({events}) e,
    unnest({sources}) AS s(code),
    unnest(CASE WHEN len(e.target_names) = 0 AND e."type" IN ({reciprocal})
        THEN {sources} ELSE {targets} END) AS t(code)
WHERE s.code <> '' AND t.code <> '' AND s.code <> t.code
"""


# What is a party; an actor that the text does not name ("we", "the spokesman") has no name.
_PARTIES = {
    "countries": "e.{side}_countries",
    "names": "coalesce((SELECT list(a.name) FROM event_actors a WHERE a.event_id = e.id AND "
    "a.article_id = e.article_id AND a.role = '{side}' AND a.name IS NOT NULL), []::VARCHAR[])",
}


def pairs(
    all_statuses: bool = False, of: Literal["countries", "names"] = "countries", **filters: Any
) -> tuple[str, list[Any]]:
    """The query for the events that the filters let through, one row for each pair of countries
    (or of names), with `source`, `target`, `day` and `last_day`; and the values bound in it.

    An event is a pair once, however many actors of a country it has. Raises `UsageError` for a
    wrong filter, or `all_statuses` with a `status`.
    """
    if all_statuses and filters.get("status"):
        raise UsageError("status and all_statuses exclude each other", cure="name one of them")
    if not all_statuses and not filters.get("status"):
        filters["status"] = list(STATUSES)
    sql, values = build(asked_of(**filters))
    listed = ", ".join(f"'{t}'" for t in RECIPROCAL)
    sides = {f"{side}s": _PARTIES[of].format(side=side) for side in ("source", "target")}
    return _PAIRS.format(events=sql, reciprocal=listed, **sides), values


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
