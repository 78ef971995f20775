"""The pipeline's lemmas, remembered by word, part of speech and form.

spaCy's rules look a form up in lists of ten thousand words, one by one, and look anew at every word
that is in its base form. What they say depends on the word, its part of speech and its form alone:
here each is asked once, and the lists are sets. The outcome is the same.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokens import Doc

_MOST = 200_000
"""So many words are remembered, and then again from none."""


def remembering(lemmatizer: Any) -> Callable[[Doc], Doc]:
    """A component that does what the lemmatizer does; the lemmatizer itself if it is none by rules."""
    from spacy.attrs import LEMMA, MORPH, ORTH, POS
    from spacy.lang.en.lemmatizer import EnglishLemmatizer

    if type(lemmatizer) is not EnglishLemmatizer or lemmatizer.mode != "rule":
        return lemmatizer  # type: ignore[no-any-return]
    words = lemmatizer.lookups.get_table("lemma_index", {})
    for kind, listed in list(words.items()):
        words[kind] = frozenset(listed)
    number_of = lemmatizer.vocab.strings.add
    known: dict[tuple[int, int, int], int] = {}

    def apply(doc: Doc) -> Doc:
        told: Any = doc.to_array([ORTH, POS, MORPH, LEMMA])
        lemmas = told[:, 3].copy()
        for i, (word, pos, form, lemma) in enumerate(told.tolist()):
            if lemma and not lemmatizer.overwrite:
                continue
            found = known.get((word, pos, form))
            if found is None:
                if len(known) >= _MOST:
                    known.clear()
                found = number_of(lemmatizer.lemmatize(doc[i])[0])
                known[word, pos, form] = found
            lemmas[i] = found
        doc.from_array([LEMMA], lemmas)
        return doc

    return apply
