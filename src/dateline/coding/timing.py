"""When an event took place: the expression that governs its trigger, else its tense.

The expression must hang on the trigger or on the verb of the trigger's own clause. One inside
another clause, another noun's phrase or somebody's quotation says when something else happened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dateline.mentions.times.intervals import publication_days
from dateline.mentions.times.tense import tense_of
from dateline.records import Article, Time, When

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Edges that lead from a noun to the clause it stands in.
_NOMINAL = frozenset(
    {"dobj", "obj", "nsubj", "nsubjpass", "pobj", "prep", "attr", "appos", "conj", "nmod", "compound",
     "dative", "agent", "oprd", "pcomp", "poss", "amod"}
)  # fmt: skip
# Edges on which a clause shares the time of the clause above it.
_SHARED = frozenset({"xcomp", "conj", "auxpass", "aux", "advcl"})
_OWN = frozenset(
    {"prep", "npadvmod", "advmod", "tmod", "nmod", "pobj", "pcomp", "obl", "dep", "amod", "compound",
     "nummod", "det", "poss", "appos", "conj", "quantmod", "punct", "dobj", "attr", "case", "agent"}
)  # fmt: skip
_LIGHT = frozenset({"have", "hold", "make", "take", "give", "launch", "carry", "conduct", "begin",
                    "start", "stage", "do", "continue", "keep", "stop", "resume", "end", "open",
                    "be", "see", "face", "sign", "reach", "announce"})  # fmt: skip
_SINCE = re.compile(r"\b(?:since|starting|beginning)\s+(?:the\s+)?$", re.IGNORECASE)
_UNTIL = re.compile(
    r"\b(?:until|till|through|by|before|prior to|ahead of)\s+(?:the\s+)?$", re.IGNORECASE
)
_AFTER = re.compile(r"\b(?:after|following|from)\s+(?:the\s+)?$", re.IGNORECASE)


def event_when(trigger: Token, doc: Doc, times: Sequence[Time], article: Article) -> When | None:
    """The interval of the event whose trigger is `trigger`, or None where nothing can be said.

    `times` are those of `find_times`. `basis` is "expression" where the text says when, "tense"
    where a future form only says that it lies ahead, "publication" where a past or present form
    puts it in the news of the article's own day; nothing is invented where the article is undated.
    """
    governing = governing_time(trigger, doc, times)
    if governing is not None:
        found = when_of(governing, doc, article)
        if found is not None:
            return found
    return _from_tense(trigger, article)


def governing_time(trigger: Token, doc: Doc, times: Sequence[Time]) -> Time | None:
    """The expression that says when the trigger happened; None where no one does."""
    sentence = trigger.sent
    low, high = sentence.start_char, sentence.end_char
    here = [t for t in times if low <= t.start < high and t.type != "SET"]
    if not here:
        return None
    heads = {}
    for time in here:
        token = _head_token(doc, time, trigger)
        if token is not None:
            heads[time.start] = token
    best: tuple[tuple[int, int], Time] | None = None
    for distance, holder in enumerate(_holders(trigger)):
        for time in here:
            token = heads.get(time.start)
            if token is None or not _hangs_on(token, holder, trigger):
                continue
            if _split_by_quote(doc, token, trigger):
                continue
            rank = (distance + (3 if time.type == "DURATION" and not time.earliest else 0),
                    abs(token.i - trigger.i))  # fmt: skip
            if best is None or rank < best[0]:
                best = (rank, time)
        if best is not None and best[0][0] <= distance:
            break
    return best[1] if best else None


def _head_token(doc: Doc, time: Time, trigger: Token) -> Token | None:
    span = doc.char_span(time.start, time.end, alignment_mode="expand")
    if span is None or not len(span):
        return None
    inside = {t.i for t in span}
    token = span.root
    # A range begins with its own preposition, which hangs on what the range belongs to.
    while token.head.i in inside and token.head.i != token.i:
        token = token.head
    return token


def _holders(trigger: Token) -> Iterator[Token]:
    """The trigger, then upwards the words on which its own time may hang as well."""
    token = trigger
    yield token
    for _ in range(8):
        if token.dep_ == "ROOT" or token.head.i == token.i:
            return
        above = token.head
        if token.pos_ in ("VERB", "AUX"):
            if token.dep_ == "conj" and above.pos_ in ("VERB", "AUX"):
                if _own_tense(token) and _has_subject(token):
                    return
            elif token.dep_ not in _SHARED:
                return
            if token.dep_ == "advcl" and (token.tag_ != "VBG" or _marked(token)):
                return  # "..., killing 12" shares its clause's time, "after killing" does not
            if token.dep_ == "xcomp" and above.lemma_ not in _LIGHT and token.tag_ == "VB":
                # "agreed on Monday to meet": the time is that of the agreeing.
                return
        elif token.dep_ not in _NOMINAL:
            return
        yield above
        token = above


def _marked(verb: Token) -> bool:
    return any(t.dep_ in ("mark", "prep", "nsubj") for t in verb.lefts) or verb.head.pos_ == "ADP"


def _own_tense(verb: Token) -> bool:
    return verb.tag_ in ("VBD", "VBZ", "VBP") or any(
        t.dep_ in ("aux", "auxpass") for t in verb.lefts
    )


def _has_subject(verb: Token) -> bool:
    return any(t.dep_ in ("nsubj", "nsubjpass") for t in verb.lefts)


def _hangs_on(token: Token, holder: Token, trigger: Token) -> bool:
    """Whether the path from a time up to `holder` crosses no clause and no other event's noun."""
    for _ in range(8):
        if token.i == holder.i:
            return True
        if token.dep_ not in _OWN or token.head.i == token.i:
            return False
        above = token.head
        if above.i != holder.i and above.pos_ in ("VERB", "AUX"):
            return False
        if above.i != holder.i and above.pos_ in ("NOUN", "PROPN") and _is_noun_of_event(above):
            # "a summit last week" says when the summit was; the meeting there shares it only
            # through a preposition of place ("met at a summit last week").
            if not _is_setting(above):
                return False
        token = above
    return False


def _is_noun_of_event(token: Token) -> bool:
    return token.pos_ == "NOUN" and token.ent_type_ not in ("DATE", "TIME")


_SETTING = frozenset({"at", "on", "in", "during", "within", "amid", "by", "to", "for", "after"})


def _is_setting(token: Token) -> bool:
    """Whether a noun hangs by a preposition that sets the scene ("at a summit")."""
    for _ in range(4):
        if token.dep_ == "pobj":
            if token.head.lower_ in _SETTING:
                return True
            token = token.head.head if token.head.dep_ == "prep" else token.head
            continue
        return token.dep_ in ("npadvmod", "dobj", "nsubj", "nsubjpass", "attr")
    return False


_QUOTES = frozenset('"“”«»„')


def _split_by_quote(doc: Doc, a: Token, b: Token) -> bool:
    """Whether one of two words stands in a quotation and the other outside it."""
    first, last = min(a.i, b.i), max(a.i, b.i)
    marks = sum(1 for t in doc[first:last] if t.text in _QUOTES or t.text in ("``", "''"))
    return marks % 2 == 1


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
        if token.head.i == token.i or token.dep_ not in _NOMINAL:
            break
        token = token.head
    return "past"


_AHEAD = frozenset({"will", "shall", "'ll", "’ll", "wo", "would"})
_INTENT = frozenset({"plan", "vow", "promise", "intend", "agree", "pledge", "threaten", "expect",
                     "want", "hope", "urge", "call", "prepare", "set", "aim", "be"})  # fmt: skip
