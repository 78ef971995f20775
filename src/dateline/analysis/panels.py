"""What goes into a regression: each pair of countries in each period, also where nothing happened.

Counts by type or quad, sums and means of Goldstein scores, statuses, codes of states, and how many
articles were read: raw counts rise with coverage.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Literal, get_args

from dateline.analysis.dyads import check_period, pairs
from dateline.analysis.periods import articles_read, bounds, counted, every_period, listed
from dateline.coding.ontology import types
from dateline.desk import Desk
from dateline.errors import UsageError
from dateline.knowledge import codes
from dateline.records import Status

MOST_ROWS = 50_000_000
COUNTS = ("type", "quad")

_CODES = ("source_name", "target_name", "source_cow", "target_cow", "source_gw", "target_gw")
_STATUSES: tuple[str, ...] = get_args(Status)


@dataclass(frozen=True)
class Panel:
    """A panel: its `columns`, how many `rows` it has, and `notes` on what it leaves out."""

    columns: list[str]
    size: int
    notes: list[str]
    _desk: Desk
    _sql: str
    _values: list[Any]
    _by_status: bool

    def rows(self) -> Iterator[list[Any]]:
        """The rows, by source, target and period."""
        found = self._desk.sql(self._sql, self._values or None)
        for values in found.fetchall():
            source, target, period, *rest = values
            yield [source, target, period.isoformat(), *_codes(source, target, period), *rest]

    def table(self) -> Any:
        """All rows as an Arrow table."""
        import pyarrow as pa

        columns = list(zip(*self.rows(), strict=True)) or [()] * len(self.columns)
        return pa.table(dict(zip(self.columns, map(list, columns), strict=True)))


def panel(
    desk: Desk,
    *,
    by: str = "month",
    actors: Sequence[str] = (),
    count: Literal["type", "quad"] = "type",
    since: str | None = None,
    until: str | None = None,
    one_a_day: bool = False,
    by_status: bool = False,
    all_statuses: bool = False,
    **filters: Any,
) -> Panel:
    """Each pair of countries in each period, zero-filled.

    Args:
        by: day, week (from Monday), month or year.
        actors: PLOVER's countries; each with each. None: the pairs that the desk has.
        count: a column for each PLOVER type, or each quad class.
        since, until: first and last day, month or year; default: when the articles were published.
        one_a_day: keep one event of a type for a pair and day, the surest.
        by_status: a row for each status apart.
        all_statuses: count also what is denied, planned, expected, hypothetical or negated.
        filters: as in `desk.events`.

    Raises `UsageError` for a wrong argument, or a panel of more than 50 million rows.
    """
    check_period(by)
    if count not in COUNTS:
        raise UsageError(f"cannot count by {count!r}", cure=f"one of {', '.join(COUNTS)}")
    chosen = _checked(actors)
    inner, values = pairs(all_statuses, **filters)
    first, last = bounds(desk, since, until)
    events = counted(inner, by, chosen, one_a_day, by_status, first, last)
    notes = _notes(desk, inner, values, by, chosen, events, first, last)
    sql = _whole(desk, events, values, by, chosen, count, by_status, first, last, filters, notes)
    names = list(types()) if count == "type" else [f"quad_{n}" for n in (1, 2, 3, 4)]
    columns = [
        "source", "target", "period", *_CODES, *(["status"] if by_status else []), "events",
        *names, "goldstein_sum", "goldstein_mean",
        *([] if by_status else [f"status_{s}" for s in _STATUSES]), "articles",
    ]  # fmt: skip
    size = desk.sql(f"SELECT count(*) FROM ({sql})", values or None).fetchall()[0][0]
    return Panel(columns, size, notes, desk, sql, values, by_status)


def _checked(actors: Sequence[str]) -> list[str]:
    found = list(dict.fromkeys(a.strip().upper() for name in actors for a in name.split(",")))
    for code in found:
        if codes.country_name(code) is None:
            raise UsageError(f"no country {code!r}", cure="use PLOVER's codes: PRK, KOR, UNO")
    if len(found) == 1:
        raise UsageError("one actor makes no pair", cure="name two or more")
    return found


def _whole(
    desk: Desk, events: str, values: list[Any], by: str, actors: list[str], count: str,
    by_status: bool, first: date | None, last: date | None, filters: dict[str, Any],
    notes: list[str],
) -> str:  # fmt: skip
    """The query for the whole panel; raises `UsageError` where it would be too large."""
    start, end = first or date(1, 1, 1), last or first or date(1, 1, 1)
    periods = every_period(by, start, end)
    if actors:
        named = ", ".join(f"('{a}')" for a in actors)
        of = (
            f"SELECT s.code AS source, t.code AS target FROM (VALUES {named}) s(code), "
            f"(VALUES {named}) t(code) WHERE s.code <> t.code"
        )
    else:
        of = "SELECT DISTINCT source, target FROM counted"
    statuses = f", (SELECT unnest([{listed(_STATUSES)}]) AS status)" if by_status else ""
    size = desk.sql(
        f"WITH counted AS ({events}) SELECT (SELECT count(*) FROM ({of})) * "
        f"(SELECT count(*) FROM ({periods}))",
        values or None,
    ).fetchall()[0][0] * (len(_STATUSES) if by_status else 1)
    if size > MOST_ROWS:
        raise UsageError(
            f"the panel would have {size:,} rows", cure="name the actors, or take a longer period"
        )
    per = (
        [f'count(*) FILTER ("type" = \'{t}\') AS "{t}"' for t in types()]
        if count == "type"
        else [f"count(*) FILTER (quad = {n}) AS quad_{n}" for n in (1, 2, 3, 4)]
    )
    if not by_status:
        told = [f"count(*) FILTER (status = '{s}') AS status_{s}" for s in _STATUSES]
    else:
        told = []
    names = [p.rpartition(" AS ")[2] for p in per]
    told_names = [p.rpartition(" AS ")[2] for p in told]
    key = "source, target, period" + (", status" if by_status else "")
    return f"""
