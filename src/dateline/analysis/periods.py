"""Periods: from which day to which, which events lie in one, and what was read in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from dateline.analysis.ready import ready_of
from dateline.desk import Desk
from dateline.desk.asking import day as checked_day
from dateline.errors import UsageError


def bounds(desk: Desk, since: str | None, until: str | None) -> tuple[date | None, date | None]:
    """The first and the last day that count: those named, else those of the articles, for of
    other days nothing was read."""
    ready = ready_of(desk)
    first, last = published(desk) if ready is None else ready.published()
    if since is not None:
        first = date.fromisoformat(_end_of(checked_day(since), first=True))
    if until is not None:
        last = date.fromisoformat(_end_of(checked_day(until), first=False))
    if first is not None and last is not None and last < first:
        raise UsageError("the last day is before the first", cure="look at --since and --until")
    return first, last


def published(desk: Desk) -> tuple[date | None, date | None]:
    """The first and the last day on which an article was published."""
    found: tuple[date | None, date | None] = desk.sql(
        "SELECT min(try_cast(left(published, 10) AS DATE)), max(try_cast(left(published, 10) AS DATE)) "
        "FROM articles"
    ).fetchall()[0]
    return found


def _end_of(text: str, first: bool) -> str:
    """The first or last day of a day, month or year; raises `UsageError` for one that no calendar
    has."""
    from calendar import monthrange

    whole = text + ("-01-01" if first else "-12-31")[len(text) - 4 :]
    try:
        if len(text) == 7 and not first:
            whole = f"{text}-{monthrange(int(text[:4]), int(text[5:]))[1]:02}"
        return date.fromisoformat(whole).isoformat()
    except ValueError:
        raise UsageError(f"{text!r} is on no calendar", cure="write it as 2022-07-03") from None


def listed(values: Sequence[str]) -> str:
    """Codes that have been checked, as a list of SQL."""
    return ", ".join(f"'{v}'" for v in values)


def counted(
    inner: str, by: str | None, actors: list[str], one_a_day: bool, by_status: bool,
    first: date | None, last: date | None,
) -> str:  # fmt: skip
    """The pairs that count: of the actors, in one period (None: anywhere), within the days."""
    conditions = [
        f"date_trunc('{by}', \"day\") = date_trunc('{by}', coalesce(last_day, \"day\"))"
        if by
        else (f"coalesce(last_day, \"day\") <= DATE '{last}'" if last else "false"),
        f"\"day\" BETWEEN DATE '{first}' AND DATE '{last}'" if first and last else "false",
    ]
    if actors:
        conditions.append(f"source IN ({listed(actors)}) AND target IN ({listed(actors)})")
    group = 'source, target, "day", "type"' + (", status" if by_status else "")
    once = (
        f"QUALIFY row_number() OVER (PARTITION BY {group} ORDER BY confidence DESC, id) = 1"
        if one_a_day
        else ""
    )
    period = f"date_trunc('{by}', \"day\")::DATE" if by else '"day"'
    return f"SELECT *, {period} AS period FROM ({inner}) WHERE {' AND '.join(conditions)} {once}"


def every_period(by: str, first: date, last: date) -> str:
    """The query for the first days of all periods from one day to another."""
    return (
        f"SELECT unnest(generate_series(date_trunc('{by}', DATE '{first}'), DATE '{last}', "
        f"INTERVAL 1 {by}))::DATE AS period"
    )


def periods_between(by: str, first: date, last: date) -> list[date]:
    """The same first days."""
    import numpy as np

    if by == "week":
        begin = np.datetime64(first - timedelta(days=first.weekday()))
        days = np.arange(begin, np.datetime64(last) + 1, 7)
    else:
        unit: Any = by[0].upper()
        low, high = (np.datetime64(day).astype(f"datetime64[{unit}]") for day in (first, last))
        days = np.arange(low, high + 1).astype("datetime64[D]")
    found: list[date] = days.tolist()
    return found


_LENGTH = {"day": 10, "week": 10, "month": 7, "year": 4}


def articles_read(by: str, outlet: Any) -> str:
    """How many articles were published in each period, of those whose date is as precise."""
    length = _LENGTH[by]
    names = [outlet] if isinstance(outlet, str) else list(outlet or ())
    quoted = ", ".join("'" + str(n).lower().replace("'", "''") + "'" for n in names)
    of = f"AND lower(outlet) IN ({quoted})" if names else ""
    day = f"try_cast(left(published, {length}) || '{'-01-01'[length - 4 :] if length < 10 else ''}' AS DATE)"
    return (
        f"SELECT date_trunc('{by}', {day})::DATE AS period, count(*) AS articles FROM articles "
        f"WHERE length(published) >= {length} {of} GROUP BY ALL"
    )
