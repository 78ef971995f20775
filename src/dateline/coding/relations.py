"""What does this source do to this target, in this sentence?

The same frames, roles and statements as for events, but the two parties are given and an answer
is always due: what speaks for each type is summed and turned into probabilities.
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

from dateline.coding import ontology
from dateline.coding.attribution import find_attributions
from dateline.coding.drafts import Draft, drafts_in
from dateline.coding.keeping import PURPOSE
from dateline.coding.lexicon import Lexicon
from dateline.coding.roles import ActorIndex
from dateline.coding.turns import Coded, Found, code_draft
from dateline.coding.typing import Model, Types
from dateline.coding.typing.model import NONE
from dateline.errors import UsageError
from dateline.mentions.actors import find_actors
from dateline.records import Actor, Article, Relation, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# How much a frame says, by which of the two parties stand in its slots.
BOTH_IN_ROLE = 5.0
BOTH_REVERSED = 2.0
BOTH_TAKE_PART = 4.0
SOURCE_ONLY = 2.5
TARGET_ONLY = 2.0
NEITHER = 0.7
CONSUMED = 0.25
# Cooperation that fails or is withheld, as a relation of one to the other, is a refusal.
COOPERATIVE = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
# Added to every type, so that none has probability 0.
FLOOR = 0.05
SHARPNESS = 1.2
# How much of a frame's weight is added to the model's log-probability of its type.
FRAMES_SHARE = 0.3


def relate(
    sentence: str, source: Span, target: Span, lexicon: Lexicon, typer: Model | None
) -> Relation:
    """The relation from `source` to `target`, by the rules alone without a model; raises
    `UsageError` for a span outside the text."""
    for name, span in (("source", source), ("target", target)):
        if not 0 <= span.start < span.end <= len(sentence):
            raise UsageError(
                f"{name} {span.start}–{span.end} lies outside the sentence",
                cure=f"spans are characters 0 to {len(sentence)}, the end not included",
            )
    from dateline.language import parse_article

    article = Article(id="relation", text=sentence, paragraphs=[Span(0, len(sentence))])
    doc = parse_article(article)
    parties = [_party(sentence, source, "source"), _party(sentence, target, "target")]
    others = [
        a
        for a in find_actors(doc, article)
        if not any(Span(a.start, a.end).overlaps(p) for p in (source, target))
    ]
    actors = sorted([*parties, *others], key=lambda a: (a.start, a.end))
    index = ActorIndex(doc, actors)
    found = Found(article, doc, actors, [], [], find_attributions(doc, article, actors))
    coded = [
        c
        for s in doc.sents
        for d in drafts_in(s, index, lexicon)
        if d.consumed_by is None and (c := code_draft(d, found, index)) is not None
    ]
    folded = [d for s in doc.sents for d in drafts_in(s, index, lexicon) if d.consumed_by]
    asked = typer.relation(typer.tokens(sentence), [source], [target]) if typer else None
    return _answer(coded, folded, asked)


def _party(sentence: str, span: Span, name: str) -> Actor:
    return Actor(
        start=span.start,
        end=span.end,
        text=sentence[span.start : span.end],
        actor_id=name,
        sectors=["GOV"],
        resolved_by="given",
        confidence=1.0,
    )


def _answer(coded: Sequence[Coded], folded: Sequence[Draft], asked: Types | None) -> Relation:
    weights: dict[str, float] = defaultdict(float)
    best: tuple[float, Coded] | None = None
    for one in coded:
        weight = _weight(one.sources, one.targets)
        if one.draft.dropped == PURPOSE:
            weight = CONSUMED
        if one.status == "negated" and one.type in COOPERATIVE:
            one = one._replace(type="REJECT", rules=(*one.rules, "negated"))
        weights[one.type] = max(weights[one.type], weight)
        if best is None or weight > best[0]:
            best = (weight, one)
    for draft in folded:
        weights[draft.type] = max(weights[draft.type], CONSUMED)
    scores = _probabilities(weights) if asked is None else _together(weights, asked)
    kind = max(scores, key=lambda k: scores[k])
    said_by = [] if asked is None else [f"model {asked.types[kind] / (1 - asked.types[NONE]):.2f}"]
    top = best[1] if best is not None and best[1].type == kind else None
    if top is None:
        top = max(
            (one for one in coded if one.type == kind),
            key=lambda one: _weight(one.sources, one.targets),
            default=None,
        )
    if top is None:
        mode = asked.best_mode(kind)[0] if asked is not None else None
        frames = "no frame of the lexicon matches" if best is None else "no frame of this type"
        return Relation(
            type=kind,  # type: ignore[arg-type]
            mode=mode,
            contexts=[],
            status=best[1].status if best is not None else "fact",  # type: ignore[arg-type]
            scores=scores,
            reason=" + ".join((frames, *said_by)),
        )
    return Relation(
        type=kind,  # type: ignore[arg-type]
        mode=top.mode,
        contexts=list(top.draft.match.frame.contexts),
        status=top.status,  # type: ignore[arg-type]
        scores=scores,
        reason=" + ".join((top.draft.match.frame.id, *(f"rule:{r}" for r in top.rules), *said_by)),
    )


def _together(weights: dict[str, float], asked: Types) -> dict[str, float]:
    """Frames and model in one: the frames' weights are added to the model's log-probabilities."""
    raw = {
        k: math.exp(math.log(asked.types[k] + 1e-5) + FRAMES_SHARE * weights.get(k, 0.0))
        for k in ontology.types()
    }
    total = sum(raw.values())
    return {k: v / total for k, v in raw.items()}


def _weight(sources: Iterable[Actor], targets: Iterable[Actor]) -> float:
    left = {a.actor_id for a in sources}
    right = {a.actor_id for a in targets}
    if "source" in left and "target" in right:
        return BOTH_IN_ROLE
    if {"source", "target"} <= left or {"source", "target"} <= right:
        return BOTH_TAKE_PART
    if "target" in left and "source" in right:
        return BOTH_REVERSED
    if "source" in left:
        return SOURCE_ONLY
    if "target" in right:
        return TARGET_ONLY
    return NEITHER


def _probabilities(weights: dict[str, float]) -> dict[str, float]:
    raw = {k: math.exp(SHARPNESS * weights.get(k, 0.0)) - 1 + FLOOR for k in ontology.types()}
    total = sum(raw.values())
    return {k: v / total for k, v in raw.items()}
