"""The day and the place that a passage goes on telling of.

"The two met on Monday in Basel. They agreed to open the border": the second sentence says neither
when nor where, and means the same. A passage begins with a main clause that says when or where; a
later one belongs to it when it tells in the same tense, and its subject, or the occasion it names,
looks back to it. A quotation neither begins nor carries on a passage.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from dateline.coding.governing import governing_time
from dateline.coding.locatives import stated_place
from dateline.coding.topical import OCCASIONS, PARTICIPANTS, REPORTING, TOPICAL
from dateline.limits import MAX_SENTENCE_TOKENS
from dateline.mentions.quotes import read_quotes
from dateline.mentions.times.intervals import publication_days
from dateline.records import Article, Place, Time

if TYPE_CHECKING:
    from dateline.language.words import Doc, Span, Token

REACH = 12
"""How many sentences may lie between two of one passage."""
LONGEST = 3
"""A day, a weekend: what covers more days is no time that a passage goes on telling of."""
TRIP = 14
"""A journey or a course of talks that lies ahead: what will be done on it is done within its days."""
LEADS = 3
"""Of so many sentences at the head of a text the day may be told later."""
_KEY = "dateline.passages"
_PRONOUNS = frozenset({"he", "she", "they", "both", "it"})
_GENERAL = frozenset({"people", "year", "time", "day", "country", "world", "state", "states", "nation",
                      "government", "thing", "part", "number", "week", "month"})  # fmt: skip
_NO_NAMES = frozenset(
    {"GPE", "LOC", "NORP", "DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "MONEY"}
)
_DEFINITE = frozenset(
    {"the", "this", "these", "that", "those", "its", "his", "her", "their", "both"}
)


class Passage(NamedTuple):
    """What a passage tells of; `words` are who and what takes part, `last` its last sentence so far.

    An `old` one tells of history. What follows it at once, without looking back to it, is `loose`: no
    news of the day, but no more is known than that it happened since.
    """

    time: Time | None
    place: Place | None
    tense: str
    words: frozenset[str]
    last: int
    old: bool = False
    loose: bool = False


_Known = tuple[Sequence[Time], Sequence[Place], dict[int, Passage]]


def passage_of(
    trigger: Token, doc: Doc, times: Sequence[Time], places: Sequence[Place], article: Article
) -> Passage | None:
    """The passage that the trigger's sentence carries on, where the trigger is told by its main clause."""
    if not _in_main_clause(trigger):
        return None
    return _passages(doc, times, places, article).get(trigger.sent.start)


def _passages(
    doc: Doc, times: Sequence[Time], places: Sequence[Place], article: Article
) -> dict[int, Passage]:
    """First token of a sentence → the passage before it that it carries on; worked out once."""
    known: list[_Known] = doc.user_data.get(_KEY, [])
    for for_times, for_places, found in known:
        if for_times is times and for_places is places:
            return found
    found = _read(doc, times, places, article)
    doc.user_data[_KEY] = [*known[-3:], (times, places, found)]
    return found


def _read(
    doc: Doc, times: Sequence[Time], places: Sequence[Place], article: Article
) -> dict[int, Passage]:
    carried: dict[int, Passage] = {}
    open_passages: list[Passage] = []
    leads: list[tuple[Span, Place | None]] = []
    quotes = read_quotes(doc)
    for number, sentence in enumerate(doc.sents):
        root = sentence.root
        if root.pos_ not in ("VERB", "AUX") or quotes.of[root.i]:
            continue
        if len(sentence) > MAX_SENTENCE_TOKENS:  # a table or a list
            continue
        tense = tense_of_clause(root)
        governing = governing_time(root, doc, times)
        old = governing is not None and _long_before(governing, article)
        longest = TRIP if tense == "future" else LONGEST
        time = governing if governing is not None and (old or _days(governing) <= longest) else None
        place = stated_place(root, doc, places, article) if places else None
        before = _looked_back_to(sentence, root, tense, open_passages, number)
        if before is None and governing is None and open_passages:
            before = _loosely(open_passages[-1], sentence, tense, number, article)
        if before is not None and (
            time is None or before.time is None or _same_day(time, before.time)
        ):
            place = place or before.place
        if before is not None and governing is None:
            time = before.time
            carried[sentence.start] = before._replace(place=place)
        elif before is not None and time is not None:
            if before.time is None or _same_day(time, before.time):
                carried[sentence.start] = before._replace(time=time)
        if governing is None and time is None and number < LEADS and tense == "past":
            leads.append((sentence, place))
        elif governing is not None and time is not None and tense == "past" and leads:
            _date_leads(leads, sentence, time, carried)
        if governing is not None or place is not None or before is not None:
            words = _words(sentence) | (before.words if before is not None else frozenset())
            if before is not None and before in open_passages:
                open_passages.remove(before)
            if before is not None and governing is None:
                old, loose = before.old, before.loose
            else:
                loose = False
            open_passages.append(Passage(time, place, tense, words, number, old, loose))
            del open_passages[:-3]
    return carried


def _date_leads(
    leads: list[tuple[Span, Place | None]], sentence: Span, time: Time, carried: dict[int, Passage]
) -> None:
    """ "A rally was held in Basel. … Many came to the rally on Sunday": the lead's day comes later."""
    here = {t.lemma_.lower() for t in sentence if t.pos_ == "NOUN" and _definite(t)} & OCCASIONS
    for lead, place in leads:
        words = _words(lead)
        if lead.start not in carried and here & words:
            carried[lead.start] = Passage(time, place, "past", words, 0)
    leads.clear()


