"""Spans of a text → pieces for a template, each with all that it is marked as.

Spans may overlap and nest. The text is cut wherever one begins or ends, so that a template only
ever writes one piece after the other, and escapes each.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from dateline.records import Event, Reading

LABELS = {
    "source": "source",
    "target": "target",
    "trigger": "what",
    "cue": "said",
    "voice": "voice",
    "when": "when",
    "where": "where",
    "status": "status",
    "who": "who",
}
"""What a mark is called beside the words it is on: its kind never rests on colour alone."""


class Mark(NamedTuple):
    """Characters `start` to `end` are of a `kind`; `rows` are the ids of the events they carry,
    `title` says more (an actor's name and codes)."""

    start: int
    end: int
    kind: str
    rows: tuple[str, ...] = ()
    title: str = ""


class Piece(NamedTuple):
    """A stretch of text; `kinds` it is marked as, `begins` those that begin here (they get a
    label), `rows` the events it carries."""

    text: str
    kinds: tuple[str, ...]
    begins: tuple[str, ...]
    rows: tuple[str, ...]
    title: str


def pieces(text: str, marks: Iterable[Mark], start: int = 0, end: int | None = None) -> list[Piece]:
    """The characters `start` to `end` of `text` in order, none left out and none twice."""
    end = len(text) if end is None else min(end, len(text))
    inside = [m for m in marks if m.start < end and m.end > start and m.start < m.end]
    edges = {start, end}
    for mark in inside:
        edges |= {max(mark.start, start), min(mark.end, end)}
    cuts = sorted(edges)
    found = []
    for here, there in pairwise(cuts):
        over = [m for m in inside if m.start <= here and m.end >= there]
        found.append(
            Piece(
                text[here:there],
                tuple(dict.fromkeys(m.kind for m in over)),
                tuple(dict.fromkeys(m.kind for m in over if max(m.start, start) == here)),
                tuple(dict.fromkeys(r for m in over for r in m.rows)),
                "; ".join(dict.fromkeys(m.title for m in over if m.title)),
            )
        )
    return found


def of_row(row: dict[str, Any], evidence: Iterable[tuple[str, int, int]]) -> list[Piece]:
    """The sentence of a row of the view `events` with its evidence (role, start, end) marked."""
    start = row["sentence_start"]
    marks = [Mark(s - start, e - start, role) for role, s, e in evidence if role in LABELS]
    return pieces(row["sentence"], marks)


def of_event(reading: Reading, event: Event) -> list[Piece]:
    """The sentence of an event with all its evidence."""
    sentence = event.sentence
    marks = [Mark(e.span.start, e.span.end, e.role) for e in event.evidence if e.role in LABELS]
    return pieces(reading.article.text, marks, sentence.start, sentence.end)


def of_article(reading: Reading, shown: Sequence[Event]) -> list[list[Piece]]:
    """The paragraphs of an article with the layers who, what, when, where and said."""
    text = reading.article.text
    marks = [*_layers(reading), *(m for e in shown for m in _carried(e))]
    paragraphs = reading.article.paragraphs or []
    spans = [(p.start, p.end) for p in paragraphs] or [(0, len(text))]
    return [pieces(text, marks, s, e) for s, e in spans if text[s:e].strip()]


def _layers(reading: Reading) -> Iterable[Mark]:
    for actor in reading.actors:
        codes = "/".join(filter(None, [actor.country, *actor.sectors]))
        title = " ".join(filter(None, [actor.name, codes and f"[{codes}]"]))
        yield Mark(actor.start, actor.end, "who", title=title)
    for time in reading.times:
        yield Mark(time.start, time.end, "when", title=_interval(time.earliest, time.latest))
    for place in reading.places:
        title = ", ".join(filter(None, [place.name, place.country]))
        yield Mark(place.start, place.end, "where", title=title)
    for said in reading.attributions:
        if said.cue is not None:
            by = " → ".join(v.name for v in said.voices)
            yield Mark(said.cue.start, said.cue.end, "cue", title=f"said by {by}" if by else "")


def _carried(event: Event) -> Iterable[Mark]:
    """The trigger of a row is a layer of its own; its other evidence only lights up with it."""
    yield Mark(event.trigger.start, event.trigger.end, "trigger", (event.id,), title=event.type)
    for one in event.evidence:
        if one.role != "trigger":
            yield Mark(one.span.start, one.span.end, "row", (event.id,))


def _interval(earliest: str | None, latest: str | None) -> str:
    return " to ".join(dict.fromkeys(filter(None, [earliest, latest])))
