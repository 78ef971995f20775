"""Cue, source and content as the parse of one sentence gives them, before quotation marks count.

A `Saying` holds spans of characters. Each kind of cue has its module: verbs (`said_by_verbs`),
passives (`said_in_passives`), nouns, adjectives and adverbs (`said_by_nouns`), and what is read off
the surface (`said_beside`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.coding.attribution.cues import token_cue
from dateline.coding.attribution.phrases import Saying
from dateline.coding.attribution.said_beside import according
from dateline.coding.attribution.said_by_colon import colons, signatures
from dateline.coding.attribution.said_by_nouns import (
    adjective_sayings,
    adverb_sayings,
    noun_sayings,
)
from dateline.coding.attribution.said_by_verbs import verb_sayings
from dateline.coding.attribution.transcripts import speeches
from dateline.limits import MAX_SENTENCE_TOKENS

if TYPE_CHECKING:
    from dateline.language.words import Doc


def find_sayings(doc: Doc) -> list[Saying]:
    """All attributions that the parse shows, sorted by cue; none without content.

    Cue verbs whose content is only a neighbouring quotation are left to `attribution`.
    """
    found: list[Saying] = []
    words = (t for s in doc.sents if s.end - s.start <= MAX_SENTENCE_TOKENS for t in s)
    for token in words:
        if token.lower_ == "according":
            found.extend(according(token))
            continue
        info = token_cue(token)
        if info is None:
            continue
        if info.pos == "verb":
            found.extend(verb_sayings(token, info))
        elif info.pos == "noun":
            found.extend(noun_sayings(token, info))
        elif info.pos == "adjective":
            found.extend(adjective_sayings(token, info))
        else:
            found.extend(adverb_sayings(token, info))
    turns = speeches(doc)
    tags = [s.source for s in turns if s.source is not None]
    found = [
        s for s in found if not any(t.overlaps(s.cue) for t in tags)
    ]  # "QUESTION:" asks nothing
    found.extend(turns)  # before `colons`, which would cut them short
    found.extend(colons(doc))
    found.extend(signatures(doc))
    found = [replace(s, entity=_entity(doc, s)) for s in found]
    return sorted(found, key=lambda s: (s.cue, s.content))


def _entity(doc: Doc, saying: Saying) -> str:
    if saying.form == "speech":
        return "PERSON"
    if saying.source_head is None:
        return ""
    head = doc[saying.source_head]
    if saying.antecedent is not None:
        span = doc.char_span(
            saying.antecedent.start, saying.antecedent.end, alignment_mode="expand"
        )
        head = span.root if span is not None else head
    return head.ent_type_ or head.pos_
