"""Which events a series or a network counts, which it leaves out, and why."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal, NamedTuple

from dateline.analysis.dyads import STATUSES, country_of, pairs
from dateline.analysis.periods import bounds, counted, listed
from dateline.analysis.plain import counted_in_words, plain
from dateline.desk import Desk
from dateline.errors import NothingToShow, UsageError


class Counted(NamedTuple):
    """The events that count, as a query with the values bound in it (one row a pair of countries,
    with `source target day period`); the days; how many events of how many articles, of which
    runs; and what was left out, in words."""

    sql: str
    values: list[Any]
    by: str
    first: date
    last: date
    events: int
    articles: int
    runs: list[str]
    notes: list[str]


def country(name: str) -> str:
    """PLOVER's code of a country that is named by it, by CAMEO's code, or by its name; raises
    `UsageError` where there is none."""
    shown = plain(name)
    given = shown.upper() if len(shown) == 3 else shown
    found = country_of(given) if shown else None
    if found is None:
        raise UsageError(f"no country {shown!r}", cure="use PLOVER's codes: PRK, KOR, UNO")
    return found


def dyad_condition(one: str, two: str, directed: bool) -> str:
    """The condition that a pair is these two countries, whose codes have been checked."""
    there = f"source = '{one}' AND target = '{two}'"
    return there if directed else f"({there}) OR (source = '{two}' AND target = '{one}')"


def source_of(desk: Desk) -> str:
    """The name of a desk, as a chart tells it: no path, which is of no use to others."""
    return plain(desk.path.stem)


def count(
    desk: Desk,
    condition: str,
    *,
    by: str,
    since: str | None,
    until: str | None,
    all_statuses: bool,
    measured: bool = False,
    of: Literal["countries", "names"] = "countries",
    **filters: Any,
) -> Counted:
    """The events that the filters let through, of the pairs that a condition of SQL lets through.

    Args:
        measured: only events with a Goldstein score can be used; what has none is told.
        of: pairs of `countries` or of `names`.

    Raises `NothingToShow` where there is no such event.
    """
    inner, values = pairs(all_statuses, of=of, **filters)
    first, last = bounds(desk, since, until)
    chosen = f"SELECT * FROM ({inner}) WHERE {condition}"
    sql = counted(chosen, by, [], False, False, first, last)
    events, articles, runs, unscored = desk.sql(
        "SELECT count(DISTINCT id), count(DISTINCT article_id), list_sort(list(DISTINCT run_id)), "
        f"count(DISTINCT id) FILTER (goldstein IS NULL) FROM ({sql})",
        values or None,
    ).fetchall()[0]
    out = _left_out(desk, condition, by, first, last, all_statuses, of, filters)
    told = ", ".join(f"{n:,} {why}" for why, n in out)
    if not events or first is None or last is None:
        raise NothingToShow(
            "no event is counted" + (f"; left out: {told}" if told else ""),
            where=str(desk.path),
            cure="look at the filters, or ask: dateline events",
        )
    notes = [f"Left out: {told}"] if told else []
    if measured and unscored:
        notes.append(f"{counted_in_words(unscored, 'event')} without a Goldstein score")
    return Counted(sql, values, by, first, last, events, articles, runs or [], notes)


def _left_out(
    desk: Desk, condition: str, by: str, first: date | None, last: date | None,
    all_statuses: bool, of: Literal["countries", "names"], filters: dict[str, Any],
) -> list[tuple[str, int]]:  # fmt: skip
    """How many events between these countries are left out, by the first reason that applies."""
    named = filters.get("status") or (() if all_statuses else STATUSES)
    statuses = [named] if isinstance(named, str) else [str(s).lower() for s in named]
    wider = {k: v for k, v in filters.items() if k not in ("status", "min_confidence", "limit")}
    inner, values = pairs(True, of=of, **wider)
    # Statuses that are none have been refused by now, or let nothing through.
    known = [s for s in statuses if s.isalpha()]
    reasons = [
        (f"status NOT IN ({listed(known)})", "status") if known else ("false", "''"),
        (f"confidence < {float(filters.get('min_confidence') or 0)}", "'below the confidence'"),
        ('"day" IS NULL', "'without a day'"),
        (
            f"date_trunc('{by}', \"day\") <> date_trunc('{by}', coalesce(last_day, \"day\"))",
            f"'not known to one {by}'",
        ),
        (
            f"\"day\" NOT BETWEEN DATE '{first}' AND DATE '{last}'" if first and last else "false",
            "'on other days'",
        ),
    ]
    cases = " ".join(f"WHEN {when} THEN {why}" for when, why in reasons)
    found = desk.sql(
        f"SELECT why, count(DISTINCT id) AS n FROM (SELECT id, CASE {cases} END AS why "
        f"FROM ({inner}) WHERE {condition}) WHERE why IS NOT NULL GROUP BY why ORDER BY n DESC, why",
        values or None,
    ).fetchall()
    return [(str(why), int(n)) for why, n in found]
