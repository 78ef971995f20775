"""Transcripts: who speaks stands in capitals at the head of his turn, and goes on until the next one.

"SECRETARY ROE: Good morning." opens a turn, in an interview also "Ann Roe: Good morning."; the paragraphs
behind it that name nobody are the same speaker's. To take a report for a transcript makes a claim of all
that it tells, so that the tags must leave no doubt (`_is_transcript`): places in capitals that open a report
("DR CONGO: Rebels fled") and the labels of a page ("READ MORE:") are none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from dateline.coding.attribution.labels import LABEL, is_place
from dateline.coding.attribution.phrases import Saying, token_span, trimmed
from dateline.coding.attribution.said_beside import SAY
from dateline.language import text_of
from dateline.records import Span

if TYPE_CHECKING:
    from dateline.language.words import Doc

# "MR ROE (via interpreter):", "AMBASSADOR McLEAN:", "QUESTION:" at the head of a line.
_TAG = re.compile(
    r"^[ \t]*((?:[A-ZÀ-Þ]|Mc(?=[A-Z]))[A-ZÀ-Þ.,’'\- \d]*(?:(?<![a-z])(?:Mc|Mac|al-|de |van |von )[A-ZÀ-Þ’'\- ]+)*)"
    r"(?:[ \t]*\([^)\n]{1,40}\))?[ \t]*:(?=\s)[ \t]*",
    re.MULTILINE,
)
# "President Roe:", in an interview.
_NAME = re.compile(
    r"^[ \t]*([A-ZÀ-Þ][\w.’'-]*(?: (?:[A-ZÀ-Þ][\w.’'-]*|al|bin|de|of|the|van|von)){0,4})[ \t]*:(?=\s)[ \t]*",
    re.MULTILINE,
)
SPEECH = replace(SAY, vouches=SAY.vouches | {"speech"})
_PARAGRAPH = re.compile(r"[^\n]+")
_LONGEST_NAME = 8
"""How many words a tag has at most."""

# Words of a tag that only a speaker of a transcript bears: one such tag is enough.
_SURE = frozenset(
    "MR MR. MS MS. MRS MRS. MISS AMB AMB. AMBASSADOR SECRETARY QUESTION QUESTIONER MODERATOR INTERPRETER".split()
)
# Those that may also open a headline.
_TITLES = _SURE | frozenset(
    "DR DR. PRESIDENT CHANCELLOR PREMIER SENATOR SEN SEN. CONGRESSMAN CONGRESSWOMAN REP REP. GEN GEN. ADMIRAL "
    "COLONEL CAPTAIN COMMISSIONER CHAIRMAN CHAIRWOMAN GOVERNOR COUNSELOR COUNSELLOR PROFESSOR PROF PROF. UNDER "
    "DEPUTY ASSISTANT ACTING VICE PRIME FOREIGN MINISTER REPRESENTATIVE SPEAKER GENERAL MAJOR JUDGE JUSTICE "
    "DIRECTOR CHAIR CHAIRPERSON MAYOR COUNSEL ADMINISTRATOR SPECIAL SPOKESMAN SPOKESPERSON SPOKESWOMAN KING QUEEN "
    "PRINCE PRINCESS SIR LADY LORD HIGH ADVISER ADVISOR COORDINATOR ENVOY CONSUL OPERATOR JOURNALIST REPORTER HOST "
    "ANCHOR INTERVIEWER PARTICIPANT SENIOR STAFF".split()
)
_MOSTLY = 0.5
# What stands in brackets or as a mark between the turns is nobody's word.
_ASIDE = re.compile(r"\s*(?:[\[(#*_–—-]|End\b|END\b)")


class Turn(NamedTuple):
    """One speaker's turn: his tag, its colon, and what he says, a span a paragraph."""

    tag: Span
    colon: int
    words: tuple[Span, ...]


def turns_of(text: str) -> list[Turn]:
    """The turns of a transcript in order; none where the text is no transcript."""
    tags = _tags(text, _TAG, _is_transcript) or _tags(text, _NAME, _is_interview)
    if not tags:
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


def _tags(
    text: str, pattern: re.Pattern[str], of_a_kind: Callable[[list[str], int], bool]
) -> list[re.Match[str]]:
    """The tags of one make, where they are those of a transcript."""
    tags = [m for m in pattern.finditer(text) if _is_tag(m[1].strip())]
    if not tags:
        return []
    below = sum(1 for _ in _PARAGRAPH.finditer(text, tags[0].start()))
    return tags if of_a_kind([m[1].strip() for m in tags], below) else []


def _is_interview(tags: list[str], paragraphs: int) -> bool:
    """Whether tags in small letters ("Interviewer:", "President Roe:") make one: two that come again, at the head
    of most of the paragraphs. Fewer may be headlines ("Roe: no talks")."""
    again = [tag for tag, times in Counter(tags).items() if times > 1]
    if len(tags) > 1 and all(tag.split()[0] in {"Mr.", "Mrs.", "Ms."} for tag in again) and again:
        return True
    return len(again) > 1 and len(tags) >= _MOSTLY * paragraphs


def _is_tag(name: str) -> bool:
    """Whether words in capitals before a colon may be a speaker: no label of a page, and no place."""
    words = name.split()
    if not len(name) > 1 or len(words) > _LONGEST_NAME:
        return False
    if is_place(name):
        return False
    return bool(_SURE & set(words)) or LABEL.search(name) is None


def _is_transcript(tags: list[str], paragraphs: int) -> bool:
    """Whether these tags over so many paragraphs make one: one that only a transcript has; two different
    ones, of which one comes again, if one bears a title or they open most of the paragraphs."""
    words = [set(tag.split()) for tag in tags]
    if any(_SURE & some for some in words):
        return True
    counts = Counter(tags)
    if len(counts) < 2 or len(tags) == len(counts):
        return False
    return any(_TITLES & some for some in words) or len(tags) >= _MOSTLY * paragraphs


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
