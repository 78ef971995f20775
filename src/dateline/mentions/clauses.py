"""Where a word stands in its sentence: clause, subject, who controls a pronoun, what is joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.mentions.drafts import Draft

if TYPE_CHECKING:
    from dateline.language.words import Doc, Token

SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_DEPTH = 30
_SUBJECT_KEEPS = frozenset(("promise", "use", "threaten", "vow"))


def sentence_numbers(doc: Doc) -> list[int]:
    """The number of the sentence that each token lies in."""
    numbers: list[int] = [0] * len(doc)
    number = -1
    for token in doc:
        if token.is_sent_start or number < 0:
            number += 1
        numbers[token.i] = number
    return numbers


def first_conjunct(token: Token) -> Token:
    """The first of a row of joined words: in "Rome and Paris" the word Rome."""
    for _ in range(8):
        if token.dep_ not in ("conj", "appos") or token.head.i == token.i:
            return token
        token = token.head
    return token


def clause(token: Token) -> Token:
    """The verb whose clause a word belongs to (a verb's own is itself)."""
    for _ in range(_DEPTH):
        if token.pos_ in ("VERB", "AUX") or token.head.i == token.i:
            return token
        token = token.head
    return token


def same_clause(doc: Doc, a: Draft, b: Draft) -> bool:
    """Whether two mentions hang on one verb."""
    return clause(doc[a.root]).i == clause(doc[b.root]).i


def is_subject(token: Token) -> bool:
    """Whether a noun, or what it is joined to, is the subject of a verb."""
    return first_conjunct(token).dep_ in SUBJECTS


def is_main(token: Token) -> bool:
    """Whether a subject's verb is the sentence's own, or one joined to it."""
    verb = first_conjunct(token).head
    while verb.dep_ == "conj" and verb.head.i != verb.i and verb.head.pos_ in ("VERB", "AUX"):
        verb = verb.head
    return verb.dep_ == "ROOT"


def subject_of_verb(verb: Token) -> Token | None:
    """The subject of a verb: its own, that of the verb it is joined to, or whom its clause describes."""
    for _ in range(_DEPTH):
        own = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
        if own is not None:
            if own.tag_ in ("WP", "WDT") and verb.dep_ == "relcl":
                return verb.head
            return own
        if verb.dep_ == "xcomp" and verb.head.lemma_ not in _SUBJECT_KEEPS:
            # "urged both sides to return": the sides do.
            urged = next((c for c in verb.head.children if c.dep_ == "dobj" and c.i < verb.i), None)
            if urged is not None:
                return urged
        if verb.dep_ in ("conj", "xcomp", "advcl", "pcomp", "aux", "auxpass", "prep", "ccomp"):
            verb = verb.head
            continue
        if verb.dep_ in ("acl", "relcl"):
            return verb.head
        if verb.pos_ not in ("VERB", "AUX") and verb.head.i != verb.i:
            verb = clause(verb)
            continue
        return None
    return None


def controllers(token: Token) -> tuple[Token | None, Token | None]:
    """The subject of a pronoun's own clause, and that of the clause above it.

    For a pronoun that is itself a subject the first is None.
    """
    verb = clause(token)
    own = subject_of_verb(verb)
    if own is not None and (own.i == token.i or own.i > token.i):
        own = None
    above = None
    if verb.dep_ in ("ccomp", "advcl", "relcl", "acl", "xcomp", "pcomp") and verb.head.i != verb.i:
        if verb.dep_ == "relcl" and own is not None and own.i == verb.head.i:
            above = subject_of_verb(clause(verb.head))
        else:
            above = subject_of_verb(clause(verb.head))
    elif verb.dep_ == "conj" and own is None:
        above = subject_of_verb(verb.head)
    return own, above


def describes(token: Token, noun: int) -> bool:
    """Whether a word stands in a relative clause of the noun: "the talks that they broke off"."""
    verb = clause(token)
    return verb.dep_ == "relcl" and verb.head.i == noun and token.dep_ in SUBJECTS


def within(draft: Draft, token: Token | None) -> bool:
    """Whether a word, or what it is joined to, lies in a mention."""
    if token is None:
        return False
    return draft.i <= token.i < draft.j or draft.i <= first_conjunct(token).i < draft.j


def modifies(doc: Doc, draft: Draft) -> bool:
    """Whether a mention only modifies the noun after it."""
    token = doc[draft.root]
    return token.dep_ in ("compound", "amod", "nmod") and token.head.i >= draft.j
