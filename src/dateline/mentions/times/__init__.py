"""Times in text: what is written about when, as TIMEX3 with an interval of days.

`patterns` says how times are written, `values`, `relative` and `lengths` what they mean,
`intervals` which days a value covers, `ranges` how two make one ("from 1910 to 1945").
The types and values follow TimeML 1.2.1 (ISO-TimeML's TIMEX3).
"""

from __future__ import annotations

from dateline.mentions.times.finding import find_times, month_first

__all__ = ["find_times", "month_first"]
