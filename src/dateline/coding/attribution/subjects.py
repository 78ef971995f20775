"""Whose words they are: the noun that a verb is said of, where the parse shows it and where it lost it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.coding.attribution.phrases import (
    NOMINAL,
    SUBJECTS,
    agent_of,
    is_passive,
    noun_phrase,
    rehooked,
    token_span,
    trimmed,
)
from dateline.language import text_of
from dateline.records import Span

if TYPE_CHECKING:
    from dateline.language.words import Doc, Token


def _whole_list(head: Token, phrase: Span | None) -> Span | None:
    """The phrase with the members of "A, B and C" that the parse hung on the verb beside it."""
    if phrase is None or not any(c.dep_ == "conj" for c in head.children):
        return phrase
    doc, first = head.doc, head.left_edge
    while first.i > 1 and doc[first.i - 1].text == ",":
        member = doc[first.i - 2]
        if (
            member.pos_ not in {"PROPN", "NOUN"}
            or member.head.i != head.head.i
            or member.i < head.sent.start
        ):
            break
        first = member.left_edge
    return Span(min(first.idx, phrase.start), phrase.end)


_UTTERANCES = frozenset(
    "statement letter tweet memo email note message post speech response reply".split()
)


def subject_of(verb: Token, depth: int = 0) -> tuple[Token, Span | None] | None:
    """The noun that a verb is said of, with its phrase: own, controlled or inherited."""
    for child in verb.children:
        if child.dep_ in SUBJECTS:
            return child, _whole_list(child, noun_phrase(child))
    if depth == 0 and (owner := rehooked(verb)) is not None:
        return subject_of(owner, 1)
    if depth > 8 or verb.head.i == verb.i:
        return None
    head = verb.head
    if verb.dep_ == "acl" and head.dep_ == "dobj" and head.lemma_ in _UTTERANCES:
        issuer = subject_of(head.head, depth + 1) if head.head.pos_ == "VERB" else None
        if issuer is not None:
            return issuer  # "The mayor issued a statement saying": he says it.
    if verb.dep_ in {"acl", "relcl"} and head.pos_ in {"NOUN", "PROPN", "PRON"}:
        return head, noun_phrase(head, without=verb)
    if verb.dep_ == "pcomp" and head.head.i != head.i:
        return subject_of(head.head, depth + 1) if head.head.pos_ in {"VERB", "AUX"} else None
    if verb.dep_ == "xcomp" and head.pos_ in {"VERB", "AUX", "ADJ"}:
        objects = [c for c in head.children if c.dep_ in {"dobj", "dative"} and c.i < verb.i]
        if objects and head.lemma_ not in {
            "promise",
            "threaten",
            "use",
            "take",
            "issue",
            "release",
        }:
            return objects[0], noun_phrase(objects[0], without=verb)
        return subject_of(head, depth + 1)
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and is_passive(head):
        # "Was praised by the mayor, saying": he says it, not what was praised.
        agent = agent_of(head)
        if agent is not None:
            return agent, noun_phrase(agent)
    if verb.dep_ in {"advcl", "conj", "dep", "acomp", "ccomp", "parataxis"} and head.pos_ in {
        "VERB",
        "AUX",
        "ADJ",
    }:
        if verb.dep_ in {"ccomp", "parataxis"} and verb.tag_ != "VBG":
            return None
        return subject_of(head, depth + 1)
    return None


def front_name(verb: Token) -> tuple[Token, Span] | None:
    """A name that opens the sentence right before a finite verb without a subject.

    The tagger takes rare names for adverbs: "Yoon, though, has expressed".
    """
    if verb.dep_ not in {"ROOT", "ccomp"} or verb.tag_ not in {"VBD", "VBZ", "VBN", "VBP"}:
        return None
    first = verb.left_edge
    while first.i < verb.i and not first.is_alpha:
        first = first.doc[first.i + 1]
    if verb.i - first.i > 6 or first.i >= verb.i or not first.is_title or first.dep_ != "advmod":
        return None
    if first.is_stop or first.lower_.endswith("ly") or first.tag_ in {"VBG", "IN"}:
        return None
    return first, token_span(first, first)


def name_beside(verb: Token) -> tuple[Token, Span] | None:
    """The words right before or after a finite verb that the parse left without a subject.

    "Members of the council, among them two judges, have said": long subjects are hung elsewhere.
    """
    if verb.tag_ not in {"VBD", "VBZ", "VBP", "VBN"} or verb.dep_ in {"acl", "relcl", "amod"}:
        return None
    stated = [c.i for c in verb.children if c.dep_ == "ccomp"]
    if not stated:
        return None
    doc, sent = verb.doc, verb.sent
    last = verb.i
    while last > sent.start and doc[last - 1].pos_ in {"AUX", "ADV", "PART"}:
        last -= 1
    if doc[last].pos_ == "AUX" and doc[last].is_title:
        last += 1  # "Will believes": a name that looks like a helper.
    if max(stated) < verb.i:
        # ", said Ann Lee, half joking": whose subject she is said to be does not matter.
        if verb.i + 1 < sent.end and doc[verb.i + 1].pos_ in {"PROPN", "DET", "NOUN", "ADJ"}:
            head = _nominal_head(doc[verb.i + 1], sent.end)
            source = noun_phrase(head)
            return (head, source) if source is not None else None
        return None
    start = _run_start(doc, sent.start, last)
    if start is None:
        return None
    source = trimmed(text_of(doc), doc[start].idx, doc[last - 1].idx + len(doc[last - 1].text))
    return (doc.span(start, last).root, source) if source is not None else None


def _nominal_head(token: Token, end: int) -> Token:
    """The noun that heads the phrase which begins with `token` and lies before `end`."""
    while token.i < token.head.i < end and token.head.pos_ in NOMINAL:
        token = token.head
    return token


def _run_start(doc: Doc, start: int, last: int) -> int | None:
    """Where the nominal words before token `last` begin; an apposition between commas is passed."""
    i, commas = last, 0
    while i > start and doc[i - 1].pos_ in NOMINAL | {"PUNCT"}:
        if doc[i - 1].pos_ == "PUNCT" and doc[i - 1].text not in {"-", "'", "’", "."}:
            if doc[i - 1].text != ",":
                break
            commas += 1
            # "Ann Lee, the minister, said": the comma before the verb opens the way to one more.
            if commas > 2 or (i != last and commas == 1):
                break
        i -= 1
    while i < last and (doc[i].pos_ not in {"NOUN", "PROPN", "PRON", "DET", "NUM", "ADJ"}):
        i += 1
    return i if i < last and doc[i].pos_ != "PUNCT" else None
