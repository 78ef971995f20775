"""Free indirect continuation: "The drills would go on, the minister said. They were defensive."

What follows in the same paragraph may still be the speaker's. It is taken for his only where the
sentence shows it: the cue closed the sentence before, nobody else speaks, and the new one speaks of
what was just said ("They were defensive"), or in the tense of things told ("The last one would come
in May").
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.coding.attribution.phrases import SUBJECTS, Saying, trimmed
from dateline.coding.attribution.quotes import QuoteIndex
from dateline.language import text_of
from dateline.records import Span

if TYPE_CHECKING:
    from dateline.language.words import Doc, Token
    from dateline.language.words import Span as Words

MAX_SENTENCES = 3
"""How many sentences a speaker goes on for without being named again."""

_CLASSES = frozenset({"say", "claim", "report", "announce", "warn", "predict"})
# Words that take up what was said.
_TAKEN_UP = frozenset({"it", "they", "these", "those", "this", "both", "neither"})
# What sets a statement in the writer's own view of things.
_WRITERS = frozenset(
    {"first", "second", "third", "last", "latest", "only", "deadliest", "worst", "ago"}
)


def go_on(
    doc: Doc, sayings: list[Saying], quotes: QuoteIndex, paragraphs: Sequence[Span]
) -> list[Saying]:
    """The sayings, each with the sentences after it in which its speaker goes on."""
    sentences: list[Words] = []
    starts: list[int] = []
    busy = sorted(s.cue.start for s in sayings)
    done = []
    for saying in sayings:
        if not _may_go_on(saying, quotes):
            done.append(saying)
            continue
        if not sentences:
            sentences = [s for s in doc.sents if not s[0].is_space or len(s) > 1]
            starts = [s.start_char for s in sentences]
        at = bisect_right(starts, saying.cue.start) - 1
        content = list(saying.content)
        if at >= 0 and _closes(sentences[at], saying):
            text = text_of(doc)
            for sentence in sentences[at + 1 : at + 1 + MAX_SENTENCES]:
                span = trimmed(text, sentence.start_char, sentence.end_char)
                if span is None or not _one_paragraph(saying.cue, span, paragraphs):
                    break
                if _spoken(span, busy, quotes) or not _is_told(sentence):
                    break
                content.append(span)
        done.append(
            replace(saying, content=tuple(content))
            if len(content) > len(saying.content)
            else saying
        )
    return done


def _may_go_on(saying: Saying, quotes: QuoteIndex) -> bool:
    """Whether the saying is somebody's indirect speech, its cue after what he says."""
    return (
        saying.source is not None
        and saying.form == "clause"
        and saying.info.cls in _CLASSES
        and bool(saying.content)
        and saying.vouched
        and max(c.end for c in saying.content) <= max(saying.cue.start, saying.source.start)
        and quotes.at(saying.cue.start) is None
        and not any(quotes.within(c) for c in saying.content)
    )


def _closes(sentence: Words, saying: Saying) -> bool:
    """Whether the cue and its speaker end the sentence, a day or place aside."""
    last = max(saying.cue.end, saying.source.end if saying.source is not None else 0)
    rest = [t for t in sentence if t.idx >= last]
    return len(rest) <= 5 and not any(t.pos_ in {"VERB", "AUX"} for t in rest)


def _one_paragraph(cue: Span, span: Span, paragraphs: Sequence[Span]) -> bool:
    i = bisect_right(paragraphs, Span(cue.start, 1 << 60)) - 1
    return i >= 0 and span.end <= paragraphs[i].end


def _spoken(span: Span, busy: Sequence[int], quotes: QuoteIndex) -> bool:
    """Whether somebody is said to speak in a sentence, or it holds a quotation."""
    i = bisect_right(busy, span.start - 1)
    return (i < len(busy) and busy[i] < span.end) or bool(quotes.within(span))


def _is_told(sentence: Words) -> bool:
    verb = sentence.root
    if verb.pos_ not in {"VERB", "AUX"} or any(t.text == "?" for t in sentence):
        return False
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS and c.i < verb.i), None)
    if subject is None or subject.lower_ in {"i", "we", "you", "there"}:
        return False
    helpers = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    if "would" in helpers:
        return "have" not in helpers  # "Would have burst" is what did not happen.
    if any(t.lower_ in _WRITERS for t in sentence):
        return False
    taken_up = subject.lower_ in _TAKEN_UP or _taken_up(subject)
    return taken_up and verb.tag_ in {"VBD", "VBN"} and verb.lemma_ in _STATES


def _taken_up(subject: Token) -> bool:
    return any(c.dep_ == "det" and c.lower_ in {"these", "those", "this"} for c in subject.children)


# Verbs of being so, in the past tense of things told.
_STATES = frozenset(
    {"be", "have", "remain", "seem", "need", "want", "mean", "cost", "stand", "belong"}
)
