"""Sentences with their actors, times, places and attributions → events.

The drafts of each sentence (`drafts`) get their statement (`statements`), are turned into the
types that PLOVER has for what lies ahead, is demanded or refused, joined where the text tells one
event twice, and written out as records with the words that carry each field.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dateline.coding import judging, ontology
from dateline.coding.attribution.voices import voices_for
from dateline.coding.background import hangs_on_old, long_ago, old_clauses
from dateline.coding.drafts import Draft, drafts_in
from dateline.coding.frames import candidates_in
from dateline.coding.joining import join
from dateline.coding.lexicon import Lexicon
from dateline.coding.lexicon.frame import NO_EVENT
from dateline.coding.placing import event_where
from dateline.coding.prison import with_terms
from dateline.coding.publicity import in_public
from dateline.coding.relevance import off_topic
from dateline.coding.roles import ActorIndex
from dateline.coding.sizing import counted_once, event_sizes
from dateline.coding.statements import around
from dateline.coding.syntax import is_verbal, support_of
from dateline.coding.timing import event_when
from dateline.coding.turns import SPEECH_ACTS, Coded, Found, code_draft, said_of
from dateline.coding.typing import Model
from dateline.limits import MAX_SENTENCE_TOKENS
from dateline.mentions.sizes import find_sizes
from dateline.records import (
    Article,
    Event,
    Evidence,
    Place,
    Size,
    Span,
    Time,
    Voice,
    When,
    event_id,
)

if TYPE_CHECKING:
    from dateline.language.words import Span as SpacySpan
    from dateline.language.words import Token


def code_events(found: Found, lexicon: Lexicon, version: str, typer: Model | None) -> list[Event]:
    """The events of an article, in reading order; by the rules alone without a model."""
    if off_topic(found.doc) is not None:
        return []
    index = ActorIndex(found.doc, found.actors, found.places)
    index.hear(found.doc, found.attributions, found.article)
    coded: list[Coded] = []
    stops = any(f.own and f.type == NO_EVENT for f in lexicon.frames)
    drafted = [
        (sentence, drafts_in(sentence, index, lexicon))
        for sentence in found.doc.sents
        if len(sentence) <= MAX_SENTENCE_TOKENS
    ]
    quiet = judging.is_quiet([drafts for _, drafts in drafted], found, index)
    for sentence, drafts in drafted:
        stopped = own_stops(sentence, lexicon) if stops else frozenset()
        coded += read_sentence(sentence, drafts, found, index, typer, stopped, quiet)
    groups = join(in_public(coded, len(drafted) + found.left_out))
    if not groups:
        return []
    sizes = find_sizes(found.doc)
    old = old_clauses([c for c, _ in groups], found)
    ids = {id(c.draft): _id(c, found.article) for c, _ in groups}
    measured = event_sizes(groups, sizes, found.attributions)
    return counted_once(
        [
            _event(c, e, found, index, ids, coded, z, version, old)
            for (c, e), z in zip(groups, measured, strict=True)
        ]
    )


def own_stops(sentence: SpacySpan, lexicon: Lexicon) -> frozenset[int]:
    """The tokens for which a user's own rows say that they are no event."""
    winners = (matches[0] for matches in candidates_in(sentence, lexicon).values())
    return frozenset(
        w.i for m in winners if m.frame.own and not m.is_event for w in (m.head, *m.words)
    )


def read_sentence(
    sentence: SpacySpan,
    drafts: Sequence[Draft],
    found: Found,
    index: ActorIndex,
    typer: Model | None,
    stopped: frozenset[int] = frozenset(),
    quiet: bool = False,
) -> list[Coded]:
    """The rows of one sentence, by the rules and the model; by the rules alone without one."""
    if typer is None:
        kept = [d for d in drafts if d.dropped is None]
        return with_terms([c for d in kept if (c := code_draft(d, found, index)) is not None])
    rows = []
    for one in judging.judge(sentence, drafts, found, index, typer, stopped, quiet):
        if one.kept and one.coded is not None:
            rows.append(one.coded)
    return with_terms(rows)


def _id(coded: Coded, article: Article) -> str:
    return event_id(
        article.id,
        coded.type,
        coded.span,
        [Span(a.start, a.end) for a in coded.sources],
        [Span(a.start, a.end) for a in coded.targets],
    )


def _within(coded: Coded, ids: dict[int, str], all_coded: Sequence[Coded]) -> str | None:
    """The speech act that an alleged, claimed or denied event stands in."""
    outer = coded.draft.alleged_in
    if outer is not None and id(outer) in ids:
        return ids[id(outer)]
    if coded.statement.attribution is None:
        return None
    heads = {c.draft.match.head.i: c for c in all_coded if c.type in SPEECH_ACTS and c is not coded}
    node: Token = coded.draft.match.head
    while node.head.i != node.i:
        node = node.head
        hit = heads.get(node.i)
        if hit is not None and id(hit.draft) in ids:
            return ids[id(hit.draft)]
    return None


