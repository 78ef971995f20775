"""The same event told in different texts: who reported it, on whose word, who denied it.

Nothing is stored. Rows are linked when they are asked for: of one type, between two parties that both
have, in the same days and not in two different countries, each from another story.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.desk.keys import Bound
from dateline.desk.rows import Row
from dateline.desk.same_event import (
    DAY_ENDS,
    DAYS,
    NEWS_DAYS,
    apart,
    days,
    dyads,
    parties,
    same_parties,
    same_place,
    window,
    with_any,
)
from dateline.desk.silence import Silence, rows_of, silent
from dateline.records import Record

if TYPE_CHECKING:
    import duckdb

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
    then as they stand in them. `by` says what they were linked by. `silent` are outlets that wrote of
    the same two sides in these days, and of this event nothing; `silent_by` says who counts as that."""

    event: Telling
    others: list[Telling]
    by: str
    silent: list[Silence]
    silent_by: str


def tellings(
    connection: duckdb.DuckDBPyConnection, event_id: str, most: int = DAYS
) -> Tellings | None:
    """The tellings of an event; None where there is no such event."""
    found = rows_of(connection, "SELECT * FROM event_copies WHERE id = $1", [event_id])
    if not found:
        return None
    (event,) = found
    others = _others(connection, event, most)
    numbers = _numbers(connection, [event, *(row for row, _ in others)])
    told = {o for row in (event, *(row for row, _ in others)) for o in row["outlets"]}
    quiet, who = silent(connection, event, told, most)
    return Tellings(
        event=_telling(event, 0, numbers),
        others=[_telling(row, gap, numbers) for row, gap in others],
        by=_by(event, most),
        silent=quiet,
        silent_by=who,
    )


def _others(connection: duckdb.DuckDBPyConnection, event: Row, most: int) -> list[tuple[Row, int]]:
    """The rows of other stories that tell an event, and how many days lie between. DuckDB finds
    those of its type, of some party of it and of about its time; the rest is looked at here."""
    around = window(event, most)
    if around is None:
        return []
    bound = Bound([event["type"], event["story_id"], around[0], around[1] + DAY_ENDS])
    either = {p for pair in dyads(event) for p in pair if p}
    alike = f'"type" = $1 AND story_id <> $2 AND {with_any(either, bound)}'
    of_days = "when_earliest < $4 AND when_latest >= $3"
    # Two questions: each passes over the parts of the table in which there are no such days.
    sql = (
        f"SELECT * FROM (SELECT * FROM events WHERE {alike} AND {of_days} UNION ALL "
        f"SELECT * FROM events WHERE {alike} AND published < $4 AND published >= $3 "
        f"AND NOT coalesce({of_days}, false)) ORDER BY first_seen NULLS LAST, story_id, "
        'published NULLS LAST, article_id, "position"'
    )
    return [
        (row, gap)
        for row in rows_of(connection, sql, list(bound))
        if (gap := apart(event, row, most)) is not None
        and same_place(event, row)
        and same_parties(event, row)
    ]


def _numbers(connection: duckdb.DuckDBPyConnection, events: list[Row]) -> dict[str, list[str]]:
    rows = connection.execute(
        'SELECT event_id, what, "text", voice FROM sizes WHERE event_id IN (SELECT unnest(?::VARCHAR[])) '
        'ORDER BY event_id, "position"',
        [sorted({e["id"] for e in events})],
    ).fetchall()
    told: dict[str, list[str]] = {}
    for event, what, text, voice in rows:
        by = f" ({voice})" if voice else ""
        told.setdefault(event, []).append(f"{what}: {text}{by}")
    return told


def _telling(row: Row, gap: int, numbers: dict[str, list[str]]) -> Telling:
    outlet = row["outlet"] or (row["outlets"][0] if row["outlets"] else "an unnamed outlet")
    voices = row["voices"]
    voice = voices[0] if voices else outlet
    return Telling(
        event_id=row["id"],
        how=_PUT.get(row["status"], row["status"] + ", on the word of {voice}").format(
            outlet=outlet, voice=voice
        ),
        when=row["when_text"],
        place=row["where_name"],
        numbers=numbers.get(row["id"], []),
        days=gap,
        **{
            name: row[name]
            for name in (
                "story_id status voices outlet outlets copies published first_seen about headline "
                "sentence trigger confidence"
            ).split()
        },
    )  # fmt: skip


def _by(event: Row, most: int) -> str:
    """What the rows were linked by, in words."""
    source, target = (
        ", ".join(sorted(p.removeprefix("=") for p in parties(event, side))) or "nobody named"
        for side in ("source", "target")
    )
    span, told = days(event)
    if span is None:
        when = "no day: the text tells none of its own"
    else:
        first, last = (d.isoformat() for d in span)
        wide = most if told else max(most, NEWS_DAYS)
        when = first if first == last else f"{first} to {last}"
        when += f" ({wide} day{'s' * (wide != 1)} more or less)"
    where = event["where_country"] or "any place"
    return f"{event['type']}, {source} → {target}; {when}; {where}"
