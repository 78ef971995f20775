"""Which expression of time says when a word's event took place.

It must hang on the word or on the verb of its own clause. One inside another clause, another noun's
phrase or somebody's quotation says when something else happened.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from dateline.coding.topical import OCCASIONS, TOPICAL
from dateline.coding.wordlists import word_list
from dateline.language import text_of
from dateline.records import Place, Time

if TYPE_CHECKING:
    from dateline.language.words import Doc, Token

Mention = TypeVar("Mention", Time, Place)

# Edges that lead from a noun to the clause it stands in.
NOMINAL = frozenset(
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


def governing_time(trigger: Token, doc: Doc, times: Sequence[Time]) -> Time | None:
    """The expression that says when the trigger happened; None where no one does.

    First one that hangs on the trigger or on the words above it; then the day that its clause is
    told of ("on 4 May, when rebels struck"), that of the verb it is paired with ("was seized and shot
    on Sunday"), and one that opens the sentence.
    """
    here = [t for t in in_sentence(times, trigger) if t.type != "SET"]
    if not here:
        return None
    heads = {}
    for time in here:
        token = _head_token(doc, time)
        if token is None or _names_a_pact(token, trigger):
            continue
        if not _is_occasion(doc, time, trigger):
            heads[time.start] = token
    here = [
        t for t in here if t.start in heads and not _split_by_quote(doc, heads[t.start], trigger)
    ]
    return (
        _on_holders(trigger, here, heads)
        or _told_of(doc, trigger, here)
        or _of_pair(trigger, here, heads)
        or _opening(trigger, here, heads)
        or _beside(trigger, here, heads)
        or _of_its_means(trigger, here, heads)
        or _closing(trigger, here, heads)
    )


def in_sentence(found: Sequence[Mention], trigger: Token) -> Sequence[Mention]:
    """The times or places, which are in order, that begin in the trigger's sentence."""
    sentence = trigger.sent
    first = bisect_left(found, sentence.start_char, key=lambda m: m.start)
    last = bisect_left(found, sentence.end_char, key=lambda m: m.start)
    return found[first:last]


def _on_holders(trigger: Token, here: list[Time], heads: dict[int, Token]) -> Time | None:
    best: tuple[tuple[int, int], Time] | None = None
    for distance, holder in enumerate(_holders(trigger)):
        for time in here:
            token = heads[time.start]
            if not _hangs_on(token, holder, trigger):
                continue
            behind = 3 if time.type == "DURATION" and not time.earliest else 0
            behind += 2 if _in_parentheses(token) and not _in_parentheses(trigger) else 0
            rank = (distance + behind, abs(token.i - trigger.i))
            if best is None or rank < best[0]:
                best = (rank, time)
        if best is not None and best[0][0] <= distance:
            break
    return best[1] if best else None


def _in_parentheses(token: Token) -> bool:
    depth = 0
    for other in token.doc[token.sent.start : token.i]:
        depth += (other.text == "(") - (other.text == ")")
    return depth > 0


def _clause(token: Token) -> Token:
    """The verb of the clause that a word stands in."""
    while token.pos_ not in ("VERB", "AUX") and token.head.i != token.i:
        token = token.head
    return token


def _told_of(doc: Doc, trigger: Token, here: list[Time]) -> Time | None:
    """ "On 4 May, when rebels struck": the clause is told of the day that stands before it."""
    verb = _clause(trigger)
    while verb.dep_ in ("xcomp", "conj") and not _has_subject(verb) and verb.head.i != verb.i:
        verb = verb.head
    first = next((t for t in verb.lefts if t.lower_ == "when"), None)
    if first is None:
        return None
    ends = {t.end: t for t in here}
    at = first.i - 1
    while at > trigger.sent.start and doc[at].text in (",", "–", "—", "-"):
        at -= 1
    return ends.get(doc[at].idx + len(doc[at].text))


def _of_pair(trigger: Token, here: list[Time], heads: dict[int, Token]) -> Time | None:
    """ "Was seized and shot on Sunday": the second verb's day is that of the first as well."""
    verb = _clause(trigger)
    for other in verb.rights:
        if other.dep_ != "conj" or _has_subject(other):
            continue
        if not {other.tag_, verb.tag_} <= {"VBD", "VBN"}:
            continue
        if _own_tense(other) and any(t.dep_ in ("aux", "auxpass") for t in other.lefts):
            continue  # "resigned and will leave on Sunday"
        for time in here:
            if heads[time.start].i > other.i and _hangs_on(heads[time.start], other, trigger):
                return time
    return None


def _opening(trigger: Token, here: list[Time], heads: dict[int, Token]) -> Time | None:
    """ "At about 9:30 on Tuesday a fire broke out": what opens the sentence is said of all of it."""
    verb = _clause(trigger)
    while verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        verb = verb.head
    subject = next((t for t in verb.lefts if t.dep_ in ("nsubj", "nsubjpass", "expl")), None)
    if subject is None:
        return None
    words = trigger.doc.span(trigger.sent.start, subject.left_edge.i)
    found = [
        t for t in here if heads[t.start].i < words.end and not _in_parentheses(heads[t.start])
    ]
    if not found or len(words) > 14 or any(t.pos_ in ("VERB", "AUX") for t in words):
        return None
    if verb.dep_ == "relcl":
        # "At 9:30 on Tuesday a fire …" is often parsed as if the hour had the relative clause.
        if not any(t.start <= verb.head.idx < t.end for t in found):
            return None
    elif verb.dep_ not in ("ROOT", "ccomp"):
        return None
    # The day says more than the hour before it.
    return max(found, key=lambda t: (t.earliest is not None, t.type == "DATE", t.start))


def _beside(trigger: Token, here: list[Time], heads: dict[int, Token]) -> Time | None:
    """ "Speaking in Basel on Friday, Vega accused": what somebody says or does while at it."""
    clause = clause_beside(trigger)
    if clause is None:
        return None
    return next((t for t in here if _hangs_on(heads[t.start], clause, trigger)), None)


def _closing(trigger: Token, here: list[Time], heads: dict[int, Token]) -> Time | None:
    """ "Ghana hosted the Forum on Lessons Learned from Peace **June 28-30, 2022**.": the one date of a sentence of one
    clause, at its end, whatever long name stands between."""
    verb = _clause(trigger)
    if len(here) != 1 or verb.dep_ != "ROOT" or not _own_tense(verb) or here[0].earliest is None:
        return None
    head = heads[here[0].start]
    rest = [t for t in verb.sent if t.idx >= here[0].end]
    if head.i < verb.i or any(t.is_alpha for t in rest) or head.head.pos_ == "ADP":
        return None
    between = verb.doc[verb.i + 1 : head.i]
    told = any(t.pos_ in ("VERB", "AUX") and not t.is_title for t in between)
    return None if told or _split_by_quote(verb.doc, head, verb) else here[0]


def _of_its_means(trigger: Token, here: list[Time], heads: dict[int, Token]) -> Time | None:
    """ "Used a rocket to lift a satellite **in 2012**", "began a war by burning a port in 1875": what one did by
    something, one did when that was done."""
    verb = _clause(trigger)
    for child in verb.rights:
        means = [child] if child.dep_ == "xcomp" and verb.lemma_ == "use" else []
        if child.dep_ == "prep" and child.lower_ == "by":
            means = [c for c in child.children if c.dep_ == "pcomp" and c.tag_ == "VBG"]
        for act in means:
            for time in here:
                if _hangs_on(heads[time.start], act, trigger):
                    return time
    return None


def clause_beside(trigger: Token) -> Token | None:
    """The participle that opens the sentence of a verb: "speaking", "visiting"; None without one."""
    verb = _clause(trigger)
    for other in verb.lefts:
        if other.dep_ == "advcl" and other.tag_ == "VBG" and not _marked(other):
            return other
    return None


_GREETING = frozenset({"send", "wish", "congratulate", "convey", "extend", "offer", "join", "greet",
                       "congratulation", "congratulations", "greeting", "salute", "thank"})  # fmt: skip
_BESIDE = re.compile(
    r"\b(?:your|their|its|our|his|her)\s+$|\b(?:Day|[Aa]nniversary|[Bb]irthday)\s+on\s+$"
)


def _is_occasion(doc: Doc, time: Time, trigger: Token) -> bool:
    """Whether a time is what people are congratulated on: "best wishes on your National Day"."""
    words = {trigger.lemma_.lower(), _clause(trigger).lemma_.lower()}
    if not words & _GREETING:
        return False
    return _BESIDE.search(text_of(doc)[max(0, time.start - 14) : time.start]) is not None


def _head_token(doc: Doc, time: Time) -> Token | None:
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
            elif token.dep_ == "relcl" and _tells_its_setting(token):
                yield above  # "a raid in which nine were killed"
                token = above
                continue
            elif token.dep_ in ("acl", "pcomp") and _is_under_with(token):
                yield above  # "fled on Sunday, with forty men arrested"
                token = above
                continue
            elif token.dep_ not in _SHARED:
                return
            if _is_purpose(token):
                yield above  # "marched on Sunday to protest", "met on Friday to discuss"
                token = above
                continue
            follows = (
                token.tag_ == "VBN" and token.i > above.i
            )  # "appeared on Friday, charged with"
            if token.dep_ == "advcl" and (token.tag_ != "VBG" and not follows or _marked(token)):
                return  # "..., killing 12" shares its clause's time, "after killing" does not
            if token.dep_ == "xcomp" and above.lemma_ not in _LIGHT and token.tag_ == "VB":
                # "agreed on Monday to meet": the time is that of the agreeing.
                return
        elif token.dep_ not in NOMINAL:
            return
        yield above
        token = above


def _is_under_with(verb: Token) -> bool:
    """ ", **with** forty men arrested": told of the same day as what it stands beside."""
    prep = verb.head if verb.dep_ == "pcomp" else verb.head.head
    beside = prep.lower_ == "with" and prep.i > 0 and prep.nbor(-1).text == ","
    return beside and verb.tag_ in ("VBN", "VBG")


def _tells_its_setting(verb: Token) -> bool:
    """Whether a relative clause says what happened in its noun: "in which", "during which", "where"."""
    for word in verb.subtree:
        if word.i > verb.i:
            return False
        if word.lower_ == "which" and word.dep_ == "pobj" and word.head.head.i == verb.i:
            return word.head.lower_ in ("in", "during", "at")
        if word.lower_ == "where" and word.head.i == verb.i:
            return True
    return False


_GATHERING = frozenset({"arrive", "assemble", "come", "convene", "demonstrate", "fly", "gather", "go",
                        "join", "march", "meet", "parade", "rally", "sit", "take", "travel", "turn",
                        "visit", "walk"})  # fmt: skip


def _is_purpose(verb: Token) -> bool:
    """Whether people come together to do it: what they came for is done then and there."""
    if verb.dep_ not in ("advcl", "xcomp") or verb.tag_ != "VB":
        return False
    return verb.head.lemma_ in _GATHERING and any(t.lower_ == "to" for t in verb.lefts)


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
        if token.head.i == token.i:
            return False
        if token.dep_ not in _OWN and not _merely_dates(token) and not _is_occasion_of(token):
            return False
        above = token.head
        if token.dep_ == "appos" and above.dep_ in ("nsubj", "nsubjpass"):
            return False  # "the strike, the third this year, began on Friday"
        if above.dep_ in ("nsubj", "nsubjpass") and above.head.i == holder.i:
            if token.dep_ == "prep" and _just_before(token, holder):
                return True  # "the army on Sunday seized": of the verb, whatever the parser says
        if above.i != holder.i and above.pos_ in ("VERB", "AUX") and not _merely_dates(above):
            return False
        if token.dep_ in ("poss", "compound", "amod", "nmod") and above.dep_ in ("dobj", "obj"):
            # "discussed last week's talks": the talks were last week.
            if above.head.lemma_.lower() in TOPICAL and above.i != holder.i:
                return False
        if above.i != holder.i and above.pos_ in ("NOUN", "PROPN") and _is_noun_of_event(above):
            # "a summit last week" says when the summit was; the meeting there shares it only
            # through a preposition of place ("met at a summit last week").
            if not _is_setting(above):
                return False
        token = above
    return False


_MAKING = frozenset({"adopt", "broker", "conclude", "negotiate", "ratify", "reach", "sign"})
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


def _names_a_pact(year: Token, trigger: Token) -> bool:
    """ "Under the **1953** treaty, Ghana sent troops": the year is the treaty's, and of what is done to make it."""
    noun = year.head
    if not _YEAR.fullmatch(year.text) or noun.lemma_.lower() not in word_list("pacts"):
        return False
    if noun.i in (trigger.i, trigger.head.i) or trigger.lemma_ in _MAKING:
        return False
    return year.i < noun.i and year.dep_ in ("nummod", "compound", "amod", "nmod")


def _is_occasion_of(token: Token) -> bool:
    """ "The meeting on Friday was attended by six": the meeting's day is that of all that it did."""
    return token.dep_ in ("nsubj", "nsubjpass") and token.lemma_.lower() in OCCASIONS


def _just_before(prep: Token, verb: Token) -> bool:
    """Whether a phrase ends where the verb, with its auxiliaries and adverbs, begins."""
    first = min((t.i for t in verb.lefts if t.dep_ in _HELPING), default=verb.i)
    return prep.right_edge.i + 1 == min(first, verb.i)


_HELPING = frozenset({"aux", "auxpass", "neg", "advmod"})
_DATING = frozenset(
    {"hold", "stage", "schedule", "slate", "convene", "organise", "organize", "set"}
)


# How somebody looks or goes about: the day that ends the clause is not that of the wearing.
_LOOKS = frozenset(
    {"wear", "carry", "wield", "ride", "drive", "disguise", "dress", "arm", "mask", "brandish"}
)


def _merely_dates(token: Token) -> bool:
    """Whether a participle only says when its noun takes place ("the rally held on Sunday"), or how
    somebody looks who does something that day ("by gunmen wearing masks on Sunday")."""
    if token.dep_ != "acl":
        return False
    return token.tag_ == "VBN" and token.lemma_ in _DATING or token.lemma_ in _LOOKS


def _is_noun_of_event(token: Token) -> bool:
    return (
        token.pos_ == "NOUN" and token.ent_type_ not in ("DATE", "TIME") and token.lemma_ != "time"
    )


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
