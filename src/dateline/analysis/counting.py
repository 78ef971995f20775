"""Which events a series or a network counts, which it leaves out, and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from dateline.analysis.dyads import STATUSES, country_of, pairs, statuses_of
from dateline.analysis.periods import bounds, counted, listed
from dateline.analysis.plain import counted_in_words, plain
from dateline.analysis.ready import NEVER, Entries, Ready, Words, ready_of
from dateline.desk import Desk
from dateline.errors import NothingToShow, UsageError

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from dateline.analysis.ready import Numbers


class Counted(NamedTuple):
    """The events that count, as an Arrow table in the order of their days, one row a pair; the
    days; how many events of how many articles, of which runs; what was left out, in words; and what
    tells the events at some places of the table in words."""

    table: pa.Table
    by: str | None
    first: date
    last: date
    events: int
    articles: int
    runs: list[str]
    notes: list[str]
    words: Callable[[Sequence[int]], list[Words]]
    entries: Entries | None = None
    """The rows of the table as numbers, where a server keeps these ready."""


class Wanted(NamedTuple):
    """Which pairs are looked for: a condition of SQL on `source` and `target`, and one that an
    event `e` with such a pair fulfils. The same as data: only these `pairs`, or only those `around`
    somebody."""

    pair: str = "true"
    among: str = "true"
    of: Literal["countries", "names"] = "countries"
    pairs: tuple[tuple[str, str], ...] | None = None
    around: str | None = None


_FIGURES = (
    'id, article_id, run_id, source, target, "day", period, confidence::DOUBLE AS confidence, quad, '
    "coalesce(goldstein, 'nan'::DOUBLE) AS goldstein"
)
_WORDS = 'id, "type", status, voices[1] AS voice, outlets[1] AS outlet, sentence'


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
        pairs=((one, two),) if directed else ((one, two), (two, one)),
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
    **filters: Any,
) -> Counted:
    """The events that the filters let through, of the pairs that are wanted.

    Args:
        by: the period to which an event must be known; None: only to the days.
        measured: only events with a Goldstein score can be used; what has none is told.

    Raises `NothingToShow` where there is no such event.
    """
    import pyarrow.compute as pc

    first, last = bounds(desk, since, until)
    found = _from_ready(desk, wanted, by, first, last, all_statuses, filters)
    if found is None:
        inner, values = pairs(all_statuses, of=wanted.of, among=wanted.among, **filters)
        sql = counted(
            f"SELECT * FROM ({inner}) WHERE {wanted.pair}", by, [], False, False, first, last
        )
        table = desk.sql(
            f'SELECT {_FIGURES} FROM ({sql}) ORDER BY "day", id', values or None
        ).to_arrow_table()
        out = _left_out(desk, wanted, by, first, last, all_statuses, filters)
        events, articles = (pc.count_distinct(table[c]).as_py() for c in ("id", "article_id"))
        found = _Found(
            table, events, articles, sorted(pc.unique(table["run_id"]).to_pylist()), out,
            words_of(desk, table, "event_copies" if filters.get("copies") or filters.get("article") else "events"),
        )  # fmt: skip
    table = found.table
    told = ", ".join(f"{n:,} {why}" for why, n in found.out)
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
        table, by, first, last, found.events, found.articles, found.runs, notes, found.words, found.entries
    )  # fmt: skip


class _Found(NamedTuple):
    """What is counted: how many events of how many articles, of which runs, what is left out, what tells it
    in words; and the same as numbers."""

    table: pa.Table
    events: int
    articles: int
    runs: list[str]
    out: list[tuple[str, int]]
    words: Callable[[Sequence[int]], list[Words]]
    entries: Entries | None = None


def words_of(desk: Desk, table: pa.Table, view: str) -> Callable[[Sequence[int]], list[Words]]:
    """What tells the events at some places of a table in words: they are asked for when they are
    told, for of most rows nobody reads them."""

    def told(places: Sequence[int]) -> list[Words]:
        ids = table["id"].take(list(places)).to_pylist() if len(places) else []
        rows = desk.sql(
            f"SELECT {_WORDS} FROM {view} WHERE id IN (SELECT unnest($1::VARCHAR[]))", [ids]
        ).fetchall()
        by_id = {row[0]: Words(*row) for row in rows}
        return [by_id[id_] for id_ in ids]

    return told


# --- by numbers that are kept ready ---------------------------------------------------


def _from_ready(
    desk: Desk, wanted: Wanted, by: str | None, first: date | None, last: date | None,
    all_statuses: bool, filters: dict[str, Any],
) -> _Found | None:  # fmt: skip
    """The same from what a server keeps ready; None where it keeps nothing that would do."""
    import numpy as np

    ready = ready_of(desk)
    if ready is None or filters.get("limit") is not None:
        return None
    statuses = statuses_of(all_statuses, filters)
    wider = {k: v for k, v in filters.items() if k not in ("status", "min_confidence", "limit")}
    entries = ready.entries(desk, wanted.of, wanted.pairs, wanted.around, wider)
    if entries is None:
        return None
    status, day, statuses_known = entries.of("status"), entries.of("day"), entries.events.statuses
    known = {named: at for at, named in enumerate(statuses_known)}
    asked = None if statuses is None else [str(s).lower() for s in statuses]
    let = np.ones(len(statuses_known) + 1, dtype=bool)
    if asked is not None:
        let[:] = False
        let[[known[s] for s in asked if s in known]] = True
    # Statuses that are none let nothing through, and say nothing of what they left out.
    named = asked is not None and any(s.isalpha() for s in asked)
    within = within_days(entries, by, first, last)
    sure = entries.confidence >= float(filters.get("min_confidence") or 0)
    told = let[status]
    reasons = [
        (~told if named else np.zeros(len(told), dtype=bool), None),
        (~sure, "below the confidence"),
        (day == NEVER, "without a day"),
        (~within.one, f"not known to one {by}"),
        (~within.inside, "on other days"),
    ]
    # The pairs of an event share all that is asked here.
    left = entries.firsts()
    out: dict[str, int] = {}
    for mask, why in reasons:
        mine = left & mask
        left &= ~mask
        if why is not None:
            out[why] = int(mine.sum())
            continue
        counts = np.bincount(status[mine], minlength=len(statuses_known))
        out |= {named: int(counts[at]) for at, named in enumerate(statuses_known)}
    kept = entries.only(np.flatnonzero(told & sure & within.counted))
    listed = sorted(((w, n) for w, n in out.items() if n), key=lambda x: (-x[1], x[0]))
    return _Found(
        table_of(kept, by), int(kept.firsts().sum()), len(kept.different("article")), runs_of(kept), listed,
        ready_words(ready, desk, kept), kept,
    )  # fmt: skip


def ready_words(
    ready: Ready, desk: Desk, entries: Entries
) -> Callable[[Sequence[int]], list[Words]]:
    """What tells the events of some entries in words."""
    return lambda places: ready.words(desk, [int(entries.rows[p]) for p in places])


def runs_of(entries: Entries) -> list[str]:
    """The runs that coded the events of some entries."""
    runs = entries.events.runs
    return sorted(runs[int(at)] for at in entries.different("run") if at < len(runs))


class Within(NamedTuple):
    """Of each entry: whether it is known to one period, lies within the days, and counts by both."""

    one: NDArray[np.bool_]
    inside: NDArray[np.bool_]
    counted: NDArray[np.bool_]


def within_days(entries: Entries, by: str | None, first: date | None, last: date | None) -> Within:
    """Which entries lie in one period, and within the days."""
    import numpy as np

    day, end = entries.of("day"), entries.of("last_day")
    dated = day != NEVER
    one = (begin_of(day, by) == begin_of(end, by)) | ~dated if by else np.ones(len(day), dtype=bool)
    if first is None or last is None:
        # Without an article that has a day nothing lies within days.
        none = np.zeros(len(day), dtype=bool)
        return Within(one, ~none, none)
    low, high = (d.toordinal() - date(1970, 1, 1).toordinal() for d in (first, last))
    inside = (day >= low) & ((day if by else end) <= high) | ~dated
    return Within(one, inside, dated & one & inside & (day <= high))


def begin_of(day: Numbers, by: str) -> Numbers:
    """The first day of the period in which a day lies, both counted from 1970."""
    import numpy as np

    if by == "day":
        return day
    if by == "week":  # 1970 began on a Thursday
        return (day + 3) // 7 * 7 - 3
    unit: Any = {"month": "datetime64[M]", "year": "datetime64[Y]"}[by]
    found: Numbers = (
        day.astype("datetime64[D]").astype(unit).astype("datetime64[D]").astype(np.int64)
    )
    return found


def table_of(entries: Entries, by: str | None) -> pa.Table:
    """The entries as the table of what is counted. Events have numbers there in place of ids."""
    import numpy as np
    import pyarrow as pa

    ways, day = entries.ways, entries.of("day").astype(np.int32, copy=False)

    def named(side: Numbers) -> pa.Array:
        codes = pa.array(side.astype(np.int32)[entries.way])
        return pa.DictionaryArray.from_arrays(codes, ways.names)

    period = begin_of(day, by).astype(np.int32, copy=False) if by else day
    return pa.table({
        "id": entries.rows, "source": named(ways.source), "target": named(ways.target),
        "day": pa.array(day, pa.date32()), "period": pa.array(period, pa.date32()),
        "confidence": entries.confidence, "quad": entries.of("quad"), "goldstein": entries.goldstein,
    })  # fmt: skip


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
