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

MAX_PAGE_SECONDS = 60.0
"""A worker that is at one page for longer is ended, and the page fails."""

MAX_WORKER_BYTES = 4_000_000_000
"""A worker that needs more memory ends, where the system can hold it to that (Linux)."""

MAX_TABLE_ROWS = 100_000
"""A user's tables of actors are read to this many rows; one line says where reading stopped."""

MAX_TABLE_LINE_CHARS = 65_536
"""A longer line of a user's table is not read."""

MAX_NAME_CHARS = 200
"""No actor's name is longer."""

MAX_TABLE_PROBLEMS = 50
"""Of each table so many lines that cannot be used are named, and the others counted."""
