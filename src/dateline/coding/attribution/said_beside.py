"""Cues read off the surface: set in by commas, trailing, "according to"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.coding.attribution.cues import CueInfo, cue_class
from dateline.coding.attribution.phrases import (
    AUXILIARY,
    NOMINAL,
    SUBJECTS,
    Saying,
    cue_span,
    noun_phrase,
    subtree_span,
    token_span,
    trimmed,
)
from dateline.language import text_of
from dateline.records import Span

if TYPE_CHECKING:
    from dateline.language.words import Doc, Token


_NOUNS = frozenset({"NOUN", "PROPN"})
_NO_NAME = frozenset({"IN", "WP", "WDT", "WRB", "WP$"})


_REPORTING = frozenset({"say", "report", "claim", "announce", "warn", "predict", "show"})


SAY = replace(
    cue_class("say", "verb")
    or CueInfo("say", "say", "verb", frozenset(), frozenset(), frozenset(), False, False, False)
)


def trailing(verb: Token, info: CueInfo) -> Saying | None:
    """ "…, the state agency reported on Sunday.": read off the surface, for parsers stumble on it.

    A comma, a noun phrase without a verb, the cue, and to the sentence's end nothing that has a
    subject of its own; what stands before the comma must be a clause.
    """
    if "clause" not in info.takes or ("complement" in info.takes and "quote" not in info.takes):
        return None  # "A town called Omer": what has a name says nothing.
    if verb.tag_ not in {"VBD", "VBZ", "VBP", "VBN"}:
        return None
    sent = verb.sent
    end = _tail(verb)
    if end - verb.i > 16 or verb.i - sent.start < 4:
        return None
    doc = verb.doc
    if info.cls == "seem" or any(c.dep_ == "xcomp" for c in verb.children):
        return None
    if any(
        t.dep_ in SUBJECTS or t.dep_ == "ccomp" or t.text in {":", "that"}
        for t in doc[verb.i + 1 : end]
    ):
        return None
    if any(t.text[0] in '“”"„«`' for t in doc[verb.i + 1 : end]):
        return None
    comma = _phrase_start(verb, sent.start)
    if comma is None:
        return None
    start = max((t.i + 1 for t in doc[sent.start : comma.i] if t.text == ";"), default=sent.start)
    before = doc[start : comma.i]
    if not len(before):
        return None
    own = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    if (
        own is not None
        and own.pos_ == "PRON"
        and own.i > comma.i + 1
        and doc[own.i - 1].pos_ in _NOUNS
    ):
        return None  # ", a model they say": a relative clause without its "that".
    if own is not None and (own.i < comma.i or own.lower_ in {"who", "which", "that"}):
        return None
    if any(c.dep_ == "auxpass" for c in verb.children) or (
        # "Two diplomats briefed on the plan said": the finite verb comes after.
        verb.tag_ == "VBN" and any(t.tag_ in {"VBD", "VBZ", "VBP"} for t in doc[verb.i + 1 : end])
    ):
        return None
    verbs = [
        t for t in before if t.pos_ in {"VERB", "AUX"} and t.tag_ in {"VBD", "VBZ", "VBP", "MD"}
    ]
    alone = own is not None and own.pos_ == "PRON" and len(before) > 3
    if not (verbs or alone) or before[0].dep_ == "mark" or before[0].tag_ in {"WRB", "VBG"}:
        return None
    name = doc[comma.i + 1 : verb.i]
    while len(name) and name[-1].pos_ in {"ADV", "AUX"} or name[-1].text == ",":
        name = name[:-1]
        if not len(name):
            return None
    source = trimmed(text_of(doc), name[0].idx, name[-1].idx + len(name[-1].text))
    content = trimmed(text_of(doc), before[0].idx, comma.idx)
    if source is None or content is None or name[0].dep_ == "cc" or name[0].tag_ in _NO_NAME:
        return None
    head = own if own is not None else doc.span(name[0].i, name[-1].i + 1).root
    return Saying(verb.i, cue_span(verb), source, (content,), info, "clause", head.i)


def _tail(verb: Token) -> int:
    """Where what belongs to a cue ends: "…, the radio reported on Monday, **as** crowds gathered"."""
    sent = verb.sent
    for token in verb.doc[verb.i + 1 : min(verb.i + 6, sent.end - 1)]:
        if token.text == "," and token.nbor(1).lower_ in _BESIDE:
            return token.i
        if token.pos_ in {"VERB", "AUX"}:
            break
    return sent.end


_BESIDE = frozenset({"after", "amid", "as", "hours", "while"})


def two_subjects(verb: Token, info: CueInfo) -> Saying | None:
    """ "The promise to the villagers, said Ann Lee": what is said was taken for a subject too.

    The subject nearest to the cue speaks; what lies before it, and after a comma, is said.
    """
    if info.cls not in _REPORTING or verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return None
    subjects = [c for c in verb.children if c.dep_ in SUBJECTS]
    doc, sent = verb.doc, verb.sent
    if len(subjects) == 1 and subjects[0].i < verb.i and verb.dep_ == "parataxis":
        first, own = subjects[0], None
        start = _phrase_start(verb, sent.start)
        if start is not None and start.text == "," and first.i < start.i:
            own = doc.span(start.i + 1, verb.i).root
    elif len(subjects) == 2 and not any(_is_whole(c) for c in verb.children):
        first, own = subjects
    else:
        return None
    if own is None or own.tag_ in _NO_NAME or first.tag_ in _NO_NAME:
        return None
    source = noun_phrase(own)
    left = min(own.left_edge.i, verb.i)
    if source is None or doc[left - 1].text not in {",", "”", '"', "—", "–"}:
        return None
    pieces = [trimmed(text_of(doc), first.left_edge.idx, doc[left - 1].idx)]
    rest = _after_comma(doc, verb.i + 1, sent.end) if own.i < verb.i else None
    if rest is not None:
        pieces.append(trimmed(text_of(doc), doc[rest].idx, sent.end_char))
    content = tuple(p for p in pieces if p is not None and not p.overlaps(source))
    if not content:
        return None
    return Saying(verb.i, cue_span(verb), source, content, info, "clause", own.i)


def _is_whole(clause: Token) -> bool:
    return clause.dep_ == "ccomp" and any(c.dep_ in SUBJECTS for c in clause.children)


def _after_comma(doc: Doc, start: int, end: int) -> int | None:
    """Where a sentence goes on after a cue set in by commas: ", the mayor said on Monday, …"."""
    for i in range(start, min(end, start + 12)):
        if doc[i].text in {",", "—", "–"}:
            return i
        if doc[i].pos_ in {"VERB", "AUX"}:
            return None
    return None


def _phrase_start(verb: Token, start: int) -> Token | None:
    """The comma or quotation mark before a cue's subject, all nominal between; None where there is none."""
    doc = verb.doc
    token = verb
    commas: list[Token] = []
    for i in range(verb.i - 1, max(start - 1, verb.i - 24), -1):
        token = doc[i]
        if token.text in {",", "”", '"', "''", "—", "–"}:
            # An apposition may stand between: ", Mary Lee, the mayor, said".
            if i + 1 == verb.i:
                commas.append(token)
                continue
            return token
        if token.pos_ not in NOMINAL and token.dep_ not in AUXILIARY:
            return None
    return None


