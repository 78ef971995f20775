"""Sentences with their actors, times, places and attributions → events.

The drafts of each sentence (`drafts`) get their statement (`statements`), are turned into the
types that PLOVER has for what lies ahead, is demanded or refused, joined where the text tells one
event twice, and written out as records with the words that carry each field.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from dateline.coding import ontology
from dateline.coding.cues import cue_class
from dateline.coding.drafts import Draft, drafts_in
from dateline.coding.lexicon import Lexicon
from dateline.coding.placing import event_where
from dateline.coding.relevance import off_topic
from dateline.coding.roles import ActorIndex, identity, who
from dateline.coding.statements import Statement, around, speakers, state
from dateline.coding.status import first_status, operators_over
from dateline.coding.syntax import is_verbal, support_of
from dateline.coding.timing import event_when
from dateline.coding.voices import voices_for
from dateline.limits import MAX_SENTENCE_TOKENS
from dateline.mentions.sizes import find_sizes
from dateline.records import (
    Actor,
    Article,
    Attribution,
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
    from spacy.tokens import Doc, Token

# What ended more than this before publication is background.
BACKGROUND_DAYS = 30
ASKED_CAMEO = {
    "CONSULT": "026",
    "AID": "023",
    "COOPERATE": "021",
    "SUPPORT": "022",
    "AGREE": "021",
    "RETREAT": "025",
    "CONCEDE": "025",
}
SPEECH_ACTS = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN", "SUPPORT", "AGREE", "CONCEDE"})
# A threat or a demand is made by being spoken; what a future does to it is left to its status.
CONTRAST = frozenset({"while", "whereas", "though", "although"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "such"})


class Found(NamedTuple):
    """What the earlier stages found in one article."""

    article: Article
    doc: Doc
    actors: Sequence[Actor]
    times: Sequence[Time]
    places: Sequence[Place]
    attributions: Sequence[Attribution]


class Coded(NamedTuple):
    """One draft with its statement; `span` is the trigger's."""

    draft: Draft
    statement: Statement
    span: Span
    type: str
    mode: str | None
    about: str | None
    cameo: str | None
    status: str
    sources: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    rules: tuple[str, ...]


def code_events(found: Found, lexicon: Lexicon, version: str) -> list[Event]:
    """The events of an article, in reading order."""
    if off_topic(found.doc) is not None:
        return []
    index = ActorIndex(found.doc, found.actors, found.places)
    index.hear(found.doc, found.attributions)
    sizes = find_sizes(found.doc)
    coded: list[Coded] = []
    for sentence in found.doc.sents:
        if len(sentence) > MAX_SENTENCE_TOKENS:
            continue
        kept = [d for d in drafts_in(sentence, index, lexicon) if d.dropped is None]
        coded += [c for d in kept if (c := code_draft(d, found, index)) is not None]
    groups = _join(coded)
    old = _old_clauses([c for c, _ in groups], found)
    ids = {id(c.draft): _id(c, found.article) for c, _ in groups}
    return [_event(c, e, found, index, ids, coded, sizes, version, old) for c, e in groups]


