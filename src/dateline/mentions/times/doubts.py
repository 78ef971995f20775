"""What is odd about the dates of an article, a line each for its notes.

Days that no calendar has are left out of the times, and here it is said; and where the text tells,
in the past tense, of days after the one on which it is said to have appeared, or its dateline names
another season, what is told from that day ("on Sunday") may be wrong.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from dateline.mentions.times.intervals import publication_days
from dateline.mentions.times.tense import direction_at
from dateline.mentions.times.words import MONTHS
from dateline.records import Article, Time

if TYPE_CHECKING:
    from dateline.language.words import Doc

NO_DAYS = "dateline.no_days"
"""Where `find_times` leaves the words that look like a date and are none (`Doc.user_data`)."""
SHOWN = 3
APART = 45
"""Days by which a dateline may lie from the publication before somebody is told."""
GRACE = 2
"""Days by which what has happened may lie after the publication: time zones and late updates."""
_YEAR = re.compile(r"\b(?:1[6-9]|20)\d\d\b")
_DAY = re.compile(r"([A-Za-z]{3,9})\.?\s+(\d{1,2})\b|\b(\d{1,2})\s+([A-Za-z]{3,9})")


def date_doubts(doc: Doc, times: Sequence[Time], article: Article) -> list[str]:
    """The notes; none where nothing is odd. `times` are those of `find_times`."""
    notes = _no_days(doc.user_data.get(NO_DAYS, []))
    published = publication_days(article.published)
    if published is None:
        return notes
    later = _told_later(doc, times, published[1])
    if later is not None:
        notes.append(
            f"published: {article.published} is said, but the text tells of {later.text!r} as past; "
            "days told from the publication may be wrong"
        )
    elif (far := _dateline_apart(article, published)) is not None:
        notes.append(
            f"published: {article.published} is said, but the dateline says {far!r}; "
            "days told from the publication may be wrong"
        )
    return notes


def _no_days(found: Sequence[str]) -> list[str]:
    words = list(dict.fromkeys(found))
    if not words:
        return []
    shown = ", ".join(repr(w[:40]) for w in words[:SHOWN])
    more = f" and {len(words) - SHOWN} more" if len(words) > SHOWN else ""
    return [f"times: {shown}{more}: no calendar has this day, left out"]


def _told_later(doc: Doc, times: Sequence[Time], last: date) -> Time | None:
    """A day with its year that lies after the publication and is told in the past tense."""
    for time in times:
        if time.type not in ("DATE", "TIME") or not time.earliest or not _YEAR.search(time.text):
            continue
        if time.earliest[:10] != (time.latest or "")[:10]:
            continue  # "the vote of 2021" may lie ahead, whatever the verb
        if (date.fromisoformat(time.earliest[:10]) - last).days <= GRACE:
            continue
        span = doc.char_span(time.start, time.end, alignment_mode="expand")
        if span is not None and len(span) and direction_at(doc, span.root.i) == "past":
            return time
    return None


def _dateline_apart(article: Article, published: tuple[date, date]) -> str | None:
    """The dateline's day and month, where they are far from the publication's in any year."""
    said = article.dateline.date if article.dateline is not None else None
    found = _DAY.search(said or "")
    if said is None or found is None or (published[1] - published[0]).days > 31:
        return None
    month = MONTHS.get((found[1] or found[4]).lower())
    number = int(found[2] or found[3])
    if month is None:
        return None
    gaps = []
    for year in (published[0].year - 1, published[0].year, published[0].year + 1):
        try:
            gaps.append(abs((date(year, month, number) - published[0]).days))
        except ValueError:
            continue
    return said if gaps and min(gaps) > APART else None
