"""Verbs of speech and thought with a clause, an infinitive, an object or a preposition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.coding.attribution.cues import CueInfo, token_cue
from dateline.coding.attribution.phrases import (
    LIGHT,
    Saying,
    cue_span,
    is_passive,
    noun_phrase,
)
from dateline.coding.attribution.said_beside import (
    by_place,
    question_before,
    trailing,
    two_subjects,
)
from dateline.coding.attribution.said_by_nouns import noun_sayings
from dateline.coding.attribution.said_in_passives import passive_sayings
from dateline.coding.attribution.stated import shows
from dateline.coding.attribution.subjects import front_name, name_beside, subject_of
from dateline.coding.attribution.verb_contents import active_content, subject_before
from dateline.language import text_of
from dateline.records import Span

if TYPE_CHECKING:
    from dateline.language.words import Token


def verb_sayings(verb: Token, info: CueInfo) -> list[Saying]:
    if verb.dep_ in {"amod", "compound", "aux", "auxpass"}:
        return []
    if (after := trailing(verb, info)) is not None:
        return [after]
    if is_passive(verb):
        return passive_sayings(verb, info)
    if verb.lemma_ in LIGHT and any(
        c.dep_ == "dobj" and (row := token_cue(c)) is not None and noun_sayings(c, row)
        for c in verb.children
    ):
        return []  # The noun says it: "expressed a desire to".
    if (twice := two_subjects(verb, info)) is not None:
        return [twice]
    subject = subject_of(verb)
    if subject is None:
        subject = front_name(verb)
    if subject is None and "clause" in info.takes:
        subject = subject_before(verb) or name_beside(verb)
    if subject is not None and subject[0].lower_ in {"it", "there"} and info.cls == "seem":
        subject = None
    found = active_content(verb, info)
    if not found:
        return by_place(verb, info) or question_before(verb, info)
    content, form, last = found
    if form in {"object", "thing"} and _says_more(verb):
        return []  # "Issued a statement saying": the saying has it.
    source = subject[1] if subject is not None else None
    antecedent = _antecedent(subject[0]) if subject is not None else None
    doc_text = text_of(verb.doc)
    if info.cls == "seem":
        # "The truce seems to hold": the whole clause is what seems so, to nobody in particular.
        content = ([source] if source is not None else []) + content
        source, subject = None, None
    content = [c for c in content if source is None or not source.covers(c)]
    if not content or (source is None and info.cls != "seem" and not _quoted(doc_text, content)):
        return []
    if form not in {"clause", "infinitive", "complement"} and (
        verb.dep_ == "acl" or (verb.dep_ != "xcomp" and any(c.tag_ == "TO" for c in verb.children))
    ):
        form = "errand"  # "To raise the matter", "a book discussing the war": on nobody's word.
    if info.cls == "show" and subject is not None and not shows(subject[0]):
        form = "thing"  # "Fires went on, showing that": the writer concludes it.
    return [
        Saying(
            head=verb.i,
            cue=cue_span(verb, last),
            source=source,
            content=tuple(content),
            info=info,
            form=form,
            source_head=subject[0].i if subject is not None and source is not None else None,
            antecedent=antecedent,
        )
    ]


def _antecedent(pronoun: Token) -> Span | None:
    """What "who" or "which" stands for: the noun that its clause hangs on."""
    if pronoun.lower_ not in {"who", "which", "that"}:
        return None
    clause = pronoun.head
    while clause.dep_ in {"conj", "xcomp", "ccomp", "advcl"} and clause.head.i != clause.i:
        clause = clause.head
    return noun_phrase(clause.head, without=clause) if clause.dep_ == "relcl" else None


def _quoted(text: str, content: list[Span]) -> bool:
    return any(text[c.start] in "“\"'‘«„`" for c in content)


def _says_more(verb: Token) -> bool:
    """Whether the object of a verb carries a verb of speech of its own."""
    for noun in verb.children:
        if noun.dep_ == "dobj":
            for child in noun.children:
                if child.dep_ == "acl" and child.tag_ == "VBG" and (info := token_cue(child)):
                    return {"clause", "quote"} <= info.takes
    return False
