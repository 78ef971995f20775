"""What the calendar says lies ahead: "the summit next week", "the ministers meet on Friday"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from dateline.coding.governing import governing_time, in_sentence
from dateline.coding.syntax import is_verbal
from dateline.coding.tense import tells_of_the_past
from dateline.coding.wordlists import word_list
from dateline.mentions.times.intervals import publication_days
from dateline.records import Article, Time

_WEEKDAY = re.compile(r"(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day", re.IGNORECASE)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def lies_ahead(head: Token, doc: Doc, times: Sequence[Time], article: Article) -> bool:
    """Whether the time that governs a word lies wholly after the day of publication."""
    published = publication_days(article.published)
    if published is None:
        return False
    here = in_sentence(times, head)
    if not any(_after(t, published[1]) or _is_day(t) for t in here):
        return False
    if is_verbal(head) and (
        tells_of_the_past(head)
        or head.dep_ == "pcomp"
        or (head.tag_ == "VBN" and head.dep_ in {"acl", "amod"})
    ):
        return False  # "the men arrested on Monday", "thanked them for consulting"
    governing = governing_time(head, doc, times)
    if governing is None:
        return False
    return _after(governing, published[1]) or (_is_day(governing) and _is_set(head, governing))


def _is_set(head: Token, time: Time) -> bool:
    """ "The talks **begin** on Friday": the present of a timetable, which no verb tells of last Friday."""
    verb = head
    while verb.pos_ not in {"VERB", "AUX"} and verb.head.i != verb.i:
        verb = verb.head
    if verb.tag_ not in {"VBZ", "VBP"} or verb.lemma_ not in word_list("timetable"):
        return False
    return not any(c.dep_ in {"aux", "auxpass"} for c in verb.children) and time.start > verb.idx


def _is_day(time: Time) -> bool:
    """ "Friday", without "last"."""
    return _WEEKDAY.fullmatch(time.text) is not None


def _after(time: Time, day: date) -> bool:
    return time.earliest is not None and time.earliest[:10] > day.isoformat()
