"""A labelled event as an example: a sentence, its parties and trigger, and a type.

An example with a trigger asks: *is this reading of the sentence a row, and of which type?* One
without asks only what the one party does to the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dateline.coding import ontology
from dateline.coding.typing.training.labels import Row, plain
from dateline.records import Span


class Example(NamedTuple):
    """One sentence as the model sees it. Any of the three may be missing; `origin` names its kind,
    `document` what must not stand on both sides of a split."""

    text: str
    sources: tuple[Span, ...]
    targets: tuple[Span, ...]
    trigger: Span | None
    type: str
    mode: str | None
    origin: str
    document: str


def of_row(row: Row, origin: str) -> Example:
    """A labelled line; its document is its text."""
    sources, targets, triggers = (
        tuple(Span(s.start, s.end) for s in row.spans if s.role == role)
        for role in ("source", "target", "trigger")
    )
    return Example(
        row.text, sources, targets, triggers[0] if triggers else None, row.type, row.mode,
        origin, row.text,
    )  # fmt: skip


def of_lexicon() -> Iterator[Example]:
    """The sentences that the frames of the lexicon must match: who does what to whom."""
    from dateline.coding.lexicon import lexicon

    for frame in lexicon().frames:
        if not frame.yes or frame.type not in ontology.types():
            continue
        text, spans = plain(frame.yes.replace("*", ""))
        sources = tuple(Span(s.start, s.end) for s in spans if s.role == "source")
        targets = tuple(Span(s.start, s.end) for s in spans if s.role == "target")
        if sources or targets:
            yield Example(text, sources, targets, None, frame.type, frame.mode, "lexicon", text)