def code_draft(draft: Draft, found: Found, index: ActorIndex) -> Coded | None:
    """One draft with status and final type, or None when its statement leaves no event."""
    span = trigger_span(draft)
    operators = operators_over(draft.match.head)
    statement = state(
        span,
        operators,
        _said_of(draft, found),
        draft.sources,
        found.doc,
        index,
        _denials(found),
        any(t.pos_ == "PRON" for t in draft.roles.source_words),
    )
    kind, mode, about, cameo = draft.type, draft.mode, draft.about, draft.match.frame.cameo
    status = statement.status
    sources, targets = list(draft.sources), list(draft.targets)
    rules: list[str] = []
    if kind == "AGREE" and about:
        cameo = ontology.CAMEO_WHEN_AHEAD.get(about, cameo)
    if draft.match.frame.planned:
        # The words report an intention ("expressed a wish to") and no promise.
        status = first_status([status, "planned"])
    if draft.alleged_in is not None and status == "fact" and _only_alleged(draft):
        status = "claim"
        rules.append("alleged")
    if statement.demanded and statement.attribution is not None:
        said_by = speakers(statement.attribution, found.doc, index)
        others = _without(sources, said_by) or _without(targets, said_by)
        if said_by and kind != "REQUEST":
            about, kind = kind, "REQUEST"
            mode, cameo, status = ontology.asked_mode(about), ASKED_CAMEO.get(about, "024"), "fact"
            sources, targets = said_by, others
            rules.append("demanded")
        else:
            status = "hypothetical"
    elif kind == "MOBILIZE" and len({a.country for a in sources if a.country}) > 1:
        # Manoeuvres of several states together are COOPERATE (manual 3.14.1).
        kind, mode, cameo = ("AGREE" if statement.ahead else "COOPERATE"), None, "062"
        about = "COOPERATE" if statement.ahead else about
        rules.append("joint")
    elif statement.refused and kind in {*ontology.AHEAD, "AGREE", "CONCEDE"}:
        about = about or kind
        kind, mode, cameo, status = "REJECT", ontology.asked_mode(about), "12", "fact"
        sources, targets = _one_sided(draft, sources, targets)
        rules.append("refused")
    elif statement.ahead and kind in ontology.AHEAD:
        cameo = ontology.CAMEO_WHEN_AHEAD.get(kind, cameo)
        about, kind = kind, ontology.AHEAD[kind]
        mode = None
        rules.append("ahead")
        if any(o.kind == "plan" for o in operators):
            sources, targets = _one_sided(draft, sources, targets)
    return Coded(
        draft,
        statement,
        span,
        kind,
        mode,
        about,
        cameo,
        status,
        tuple(_once(sources)),
        tuple(_once(_without_mentions(targets, sources))),
        tuple(rules),
    )


def _is_contrast(clause: Token) -> bool:
    """ "Rome said it would go, while Paris refused": the second clause is the writer's."""
    if clause.dep_ != "advcl" or clause.left_edge.i == clause.sent.start:
        return False
    marks = {c.lower_ for c in clause.children if c.dep_ == "mark"}
    return bool(marks & CONTRAST) and clause.left_edge.nbor(-1).text == ","


def _one_sided(
    draft: Draft, sources: list[Actor], targets: list[Actor]
) -> tuple[list[Actor], list[Actor]]:
    """ "X wants to make peace with Y", "X will not meet Y": it is X alone who does that."""
    first = list(draft.roles.first_party)
    others = [a for a in sources if a not in first]
    return (first, others) if first and others else (sources, targets)


def _said_of(draft: Draft, found: Found) -> Sequence[Attribution]:
    """The attributions that may hold for a draft.

    What is told in an apposition ("offered an inquiry, a proposal that Ecuador rejected") is the
    writer's word, unless it stands in quotation marks.
    """
    node = draft.match.head
    while node.head.i != node.i and node.dep_ != "relcl" and not _is_contrast(node):
        node = node.head
    if _is_contrast(node):
        return [a for a in found.attributions if a.kind == "direct"]
    if node.dep_ != "relcl":
        return found.attributions
    if node.head.dep_ == "appos":
        return [a for a in found.attributions if a.kind == "direct"]
    # "proposed a text that was vetoed": only what is proposed stands on the proposer's word.
    above = node.head
    while above.head.i != above.i and not is_verbal(above):
        above = above.head
    return [
        a
        for a in found.attributions
        if a.kind == "direct" or a.cue is None or not a.cue.start <= above.idx < a.cue.end
    ]


def _once(actors: Sequence[Actor]) -> list[Actor]:
    """Each party once, by its first mention."""
    found: dict[str, Actor] = {}
    for actor in actors:
        found.setdefault(identity(actor), actor)
    return list(found.values())


def _without_mentions(actors: Sequence[Actor], others: Sequence[Actor]) -> list[Actor]:
    spans = {(a.start, a.end) for a in others}
    return [a for a in actors if (a.start, a.end) not in spans]


def trigger_span(draft: Draft) -> Span:
    """The characters of the trigger's words, when they stand together; else of its head."""
    words = draft.match.words
    first, last = words[0], words[-1]
    if last.i - first.i <= len(words):
        return Span(first.idx, last.idx + len(last))
    head = draft.match.head
    return Span(head.idx, head.idx + len(head))


