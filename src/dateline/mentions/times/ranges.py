"""Two times that bound one stretch: "from 1910 to 1945", "between May and July", "3–5 May"."""

from __future__ import annotations

import re

from dateline.mentions.times.intervals import covered
from dateline.records import Time

_FROM = re.compile(r"\bfrom\s+(?:the\s+)?$", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$", re.IGNORECASE)
_TO = re.compile(r"\s*,?\s+(?:to|until|till|through|up to|up until)\s+(?:the\s+)?$", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+(?:the\s+)?$", re.IGNORECASE)
_DASH = re.compile(r"\s?[-–—]\s?$")
_MONTH_OR_DAY = re.compile(r"^[\dX]{4}-\d\d(?:-\d\d)?$")


def join_ranges(times: list[Time], text: str) -> list[Time]:
    """The times with each pair that bounds one stretch made one: value "1910/1945"."""
    out: list[Time] = []
    i = 0
    while i < len(times):
        joined = None
        if i + 1 < len(times):
            joined = _joined(times[i], times[i + 1], text)
        if joined is not None:
            out.append(joined)
            i += 2
        else:
            out.append(times[i])
            i += 1
    return out


def _joined(first: Time, second: Time, text: str) -> Time | None:
    if first.type not in ("DATE", "TIME") or second.type not in ("DATE", "TIME"):
        return None
    between = text[first.end : second.start]
    before = text[max(0, first.start - 14) : first.start]
    opener = _FROM.search(before)
    if (
        opener
        and (_TO.match(between) or _DASH.match(between))
        or (opener := _BETWEEN.search(before))
        and _AND.match(between)
    ):
        start = first.start - (len(before) - opener.start())
    elif _DASH.match(between) or re.match(r"\s+(?:to|through)\s+$", between):
        start = first.start
    else:
        return None
    if "REF" in first.value + second.value or "/" in first.value + second.value:
        # "between now and November 15": publication is an end like another.
        if "PRESENT_REF" not in (first.value, second.value) or "/" in first.value + second.value:
            return None
    low, high = _settled(first, second)
    if low is None or high is None:
        value = f"{first.value}/{second.value}"
        return None if value.count("X") < 4 else _range(start, second, text, value, None, None)
    if low.earliest and high.latest and low.earliest > high.latest:
        return None
    value = f"{low.value}/{high.value}"
    return _range(start, second, text, value, low.earliest, high.latest)


def _range(
    start: int, second: Time, text: str, value: str, earliest: str | None, latest: str | None
) -> Time:
    return Time(
        start=start,
        end=second.end,
        text=text[start : second.end],
        type="DATE",
        value=value,
        earliest=earliest,
        latest=latest,
    )


def _settled(first: Time, second: Time) -> tuple[Time | None, Time | None]:
    """Both ends, the first taking its year from the second where that puts them in order."""
    if not (first.earliest and second.latest):
        return None, None
    if first.earliest <= second.latest:
        # "between May and July 2019": the first month lies in the year of the second.
        year = second.value[:4]
        if (
            _MONTH_OR_DAY.match(first.value)
            and re.search(r"\d{4}", second.text)
            and not re.search(r"\d{4}", first.text)
        ):
            return _in_year(first, year, second), second
        return first, second
    if _MONTH_OR_DAY.match(first.value) and _MONTH_OR_DAY.match(second.value):
        if not re.search(r"\d{4}", first.text):
            return _in_year(first, second.value[:4], second), second
        if not re.search(r"\d{4}", second.text):
            return first, _in_year(second, first.value[:4], None)
    return first, second


def _in_year(time: Time, year: str, before: Time | None) -> Time:
    for candidate in (year, f"{int(year) - 1:04d}") if year.isdigit() else ():
        value = candidate + time.value[4:]
        days = covered(value)
        if days is None:
            continue
        if before and before.latest and days[0].isoformat() > before.latest:
            continue
        return Time(
            start=time.start,
            end=time.end,
            text=time.text,
            type=time.type,
            value=value,
            earliest=days[0].isoformat(),
            latest=days[1].isoformat(),
        )
    return time
