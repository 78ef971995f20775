"""Which reader reads which rule: the one place where names of rules meet functions."""

from __future__ import annotations

from collections.abc import Callable

from dateline.mentions.times import calendar_days as c
from dateline.mentions.times import dates as d
from dateline.mentions.times import lengths as n
from dateline.mentions.times import relative as r
from dateline.mentions.times import years as y
from dateline.mentions.times.values import Draft, Match, Scene

READERS: dict[str, Callable[[Match, Scene], Draft | None]] = {
    "iso": d.iso, "numeric": d.numeric, "compact": d.compact, "date": d.date,
    "month": d.month, "year": y.year, "bc": y.bc, "year_words": y.year_words,
    "short_year": y.short_year, "years": y.years, "decade": y.decade, "century": y.century,
    "quarter": y.quarter, "quarter_ref": y.quarter_ref, "half": y.half, "season": y.season,
    "feast": y.feast, "near": r.near, "this_part": r.this_part, "weekday": r.weekday,
    "part_weekday": r.part_weekday, "period": r.period, "period_bare": r.period_bare,
    "period_end": r.period_end, "that_unit": r.that_unit, "offset": r.offset,
    "offset_adjective": r.offset_adjective, "offset_in": r.offset_in, "span": r.span, "span_of": r.span_of,
    "length": n.length, "length_range": n.length_range, "length_adjective": n.length_adjective,
    "length_bare": n.length_bare, "length_long": n.length_long, "length_poss": n.length_poss,
    "set": n.every, "set_rate": n.rate, "set_word": n.set_word, "clock": n.clock,
    "clock_word": n.clock_word, "present": r.present, "past": r.past, "future": r.future, "week_day": c.week_day,
    "nth_weekday": c.nth_weekday, "day_of": c.day_of, "weekday_the": c.weekday_the, "week_of": c.week_of,
}  # fmt: skip
