"""What the calendar says lies ahead: "the summit next week", "the ministers meet on Friday", "9:30 a.m. The
minister meets the envoy"."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from datetime import date
from typing import TYPE_CHECKING

from dateline.coding.governing import governing_time, in_sentence
from dateline.coding.syntax import is_verbal
from dateline.coding.tense import tells_of_the_past
from dateline.coding.wordlists import word_list
from dateline.language import text_of
from dateline.mentions.times.intervals import publication_days
from dateline.records import Article, Time

_WEEKDAY = re.compile(r"(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day", re.IGNORECASE)

# How an entry of a diary begins: "9:30 a.m.".
_HOUR = re.compile(r"\s*\d{1,2}(?:[:.]\d\d)?\s*[ap]\.?m\b", re.IGNORECASE)

if TYPE_CHECKING:
    from dateline.language.words import Doc, Token


def lies_ahead(head: Token, doc: Doc, times: Sequence[Time], article: Article) -> bool:
    """Whether the time that governs a word lies wholly after the day of publication, or it stands in a diary."""
    if _is_in_a_diary(head, doc):
        return True
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
    verb = _clause(head)
    return _is_present(verb, word_list("timetable")) and time.start > verb.idx


def _is_in_a_diary(head: Token, doc: Doc) -> bool:
    """ "9:30 a.m. The minister **meets** the envoy": what an entry of a diary says that people come together for.
    In "10:12 p.m. Rebels storm the port" it is told what happened."""
    verb = _clause(head)
    if not _is_present(verb, word_list("meeting_verbs") | word_list("attending")):
        return False
    text = text_of(doc)
    return _HOUR.match(text, text.rfind("\n", 0, verb.idx) + 1, verb.idx) is not None


def _clause(word: Token) -> Token:
    while word.pos_ not in {"VERB", "AUX"} and word.head.i != word.i:
        word = word.head
    return word


def _is_present(verb: Token, verbs: Set[str]) -> bool:
    if verb.tag_ not in {"VBZ", "VBP"} or verb.lemma_ not in verbs:
        return False
    return not any(c.dep_ in {"aux", "auxpass"} for c in verb.children)


def _is_day(time: Time) -> bool:
    """ "Friday", without "last"."""
    return _WEEKDAY.fullmatch(time.text) is not None


def _after(time: Time, day: date) -> bool:
    return time.earliest is not None and time.earliest[:10] > day.isoformat()
