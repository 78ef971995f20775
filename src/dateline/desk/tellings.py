"""The same event told in different texts: who reported it, on whose word, who denied it.

Nothing is stored. Rows are linked when they are asked for: of one type, between the same two sides,
in the same days and not in two different countries, each from another story.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from dateline.desk.rows import Row
from dateline.records import Record

if TYPE_CHECKING:
    import duckdb

DAYS = 1
"""So many days may lie between the times of two tellings."""
NEWS_DAYS = 3
"""The same where one of them says no day, and that of its publication stands for it."""
LONGEST = 7
"""A time of more days than these ("in 2017", "last month") is no day of an event."""

# Status → how a telling is put, with the one on whose word it is. Where nobody in the text vouches
# it is the outlet's.
_PUT = {
    "fact": "fact, by {outlet}",
    "claim": "claim of {voice}",
    "denied": "denied by {voice}",
    "negated": "told by {outlet} not to have happened",
    "planned": "planned, on the word of {voice}",
    "expected": "expected by {voice}",
    "hypothetical": "only thought of, by {voice}",
}


class Telling(Record, frozen=True):
    """One telling: `how` in words ("claim of …"), the `voices`, where it stands, its words, and in
    what it differs (`numbers`: how many, as told). `days` lie between its time and the event's."""

    event_id: str
    story_id: str
    how: str
    status: str
    voices: list[str]
    outlet: str | None
    outlets: list[str]
    copies: int
    published: str | None
    first_seen: str | None
    when: str | None
    place: str | None
    about: str | None
    numbers: list[str]
    headline: str | None
    sentence: str
    trigger: str
    confidence: float
    days: int


class Tellings(Record, frozen=True):
    """An event's own telling, and those of other stories; by when their stories were first seen,
    then as they stand in them. `by` says what they were linked by."""

    event: Telling
    others: list[Telling]
    by: str


def tellings(
    connection: duckdb.DuckDBPyConnection, event_id: str, days: int = DAYS
) -> Tellings | None:
    """The tellings of an event; None where there is no such event."""
    found = _rows(connection, "SELECT * FROM event_copies WHERE id = $1", [event_id])
    if not found:
        return None
    (event,) = found
    sides = {side: _side(event, side) for side in ("source", "target")}
    conditions, values = ['"type" = $1', "story_id <> $2"], [event["type"], event["story_id"]]
    for side, (column, wanted) in sides.items():
        values.append(wanted)
        conditions.append(
            f"list_has_any({side}_{column}, ${len(values)}::VARCHAR[])"
            if wanted
            else f"len({side}_names) = 0"
        )
        if not wanted:
            values.pop()
    order = 'first_seen NULLS LAST, story_id, published NULLS LAST, article_id, "position"'
    sql = f"SELECT * FROM events WHERE {' AND '.join(conditions)} ORDER BY {order}"
    others = []
    for row in _rows(connection, sql, values):
        apart = _apart(event, row, days)
        if apart is not None and _same_place(event, row):
            others.append((row, apart))
    numbers = _numbers(connection, [event, *(row for row, _ in others)])
    return Tellings(
        event=_telling(event, 0, numbers),
        others=[_telling(row, apart, numbers) for row, apart in others],
        by=_by(event, sides, days),
    )


def _rows(connection: duckdb.DuckDBPyConnection, sql: str, values: list[Any]) -> list[Row]:
    found = connection.execute(sql, values)
    names = [c[0] for c in found.description or ()]
    return [dict(zip(names, v, strict=True)) for v in found.fetchall()]


def _side(event: Row, side: str) -> tuple[str, list[str]]:
    """By what a side is known: its countries, else its names."""
    countries = [c for c in event[f"{side}_countries"] if c]
    return ("countries", countries) if countries else ("names", list(event[f"{side}_names"]))


def _apart(one: Row, other: Row, days: int) -> int | None:
    """The days between two events; None where they are too many, or not known."""
    first, told_first = _days(one)
    second, told_second = _days(other)
    if first is None or second is None:
        return None
    gap = max((second[0] - first[1]).days, (first[0] - second[1]).days, 0)
    most = days if told_first and told_second else max(days, NEWS_DAYS)
    return gap if gap <= most else None


def _days(event: Row) -> tuple[tuple[date, date] | None, bool]:
    """The first and the last day of an event, and whether the text tells them. Where it tells none
    the day of publication stands for it, but not for history."""
    earliest, latest = _day(event["when_earliest"]), _day(event["when_latest"])
    if earliest and latest and latest - earliest < timedelta(days=LONGEST):
        return (earliest, latest), True
    published = None if event["background"] or (earliest and latest) else _day(event["published"])
    return ((published, published) if published else None), False


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None


def _same_place(one: Row, other: Row) -> bool:
    countries = one["where_country"], other["where_country"]
    return None in countries or countries[0] == countries[1]


def _numbers(connection: duckdb.DuckDBPyConnection, events: list[Row]) -> dict[str, list[str]]:
    rows = connection.execute(
        'SELECT event_id, what, "text" FROM sizes WHERE event_id IN (SELECT unnest(?::VARCHAR[])) '
        'ORDER BY event_id, "position"',
        [sorted({e["id"] for e in events})],
    ).fetchall()
    told: dict[str, list[str]] = {}
    for event, what, text in rows:
        told.setdefault(event, []).append(f"{what}: {text}")
    return told


def _telling(row: Row, apart: int, numbers: dict[str, list[str]]) -> Telling:
    outlet = row["outlet"] or (row["outlets"][0] if row["outlets"] else "an unnamed outlet")
    voices = row["voices"]
    voice = voices[0] if voices else outlet
    return Telling(
        event_id=row["id"],
        how=_PUT.get(row["status"], row["status"] + ", on the word of {voice}").format(
            outlet=outlet, voice=voice
        ),
        when=row["when_earliest"] if row["when_earliest"] == row["when_latest"] else row["when_text"],
        place=row["where_name"],
        numbers=numbers.get(row["id"], []),
        days=apart,
        **{
            name: row[name]
            for name in (
                "story_id status voices outlet outlets copies published first_seen about headline "
                "sentence trigger confidence"
            ).split()
        },
    )  # fmt: skip


def _by(event: Row, sides: dict[str, tuple[str, list[str]]], days: int) -> str:
    """What the rows were linked by, in words."""
    source, target = (", ".join(wanted) or "nobody" for _, wanted in sides.values())
    span, told = _days(event)
    if span is None:
        when = "no day: the text tells none of its own"
    else:
        first, last = (d.isoformat() for d in span)
        when = first if first == last else f"{first} to {last}"
        when += f", {days} day{'s' * (days != 1)} more or less" if told else " (published)"
    where = event["where_country"] or "any place"
    return f"{event['type']}, {source} → {target}; {when}; {where}"
