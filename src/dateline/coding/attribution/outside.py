"""The speaker of a quotation whom the parse looked for inside it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.coding.attribution.phrases import Saying, trimmed
from dateline.coding.attribution.quotes import QuoteIndex
from dateline.records import Span

if TYPE_CHECKING:
    from dateline.language.words import Doc


def speaker_outside(doc: Doc, saying: Saying, quotes: QuoteIndex, text: str) -> Saying:
    """The saying; where its source was looked for inside the quotation before the cue, the words between."""
    cue, source = saying.cue, saying.source
    if quotes.at(cue.start) is not None or (source is not None and quotes.at(source.start) is None):
        return saying
    quote = (
        quotes.at(max(c.start for c in saying.content if c.start < cue.start))
        if any(c.start < cue.start for c in saying.content)
        else None
    )
    if quote is None or not quote.closed or not 2 < cue.start - quote.end < 80:
        return saying
    between = trimmed(text, quote.end, cue.start)
    words = doc.char_span(between.start, between.end) if between is not None else None
    if words is None or any(t.pos_ in {"VERB", "AUX", "PUNCT", "SPACE"} for t in words):
        return saying
    content = tuple(
        c
        for c in (
            *(
                Span(c.start, min(c.end, quote.end)) if c.overlaps(quote.span) else c
                for c in saying.content
            ),
        )
        if c.end > c.start
    )
    return replace(saying, source=between, content=content, source_head=words.root.i)