def by_place(verb: Token, info: CueInfo) -> list[Saying]:
    """A reporting verb with a subject whose content the parse missed: the words around it.

    Set in by commas ("The dam, officials said, would burst"), it takes both sides.
    """
    if info.cls not in _REPORTING or "clause" not in info.takes:
        return []
    own = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    doc, sent = verb.doc, verb.sent
    if own is None or own.i > verb.i or own.lower_ in {"who", "which", "that"}:
        return []
    left = own.left_edge.i
    end = verb.i + 1
    while end < sent.end and doc[end].dep_ in {"prt", "npadvmod"}:
        end += 1
    set_in = left > sent.start and doc[left - 1].text in {",", "–", "—"}
    if not set_in or end >= sent.end or doc[end].text not in {",", "–", "—"}:
        return []
    source = noun_phrase(own)
    pieces = [
        trimmed(text_of(doc), doc[sent.start].idx, doc[left - 1].idx),
        trimmed(text_of(doc), doc[end].idx, sent.end_char),
    ]
    content = [p for p in pieces if p is not None]
    if source is None or not any(t.pos_ in {"VERB", "AUX"} for t in doc[end : sent.end]):
        return []
    return [Saying(verb.i, cue_span(verb), source, tuple(content), info, "clause", own.i)]


_MEASURES = frozenset(
    "choice need taste size age rank custom ability height weight season rule".split()
)


def question_before(verb: Token, info: CueInfo) -> list[Saying]:
    """ "Is the dam safe? the mayor asked.": the question made a sentence of its own."""
    sent, doc = verb.sent, verb.doc
    own = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    if info.cls not in {"ask", "say", "doubt"} or own is None or sent.start < 2 or len(sent) > 8:
        return []
    first = next((t for t in sent if t.is_alpha), verb)
    if not first.is_lower or doc[sent.start - 1].text != "?":
        return []
    asked = doc[sent.start - 1].sent
    source = noun_phrase(own)
    content = trimmed(text_of(doc), asked.start_char, asked.end_char)
    if source is None or content is None:
        return []
    return [Saying(verb.i, cue_span(verb), source, (content,), info, "clause", own.i)]


def _after_colon(doc: Doc, end: int, last: int) -> Span | None:
    """ "According to the mayor: “The dam is safe.”": what the colon announces, up to the line's end."""
    text = text_of(doc)
    if not text.startswith(":", end) and not (last < len(doc) and doc[last].text == ":"):
        return None
    start = text.find(":", end - 1) + 1
    while start < len(text) and text[start].isspace():
        start += 1
    stop = text.find("\n", start)
    return trimmed(text, start, stop if stop >= 0 else len(text))


_LAID_DOWN = frozenset(
    "plan schedule timetable timeline roadmap calendar agenda program programme custom tradition procedure protocol "
    "rule practice norm".split()
)


def according(word: Token) -> list[Saying]:
    doc = word.doc
    if word.i + 1 >= len(doc) or doc[word.i + 1].lower_ != "to":
        return []
    to = doc[word.i + 1]
    owner = next((c for c in to.children if c.dep_ == "pobj"), None)
    if owner is None:
        return []
    if owner.lemma_.lower() in _MEASURES:
        return []  # "Each according to his choice".
    if owner.lemma_.lower() in _LAID_DOWN:
        return []  # "According to the plan, troops will leave": it lays down, and vouches for nothing.
    source = noun_phrase(owner)
    cue = token_span(word, to)
    if source is not None and (announced := _after_colon(doc, source.end, owner.right_edge.i)):
        return [Saying(word.i, cue, source, (announced,), SAY, "clause", owner.i)]
    head = word.head
    comma = word.i > 0 and doc[word.i - 1].text in {",", "—", "–", "”", '"', "-"}
    if (comma or word.is_sent_start) and head.i != word.i:
        while head.pos_ not in {"VERB", "AUX"} and head.head.i != head.i:
            head = head.head
    if head.i == word.i:
        head = word.sent.root
    content = subtree_span(head, without=[word]) if head.i != word.i else []
    content = [c for c in content if source is None or not c.overlaps(source)]
    if not content or source is None:
        return []
    return [Saying(word.i, cue, source, tuple(content), SAY, "clause", owner.i)]
