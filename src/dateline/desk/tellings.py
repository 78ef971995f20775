"""The same event told in different texts: who reported it, on whose word, who denied it.

Nothing is stored. Rows are linked when they are asked for: of one type, between two parties that both
have, in the same days and not in two different countries, each from another story.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from dateline.desk.rows import Row
from dateline.records import Record
from dateline.stories.words import plain, words_of

if TYPE_CHECKING:
    import duckdb

DAYS = 1
"""So many days may lie between the times of two tellings."""
NEWS_DAYS = 2
"""The same, at least, where one of them says no day, and that of its publication stands for it."""
LONGEST = 7
"""A time of more days than these ("in 2017", "last month") is no day of an event."""

MUTUAL = frozenset(("AGREE", "CONSULT", "COOPERATE"))
"""Types of which it makes no difference who is named first."""
COMMON_WORDS = 2
LONG_WORD = 6
_COMMON = frozenset(
    "against because before between country during foreign government including leader leaders "
    "minister ministers ministry national official officials people president recent secretary "
    "should spokesman spokesperson statement through united would".split()
)

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
    parties = sorted(p for pair in dyads(event) for p in pair if p)
    sql = (
        'SELECT * FROM events WHERE "type" = $1 AND story_id <> $2 AND (list_has_any('
        "list_concat(source_countries, target_countries), $3::VARCHAR[]) OR list_has_any("
        "list_transform(list_concat(source_names, target_names), lambda n: '=' || lower(n)), "
        "$3::VARCHAR[])) ORDER BY first_seen NULLS LAST, story_id, published NULLS LAST, "
        'article_id, "position"'
    )
    others = []
    for row in _rows(connection, sql, [event["type"], event["story_id"], parties]):
        apart = _apart(event, row, days)
        if apart is not None and _same_place(event, row) and _same_parties(event, row):
            others.append((row, apart))
    numbers = _numbers(connection, [event, *(row for row, _ in others)])
    return Tellings(
        event=_telling(event, 0, numbers),
        others=[_telling(row, apart, numbers) for row, apart in others],
        by=_by(event, days),
    )


def _rows(connection: duckdb.DuckDBPyConnection, sql: str, values: list[Any]) -> list[Row]:
    found = connection.execute(sql, values)
    names = [c[0] for c in found.description or ()]
    return [dict(zip(names, v, strict=True)) for v in found.fetchall()]


def dyads(event: Row) -> set[tuple[str, str]]:
    """Who does it to whom: pairs of countries, or of names with "=" before them where no country is
    known. Of what several do together each pair is one; of what one does alone the second is empty.
    """
    sources, targets = _parties(event, "source"), _parties(event, "target")
    if targets:
        pairs = {(s, t) for s in sources for t in targets}
    elif len(sources) > 1:
        pairs = {(s, t) for s in sources for t in sources if s != t}
    else:
        pairs = {(s, "") for s in sources}
    if event["type"] in MUTUAL:
        pairs |= {(t, s) for s, t in pairs if t}
    return pairs


def _parties(event: Row, side: str) -> set[str]:
    told = zip(event[f"{side}_countries"], event[f"{side}_names"], strict=True)
    return {country or f"={name.lower()}" for country, name in told}


def _same_parties(one: Row, other: Row) -> bool:
    """Whether two events have a dyad in common. Of what one does alone that says little: their
    sentences must have words in common too."""
    common = dyads(one) & dyads(other)
    return any(t for _, t in common) or (
        bool(common) and len(_words(one) & _words(other)) >= COMMON_WORDS
    )


def _words(event: Row) -> set[str]:
    """The words of a sentence that may tell one event from another: long ones, but no names of its
    parties."""
    names = " ".join([*event["source_names"], *event["target_names"]])
    said, known = (
        {plain(w) for w in words_of(text) if len(w) >= LONG_WORD}
        for text in (event["sentence"], names)
    )
    return said - known - _COMMON


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
    told = event["when_basis"] != "publication"
    if earliest and latest and latest - earliest < timedelta(days=LONGEST):
        return (earliest, latest), told
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
        'SELECT event_id, what, "text", voice FROM sizes WHERE event_id IN (SELECT unnest(?::VARCHAR[])) '
        'ORDER BY event_id, "position"',
        [sorted({e["id"] for e in events})],
    ).fetchall()
    told: dict[str, list[str]] = {}
    for event, what, text, voice in rows:
        by = f" ({voice})" if voice else ""
        told.setdefault(event, []).append(f"{what}: {text}{by}")
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
        when=row["when_text"],
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


def _by(event: Row, days: int) -> str:
    """What the rows were linked by, in words."""
    source, target = (
        ", ".join(sorted(p.removeprefix("=") for p in _parties(event, side))) or "nobody named"
        for side in ("source", "target")
    )
    span, told = _days(event)
    if span is None:
        when = "no day: the text tells none of its own"
    else:
        first, last = (d.isoformat() for d in span)
        most = days if told else max(days, NEWS_DAYS)
        when = first if first == last else f"{first} to {last}"
        when += f" ({most} day{'s' * (most != 1)} more or less)"
    where = event["where_country"] or "any place"
    return f"{event['type']}, {source} → {target}; {when}; {where}"