def _loosely(
    last: Passage, sentence: Span, tense: str, number: int, article: Article
) -> Passage | None:
    """The history that a sentence of the same paragraph goes on with: "He fled in 1961. … was razed"."""
    if not last.old or tense != "past" or last.tense != "past" or number - last.last != 1:
        return None
    if sentence.root.lemma_ in REPORTING:
        return None
    starts = [p.start for p in article.paragraphs]
    here = bisect_right(starts, sentence.start_char)
    before = sentence.doc[max(0, sentence.start - 1)]
    if here != bisect_right(starts, before.sent.start_char):
        return None
    return last._replace(loose=True, place=None)


HISTORY_DAYS = 60


def _long_before(time: Time, article: Article) -> bool:
    """Whether a time lies so far before the publication that it is history."""
    published = publication_days(article.published)
    if published is None or not time.latest or time.type == "DURATION":
        return False
    return (published[0] - date.fromisoformat(time.latest[:10])).days > HISTORY_DAYS


def _looked_back_to(
    sentence: Span, root: Token, tense: str, told: list[Passage], number: int
) -> Passage | None:
    if tense not in ("past", "future"):
        return None
    subject = next((t for t in root.lefts if t.dep_ in ("nsubj", "nsubjpass")), None)
    names = _names(subject) if subject is not None else _first_name(sentence, root)
    definite = {t.lemma_.lower() for t in sentence if t.pos_ == "NOUN" and _definite(t)}
    occasions = definite & OCCASIONS
    for word in names & PARTICIPANTS.keys():
        occasions |= PARTICIPANTS[word]
    for passage in reversed(told):
        gap = number - passage.last
        if passage.tense != tense or gap > REACH:
            continue
        if gap == 1 and subject is not None and _points_back(subject):
            return passage
        if names & passage.words or occasions & passage.words:
            return passage
        if gap == 1 and subject is not None and subject.lemma_.lower() in occasions:
            return passage  # "a bridge gave way … The accident killed eleven"
    return None


def _points_back(subject: Token) -> bool:
    """A pronoun, "the two", "its participants": who was named in the sentence before."""
    if subject.lower_ in _PRONOUNS:
        return subject.lower_ != "it" or subject.head.lemma_ != "be"
    if any(t.lower_ in ("its", "their") and t.dep_ == "poss" for t in subject.lefts):
        return subject.lemma_.lower() in PARTICIPANTS
    return subject.lower_ in ("two", "three", "pair", "sides") and _definite(subject)


def _first_name(sentence: Span, root: Token) -> set[str]:
    """The last word of the name that opens a sentence in which the parser found no subject."""
    words = [t for t in sentence if t.i < root.i and not t.is_space]
    end = 0
    while end < len(words) and words[end].pos_ == "PROPN":
        end += 1
    return {words[end - 1].lemma_.lower()} if end > 1 else set()


def _names(subject: Token | None) -> set[str]:
    """The words by which a subject is recognised: a name's last word, a definite noun."""
    if subject is None or subject.ent_type_ in _NO_NAMES:
        return set()
    found = set()
    for token in (subject, *subject.conjuncts):
        word = token.lemma_.lower()
        if word in _GENERAL or token.ent_type_ in _NO_NAMES:
            continue
        if token.pos_ == "PROPN" or token.pos_ == "NOUN" and _definite(token):
            found.add(word)
    return found


def _definite(noun: Token) -> bool:
    return any(t.lower_ in _DEFINITE for t in noun.lefts)


def _words(sentence: Span) -> frozenset[str]:
    return (
        frozenset(
            t.lemma_.lower()
            for t in sentence
            if t.pos_ in ("NOUN", "PROPN") and t.ent_type_ not in _NO_NAMES
        )
        - _GENERAL
    )


def tense_of_clause(verb: Token) -> str:
    """ "past", "future" or "other": only what is told as an event in time carries a passage on."""
    helpers = {t.lower_ for t in verb.lefts if t.dep_ in ("aux", "auxpass")}
    if helpers & {"will", "shall", "'ll", "’ll", "wo"}:
        return "future" if "have" not in helpers else "other"
    if helpers & {"would", "could", "may", "might", "should", "must", "can", "has", "have", "had"}:
        return "other"
    if verb.tag_ == "VBD" or helpers & {"was", "were", "did"}:
        return "past"
    return "other"


_ARGUMENTS = frozenset(
    {"dobj", "obj", "nsubj", "nsubjpass", "attr", "conj", "xcomp", "compound", "appos"}
)


def _in_main_clause(trigger: Token) -> bool:
    """Whether a word's event is told by the main clause of its sentence, in its tense."""
    token = trigger
    for _ in range(6):
        if token.dep_ == "ROOT" or token.head.i == token.i:
            return True
        if token.pos_ in ("VERB", "AUX") and token.dep_ == "conj":
            if any(t.dep_ in ("aux", "auxpass") for t in token.lefts):
                if tense_of_clause(token) == "other":
                    return False
        if token.dep_ == "advcl" and token.tag_ == "VBG":
            if any(t.dep_ in ("mark", "prep", "nsubj") for t in token.lefts):
                return False
        elif token.dep_ not in _ARGUMENTS:
            return False
        if token.dep_ in ("dobj", "obj") and token.head.lemma_.lower() in TOPICAL:
            return False  # "they condemned the attack": it need not be of that day
        token = token.head
    return False


def _days(time: Time) -> int:
    if not time.earliest or not time.latest:
        return TRIP + 1
    return (date.fromisoformat(time.latest[:10]) - date.fromisoformat(time.earliest[:10])).days + 1


def _same_day(a: Time, b: Time | None) -> bool:
    return b is not None and a.earliest == b.earliest and a.latest == b.latest
