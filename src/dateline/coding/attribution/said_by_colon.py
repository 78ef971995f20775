"""Cues by punctuation alone: the colon of a headline or a transcript."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from dateline.coding.attribution.labels import LABEL, is_place
from dateline.coding.attribution.phrases import Saying, token_span, trimmed
from dateline.coding.attribution.said_beside import SAY
from dateline.language import text_of
from dateline.records import Span

if TYPE_CHECKING:
    from dateline.language.words import Doc

_SPEAKER = re.compile(
    r"(?:poll|survey|report|study|official|minister|police|sources?|camp|campaign|newspaper|aide|army)s?$"
)


def colons(doc: Doc) -> list[Saying]:
    """ "Kim: no talks": a short name at the start of a line, a colon, and the rest of the sentence."""
    found = []
    text = text_of(doc)
    for token in doc:
        if token.text != ":" or token.i == 0:
            continue
        start = text.rfind("\n", 0, token.idx) + 1
        name = _speaker(text[start : token.idx])
        if name is None:
            continue
        before = doc.char_span(start, start + len(name), alignment_mode="contract")
        stop = text.find("\n", token.idx)
        stop = stop if stop >= 0 else len(text)
        after = doc.char_span(token.idx + 1, stop, alignment_mode="contract")
        if before is None or after is None or len(after) < 2 or not _is_name(before):
            continue
        # "SECRETARY ROE: …": in a transcript the whole paragraph is his.
        sentence = after[0].sent if after[0].sent.start_char >= start else after
        end = after.end_char if name.isupper() else sentence.end_char
        least = after[min(2, len(after) - 1)].idx + 1
        content = trimmed(text, after[0].idx, min(max(end, least), after.end_char))
        source = trimmed(text, before[0].idx, before.end_char)
        if source and content:
            cue = token_span(token, token)
            found.append(Saying(token.i, cue, source, (content,), SAY, "clause", before[-1].i))
    return found


# "“We will not yield.” — Ann Lee, mayor": who signs a quotation, alone to the line's end.
_SIGNED = re.compile(
    r"\s*((?:[A-Z][\w.’'-]*)(?:\s+(?:[A-Z][\w.’'-]*|of|de|the|van|von|bin|al)){0,5})(?:,[^\n.]{0,60})?\.?\s*(?=\n|$)"
)


def signatures(doc: Doc) -> list[Saying]:
    """A dash after a quotation and a name: the quotation is his (its other end is found later)."""
    text, found = text_of(doc), []
    for token in doc:
        if token.text not in {"—", "–", "-", "--"}:
            continue
        end = token.idx
        while end > 0 and text[end - 1].isspace():
            end -= 1
        name = (
            _SIGNED.match(text, token.idx + len(token.text))
            if text[end - 1 : end] in _CLOSING
            else None
        )
        signed = doc.char_span(*name.span(1), alignment_mode="expand") if name else None
        if name is not None and signed is not None:
            cue, content = token_span(token, token), Span(end - 1, end)
            source = Span(name.start(1), name.start(1) + len(name[1].rstrip(".")))
            found.append(Saying(token.i, cue, source, (content,), SAY, "quote", signed.root.i))
    return found


_CLOSING = frozenset({"”", '"', "»", "’"})


# "Kim on sanctions: …": what a name at the head of a line speaks on.
_TOPIC = re.compile(r"\s+(?:on|about|after|to)\s")


def _speaker(words: str) -> str | None:
    """The name that the words before a colon begin with, or None."""
    name = words.rstrip()
    if len(name) > 100 or not _may_head_a_line(name):
        return None
    if len(name.split()) <= 9 and (topic := _TOPIC.search(name)) is not None:
        name = name[: topic.start()]
    return name if name and len(name.split()) <= 5 else None


def _may_head_a_line(name: str) -> bool:
    return (
        name[:1].isupper()
        and not LABEL.search(name)
        and not any(c in name for c in '“”"()[]/@#')
        and not is_place(name)
    )


def _is_name(before: Any) -> bool:
    """Whether the words before a colon name somebody: no finite verb with a subject among them."""
    if any(
        t.dep_ in {"nsubj", "nsubjpass"}
        and t.head.i < before.end
        and t.head.pos_ in {"VERB", "AUX"}
        for t in before
    ):
        return False
    last = before[-1]
    known = any(t.ent_type_ in {"PERSON", "ORG", "GPE", "NORP"} for t in before)
    return (
        last.text[:1].isupper()
        and (known or last.pos_ in {"PROPN", "NOUN"})
        or (last.pos_ == "NOUN" and (known or _SPEAKER.search(last.lower_) is not None))
    )
