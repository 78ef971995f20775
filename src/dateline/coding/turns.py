"""A draft with its statement → the type, status and parties that the row will have.

PLOVER folds the future into its types: a meeting that lies ahead is AGREE, what somebody demands
is his REQUEST, cooperation refused is REJECT, manoeuvres of several states are COOPERATE. All such
turns are made here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from dateline.coding import ontology
from dateline.coding.ahead import lies_ahead
from dateline.coding.attribution.cues import cue_class
from dateline.coding.drafts import Draft
from dateline.coding.roles import ActorIndex, identity, who
from dateline.coding.statements import Statement, speakers, state
from dateline.coding.status import first_status, operators_over
from dateline.coding.syntax import is_verbal
from dateline.coding.vouching import attributions_for
from dateline.records import Actor, Article, Attribution, Place, Span, Time

if TYPE_CHECKING:
    from dateline.language.words import Doc

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


class Found(NamedTuple):
    """What the earlier stages found in one article; about `left_out` sentences were not parsed."""

    article: Article
    doc: Doc
    actors: Sequence[Actor]
    times: Sequence[Time]
    places: Sequence[Place]
    attributions: Sequence[Attribution]
    left_out: int = 0


class Coded(NamedTuple):
    """One draft with its statement; `span` is the trigger's.

    `score` is the probability that it is a row, and `scores` those of the types, where the model
    was asked.
    """

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
    score: float | None = None
    scores: Mapping[str, float] = {}


def code_draft(draft: Draft, found: Found, index: ActorIndex) -> Coded | None:
    """One draft with status and final type, or None when its statement leaves no event."""
    span = trigger_span(draft)
    operators = operators_over(draft.match.head)
    statement = state(
        draft.match.head,
        span,
        operators,
        said_of(draft, span, found),
        draft.sources,
        found.doc,
        index,
        denials(found),
        any(t.pos_ == "PRON" and t.tag_ != "EX" for t in draft.roles.source_words),
    )
    if statement.status in {"fact", "claim"} and lies_ahead(
        draft.match.head, found.doc, found.times, found.article
    ):
        statement = statement._replace(status="planned", ahead=True)
    kind, mode, about, cameo = draft.type, draft.mode, draft.about, draft.match.frame.cameo
    status = statement.status
    sources, targets = list(draft.sources), list(draft.targets)
    rules: list[str] = []
    if kind == "AGREE" and about:
        cameo = ontology.CAMEO_WHEN_AHEAD.get(about, cameo)
    if draft.match.frame.planned:
        # The words report an intention ("expressed a wish to") and no promise.
        status = first_status([status, "planned"])
    if status == "claim" and "speaker" in draft.match.frame.source:
        status = "fact"  # the words that blame are the blame
    if (
        status == "denied"
        and kind == "ACCUSE"
        and not {"deny", "negative"} & {o.kind for o in operators}
    ):
        status = "fact"  # "was accused of bribery, which he denied": the bribery is denied
    if draft.alleged_in is not None and status == "fact" and _only_alleged(draft):
        status = "claim"
        rules.append("alleged")
    if statement.demanded and statement.attribution is not None:
        said_by = speakers(statement.attribution, found.doc, index)
        others = _without(sources, said_by) or _without(targets, said_by)
        himself = bool(sources) and not _without(sources, said_by)
        if said_by and kind != "REQUEST" and not himself:  # "we need to leave" asks nobody
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


def _one_sided(
    draft: Draft, sources: list[Actor], targets: list[Actor]
) -> tuple[list[Actor], list[Actor]]:
    """ "X wants to make peace with Y", "X will not meet Y": it is X alone who does that."""
    first = list(draft.roles.first_party)
    others = [a for a in sources if a not in first]
    return (first, others) if first and others else (sources, targets)


def said_of(draft: Draft, span: Span, found: Found) -> Sequence[Attribution]:
    """The attributions that hold `span` and may hold for a draft."""
    return attributions_for(draft.match.head, span, found)


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
        return Span(first.idx, last.idx + len(last.text))
    head = draft.match.head
    return Span(head.idx, head.idx + len(head.text))


def denials(found: Found) -> frozenset[int]:
    """Where the cues of denial begin; kept, for each draft of the text asks."""
    kept: frozenset[int] | None = found.doc.user_data.get("dateline.denials")
    if kept is not None:
        return kept
    starts = set()
    for attribution in found.attributions:
        cue = attribution.cue
        if cue is None or cue.end <= cue.start:
            continue
        span = found.doc.char_span(cue.start, cue.end, alignment_mode="expand")
        if span is not None and any(c.dep_ == "neg" for t in span for c in t.children):
            continue  # "did not deny", "it cannot be denied"
        if span is not None and any(
            (info := cue_class(t.lemma_.lower())) is not None and info.cls == "deny" for t in span
        ):
            starts.add(cue.start)
    kept = found.doc.user_data["dateline.denials"] = frozenset(starts)
    return kept


def _only_alleged(draft: Draft) -> bool:
    """Whether an accusation's content is asserted by the accuser alone ("accused Iran of striking")
    and not taken for granted by the writer ("condemned the strike")."""
    outer = draft.alleged_in
    return outer is not None and (outer.mode == "allege" or is_verbal(draft.match.head))


def _without(actors: Sequence[Actor], others: Sequence[Actor]) -> list[Actor]:
    names = {who(a) for a in others}
    return [a for a in actors if who(a) not in names]
