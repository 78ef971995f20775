"""When an article was published, how precisely we know it, and who says so.

Claims are asked in the order of their worth: the user, structured data, meta elements, a
`<time>` that says what it is, the URL, a visible stamp, then htmldate's search, then what the text
alone holds (a dateline's day and a copyright year). A claim in the future or at the epoch is
passed over with a note. Nothing is made up: a year alone stays a year.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone

from dateline.errors import UsageError
from dateline.records import DatePrecision

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        1,
    )
    for name in names.split()
}

_ISO = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?"
    r"(?:[T ]\s*(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2}(?:[.,]\d+)?)?\s*"
    r"(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2}(?!\d))?)?"
)
_COMPACT = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?:T(?P<hour>\d\d):?(?P<minute>\d\d))?\b"
)
_NAMED_MDY = re.compile(
    r"\b(?P<month>[A-Za-z]{3,9})\.?,?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)\b"
)
_NAMED_DMY = re.compile(
    r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+(?P<month>[A-Za-z]{3,9})\.?,?[\s-]+(?P<year>(?:19|20)\d\d)\b"
)
_NAMED_MY = re.compile(r"\b(?P<month>[A-Za-z]{3,9})\.?,?\s+(?P<year>(?:19|20)\d\d)\b")
_SLASHED = re.compile(r"\b(?P<a>\d{1,2})[/.](?P<b>\d{1,2})[/.](?P<year>(?:19|20)\d\d)\b")
_YEAR = re.compile(r"\s*(?P<year>(?:1[6-9]|20)\d\d)\s*")
_URL_DATE = re.compile(
    r"(?<!\d)(?P<year>(?:19[89]|20[0-4])\d)[/_-](?P<month>0?[1-9]|1[0-2]|[a-z]{3})[/_-](?P<day>0?[1-9]|[12]\d|3[01])(?!\d)",
    re.IGNORECASE,
)
_URL_COMPACT = re.compile(
    r"(?<!\d)(?P<year>20[0-4]\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"
)
_URL_MONTH = re.compile(r"/(?P<year>(?:19[89]|20[0-4])\d)[/-](?P<month>0[1-9]|1[0-2])(?=[/-])")
_DAY_ONLY = re.compile(
    r"\b(?:(?P<month>[A-Za-z]{3,9})\.?\s+(?P<day>\d{1,2})|(?P<day2>\d{1,2})\s+(?P<month2>[A-Za-z]{3,9}))\b"
)
_WEEKDAY = re.compile(
    r"\b(?:on|last|this)\s+(?P<day>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
)
_COPYRIGHT = re.compile(
    r"(?:©|\bcopyright\b|\(c\))\s*(?:©|\(c\))?\s*(?:(?:19|20)\d\d\s*[-–]\s*)?(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)


_UPDATED = re.compile(r"\W*(?:last )?(?:updated|modified)", re.IGNORECASE)
_REPUBLISHED_DAYS = 7

STAMP = "line under the headline"
"""The claim that a reader sees."""


@dataclass
class Published:
    """A date cut to its precision, and the notes that its search left."""

    value: str | None = None
    precision: DatePrecision = "none"
    notes: list[str] = field(default_factory=list)


def given(value: str) -> Published:
    """The date a user gave (`--published`): a year, a month, a day or a time, in ISO form or in
    words. Raises `UsageError` when it cannot be read."""
    found = read_date(value)
    if found is None:
        raise UsageError(
            f"{value!r} is not a date",
            cure="write it as 2022, 2022-07, 2022-07-03 or 2022-07-03T10:30",
        )
    return Published(*found)


def read_date(raw: str) -> tuple[str, DatePrecision] | None:
    """The first date in a string, as ISO cut to its precision; None where there is none.

    "7/3/2022" is read only where it can mean one day.
    """
    text = raw.strip()
    for pattern in (_ISO, _COMPACT):
        found = pattern.match(text)
        if found:
            return _iso(**found.groupdict())
    found = _YEAR.fullmatch(text)
    if found:
        return found.group("year"), "year"
    for pattern in (_NAMED_MDY, _NAMED_DMY, _NAMED_MY):
        for found in pattern.finditer(text):
            parts = found.groupdict()
            month = MONTHS.get(parts["month"].lower())
            if month:
                return _iso(parts["year"], str(month), parts.get("day"))
    found = _SLASHED.search(text)
    if found:
        a, b = int(found.group("a")), int(found.group("b"))
        if a == b or a > 12 >= b:
            return _iso(found.group("year"), str(b), str(a))
        if b > 12 >= a:
            return _iso(found.group("year"), str(a), str(b))
    return None


def _iso(
    year: str,
    month: str,
    day: str | None = None,
    hour: str | None = None,
    minute: str | None = None,
    zone: str | None = None,
) -> tuple[str, DatePrecision] | None:
    try:
        on = date(int(year), int(month), int(day or 1))
    except ValueError:
        return None
    if day is None:
        return f"{on:%Y-%m}", "month"
    if hour is None or minute is None or int(hour) > 23 or int(minute) > 59:
        return on.isoformat(), "day"
    # Midnight sharp without a zone is how systems write "no time known".
    if (int(hour), int(minute)) == (0, 0) and zone in (None, "Z", "UTC", "GMT"):
        return on.isoformat(), "day"
    suffix = ""
    if zone in ("Z", "UTC", "GMT"):
        suffix = "Z"
    elif zone:
        digits = zone[1:].replace(":", "").ljust(4, "0")
        suffix = f"{zone[0]}{digits[:2]}:{digits[2:]}"
    return f"{on.isoformat()}T{int(hour):02}:{minute}{suffix}", "minute"


def from_url(url: str | None) -> tuple[str, DatePrecision] | None:
    """The date in a URL's path, to the day where it has one."""
    if not url:
        return None
    path = url.partition("?")[0]
    for pattern in (_URL_DATE, _URL_COMPACT):
        for found in pattern.finditer(path):
            month = MONTHS.get(found.group("month").lower(), found.group("month"))
            parts = str(month)
            if parts.isdigit() and (value := _iso(found.group("year"), parts, found.group("day"))):
                return value
    only = _URL_MONTH.search(path)
    return _iso(only.group("year"), only.group("month")) if only else None