def _denials(found: Found) -> frozenset[int]:
    """Where the cues of denial begin."""
    starts = set()
    for attribution in found.attributions:
        cue = attribution.cue
        if cue is None:
            continue
        span = found.doc.char_span(cue.start, cue.end, alignment_mode="expand")
        if span is not None and any(
            (info := cue_class(t.lemma_.lower())) is not None and info.cls == "deny" for t in span
        ):
            starts.add(cue.start)
    return frozenset(starts)


def _only_alleged(draft: Draft) -> bool:
    """Whether an accusation's content is asserted by the accuser alone ("accused Iran of striking")
    and not taken for granted by the writer ("condemned the strike")."""
    outer = draft.alleged_in
    return outer is not None and (outer.mode == "allege" or is_verbal(draft.match.head))


def _without(actors: Sequence[Actor], others: Sequence[Actor]) -> list[Actor]:
    names = {who(a) for a in others}
    return [a for a in actors if who(a) not in names]


def _join(coded: Sequence[Coded]) -> list[tuple[Coded, list[Coded]]]:
    """Each event once, with the other mentions of it that the text makes."""
    groups: list[tuple[Coded, list[Coded]]] = []
    for one in coded:
        same = next((g for g in groups if _same_event(g[0], one)), None)
        if same is not None:
            same[1].append(one)
        else:
            groups.append((one, []))
    return groups


def _parties(coded: Coded) -> frozenset[str]:
    return frozenset(identity(a) for a in (*coded.sources, *coded.targets))


def _sides(coded: Coded) -> frozenset[str]:
    return frozenset(who(a) for a in (*coded.sources, *coded.targets))


def _same_event(first: Coded, second: Coded) -> bool:
    mine, other = _parties(first), _parties(second)
    head = second.draft.match.head
    if first.draft.sentence.start == second.draft.sentence.start:
        if _nested(first, second):
            # "need to be upgraded as part of the effort to strengthen": one appeal.
            if "demanded" in first.rules and _sides(second) <= _sides(first):
                return True
            # "attacked a post, killing two officers": one attack and its outcome.
            if first.type == second.type == "ASSAULT" and _is_outcome(head):
                return True
            return mine == other and _core(first) == _core(second)
        return mine == other and first.type == second.type and first.status == second.status
    if _core(first) != _core(second):
        return False
    definite = any(c.dep_ == "det" and c.lower_ in DEFINITE for c in head.children)
    return not is_verbal(head) and definite and other <= mine and second.status in {"fact", "claim"}


def _core(coded: Coded) -> str:
    return coded.about or coded.type


def _is_outcome(verb: Token) -> bool:
    return verb.tag_ == "VBG" and verb.dep_ in {"advcl", "conj", "xcomp"}


def _nested(first: Coded, second: Coded) -> bool:
    a, b = first.draft.match.head, second.draft.match.head
    return _governs(a, b) or _governs(b, a)


def _governs(upper: Token, lower: Token) -> bool:
    """Whether one word stands above another within one clause and its complements."""
    node = lower
    while node.head.i != node.i and node.dep_ not in {"relcl", "parataxis", "conj"}:
        node = node.head
        if node.i == upper.i:
            return True
    return False


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
    sizes: Sequence[tuple[Span, Size]],
    version: str,
    old: frozenset[int],
) -> Event:
    draft, statement = coded.draft, coded.statement
    head = draft.match.head
    when = event_when(head, found.doc, found.times, found.article)
    where = event_where(head, found.doc, found.places, found.article)
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
        or _long_ago(when, found.article)
        or _hangs_on_old(head, old),
        voices=_voices(coded, found, index),
        when=when,
        where=where,
        size=_sizes(draft, sizes),
        sentence=sentence,
        trigger=coded.span,
        evidence=_evidence(coded, echoes, when, where, found),
        within=_within(coded, ids, all_coded),
        confidence=_confidence(coded),
        reason=" + ".join((draft.match.frame.id, *(f"rule:{r}" for r in coded.rules))),
        version=version,
    )


def _old_clauses(coded: Sequence[Coded], found: Found) -> frozenset[int]:
    """The triggers whose own time lies before the news of the day."""
    heads = []
    for one in coded:
        head = one.draft.match.head
        when = event_when(head, found.doc, found.times, found.article)
        if one.statement.background or _long_ago(when, found.article):
            heads.append(head.i)
    return frozenset(heads)


