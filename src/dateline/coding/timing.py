"""When an event took place: the expression that governs its trigger, the passage, else its tense."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from dateline.coding.governing import NOMINAL, governing_time
from dateline.coding.passages import passage_of, tense_of_clause
from dateline.coding.topical import REPORTING
from dateline.mentions.times.intervals import publication_days
from dateline.mentions.times.tense import tense_of
from dateline.records import Article, Time, When

if TYPE_CHECKING:
    from dateline.language.words import Doc, Token

_SINCE = re.compile(r"\b(?:since|starting|beginning)\s+(?:the\s+)?$", re.IGNORECASE)
_UNTIL = re.compile(
    r"\b(?:until|till|through|by|before|prior to|ahead of)\s+(?:the\s+)?$", re.IGNORECASE
)
_AFTER = re.compile(r"\b(?:after|following|from)\s+(?:the\s+)?$", re.IGNORECASE)


def event_when(trigger: Token, doc: Doc, times: Sequence[Time], article: Article) -> When | None:
    """The interval of the event whose trigger is `trigger`, or None where nothing can be said.

    `times` are those of `find_times`. `basis` is "expression" where the text says when, "discourse"
    where the sentences around it do, "tense" where a future form only says that it lies ahead,
    "publication" where a past or present form puts it in the news of the article's own day; nothing
    is invented where the article is undated.
    """
    governing = governing_time(trigger, doc, times)
    if governing is not None:
        found = when_of(governing, doc, article)
        if found is not None:
            return found
    else:
        told = _told_before(trigger, doc, times, article)
        if told is not None:
            return told
    return _from_tense(trigger, article)


def _told_before(trigger: Token, doc: Doc, times: Sequence[Time], article: Article) -> When | None:
    """The day of the passage, or for news that somebody told on a day, that day."""
    passage = passage_of(trigger, doc, times, (), article)
    time = passage.time if passage is not None else _told_on(trigger, doc, times)
    found = when_of(time, doc, article) if time is not None else None
    published = publication_days(article.published)
    if found is not None and passage is not None and passage.loose and published is not None:
        found = When(
            earliest=found.earliest, latest=published[1].isoformat(), precision="range",
            text=found.text,
        )  # fmt: skip
    return msgspec.structs.replace(found, basis="discourse") if found is not None else None


def _told_on(trigger: Token, doc: Doc, times: Sequence[Time]) -> Time | None:
    """ "Police said on Sunday that a bridge fell": news is told on its day, unless the text says other."""
    verb = trigger
    while verb.dep_ in ("nsubj", "nsubjpass", "dobj", "xcomp", "conj") and verb.head.i != verb.i:
        verb = verb.head
    teller = verb.head
    if verb.dep_ != "ccomp" or teller.lemma_ not in REPORTING or tense_of_clause(verb) != "past":
        return None
    time = governing_time(teller, doc, times)
    return time if time is not None and time.earliest == time.latest else None


def when_of(time: Time, doc: Doc, article: Article) -> When | None:
    """The interval an expression gives to an event, its preposition ("since", "by") included."""
    published = publication_days(article.published)
    today = published[1].isoformat() if published else None
    before = article.text[max(0, time.start - 12) : time.start]
    earliest, latest = time.earliest, time.latest
    if time.type == "DURATION" and earliest is None and latest is None:
        return None
    if earliest is None and latest is None and time.value.startswith("X") is False:
        if not re.search(r"\d", time.value):
            return None
    precision = _precision(time)
    if time.start >= 0 and _SINCE.search(before):
        if earliest:
            return When(earliest=earliest, latest=max(today, earliest) if today else None,
                        precision="range", text=time.text)  # fmt: skip
    elif _UNTIL.search(before) and time.type != "TIME":
        # "before dawn on Wednesday" is still Wednesday.
        start = published[0].isoformat() if published else None
        if latest and start and latest >= start:
            return When(earliest=None, latest=latest, precision="range", text=time.text)
        return When(earliest=None, latest=latest, precision="range", text=time.text)
    elif (
        _AFTER.search(before)
        and time.value.count("/") == 0
        and not before.lower().rstrip().endswith("from")
    ):
        return When(earliest=earliest, latest=None, precision="range", text=time.text)
    if earliest is None and latest is None:
        return When(earliest=None, latest=None, precision="unknown", text=time.text)
    return When(earliest=earliest, latest=latest, precision=precision, text=time.text)


def _precision(time: Time) -> str:
    low, high = time.earliest, time.latest
    if low is None or high is None:
        return "range"
    if low[:10] == high[:10]:
        return "day"
    value = time.value
    if "/" in value or value.startswith("P") or "X" in value:
        return "range"
    if "-W" in value:
        return "week"
    if re.fullmatch(r"\d{4}-\d\d", value):
        return "month"
    if re.fullmatch(r"\d{4}", value):
        return "year"
    return "range"


def _from_tense(trigger: Token, article: Article) -> When | None:
    published = publication_days(article.published)
    if published is None:
        return None
    start, end = published[0].isoformat(), published[1].isoformat()
    precision = (
        "day" if start == end else "year" if (published[1] - published[0]).days > 31 else "month"
    )
    if _tense(trigger) == "future":
        return When(earliest=start, latest=None, precision="range", basis="tense")
    return When(earliest=start, latest=end, precision=precision, basis="publication")


def _tense(trigger: Token) -> str:
    """The trigger's tense; a present form is of the day, not of the future."""
    token = trigger
    for _ in range(6):
        if token.pos_ in ("VERB", "AUX"):
            if any(t.lower_ in _AHEAD for t in token.lefts):
                return "past" if any(t.lower_ == "have" for t in token.lefts) else "future"
            if any(t.lower_ == "going" for t in token.lefts):
                return "future"
            if token.tag_ == "VB" and any(t.lower_ == "to" for t in token.lefts):
                return (
                    "future"
                    if tense_of(token) == "future" or token.head.lemma_ in _INTENT
                    else "past"
                )
            return "past"
        if token.head.i == token.i or token.dep_ not in NOMINAL:
            break
        token = token.head
    return "past"


_AHEAD = frozenset({"will", "shall", "'ll", "’ll", "wo", "would"})
_INTENT = frozenset({"plan", "vow", "promise", "intend", "agree", "pledge", "threaten", "expect",
                     "want", "hope", "urge", "call", "prepare", "set", "aim", "be"})  # fmt: skip
