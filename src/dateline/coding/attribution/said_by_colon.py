"""Cues by punctuation alone: the colon of a headline or a transcript."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from dateline.coding.attribution.phrases import Saying, text_of, token_span, trimmed
from dateline.coding.attribution.said_beside import SAY

if TYPE_CHECKING:
    from spacy.tokens import Doc

# What stands before a colon at the start of a line and is nobody.
_LABEL = re.compile(
    r"\b(?:note|update|updated|watch|video|photos?|read|related|exclusive|breaking|opinion|analysis|"
    r"q|a|q&a|correction|by|source|sources|from|more|image|pictures?|caption|credit|tags?|topics?|when|where|"
    r"what|who|why|how|here|time|date|location|email|phone|contact|copyright|editing|reporting|monday|tuesday|"
    r"wednesday|thursday|friday|saturday|sunday|part|chapter|step|number|no|example|conclusion|summary|"
    r"background|factbox|timeline|full text|abstract|live|fact check|podcast|listen|twitter|facebook)\b",
    re.I,
)


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
        name = text[start : token.idx].strip()
        words = name.split()
        if not words or len(words) > 5 or not _may_head_a_line(name):
            continue
        before = doc.char_span(start, token.idx, alignment_mode="contract")
        stop = text.find("\n", token.idx)
        after = doc.char_span(
            token.idx + 1, stop if stop >= 0 else len(text), alignment_mode="contract"
        )
        if before is None or after is None or len(after) < 3 or not _is_name(before):
            continue
        # "SECRETARY ROE: …": in a transcript the whole paragraph is his.
        last = (
            after
            if name.isupper()
            else after[0].sent
            if after[0].sent.start_char >= start
            else after
        )
        content = trimmed(
            text, after[0].idx, min(max(last.end_char, after[2].idx + 1), after.end_char)
        )
        source = trimmed(text, before[0].idx, token.idx)
        if source and content:
            found.append(
                Saying(
                    token.i,
                    token_span(token, token),
                    source,
                    (content,),
                    SAY,
                    "clause",
                    before[-1].i,
                )
            )
    return found


def _may_head_a_line(name: str) -> bool:
    return (
        name[:1].isupper() and not _LABEL.search(name) and not any(c in name for c in '“”"()[]/@#')
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