def _hangs_on_old(head: Token, old: frozenset[int]) -> bool:
    """ "signed a treaty in 1919 after fighting had killed": what led to the old is older still."""
    node = head
    while node.head.i != node.i:
        if node.dep_ == "advcl" and node.head.i in old:
            return True
        node = node.head
    return False


def _sentence_span(draft: Draft) -> Span:
    tokens = [t for t in draft.sentence if not t.is_space]
    return Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))


def _contexts(coded: Coded) -> list[str]:
    info = ontology.cameo().get(coded.cameo or "")
    own = list(coded.draft.match.frame.contexts)
    inner = coded.draft.content.inner
    if inner is not None and not own:
        own = list(inner.frame.contexts)
    return own or (list(info.contexts) if info is not None else [])


def _voices(coded: Coded, found: Found, index: ActorIndex) -> list[Voice]:
    span = coded.span
    if "demanded" in coded.rules and coded.statement.attribution is not None:
        # The appeal is made by speaking: on the word of whoever reports the speaker.
        span = coded.statement.attribution.cue or span
    voices = voices_for(span, _said_of(coded.draft, found), found.article)
    outer = coded.draft.alleged_in
    if outer is not None and "alleged" in coded.rules:
        accusers = [
            Voice(name=a.name or a.text, kind="person", actor=a, start=a.start, end=a.end)
            for a in outer.sources
        ]
        known = {v.name for v in voices}
        voices = [v for v in accusers if v.name not in known] + voices
    return voices


def _sizes(draft: Draft, sizes: Sequence[tuple[Span, Size]]) -> list[Size]:
    """The numbers in the trigger's own clause that count what the event did."""
    if draft.type not in {"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "AID", "RETREAT", "SANCTION"}:
        return []
    sentence = _sentence_span(draft)
    return [size for span, size in sizes if sentence.covers(span)]


def _evidence(
    coded: Coded, echoes: Sequence[Coded], when: When | None, where: Place | None, found: Found
) -> list[Evidence]:
    rows = [Evidence("trigger", coded.span)]
    support = None if is_verbal(coded.draft.match.head) else support_of(coded.draft.match.head)
    if support is not None:
        verb = support[0]
        rows.append(Evidence("support", Span(verb.idx, verb.idx + len(verb))))
    rows += [Evidence("source", Span(a.start, a.end)) for a in coded.sources]
    rows += [Evidence("target", Span(a.start, a.end)) for a in coded.targets]
    for attribution in around(coded.span, found.attributions):
        if attribution.source is not None:
            rows.append(Evidence("voice", attribution.source))
        if attribution.cue is not None:
            rows.append(Evidence("cue", attribution.cue))
    rows += [Evidence("status", Span(t.idx, t.idx + len(t))) for t in coded.statement.cue_tokens]
    if when is not None and when.text:
        hit = next((t for t in found.times if t.text == when.text and _near(t, coded)), None)
        if hit is not None:
            rows.append(Evidence("when", Span(hit.start, hit.end)))
    if where is not None:
        rows.append(Evidence("where", Span(where.start, where.end)))
    rows += [Evidence("trigger", e.span) for e in echoes]
    return list(dict.fromkeys(rows))


def _near(time: Time, coded: Coded) -> bool:
    return _sentence_span(coded.draft).covers(Span(time.start, time.end))


def _long_ago(when: When | None, article: Article) -> bool:
    """Whether an event's own time lies before the news of the day."""
    if when is None or when.latest is None or article.published is None:
        return False
    if when.basis not in {"expression", "era"}:
        return False
    published, latest = _first_day(article.published), _last_day(when.latest)
    if published is None or latest is None:
        return False
    return latest < published - timedelta(days=BACKGROUND_DAYS)


def _first_day(text: str) -> date | None:
    parts = (text[:10] + "-01-01")[:10] if len(text) == 4 else (text[:10] + "-01")[:10]
    try:
        return date.fromisoformat(parts)
    except ValueError:
        return None


def _last_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _confidence(coded: Coded) -> float:
    """A rough probability that the row is right; calibrated by a later model."""
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
