"""How much of one page Dateline will read: all bounds on time and memory in one place.

A page past a limit fails with one clear line; the others of the same call are still read.
"""

from __future__ import annotations

MAX_PAGE_BYTES = 20_000_000
"""Larger pages are refused before they are parsed."""

MAX_HTML_DEPTH = 1_000
"""Elements nested deeper than this are refused; real pages stay under 100."""

MAX_TEXT_CHARS = 200_000
"""Body text past this many characters is cut, and the article's notes say so."""

MAX_SENTENCE_TOKENS = 400
"""Longer "sentences" are tables or lists and are not coded."""

MAX_WORD_CHARS = 1_000
"""Longer runs without a space are no words (inlined data, a line of dashes) and are passed over."""
