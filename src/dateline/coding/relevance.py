"""Whether a text is about sport, markets or show business, whose verbs only sound like politics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.coding.wordlists import word_list

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dateline.language.words import Token

DOMAINS = ("sport", "markets", "show")
# A text counts as off topic when this many different words of one domain stand in it …
LEAST_WORDS = 4
# … and they are at least this share of its content words.
LEAST_SHARE = 0.035


def off_topic(tokens: Iterable[Token]) -> str | None:
    """The domain ("sport", "markets", "show") that a text's words speak of, or None.

    Works on a whole article or on a few sentences; a single sentence rarely holds enough words.
    """
    content = [t.lemma_.lower() for t in tokens if t.pos_ in {"NOUN", "PROPN", "VERB", "ADJ"}]
    for name in DOMAINS:
        words = word_list(name)
        hits = [w for w in content if w in words]
        if len(set(hits)) >= LEAST_WORDS and len(hits) >= LEAST_SHARE * len(content):
            return name
    return None
