"""Which way a bare "Sunday" or "in May" points: the tense of the verb that governs it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from dateline.language.words import Doc, Token

Direction = Literal["past", "future", "unknown"]

_FUTURE_AUX = frozenset({"will", "shall", "'ll", "’ll", "wo", "would", "may", "might", "could",
                         "can", "should", "must"})  # fmt: skip
_AHEAD_VERBS = frozenset(
    {"plan", "expect", "schedule", "intend", "set", "due", "aim", "hope", "vow", "promise", "slate",
     "prepare", "arrange", "propose", "pledge", "go", "want", "agree", "order", "call", "urge"}
)  # fmt: skip
_AHEAD_NOUNS = frozenset({"deadline", "plan", "schedule", "election", "ahead"})


def direction_at(doc: Doc, index: int) -> Direction:
    """Past, future or unknown, from the verb that governs the token at `index`."""
    token = doc[index]
    for _ in range(12):
        head = token.head
        if head.i == token.i:
            break
        token = head
        if token.pos_ in ("VERB", "AUX"):
            found = tense_of(token)
            if found != "unknown":
                return found
            if token.dep_ in ("ROOT",):
                return "unknown"
    return tense_of(token) if token.pos_ in ("VERB", "AUX") else "unknown"


def tense_of(verb: Token) -> Direction:
    """Past, future or unknown of one verb, by its auxiliaries and its own form."""
    helpers = [t for t in verb.lefts if t.dep_ in ("aux", "auxpass")]
    words = {t.lower_ for t in helpers}
    if words & _FUTURE_AUX:
        # "would have gone" and "may have gone" lie behind.
        return "past" if "have" in words else "future"
    if verb.tag_ == "VB" and "to" in words:
        head = verb.head
        if head.lemma_ in _AHEAD_VERBS or head.lemma_ == "be":
            return "future"
        return "unknown"
    if any(t.tag_ == "VBD" for t in helpers):
        if verb.tag_ == "VBN" and verb.lemma_ in ("schedule", "expect", "slate", "plan", "set"):
            return "future"
        return "past"
    if any(t.lower_ in ("has", "have", "'ve", "’ve") for t in helpers):
        return "past"
    if verb.tag_ == "VBD":
        return "past"
    if verb.tag_ == "VBN":
        return "unknown" if verb.dep_ in ("acl", "ccomp", "xcomp") else "past"
    return "unknown"