def _event(
    coded: Coded,
    echoes: Sequence[Coded],
    found: Found,
    index: ActorIndex,
    ids: dict[int, str],
    all_coded: Sequence[Coded],
    sizes: list[Size],
    version: str,
    old: frozenset[int],
) -> Event:
    draft, statement = coded.draft, coded.statement
    head = draft.match.head
    when = event_when(head, found.doc, found.times, found.article)
    past = statement.background or hangs_on_old(head, old, found)
    if past and when is not None and when.basis in {"publication", "tense"}:
        # It lies before the news of the day; the day of publication says only until when.
        when = When(earliest=None, latest=when.latest, precision="unknown", basis="background")
    where = event_where(head, found.doc, found.places, found.article, found.times)
    sentence = _sentence_span(draft)
    return Event(
        id=ids[id(draft)],
        type=coded.type,  # type: ignore[arg-type]
        about=coded.about,  # type: ignore[arg-type]
        mode=coded.mode,
        contexts=_contexts(coded),
        cameo=coded.cameo,
        quad=ontology.quad(coded.type),
        intensity=ontology.intensity(coded.type, coded.mode),
        goldstein=ontology.goldstein(coded.cameo),
        sources=list(coded.sources),
        targets=list(coded.targets),
        status=coded.status,  # type: ignore[arg-type]
        background=statement.background
        or long_ago(when, found.article)
        or hangs_on_old(head, old, found),
        voices=_voices(coded, found, index),
        when=when,
        where=where,
        size=sizes,
        sentence=sentence,
        trigger=coded.span,
        evidence=_evidence(coded, echoes, when, where, found),
        within=_within(coded, ids, all_coded),
        confidence=_confidence(coded),
        reason=reason_of(coded),
        version=version,
    )


def reason_of(coded: Coded) -> str:
    """The frame, the rules that turned it, and how sure the model is of the type."""
    parts = [coded.draft.match.frame.id, *(f"rule:{r}" for r in coded.rules)]
    if coded.scores and not coded.draft.match.frame.own:
        parts.append(f"model {coded.scores.get(coded.type, 0.0):.2f}")
    return " + ".join(parts)


def _sentence_span(draft: Draft) -> Span:
    tokens = [t for t in draft.sentence if not t.is_space]
    return Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1].text))


def _contexts(coded: Coded) -> list[str]:
    info = ontology.cameo().get(coded.cameo or "")
    own = list(coded.draft.match.frame.contexts)
    inner = coded.draft.content.inner
    if inner is not None and not own:
        own = list(inner.frame.contexts)
    contexts = own or (list(info.contexts) if info is not None else [])
    # The modes `cyber` and `misinformation` bring the contexts of their names (manual 3.15.3).
    if coded.mode in ontology.contexts() and coded.mode not in contexts:
        contexts.append(coded.mode)
    return contexts


def _voices(coded: Coded, found: Found, index: ActorIndex) -> list[Voice]:
    span = coded.span
    if "demanded" in coded.rules and coded.statement.attribution is not None:
        # The appeal is made by speaking: on the word of whoever reports the speaker.
        span = coded.statement.attribution.cue or span
    voices = voices_for(span, said_of(coded.draft, span, found), found.article)
    outer = coded.draft.alleged_in
    if outer is not None and "alleged" in coded.rules:
        accusers = [
            Voice(name=a.name or a.text, kind="person", actor=a, start=a.start, end=a.end)
            for a in outer.sources
        ]
        known = {v.name for v in voices}
        voices = [v for v in accusers if v.name not in known] + voices
    return voices


def _evidence(
    coded: Coded, echoes: Sequence[Coded], when: When | None, where: Place | None, found: Found
) -> list[Evidence]:
    rows = [Evidence("trigger", coded.span)]
    support = None if is_verbal(coded.draft.match.head) else support_of(coded.draft.match.head)
    if support is not None:
        verb = support[0]
        rows.append(Evidence("support", Span(verb.idx, verb.idx + len(verb.text))))
    rows += [Evidence("source", Span(a.start, a.end)) for a in coded.sources]
    rows += [Evidence("target", Span(a.start, a.end)) for a in coded.targets]
    for attribution in around(coded.span, found.attributions):
        if attribution.source is not None:
            rows.append(Evidence("voice", attribution.source))
        if attribution.cue is not None:
            rows.append(Evidence("cue", attribution.cue))
    rows += [
        Evidence("status", Span(t.idx, t.idx + len(t.text))) for t in coded.statement.cue_tokens
    ]
    if when is not None and when.text:
        hits = [t for t in found.times if t.text == when.text]
        if hits:
            at = coded.span.start
            hit = min(hits, key=lambda t: (not _near(t, coded), t.start > at, abs(t.start - at)))
            rows.append(Evidence("when", Span(hit.start, hit.end)))
    if where is not None:
        rows.append(Evidence("where", Span(where.start, where.end)))
    rows += [Evidence("trigger", e.span) for e in echoes]
    return list(dict.fromkeys(rows))


def _near(time: Time, coded: Coded) -> bool:
    return _sentence_span(coded.draft).covers(Span(time.start, time.end))


def _confidence(coded: Coded) -> float:
    """The probability that the row is right; a rough guess where the model is missing."""
    if coded.score is not None:
        return round(max(0.01, min(coded.score, 0.99)), 2)
    info = ontology.types()[coded.type]
    score = 0.7 + 0.05 * min(len(coded.draft.match.frame.require), 2)
    if coded.sources and coded.targets:
        score += 0.1
    elif info.target_required and not coded.draft.match.frame.reciprocal:
        score -= 0.1
    if not is_verbal(coded.draft.match.head):
        score -= 0.05
    resolved = [a for a in (*coded.sources, *coded.targets) if a.country]
    if not resolved:
        score -= 0.2
    return round(max(0.05, min(score, 0.95)), 2)
