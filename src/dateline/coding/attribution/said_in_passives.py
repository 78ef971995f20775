"""Passives: "is believed by some to be preparing", "it was reported that"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.coding.attribution.cues import CueInfo
from dateline.coding.attribution.phrases import (
    Saying,
    agent_of,
    cue_span,
    noun_phrase,
    prepositional,
    subtree_span,
    trimmed,
)
from dateline.coding.attribution.subjects import subject_of
from dateline.language import text_of
from dateline.records import Span

if TYPE_CHECKING:
    from dateline.language.words import Token

# "Was found", "was attacked", "was shown" without an agent: a deed, nobody's words.
_NAMELESS = frozenset({"show", "oppose", "support", "discuss", "know", "believe", "order", "want"})

# "A town called Omer": the name that a thing has.
_NAMING = frozenset({"call", "name", "dub", "title", "term"})


def passive_sayings(verb: Token, info: CueInfo) -> list[Saying]:
    """ "Is believed by some to be preparing", "it was reported that", "a plan announced by"."""
    agent = agent_of(verb)
    source = noun_phrase(agent) if agent is not None else None
    subject = next((c for c in verb.children if c.dep_ in {"nsubjpass", "nsubj"}), None)
    if subject is None and verb.dep_ in {"conj", "xcomp"}:
        inherited = subject_of(verb)
        subject = inherited[0] if inherited else None
    children = list(verb.children)
    content: list[Span] = []
    form = ""
    clause = next((c for c in children if c.dep_ == "ccomp" and c.i > verb.i), None)
    infinitive = next(
        (
            c
            for c in children
            if c.dep_ in {"xcomp", "advcl"}
            and c.i > verb.i
            and any(g.tag_ == "TO" for g in c.children)
        ),
        None,
    )
    complement = next(
        (
            c
            for c in children
            if c.i > verb.i
            and (c.dep_ == "oprd" or (c.dep_ == "prep" and c.lower_ in {"as", "of", "for"}))
        ),
        None,
    )
    last: Token | None = None
    expletive = subject is None or subject.lower_ in {"it", "there"}
    if clause is not None and "clause" in info.takes:
        content, form = subtree_span(clause), "clause"
    elif infinitive is not None and {"infinitive", "clause"} & info.takes:
        content, form = subtree_span(infinitive), "infinitive"
    elif (
        complement is not None
        and "complement" in info.takes
        and (source is not None or info.lemma not in _NAMING)
    ):
        content, form = subtree_span(complement), "complement"
        named = next((g for g in complement.children if g.dep_ in {"pobj", "pcomp"}), None)
        if complement.dep_ == "prep" and complement.i == verb.i + 1 and named is not None:
            content, last = subtree_span(named), complement
    elif (
        {"object", "clause"} & info.takes
        and not expletive
        and (source is not None or ("object" in info.takes and info.cls not in _NAMELESS))
    ):
        form = "object"
    elif (found := prepositional(verb, info)) is not None:
        content, form, last = found
        if info.cls == "discuss" and source is None:
            return []
        if info.cls in {"ask", "discuss"}:
            return [
                Saying(
                    verb.i,
                    cue_span(verb, last),
                    source,
                    tuple(content),
                    info,
                    form,
                    agent.i if agent is not None and source else None,
                )
            ]
    else:
        return []
    if form == "object" and source is None and (info.factive or info.cls == "show"):
        return []  # "The links were revealed": it came out, on nobody's word.
    if subject is not None and not expletive and form in {"infinitive", "complement", "object"}:
        if form != "infinitive" or info.cls not in {"ask", "order"}:
            phrase = noun_phrase(subject, without=verb if verb.dep_ in {"acl", "relcl"} else None)
            if phrase is not None:
                content = [phrase, *content]
    elif verb.dep_ == "acl" and form == "object":
        phrase = noun_phrase(verb.head, without=verb)
        content = [phrase] if phrase is not None else []
    if source is not None:
        content = [c for c in content if not c.overlaps(source)] or [
            cut for c in content for cut in _without(text_of(verb.doc), c, source)
        ]
    if not content:
        return []
    return [
        Saying(
            head=verb.i,
            cue=cue_span(verb, last),
            source=source,
            content=tuple(content),
            info=info,
            form=form,
            source_head=agent.i if agent is not None and source is not None else None,
            passive=True,
        )
    ]


def _without(text: str, content: Span, hole: Span) -> list[Span]:
    parts = [trimmed(text, content.start, hole.start), trimmed(text, hole.end, content.end)]
    return [p for p in parts if p is not None]
