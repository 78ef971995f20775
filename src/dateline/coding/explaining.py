"""How a sentence was understood, in words: actors and why, frames, status, attribution."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.coding.drafts import Draft, drafts_in
from dateline.coding.events import code_events
from dateline.coding.frames import Match, candidates_in
from dateline.coding.judging import Judged, judge
from dateline.coding.lexicon import Lexicon
from dateline.coding.publicity import in_public
from dateline.coding.relevance import off_topic
from dateline.coding.roles import ActorIndex
from dateline.coding.status import operators_over
from dateline.coding.turns import Coded, Found, trigger_span
from dateline.coding.typing import Model
from dateline.coding.typing.model import NONE
from dateline.records import Actor, Event, Span


def explain(
    found: Found,
    lexicon: Lexicon,
    version: str,
    typer: Model | None,
    min_confidence: float = 0.0,
) -> list[tuple[str, str]]:
    """(heading, text) pairs, in the order in which the stages work; a row of less than
    `min_confidence` is told as left out."""
    text = found.article.text
    lines: list[tuple[str, str]] = []
    lines += [("actor", _actor(a)) for a in found.actors]
    lines += [
        ("time", f"{t.text!r}: {t.type} {t.value}, {t.earliest or '?'} to {t.latest or '?'}")
        for t in found.times
    ]
    lines += [
        ("place", f"{p.text!r}: {p.name or 'unresolved'} {p.country or ''}") for p in found.places
    ]
    for said in found.attributions:
        source = _words(text, said.source) or "somebody not named"
        cue = _words(text, said.cue) or "punctuation alone"
        content = " … ".join(text[c.start : c.end] for c in said.content)
        lines.append(("attribution", f"{source!r} by {cue!r} ({said.kind}): {content!r}"))
    domain = off_topic(found.doc)
    if domain is not None:
        lines.append(("topic", f"the words speak of {domain}: no row is coded"))
    index = ActorIndex(found.doc, found.actors, found.places)
    index.hear(found.doc, found.attributions, found.article)
    events = code_events(found, lexicon, version, typer)
    if typer is not None and typer.where is not None and domain is None:
        lines.append(("model", f"your own, {typer.where} ({typer.version})"))
    kept: list[Coded] = []
    for sentence in found.doc.sents:
        candidates = candidates_in(sentence, lexicon)
        drafts = drafts_in(sentence, index, lexicon)
        for draft in drafts:
            lines += _draft(draft, events, candidates[draft.match.head.i])
        if typer is not None and domain is None:
            judged = judge(sentence, drafts, found, index, typer)
            lines += [("model", _judged(j)) for j in judged]
            kept += [j.coded for j in judged if j.kept and j.coded is not None]
    stay = {id(c) for c in in_public(kept, len(list(found.doc.sents)) + found.left_out)}
    lines += [
        ("text", f"{_words(text, c.span)!r}: no row: the text says little of politics")
        for c in kept
        if id(c) not in stay
    ]
    for event in events:
        left_out = event.confidence < min_confidence
        lines.append(("row left out" if left_out else "row", _row(event, text)))
    if not events:
        lines.append(("row", "none"))
    return lines


def _words(text: str, span: Span | None) -> str | None:
    return text[span.start : span.end] if span is not None else None


def _actor(actor: Actor) -> str:
    name = actor.name or "unresolved"
    code = "+".join(filter(None, [actor.country, *actor.sectors])) or "no code"
    office = f", {actor.office}" if actor.office else ""
    return (
        f"{actor.text!r}: {name} [{code}{office}] by {actor.resolved_by} ({actor.confidence:.2f})"
    )


def _draft(
    draft: Draft, events: Iterable[Event], candidates: Iterable[Match]
) -> Iterable[tuple[str, str]]:
    match = draft.match
    words = " ".join(w.text for w in match.words)
    verdict = f"no row: {draft.dropped}" if draft.dropped else "kept"
    yield ("frame", f"{words!r}: {match.frame.id} → {draft.type} ({verdict})")
    others = [m.frame.id for m in candidates if m.frame.id != match.frame.id]
    if others:
        yield ("frame lost", f"{words!r}: {', '.join(others[:5])} (less specific)")
    for operator in operators_over(match.head):
        kind = "background" if operator.kind == "past" else operator.kind
        yield ("status word", f"{operator.token.text!r} makes {words!r} {kind}")
    start = trigger_span(draft).start
    for event in events:
        if event.trigger.start == start:
            turn = event.reason.partition(" + ")[2]
            yield ("status", f"{words!r} is {event.status}" + (f", by {turn}" if turn else ""))


def _judged(judged: Judged) -> str:
    """What the model says of one word: its types, the parties, the score, and what comes of it."""
    one, verdict = judged.candidate, judged.verdict
    types = one.reading.types.types
    likeliest = sorted(types, key=lambda k: -types[k])[:3]
    told = ", ".join(f"{'no event' if k == NONE else k} {types[k]:.2f}" for k in likeliest)
    words = one.head.doc.text[one.span.start : one.span.end]
    sources = ", ".join(a.text for a in verdict.sources) or "?"
    targets = ", ".join(a.text for a in verdict.targets) or "?"
    by = one.draft.match.frame.id if one.draft is not None else "no frame"
    outcome = "kept" if judged.kept else f"no row: {judged.why}"
    return (
        f"{words!r} ({by}): {told}; {sources} → {verdict.type} → {targets}; "
        f"score {verdict.score:.2f} ({outcome})"
    )


def _row(event: Event, text: str) -> str:
    sources = ", ".join(a.text for a in event.sources) or "?"
    targets = ", ".join(a.text for a in event.targets) or "?"
    kind = "/".join(filter(None, [event.type, event.mode]))
    about = f" about {event.about}" if event.about else ""
    voices = " → ".join(v.name for v in event.voices) or "the writer"
    return (
        f"{sources} → {kind}{about} → {targets}; {event.status}, on the word of {voices}; "
        f"confidence {event.confidence:.2f}; {event.reason}"
    )
