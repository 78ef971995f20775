"""Which events a series or a network counts, which it leaves out, and why."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from dateline.analysis.dyads import STATUSES, country_of, pairs
from dateline.analysis.periods import bounds, counted, listed
from dateline.analysis.plain import counted_in_words, plain
from dateline.desk import Desk
from dateline.errors import NothingToShow, UsageError

if TYPE_CHECKING:
    import pyarrow as pa


class Counted(NamedTuple):
    """The events that count, as an Arrow table in the order of their days, one row a pair; the
    days; how many events of how many articles, of which runs; and what was left out, in words."""

    table: pa.Table
    by: str | None
    first: date
    last: date
    events: int
    articles: int
    runs: list[str]
    notes: list[str]


class Wanted(NamedTuple):
    """Which pairs are looked for: a condition of SQL on `source` and `target`, and one that an
    event `e` with such a pair fulfils."""

    pair: str = "true"
    among: str = "true"
    of: Literal["countries", "names"] = "countries"


_FIGURES = (
    'id, article_id, run_id, source, target, "day", period, confidence::DOUBLE AS confidence, quad, '
    "coalesce(goldstein, 'nan'::DOUBLE) AS goldstein"
)
_WORDS = ', "type", status, voices[1] AS voice, outlets[1] AS outlet, sentence'


def country(name: str) -> str:
    """PLOVER's code of a country that is named by it, by CAMEO's code, or by its name; raises
    `UsageError` where there is none."""
    shown = plain(name)
    given = shown.upper() if len(shown) == 3 else shown
    found = country_of(given) if shown else None
    if found is None:
        raise UsageError(f"no country {shown!r}", cure="use PLOVER's codes: PRK, KOR, UNO")
    return found


def dyad(one: str, two: str, directed: bool) -> Wanted:
    """The pairs of two countries, whose codes have been checked."""
    there = f"source = '{one}' AND target = '{two}'"
    return Wanted(
        there if directed else f"({there}) OR (source = '{two}' AND target = '{one}')",
        f"{_either('e.source_countries', one, two)} AND (len(e.target_names) = 0 OR "
        f"{_either('e.target_countries', one, two)})",
    )


def _either(column: str, one: str, two: str) -> str:
    # Twice as fast as list_has_any.
    return f"(list_contains({column}, '{one}') OR list_contains({column}, '{two}'))"


def source_of(desk: Desk) -> str:
    """The name of a desk, as a chart tells it: no path, which is of no use to others."""
    return plain(desk.path.stem)


def count(
    desk: Desk,
    wanted: Wanted,
    *,
    by: str | None,
    since: str | None,
    until: str | None,
    all_statuses: bool,
    measured: bool = False,
    words: bool = False,
    **filters: Any,
) -> Counted:
    """The events that the filters let through, of the pairs that are wanted.

    Args:
        by: the period to which an event must be known; None: only to the days.
        measured: only events with a Goldstein score can be used; what has none is told.
        words: also type, status, voice, outlet and sentence of each.

    Raises `NothingToShow` where there is no such event.
    """
    import pyarrow.compute as pc

    inner, values = pairs(all_statuses, of=wanted.of, among=wanted.among, **filters)
    first, last = bounds(desk, since, until)
    sql = counted(f"SELECT * FROM ({inner}) WHERE {wanted.pair}", by, [], False, False, first, last)
    table = desk.sql(
        f'SELECT {_FIGURES}{_WORDS if words else ""} FROM ({sql}) ORDER BY "day", id',
        values or None,
    ).to_arrow_table()
    out = _left_out(desk, wanted, by, first, last, all_statuses, filters)
    told = ", ".join(f"{n:,} {why}" for why, n in out)
    if not table.num_rows or first is None or last is None:
        raise NothingToShow(
            "no event is counted" + (f"; left out: {told}" if told else ""),
            where=str(desk.path),
            cure="look at the filters, or ask: dateline events",
        )
    notes = [f"Left out: {told}"] if told else []
    unscored = table.filter(pc.is_nan(table["goldstein"])) if measured else None
    if unscored is not None and unscored.num_rows:
        unknown = pc.count_distinct(unscored["id"]).as_py()
        notes.append(f"{counted_in_words(unknown, 'event')} without a Goldstein score")
    return Counted(
        table, by, first, last, pc.count_distinct(table["id"]).as_py(),
        pc.count_distinct(table["article_id"]).as_py(), sorted(pc.unique(table["run_id"]).to_pylist()),
        notes,
    )  # fmt: skip


def _left_out(
    desk: Desk, wanted: Wanted, by: str | None, first: date | None, last: date | None,
    all_statuses: bool, filters: dict[str, Any],
) -> list[tuple[str, int]]:  # fmt: skip
    """How many events between these countries are left out, by the first reason that applies."""
    named = filters.get("status") or (() if all_statuses else STATUSES)
    statuses = [named] if isinstance(named, str) else [str(s).lower() for s in named]
    wider = {k: v for k, v in filters.items() if k not in ("status", "min_confidence", "limit")}
    inner, values = pairs(True, of=wanted.of, among=wanted.among, **wider)
    end = '"day"' if by else 'coalesce(last_day, "day")'
    # Statuses that are none have been refused by now, or let nothing through.
    known = [s for s in statuses if s.isalpha()]
    reasons = [
        (f"status NOT IN ({listed(known)})", "status") if known else ("false", "''"),
        (f"confidence < {float(filters.get('min_confidence') or 0)}", "'below the confidence'"),
        ('"day" IS NULL', "'without a day'"),
        (
            f"date_trunc('{by}', \"day\") <> date_trunc('{by}', coalesce(last_day, \"day\"))"
            if by
            else "false",
            f"'not known to one {by}'",
        ),
        (
            f"\"day\" < DATE '{first}' OR {end} > DATE '{last}'" if first and last else "false",
            "'on other days'",
        ),
    ]
    cases = " ".join(f"WHEN {when} THEN {why}" for when, why in reasons)
    found = desk.sql(
        f"SELECT why, count(DISTINCT id) AS n FROM (SELECT id, CASE {cases} END AS why "
        f"FROM ({inner}) WHERE {wanted.pair}) WHERE why IS NOT NULL GROUP BY why ORDER BY n DESC, why",
        values or None,
    ).fetchall()
    return [(str(why), int(n)) for why, n in found]
