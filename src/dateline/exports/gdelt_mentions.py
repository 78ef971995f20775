"""GDELT 2.0 Mentions (`mentions.CSV`): 16 columns, tab-separated, no header.

One row for each row of `gdelt-events` and each article that tells it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dateline.exports.formats import Column, Ledger, Line, Numbers, delimited
from dateline.exports.gdelt_events import stamp, usable
from dateline.exports.told import Copy, Dyad, Party, Told, dyads, host

COLUMNS = (
    Column("GLOBALEVENTID", "integer", "as in gdelt-events"),
    Column("EventTimeDate", "integer", "first day of the event, YYYYMMDDHHMMSS"),
    Column("MentionTimeDate", "integer", "when the article was published, YYYYMMDDHHMMSS"),
    Column("MentionType", "integer", "1 an address on the web, 6 anything else"),
    Column("MentionSourceName", "string", "host of the address, else the outlet"),
    Column("MentionIdentifier", "string", "address of the article, else its id"),
    Column("SentenceID", "integer", "which sentence of the article, from 1"),
    Column("Actor1CharOffset", "integer", "first character of the source; -1: none"),
    Column("Actor2CharOffset", "integer", "first character of the target; -1: none"),
    Column("ActionCharOffset", "integer", "first character of the words that carry the type"),
    Column("InRawText", "integer", "1: the words stand in the text as it is"),
    Column("Confidence", "integer", "percent"),
    Column("MentionDocLen", "integer", "characters of the article"),
    Column("MentionDocTone", "number", "not filled: tone is not measured"),
    Column("MentionDocTranslationInfo", "string", "empty: nothing is translated"),
    Column("Extras", "string", "empty"),
)


def lines(events: Iterable[Told], ledger: Ledger) -> Iterator[Line]:
    """The rows of the file."""
    number = Numbers()
    for told, _, day in usable(events, ledger):
        row = told.row
        own = Copy(
            row["article_id"], row["url"], row["outlet"], row["published"], told.length,
            row["sentence_start"], told.number,
        )  # fmt: skip
        for dyad in dyads(told):
            key = number(dyad.id)
            for article in (own, *told.copies):
                yield Line(str(key), _cells(key, told, dyad, day, article), told)


def _cells(key: int, told: Told, dyad: Dyad, day: str, article: Copy) -> list[Any]:
    # A copy has the same sentence at another place.
    moved = article.start - told.row["sentence_start"]
    return [
        key,
        stamp(day),
        stamp(article.published),
        1 if article.url else 6,
        host(article.url) or article.outlet,
        article.url or article.article_id,
        article.number,
        _offset(dyad.source, told, moved),
        _offset(dyad.target, told, moved),
        told.row["trigger_start"] + moved,
        1,
        round(100 * told.row["confidence"]),
        article.length,
        None,
        None,
        None,
    ]


def _offset(party: Party | None, told: Told, moved: int) -> int:
    """Where an actor's words begin; -1 for nobody, and in a copy for one of another sentence."""
    if party is None:
        return -1
    row = told.row
    if moved and not row["sentence_start"] <= party.start < row["sentence_end"]:
        return -1
    return party.start + moved


FORMAT = delimited(
    "gdelt-mentions",
    "GDELT 2.0 Mentions, 16 columns",
    "events.mentions.CSV",
    COLUMNS,
    lines,
    header=False,
    needs=frozenset({"sentences", "copies"}),
    key="GLOBALEVENTID",
    notes=(
        "One row for each article that tells it: the event's own, and the copies of its text that have "
        "the sentence word for word.",
        "Offsets count characters of the article's text in the desk, from 0.",
        "Confidence is Dateline's, 0 to 100: the share of rows like this one that are right.",
    ),
)
