"""Transcripts: who speaks stands in capitals at the head of his turn, and goes on until the next one.

"SECRETARY ROE: Good morning." opens a turn; the paragraphs behind it that name nobody are the same
speaker's. An article is taken for a transcript where such a tag names an office or asks ("MR ROE:",
"QUESTION:"), or where one and the same tag comes twice ("LIN: …", "ROE: …", "LIN: …"): a city in
capitals that opens one report ("OSLO: Ministers met") is none.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from dateline.coding.attribution.phrases import Saying, token_span, trimmed
from dateline.coding.attribution.said_beside import SAY
from dateline.language import text_of
from dateline.records import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

# "MR ROE (via interpreter):", "AMBASSADOR McLEAN:", "QUESTION:" at the head of a line.
_TAG = re.compile(
    r"^[ \t]*((?:[A-ZÀ-Þ]|Mc(?=[A-Z]))[A-ZÀ-Þ.,’'\- \d]*(?:(?<![a-z])(?:Mc|Mac|al-|de |van |von )[A-ZÀ-Þ’'\- ]+)*)"
    r"(?:[ \t]*\([^)\n]{1,40}\))?[ \t]*:(?=\s)[ \t]*",
    re.MULTILINE,
)
SPEECH = replace(SAY, vouches=SAY.vouches | {"speech"})
_PARAGRAPH = re.compile(r"[^\n]+")
_LONGEST_NAME = 8
"""How many words a tag has at most."""

# The first word of a tag that can only be a speaker's; the others may open a headline as well.
_TITLES = frozenset(
    "MR MR. MS MS. MRS MRS. MISS DR DR. AMB AMB. AMBASSADOR SECRETARY PRESIDENT CHANCELLOR PREMIER SENATOR SEN SEN. "
    "CONGRESSMAN CONGRESSWOMAN REP REP. GEN GEN. ADMIRAL COLONEL CAPTAIN COMMISSIONER CHAIRMAN CHAIRWOMAN GOVERNOR "
    "COUNSELOR COUNSELLOR PROFESSOR PROF PROF. QUESTION QUESTIONER MODERATOR INTERPRETER".split()
)
_MAY_OPEN = _TITLES | frozenset(
    "UNDER DEPUTY ASSISTANT ACTING VICE PRIME FOREIGN MINISTER REPRESENTATIVE SPEAKER GENERAL MAJOR JUDGE JUSTICE "
    "DIRECTOR CHAIR CHAIRPERSON MAYOR COUNSEL ADMINISTRATOR SPECIAL SPOKESMAN SPOKESPERSON SPOKESWOMAN KING QUEEN "
    "PRINCE PRINCESS SIR LADY LORD HIGH ADVISER ADVISOR COORDINATOR ENVOY CONSUL OPERATOR JOURNALIST REPORTER HOST "
    "ANCHOR INTERVIEWER PARTICIPANT SENIOR STAFF".split()
)
# What stands in brackets or as a mark between the turns is nobody's word.
_ASIDE = re.compile(r"\s*(?:[\[(#*_–—-]|End\b|END\b)")


class Turn(NamedTuple):
    """One speaker's turn: his tag, its colon, and what he says, a span a paragraph."""

    tag: Span
    colon: int
    words: tuple[Span, ...]


def turns_of(text: str) -> list[Turn]:
    """The turns of a transcript in order; none where the text is no transcript."""
    tags = [m for m in _TAG.finditer(text) if len(m[1].split()) <= _LONGEST_NAME and len(m[1]) > 1]
    if not _is_transcript([m[1].split() for m in tags]):
        return []
    starts = [*(m.start() for m in tags[1:]), len(text)]
    found = []
    for tag, end in zip(tags, starts, strict=True):
        words = [
            span
            for p in _PARAGRAPH.finditer(text, tag.end(), end)
            if not _ASIDE.match(p[0]) and (span := trimmed(text, p.start(), p.end())) is not None
        ]
        name = trimmed(text, *tag.span(1))
        if name is not None and words:
            found.append(Turn(name, text.index(":", tag.end(1)), tuple(words)))
    return found


def _is_transcript(tags: list[list[str]]) -> bool:
    if any(words[0] in _TITLES or words[-1] in _TITLES for words in tags):
        return True
    if len(tags) > 1 and any(words[0] in _MAY_OPEN for words in tags):
        return True
    return bool(tags) and max(Counter(map(tuple, tags)).values()) > 1


def speeches(doc: Doc) -> list[Saying]:
    """Each turn of a transcript as a saying in the speaker's own words."""
    found = []
    for turn in turns_of(text_of(doc)):
        name = doc.char_span(turn.tag.start, turn.tag.end, alignment_mode="expand")
        colon = doc.char_span(turn.colon, turn.colon + 1, alignment_mode="expand")
        if name is None or colon is None:
            continue
        cue = token_span(colon[0], colon[0])
        found.append(Saying(colon[0].i, cue, turn.tag, turn.words, SPEECH, "speech", name.root.i))
    return found
