"""The media that a text names as having been told, or having seen, what is said."""

from __future__ import annotations

import re
from typing import cast

from dateline.coding.attribution.voice_kinds import (
    ARTICLES,
    media,
    media_pattern,
    short,
    voice_kind,
)
from dateline.records import Attribution, Span, Voice, VoiceKind

_CARRIED = re.compile(
    r"\b(?:told|tells|put by|asked by|interview (?:with|by|to)|quoted by|cited by|carried by|published by|"
    r"speaking to|spoke to|according to|statement to)\s+"
)


# "The letter, seen by Reuters, says": who has read it.
_SEEN = re.compile(r"\b(?:seen|obtained|reviewed|viewed|verified|read) by\s+(?:the\s+)?")


def _readers(attribution: Attribution, text: str) -> list[Voice]:
    """The media that have seen the document which is the source."""
    source, found = attribution.source, []
    for match in _SEEN.finditer(text, source.start, source.end) if source is not None else ():
        named = media_pattern().match(text, match.end())
        if named is not None:
            kind = cast(VoiceKind, media()[named.group().lower()])
            found.append(Voice(name=named.group(), kind=kind, start=named.start(), end=named.end()))
    return found


# "The paper reported, citing two officials, that": whose word the paper passes on.
_CITING = re.compile(
    r",?\s(?:citing|quoting)\s+((?:[^\s,.;:“”\"]+\s+){0,6}?"
    r"(?:[a-z-]*(?:officials?|sources?|diplomats?|witness(?:es)?|police|documents?|records?|reports?|media|residents|"
    r"spokes(?:man|woman|person)|ministry|prosecutors|doctors|aides|people familiar with [^,.;:]{3,40})))\b"
)


def cited(attribution: Attribution, text: str) -> Voice | None:
    """Whom a medium or body cites for what it says, in the clause of its cue."""
    cue = attribution.cue
    if cue is None or attribution.kind == "direct":
        return None
    stop = re.compile(r"[.;\n](?:\s|$)").search(text, cue.end)
    match = _CITING.search(text, cue.start, stop.start() if stop else min(len(text), cue.end + 200))
    if match is None or (
        attribution.source is not None and match.start() < attribution.source.start
    ):
        return None
    words = match.group(1)
    kind = voice_kind(short(words), words, None, "")
    return Voice(name=short(words), kind=kind, start=match.start(1), end=match.end(1))


def media_told(attribution: Attribution, text: str) -> list[Voice]:
    """The media that the speaker told it to or through, and those that have seen his document."""
    carriers = _readers(attribution, text)
    if attribution.cue is None:
        return carriers
    after = attribution.cue.start
    stop = text.find("\n", after)
    clause = text[after : min(after + 160, stop if stop >= 0 else len(text))]
    for match in _CARRIED.finditer(clause):
        rest = clause[match.end() :]
        bare = ARTICLES.sub("", rest)
        named = media_pattern().match(bare)
        if named is None:
            continue
        start = after + match.end() + len(rest) - len(bare)
        span = Span(start, start + len(named.group()))
        if any(c.covers(span) for c in attribution.content):
            continue
        kind = cast(VoiceKind, media()[named.group().lower()])
        carriers.append(Voice(name=named.group(), kind=kind, start=span.start, end=span.end))
    return carriers
