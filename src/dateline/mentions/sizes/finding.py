"""Sizes in a parsed text: each number that counts something of which events tell."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from dateline.language import text_of
from dateline.limits import MAX_SENTENCE_TOKENS
from dateline.mentions.sizes.counted import LISTS, alone, counted_by, is_person, some_of
from dateline.mentions.sizes.kinds import kind_of, kinds_of_verbs
from dateline.mentions.sizes.numbers import Number, numbers_in, read_number
from dateline.mentions.sizes.words import noun_kind, strong_kind
from dateline.records import Size, Span

if TYPE_CHECKING:
    from dateline.language.words import Doc, Token

FEW = 20
LEAST_CROWD, LEAST_FORCES = 10, 50
"""Fewer people who come together make no crowd."""
_NONE = re.compile(r"\b(?:[Nn]o(?:[ -]one|body|ne)?|[Zz]ero|[Ww]ithout(?:\s+any)?)\b")
_OF_NONE = frozenset({"dead", "injured", "casualties", "missing", "arrested"})
_KNOWN_BEFORE = frozenset({"arrested", "hostages", "missing", "troops", "missiles", "weapons"})
"""By the noun alone, "the two soldiers" are those told of before."""
_ALIKE = frozenset({"aircraft", "personnel", "infantry", "police", "artillery", "guard"})
_NO_FORCE = frozenset({"include", "infect", "test", "vaccinate", "inoculate", "pay", "treat"})
_NO_SIZE = frozenset({"DATE", "TIME", "PERCENT", "ORDINAL"})
_AMONG = re.compile(
    r"\b(?:including|among them|of (?:whom|which|them))\s+(?:at least\s+)?$", re.IGNORECASE
)
_WITH = re.compile(r"\bwith\s+$")
_PART_AFTER = re.compile(r"\s+of\s+(?:whom|which|them|those)\b", re.I)
_COUNTED_AS = frozenset({"pobj", "dobj", "ccomp", "attr"})
_SCORE = re.compile(r"\d+[-–]\d+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PREPOSITIONS = frozenset({"over", "under", "above", "below", "around", "about"})
_MILLION = 1e6
_RATE = re.compile(r"\s(?:\w+\s)?per\s")
_ELLIPSIS = 350
"""So many characters back the kind is looked for where a number has lost its noun."""


class Found(NamedTuple):
    span: Span
    size: Size


def find_sizes(doc: Doc) -> list[tuple[Span, Size]]:
    """The sizes in a parsed text with their spans, in order.

    A span covers the number, its modifier and what is counted ("at least 12 people"). The kinds
    are those of `kinds.toml` and money.
    """
    text = text_of(doc)
    starts = doc.starts
    found: list[Found] = []
    for low, high in _stretches(doc, starts):
        for number in numbers_in(text, low, high):
            found += _read(doc, text, starts, number, found)
        found += _none(doc, text, starts, low, high)
    found.sort(key=lambda f: (f.span.start, f.span.end))
    return [(f.span, f.size) for f in found]


def _stretches(doc: Doc, starts: list[int]) -> list[tuple[int, int]]:
    """The characters between "sentences" so long that they are tables of numbers."""
    if not len(doc):
        return []
    found: list[tuple[int, int]] = []
    low = 0
    for first, after in ((s.start, s.end) for s in doc.sents):
        if after - first > MAX_SENTENCE_TOKENS:
            found.append((low, starts[first]))
            low = starts[after - 1] + len(doc[after - 1].text)
    return [*found, (low, starts[-1] + len(doc[-1].text))]


def _read(
    doc: Doc, text: str, starts: list[int], number: Number, before: list[Found]
) -> Iterator[Found]:
    if number.money:
        yield _found("money", number, number.end, text)
        return
    first = max(0, bisect_right(starts, number.bare_start) - 1)
    last = max(first + 1, bisect_left(starts, number.bare_end))
    root = doc[first] if last == first + 1 else doc.span(first, last).root
    counted = counted_by(root, last)
    number = _without_preposition(number, doc, starts)
    if root.lower_ == "one" and any(c.dep_ in ("det", "amod", "poss") for c in root.children):
        return
    if _is_other(root, counted) or _RATE.match(text, number.end):
        return
    if (alone(counted, root) or counted.pos_ == "PROPN") and _SCORE.fullmatch(
        text, number.bare_start, number.bare_end
    ):
        return
    strong = text.startswith("-strong", number.end)
    kind = strong_kind(counted) if strong else kind_of(root, counted)
    voice = None
    if kind is None and (other := _other_count(root, counted, doc[first], number, before)):
        kind, voice = other
    if kind is None and _is_money(counted, root, number):
        kind = "money"
    if kind is None or not (strong or _counts(kind, root, counted, number)):
        return
    start = counted.sent.start_char if before else 0
    by_noun = noun_kind(counted, root) == kind
    if _is_part(kind, by_noun, number, text, [f for f in before if f.span.start >= start]):
        return
    end = number.end
    if counted.i >= last and counted.i - last < 6:
        end = max(end, counted.idx + len(counted.text))
    yield _found(kind, number, end, text, voice)
    if kind in ("dead", "injured") and (second := _both(counted, kind)):
        yield _found(second, number, end, text)


def _without_preposition(number: Number, doc: Doc, starts: list[int]) -> Number:
    """ "Concern over two men": the words before a number may be no part of it."""
    token = doc[max(0, bisect_right(starts, number.start) - 1)]
    if token.lower_ not in _PREPOSITIONS or token.dep_ != "prep" or token.head.pos_ != "NOUN":
        return number
    low, high = read_number(text_of(doc)[number.bare_start : number.bare_end])
    return number._replace(start=number.bare_start, low=low, high=high, modified=False)


def _is_other(root: Token, counted: Token) -> bool:
    """Whether a number is a date or a share by what the pipeline says of it and of its noun."""
    if root.ent_type_ == "DATE" and _YEAR.fullmatch(root.text):
        return True
    if counted.i != root.i:
        return root.ent_type_ in _NO_SIZE and counted.ent_type_ in _NO_SIZE
    # An object that is a number alone ("detained 14") is no date.
    lone = root.ent_type_ == "DATE" and root.dep_ in ("dobj", "nsubjpass")
    return root.ent_type_ in _NO_SIZE and not (lone and _only_one(root))


def _only_one(token: Token) -> bool:
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    return token.ent_iob_ == "B" and (after is None or after.ent_iob_ != "I")


def _is_money(counted: Token, root: Token, number: Number) -> bool:
    """ "Invested more than 4 billion", without a currency."""
    large = (number.low or number.high or 0) >= _MILLION
    return (
        large and alone(counted, root) and counted.dep_ == "dobj"
        and counted.head.lemma_ in LISTS["of_money"]
    )  # fmt: skip


def _found(what: str, number: Number, end: int, text: str, voice: str | None = None) -> Found:
    words = text[number.start : end].rstrip()
    size = Size(what=what, low=number.low, high=number.high, text=words, voice=voice)
    return Found(Span(number.start, number.start + len(words)), size)


def _counts(kind: str, root: Token, counted: Token, number: Number) -> bool:
    """Whether a number is one of its kind: crowds are large, a force is no known soldiers."""
    most = number.high if number.high is not None else number.low or 0.0
    if kind == "crowd":
        return most >= LEAST_CROWD
    told = any(
        c.dep_ in ("relcl", "acl") and counted.nbor(1).lower_ != "," for c in counted.children
    )
    # "The more than 1,100 prisoners" is a count; "the two soldiers" are those told of before.
    few = number.definite and not number.modified and most < FEW
    if number.definite and most < 5 and alone(counted, root):
        # "The two were captured."
        return False
    known = (few and not told) or some_of(root, counted)
    if noun_kind(counted, root) == kind and kind in _KNOWN_BEFORE and known:
        return False
    if kind == "troops":
        least = LEAST_FORCES if counted.lemma_ == "force" else 2
        return most > least and not _is_named_part(counted) and not _is_name(counted, most)
    if kind in ("missiles", "weapons"):
        return not _is_name(counted, most)
    if kind == "injured" and counted.lemma_ == "injury":
        return not any(c.dep_ == "compound" and c.ent_type_ != "" for c in counted.children) and (
            counted.head.lemma_ not in ("addition",)
        )
    return True


def _is_name(noun: Token, most: float) -> bool:
    """Whether a number is part of a name: "an MK 82 bomb"."""
    return noun.tag_ == "NN" and most > 1 and noun.lower_ not in _ALIKE


def _is_named_part(noun: Token) -> bool:
    """ "The 36 infected include 26 soldiers": said of a total that counts something else."""
    return noun.dep_ in ("dobj", "attr") and noun.head.lemma_ in _NO_FORCE


def _is_part(kind: str, by_noun: bool, number: Number, text: str, before: list[Found]) -> bool:
    """Whether a number is a part of a total that the sentence gave before it."""
    lead = text[max(0, number.start - 24) : number.start]
    here = [f.size for f in before if f.size.what != "money"]
    among = bool(_AMONG.search(lead) or _PART_AFTER.match(text, number.bare_end))
    if here and by_noun and among:
        return True
    whole = [
        z for z in here if z.what == kind
        and (z.low or z.high or 0) > (number.low or number.high or 0)
    ]  # fmt: skip
    return bool(whole) and (among or (not by_noun and _WITH.search(lead) is not None))


def _both(counted: Token, kind: str) -> str | None:
    """ "Killed or injured 20 people" counts both."""
    kinds = kinds_of_verbs(counted)
    if {"dead", "injured"} <= kinds and any(
        c.lower_ == "or" for t in (counted.head, counted.head.head) for c in t.children
    ):
        return "injured" if kind == "dead" else "dead"
    return None


def _other_count(
    root: Token, counted: Token, first: Token, number: Number, before: list[Found]
) -> tuple[str, str] | None:
    """The kind of the last count and who gives another: "organisers put it at 50,000"."""
    if not alone(counted, root) or not before or (number.low or number.high or 0) < LEAST_CROWD:
        return None
    last = before[-1]
    if last.size.what == "money" or number.start - last.span.end > _ELLIPSIS:
        return None
    lead = root.doc[_start_of(first, number)]
    if lead.i and lead.nbor(-1).lemma_.lower() in LISTS["counters"]:
        return last.size.what, _name_of(lead.nbor(-1))
    verb = counted.head
    if verb.dep_ == "prep" and verb.lower_ in ("at", "of"):
        verb = verb.head
    if verb.lemma_ not in LISTS["count_verbs"] or counted.dep_ not in _COUNTED_AS:
        return None
    for who in (c for c in verb.children if c.dep_ == "nsubj"):
        if who.lemma_.lower() in LISTS["counters"] or is_person(who):
            return last.size.what, _name_of(who)
    return None


def _name_of(who: Token) -> str:
    """A noun with the words that belong to its name."""
    first = min((c.i for c in who.children if c.dep_ in ("compound", "amod")), default=who.i)
    return str(who.doc.said(min(first, who.i), who.i + 1))


def _start_of(first: Token, number: Number) -> int:
    """The first token of a number with its modifiers."""
    token = first
    while token.i and token.idx > number.start:
        token = token.nbor(-1)
    return int(token.i)


def _none(doc: Doc, text: str, starts: list[int], low: int, high: int) -> Iterator[Found]:
    """ "No one was hurt", "no casualties", "without injuries": none of them, 0 to 0."""
    for m in _NONE.finditer(text, low, high):
        at = max(0, bisect_right(starts, m.start()) - 1)
        token = doc[at]
        last = max(at + 1, bisect_left(starts, m.end()))
        if token.lower_ == "without":
            objects = [c for c in token.children if c.dep_ == "pobj"]
            counted = objects[0] if objects else token
        elif token.dep_ == "det" and token.lower_ in ("no", "zero"):
            counted = token.head
        else:
            counted = doc[last - 1]
        kind = _kind_of_none(token, counted)
        if kind in _OF_NONE:
            end = m.end()
            if 0 <= counted.i - last < 4:
                end = max(end, counted.idx + len(counted.text))
            number = Number(
                m.start(), m.end(), m.start(), m.end(), 0.0, 0.0, False, False, False, False
            )
            yield _found(kind, number, end, text)


def _kind_of_none(token: Token, counted: Token) -> str | None:
    if token.lower_ == "without" or counted.lemma_.lower() not in LISTS["people"]:
        if counted.dep_ == "compound" or counted.i == token.i and token.lower_ in ("no", "without"):
            return None
        if counted.i != token.i and counted.lower_ not in ("one",):
            kind = noun_kind(counted)
            return kind if kind in _OF_NONE and counted.tag_ != "VBN" else None
    return kind_of(token, counted)