def implausible(value: str, today: date | None = None) -> str | None:
    """Why a date cannot be one of publication ("in the future", "the epoch"); None when it can."""
    today = today or datetime.now(timezone.utc).date()
    # One day of grace: east of us it is tomorrow already.
    limit = (today + timedelta(days=1)).isoformat()
    if value[: len(limit)] > limit[: len(value)]:
        return "lies in the future"
    if value[:10] in ("1970-01-01", "1969-12-31", "1900-01-01", "0001-01-01", "1899-12-30"):
        return "is a computer's zero"
    if value[:4] < "1600":
        return "lies before the first newspaper"
    return None


def choose(claims: list[tuple[str, str | None]], today: date | None = None) -> Published:
    """The first claim that is a plausible date.

    Args:
        claims: (who says so, the raw date), in the order of their worth.
        today: the day after which nothing can have been published; for tests.
    """
    notes: list[str] = []
    coarse: tuple[str, DatePrecision] | None = None
    for who, raw in claims:
        found = read_date(raw) if raw else None
        if found is None:
            continue
        wrong = implausible(found[0], today)
        if wrong:
            notes.append(f"the {who} says {found[0]}, which {wrong}; passed over")
            continue
        if found[1] in ("day", "minute"):
            again = _republished(found[0], claims, today)
            if again and who != STAMP:
                notes.append(f"first published {found[0][:10]}; the page is dated {again[0][:10]}")
                return Published(*again, notes=notes)
            return Published(*_where_printed(found, claims), notes=notes)
        coarse = coarse or found
    if coarse:
        return Published(*coarse, notes=notes)
    return Published(notes=notes)


def _republished(
    first: str, claims: list[tuple[str, str | None]], today: date | None
) -> tuple[str, DatePrecision] | None:
    """The date printed under the headline, where it is much later than the first publication:
    the text before us was written for that day, and so are its "yesterday" and "this year"."""
    for who, raw in claims:
        if who != STAMP or not raw or _UPDATED.match(raw):
            continue
        found = read_date(raw)
        if found is None or found[1] not in ("day", "minute") or implausible(found[0], today):
            continue
        later = date.fromisoformat(found[0][:10]) - date.fromisoformat(first[:10])
        return found if later.days > _REPUBLISHED_DAYS else None
    return None


def _where_printed(
    found: tuple[str, DatePrecision], claims: list[tuple[str, str | None]]
) -> tuple[str, DatePrecision]:
    """A time in UTC as the outlet's own day: "December 23, 01:48Z" under "Published December 22".

    "Today" and "on Sunday" in a story are the outlet's days, so its day is the one that counts.
    Another claim is believed only where some time zone makes the two the same moment.
    """
    moment = re.fullmatch(r"(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)(?:Z|\+00:00)", found[0])
    if not moment:
        return found
    day, hour = date.fromisoformat(moment.group(1)), int(moment.group(2))
    for _, raw in claims:
        if not raw or _UPDATED.match(raw):
            continue
        other = read_date(raw)
        if other is None or other[1] not in ("day", "minute"):
            continue
        if other[0].endswith(("Z", "+00:00")):
            continue
        apart = (date.fromisoformat(other[0][:10]) - day).days
        if (apart == -1 and hour < 12) or (apart == 1 and hour >= 10):
            return other
    return found


def from_text(text: str, dateline_date: str | None, rights: str | None) -> Published:
    """What the text alone gives away: the day of its dateline, the year of its rights line.

    Neither is more than it says. With both, the day is taken and the note tells how; with the year
    alone the date is a year, and the note names the weekday that the text leaves open.
    """
    year = copyright_year(rights)
    weekday = _WEEKDAY.search(text)
    if dateline_date:
        whole = read_date(dateline_date)
        if whole and whole[1] == "day":
            if not implausible(whole[0]):
                return Published(*whole)
        found = _DAY_ONLY.search(dateline_date)
        if found and year:
            month = MONTHS.get((found.group("month") or found.group("month2")).lower())
            day = found.group("day") or found.group("day2")
            value = _iso(year, str(month), day) if month else None
            if value and not implausible(value[0]):
                note = f"published: the day is the dateline's ({dateline_date}), the year the rights line's"
                return Published(*value, notes=[note])
        if found:
            return Published(
                notes=[f"published: the dateline says {dateline_date}, and no year is known"]
            )
    if year:
        left = f' and "{weekday.group(0)}"' if weekday else ""
        only = "are" if weekday else "is"
        return Published(
            year,
            "year",
            [f"published: only the rights line's year {year}{left} {only} known"],
        )
    left = f'only "{weekday.group(0)}" is known' if weekday else "no date is known"
    return Published(notes=[f"published: {left}"])


def copyright_year(rights: str | None) -> str | None:
    """The year of a rights line, the last of a range; None when it is missing or impossible."""
    found = _COPYRIGHT.search(rights or "")
    if not found:
        return None
    year = found.group("year")
    return None if implausible(year) else year