WITH counted AS ({events}),
sums AS (
    SELECT {key}, count(*) AS events, {", ".join(per)},
        coalesce(sum(goldstein), 0) AS goldstein_sum, avg(goldstein) AS goldstein_mean
        {"".join(f", {p}" for p in told)}
    FROM counted GROUP BY {key}
),
grid AS (SELECT * FROM ({of}), ({periods}){statuses}),
read AS ({articles_read(by, filters.get("outlet"))})
SELECT source, target, period{", status" if by_status else ""}, coalesce(events, 0) AS events,
    {", ".join(f"coalesce({n}, 0) AS {n}" for n in names)},
    coalesce(round(goldstein_sum, 6), 0) AS goldstein_sum, round(goldstein_mean, 6) AS goldstein_mean
    {"".join(f", coalesce({n}, 0) AS {n}" for n in told_names)},
    coalesce(articles, 0) AS articles
FROM grid LEFT JOIN sums USING ({key}) LEFT JOIN read USING (period)
ORDER BY {key}
"""


def _notes(
    desk: Desk, inner: str, values: list[Any], by: str, actors: list[str], events: str,
    first: date | None, last: date | None,
) -> list[str]:  # fmt: skip
    """What the panel counts and what it cannot."""
    outside = f"\"day\" < DATE '{first}' OR \"day\" > DATE '{last}'" if first and last else "false"
    total, undated, out, wide = desk.sql(
        f'SELECT count(DISTINCT id), count(DISTINCT id) FILTER ("day" IS NULL), '
        f"count(DISTINCT id) FILTER ({outside}), "
        f"count(DISTINCT id) FILTER (date_trunc('{by}', \"day\") <> date_trunc('{by}', last_day)) "
        f"FROM ({inner})",
        values or None,
    ).fetchall()[0]
    kept = desk.sql(f"SELECT count(DISTINCT id) FROM ({events})", values or None).fetchall()[0][0]
    notes = [
        f"{kept:,} events of {total:,} between two countries are counted, {first} to {last}",
    ]
    if undated:
        notes.append(f"{undated:,} have no day")
    if out:
        notes.append(f"{out:,} begin before or after these days")
    if wide:
        notes.append(f"{wide:,} are not known to one {by}")
    if not actors:
        notes.append("no actors were named: only pairs that the desk has are in it")
    return notes


@lru_cache(maxsize=100_000)
def _codes(source: str, target: str, period: date) -> tuple[Any, ...]:
    """Names, COW and Gleditsch-Ward numbers of both on the first day of the period."""
    both = (source, target)
    return (
        *(codes.country_name(c) for c in both),
        *(codes.cow(c, period) for c in both),
        *(codes.gw(c, period) for c in both),
    )
