"""Mend the lemmas that the pipeline's rules get wrong: staged → stag, defunded → defunde.

The small model's lemmatiser strips "-ed" and "-ing" by rule and guesses whether an "e" fell with
them. Two shapes tell where it guesses wrong.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.language.words import Doc

INFLECTED = frozenset({"VBD", "VBN", "VBG"})
# One vowel and one consonant at the end: without a doubled letter an "e" has fallen ("staged").
_E_FELL = re.compile(r"[^aeiou]*(?:qu)?[aeiou][^aeiouwxy]")
# Consonants that end a verb without an "e" ("defunded", "attacked").
_ENDS_PLAIN = re.compile(r".*(?:nd|nt|ct|rd|ck|sk|mp|pt|ft|lt|sh|ch|ll|ght|rn|rm|wn)$")
_DOUBLED_IN_BASE = frozenset("lsfz")


def mend_lemmas(doc: Doc) -> Doc:
    """The same document with the lemmas of regular verb forms mended in place."""
    for token in doc:
        if token.tag_ in INFLECTED:
            lemma = mended(token.text, token.lemma_)
            if lemma != token.lemma_:
                token.lemma_ = lemma
        elif token.tag_ == "VBZ" and _lost_e(token.text.lower(), token.lemma_):
            token.lemma_ += "e"  # "hopes" is no form of "hop"
        elif token.text in _PLURALS or token.lower_ in _NOUNS:
            token.lemma_ = token.text[:-1] if token.text in _PLURALS else _NOUNS[token.lower_]
    return doc


# Short forms of offices, which the pipeline takes for names.
_PLURALS = frozenset(("MPs", "MEPs", "MSPs", "TDs", "NGOs", "PMs", "CEOs", "IDPs"))
# Plurals that the pipeline's rules cut short.
_NOUNS = {"doses": "dose", "overdoses": "overdose"}


def _lost_e(word: str, lemma: str) -> bool:
    """Whether the lemma of a present form in "-es" lacks its "e": hopes → hop."""
    return word == lemma + "es" and _E_FELL.fullmatch(lemma) is not None


def mended(text: str, lemma: str) -> str:
    """The right lemma of a past or -ing form; the given one where it is right."""
    word = text.lower()
    base = word[:-2] if word.endswith("ed") else word[:-3] if word.endswith("ing") else ""
    if len(base) < 2:
        return lemma
    if lemma == base and _E_FELL.fullmatch(base):
        return base + "e"
    if lemma != base + "e":
        return lemma
    if word.endswith("ied"):
        return base[:-1] + "y"
    if len(base) > 3 and base[-1] == base[-2] and base[-1] not in _DOUBLED_IN_BASE:
        return base[:-1]
    return base if _ENDS_PLAIN.fullmatch(base) else lemma
