"""How many: dead, injured, missing, arrested, displaced, crowd, troops, money, missiles.

A size is a number with what it counts, found by the words around the number. "At least 12" has no
upper bound, "dozens" lies between 24 and 99, "12 to 15" is both. No number is made up: "several
people were killed" has the bounds that the word itself has.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from dateline.limits import MAX_SENTENCE_TOKENS
from dateline.records import Size, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

WHAT_BY_VERB: dict[str, str] = {
    **dict.fromkeys(
        ("kill", "die", "perish", "murder", "execute", "assassinate", "slay", "massacre", "behead",
         "drown", "succumb"), "dead"),
    **dict.fromkeys(("injure", "wound", "hurt", "maim", "hospitalize", "hospitalise"), "injured"),
    **dict.fromkeys(
        ("arrest", "detain", "jail", "imprison", "apprehend", "capture", "round"), "arrested"),
    **dict.fromkeys(("displace", "evacuate", "flee", "uproot", "resettle", "shelter"), "displaced"),
    **dict.fromkeys(("abduct", "kidnap", "disappear", "vanish"), "missing"),
    **dict.fromkeys(
        ("protest", "march", "rally", "demonstrate", "gather", "assemble", "attend", "chant",
         "picket", "throng", "turn"), "crowd"),
    **dict.fromkeys(("deploy", "mobilise", "mobilize", "station", "garrison", "mass"), "troops"),
}  # fmt: skip
"""Verb → what it makes of the people counted; the verb must hang on their number."""

WHAT_BY_NOUN: dict[str, str] = {
    **dict.fromkeys(("dead", "death", "fatality", "corpse", "killing"), "dead"),
    **dict.fromkeys(("body",), "dead"),
    **dict.fromkeys(("casualty",), "casualties"),
    **dict.fromkeys(("injury", "wounded", "injured"), "injured"),
    **dict.fromkeys(("missing",), "missing"),
    **dict.fromkeys(("arrest", "detainee", "prisoner", "detention"), "arrested"),
    **dict.fromkeys(("refugee", "evacuee", "asylum-seeker", "displaced"), "displaced"),
    **dict.fromkeys(
        ("protester", "protestor", "demonstrator", "marcher", "striker", "crowd", "attendee",
         "picketer", "rioter"), "crowd"),
    **dict.fromkeys(
        ("troop", "soldier", "peacekeeper", "paratrooper", "serviceman", "personnel", "marine",
         "reservist", "conscript", "fighter", "militant"), "troops"),
    **dict.fromkeys(
        ("missile", "rocket", "drone", "warhead", "shell", "projectile", "bomb", "mortar", "icbm",
         "uav"), "missiles"),
    **dict.fromkeys(("hostage",), "hostages"),
}  # fmt: skip

PEOPLE = frozenset(
    {"people", "person", "civilian", "man", "woman", "child", "other", "victim", "resident",
     "migrant", "worker", "student", "officer", "policeman", "police", "journalist", "family",
     "villager", "inmate", "boy", "girl", "soldier", "member", "passenger", "supporter", "activist",
     "individual", "suspect", "citizen", "national", "protester", "demonstrator", "fighter",
     "militant", "troop", "rebel", "insurgent", "crew", "doctor", "medic", "pilgrim", "tourist",
     "teacher", "staff", "prisoner", "leader", "employee", "serviceman", "personnel", "guard",
     "official", "pilot", "sailor", "fisherman", "miner", "farmer", "human", "baby", "infant",
     "adult", "youth", "teenager", "americans", "palestinian", "israeli", "ukrainian", "russian",
     "iraqi", "syrian", "afghan", "foreigner", "patient", "volunteer", "aid", "driver", "hostage"}
)  # fmt: skip

_NUMBERS = {
    "zero": 0, "no": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALES = {"hundred": 100.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
           "mn": 1e6, "bn": 1e9, "m": 1e6, "k": 1e3}  # fmt: skip
VAGUE: dict[str, tuple[float, float | None]] = {
    "dozens": (24, 99), "scores": (40, 199), "hundreds": (200, 999), "thousands": (2000, 9999),
    "tens of thousands": (20_000, 99_999), "hundreds of thousands": (200_000, 999_999),
    "millions": (2_000_000, None), "several": (3, 9), "a dozen": (12, 12), "a few": (3, 9),
    "several dozen": (36, 99), "several hundred": (300, 999), "several thousand": (3000, 9999),
    "a couple": (2, 2), "a few dozen": (24, 99), "a few hundred": (200, 999),
    "half a dozen": (6, 6), "a few thousand": (2000, 9999), "two dozen": (24, 24),
    "three dozen": (36, 36), "more than a dozen": (13, None), "billions": (2e9, None),
    "dozen": (12, 12), "many": (3, None), "tens of millions": (2e7, 99_999_999),
}  # fmt: skip
"""Words for a number, with the bounds that the word itself has."""

_WORDS = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_ONE = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|(?:{_WORDS})(?:-(?:{_WORDS}))?|a)"
    r"(?:[ \xa0-](?:hundred|thousand|million|billion|trillion|mn|bn)\b|(?:bn|mn|m|k)\b)?"
)
_VAGUE = "|".join(sorted(VAGUE, key=len, reverse=True))
NUMBER = re.compile(
    r"(?<![\w$€£.,])(?P<mod>(?:at least|no fewer than|no less than|more than|over|upwards of|"
    r"as many as|up to|at most|no more than|fewer than|less than|under|nearly|almost|about|around|"
    r"some|roughly|approximately|an estimated|estimated|another|a further|a total of|well over|"
    r"close to|just over|exactly)\s+)?"
    rf"(?:(?P<cur>(?:US|A|C|HK|NZ)?[$€£¥₩])\s?)?"
    rf"(?P<between>between\s+)?(?P<low>{_VAGUE}|{_ONE})"
    rf"(?:\s?(?:-|–|to|or|(?(between)and|(?!)))\s?(?:[$€£])?(?P<high>{_ONE}))?"
    r"(?P<of>\s+of)?(?:\s(?P<unit>dollars?|euros?|pounds?|yuan|yen|won|rubles?|roubles?|rupees?))?"
    r"(?!\w|\.\d|%|\s?percent|-year|\s?(?:a\.m|p\.m|GMT))",
    re.IGNORECASE,
)


class Bounds(NamedTuple):
    low: float | None
    high: float | None


def find_sizes(doc: Doc) -> list[tuple[Span, Size]]:
    """The sizes in a parsed text with their spans, in order.

    A span covers the number, its modifier and what is counted ("at least 12 people"). The kinds
    are dead, injured, casualties, missing, arrested, displaced, crowd, troops, missiles, hostages,
    money.
    """
    text = doc.text
    starts = [t.idx for t in doc]
    out: list[tuple[Span, Size]] = []
    for m in (m for low, high in _stretches(doc) for m in NUMBER.finditer(text, low, high)):
        if m["low"].lower() in ("a", "no") and not m["cur"]:
            continue
        bounds = read_bounds(m)
        if bounds is None:
            continue
        if m["cur"] or m["unit"]:
            out.append(_size("money", m.start(), m.end(), bounds, text))
            continue
        # By halving: `Doc.char_span` walks the whole text at each call.
        first = max(0, bisect_right(starts, m.start("low")) - 1)
        span = doc[first : max(first + 1, bisect_left(starts, m.end("low")))]
        if span.root.ent_type_ in ("DATE", "TIME", "PERCENT", "MONEY", "ORDINAL"):
            continue
        counted = _counted(span.root, span.end)
        what = _what(span.root, counted)
        if what is None:
            continue
        end = m.end()
        if counted is not None and counted.i >= span.root.i and counted.i - span.end < 6:
            end = max(end, counted.idx + len(counted))
        out.append(_size(what, m.start(), end, bounds, text))
        second = _second_what(counted, what)
        if second:
            out.append(_size(second, m.start(), end, bounds, text))
    return out


def _stretches(doc: Doc) -> list[tuple[int, int]]:
    """The characters between "sentences" so long that they are tables of numbers."""
    found: list[tuple[int, int]] = []
    start = 0
    for sentence in doc.sents:
        if len(sentence) > MAX_SENTENCE_TOKENS:
            found.append((start, sentence.start_char))
            start = sentence.end_char
    return [*found, (start, doc[-1].idx + len(doc[-1]) if len(doc) else 0)]


def _size(what: str, start: int, end: int, bounds: Bounds, text: str) -> tuple[Span, Size]:
    words = text[start:end].rstrip()
    return Span(start, start + len(words)), Size(
        what=what, low=bounds.low, high=bounds.high, text=words
    )


def read_bounds(m: re.Match[str]) -> Bounds | None:
    """Lowest and highest number that the words allow; None where they say no number."""
    mod = re.sub(r"\s+", " ", (m["mod"] or "").lower()).strip()
    vague = VAGUE.get(re.sub(r"\s+", " ", m["low"].lower()))
    low: float | None
    high: float | None
    if vague:
        low, high = vague
    else:
        number = read_number(m["low"])
        if number is None:
            return None
        low = high = number
    if m["high"]:
        top = read_number(m["high"])
        if top is not None and low is not None:
            # "12 to 15 thousand", "$5–6 billion": the scale belongs to both.
            scale = _scale_of(m["high"])
            if scale > 1 and _scale_of(m["low"]) == 1 and low < top / scale * 2:
                low *= scale
            if top < low:
                return None
            high = top
    if mod in ("at least", "no fewer than", "no less than", "upwards of", "well over", "just over"):
        high = None
    elif mod in ("more than", "over"):
        low, high = (low + 1 if low is not None and low < 100 and low == int(low) else low), None
    elif mod in ("up to", "at most", "no more than", "as many as"):
        low, high = None, high
    elif mod in ("fewer than", "less than", "under"):
        low, high = None, (high - 1 if high is not None and high < 100 else high)
    return Bounds(low, high)


def _scale_of(text: str) -> float:
    found = re.search(r"(hundred|thousand|million|billion|trillion|bn|mn|m|k)$", text.lower())
    return _SCALES[found[1]] if found else 1.0


def read_number(text: str) -> float | None:
    """ "1,200", "twenty-one", "3.5 million" as a number."""
    low = text.lower().strip()
    scale = _scale_of(low)
    head = (
        re.sub(r"[\s\xa0-]*(?:hundred|thousand|million|billion|trillion|bn|mn|m|k)$", "", low)
        or "a"
    )
    if re.fullmatch(r"[\d,]+(?:\.\d+)?", head):
        return float(head.replace(",", "")) * scale
    total = 0.0
    for word in re.split(r"[\s-]+", head):
        if word == "a":
            total += 1
        elif word in _NUMBERS:
            total += _NUMBERS[word]
        else:
            return None
    return total * scale


def _counted(number: Token, end: int) -> Token | None:
    """The noun that a number counts, or the verb it is the subject or object of."""
    doc = number.doc
    # "tens of thousands of people" hangs together in many ways; the words say it plainly.
    if end + 1 < len(doc) and doc[end].lower_ == "of":
        after = doc[end + 1]
        while after.i + 1 < len(doc) and after.dep_ in (
            "amod",
            "compound",
            "det",
            "nummod",
            "poss",
        ):
            after = after.nbor(1)
        if after.pos_ in ("NOUN", "PROPN", "ADJ"):
            return after
    token = number
    for _ in range(4):
        if token.dep_ in (
            "nummod",
            "quantmod",
            "compound",
            "det",
            "amod",
            "advmod",
            "nmod",
            "predet",
        ):
            if token.head.i == token.i:
                break
            token = token.head
            continue
        break
    if token.i == number.i or token.pos_ in ("NUM", "ADJ", "ADV") or token.lemma_ in _BARE:
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ == "of":
                for noun in child.children:
                    if noun.dep_ == "pobj":
                        return noun
    return token


_BARE = frozenset(
    {"dozen", "hundred", "thousand", "million", "score", "couple", "ten", "total", "group"}
)


def _what(number: Token, counted: Token | None) -> str | None:
    if counted is None:
        return None
    lemma = counted.lemma_.lower()
    if counted.dep_ == "compound" and counted.head.lemma_.lower() in WHAT_BY_NOUN:
        lemma = counted.head.lemma_.lower()
    by_verb = _by_verb(counted)
    people = (
        lemma in PEOPLE
        or counted.i == number.i
        or counted.pos_ == "NUM"
        or (lemma.rstrip("s") in PEOPLE)
        or counted.ent_type_ == "NORP"
    )
    kind = WHAT_BY_NOUN.get(lemma)
    if kind == "missiles":
        return kind
    if people or kind in ("crowd", "troops", "displaced"):
        if by_verb and not (by_verb == "troops" and kind is None):
            return by_verb
        if adjective := _by_adjective(counted):
            return adjective
    if (
        counted.i == number.i
        and counted.dep_ == "pobj"
        and counted.head.lower_ in ("to", "at")
        and counted.head.head.lemma_ in _TOLL_VERBS
    ):
        for child in counted.head.head.children:
            if child.dep_ == "nsubj" and child.lemma_ in ("toll", "number", "death", "count"):
                words = {t.lower_ for t in child.subtree}
                if words & {"death", "dead", "deaths", "killed", "fatalities"}:
                    return "dead"
                if words & {"injured", "wounded", "injuries"}:
                    return "injured"
    if kind:
        if lemma == "body" and not _is_corpse(counted):
            return None
        return kind
    return None


_TOLL_VERBS = frozenset({"rise", "climb", "stand", "reach", "grow", "increase", "jump", "put"})


def _is_corpse(body: Token) -> bool:
    return body.tag_ == "NNS" and body.head.lemma_ in (
        "find",
        "recover",
        "pull",
        "retrieve",
        "of",
        "identify",
    )


def _by_verb(noun: Token) -> str | None:
    """The verb whose subject in the passive, or object, the counted people are."""
    for child in noun.children:
        if child.dep_ in ("acl", "relcl") and child.lemma_ in WHAT_BY_VERB:
            return _by_form(child, passive=child.tag_ == "VBN" or child.dep_ == "acl")
        if child.dep_ == "relcl":
            continue
    token = noun
    if token.dep_ == "conj":
        token = token.head
        if token.dep_ not in ("nsubj", "nsubjpass", "dobj") or any(
            c.lemma_ in WHAT_BY_VERB for c in noun.children
        ):
            return None
    verb = token.head
    if token.dep_ == "nsubjpass" and verb.lemma_ in WHAT_BY_VERB:
        return _by_form(verb, passive=True)
    if token.dep_ in ("dobj", "obj") and verb.lemma_ in WHAT_BY_VERB:
        return _by_form(verb, passive=True)
    if token.dep_ == "nsubj":
        if verb.lemma_ in ("die", "perish", "drown", "succumb", "flee", "disappear", "vanish"):
            return WHAT_BY_VERB[verb.lemma_]
        if WHAT_BY_VERB.get(verb.lemma_) == "crowd":
            return "crowd"
        if (
            verb.tag_ == "VBN"
            and verb.lemma_ in WHAT_BY_VERB
            and not any(c.dep_ == "dobj" for c in verb.children)
        ):
            return WHAT_BY_VERB[verb.lemma_]
        for child in verb.children:
            if child.dep_ in ("acomp", "attr", "oprd") and child.lemma_.lower() in _ADJECTIVES:
                return _ADJECTIVES[child.lemma_.lower()]
    if token.dep_ == "pobj" and verb.lower_ == "of" and verb.head.lemma_ in _BARE:
        # The number is the head: what it is subject or object of holds for those it counts.
        return _by_verb(verb.head)
    if token.dep_ == "pobj" and verb.lower_ == "of" and verb.head.lemma_ in ("death", "killing",
        "arrest", "detention", "evacuation", "displacement", "massacre", "murder", "crowd"):  # fmt: skip
        return {"arrest": "arrested", "detention": "arrested", "evacuation": "displaced",
                "displacement": "displaced", "crowd": "crowd"}.get(verb.head.lemma_, "dead")  # fmt: skip
    if token.dep_ in ("dobj", "oprd") and verb.lemma_ == "leave":
        for child in verb.children:
            if child.lemma_.lower() in _ADJECTIVES:
                return _ADJECTIVES[child.lemma_.lower()]
    return None


def _by_form(verb: Token, *, passive: bool) -> str | None:
    what = WHAT_BY_VERB[verb.lemma_]
    if what == "crowd":
        return None if passive and verb.tag_ == "VBN" else "crowd"
    return what


_ADJECTIVES = {"dead": "dead", "injured": "injured", "wounded": "injured", "missing": "missing",
               "hurt": "injured", "displaced": "displaced", "homeless": "displaced",
               "hospitalized": "injured", "unaccounted": "missing", "killed": "dead"}  # fmt: skip


def _by_adjective(noun: Token) -> str | None:
    for child in noun.children:
        if child.dep_ in ("amod", "acl", "acomp") and child.lower_ in _ADJECTIVES:
            return _ADJECTIVES[child.lower_]
    after = noun.nbor(1) if noun.i + 1 < len(noun.doc) else None
    if after is not None and after.lower_ in _ADJECTIVES and after.dep_ not in ("amod",):
        return _ADJECTIVES[after.lower_]
    if noun.dep_ in ("nsubj", "dobj") and noun.head.lower_ in _ADJECTIVES:
        return _ADJECTIVES[noun.head.lower_]
    return None


def _second_what(counted: Token | None, what: str) -> str | None:
    """ "killed or injured 20 people" counts both."""
    if counted is None:
        return None
    verb = counted.head
    if what in ("dead", "injured") and verb.lemma_ in WHAT_BY_VERB:
        for child in verb.children:
            if child.dep_ == "conj" and child.lemma_ in WHAT_BY_VERB:
                if any(c.lower_ == "or" for c in verb.children) and not any(
                    c.dep_ in ("dobj", "nsubjpass", "nsubj") for c in child.children
                ):
                    other = WHAT_BY_VERB[child.lemma_]
                    return other if other != what else None
    return None
