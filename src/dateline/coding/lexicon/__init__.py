"""The lexicon of frames: which words say what was done, and where its source and target stand.

The rows are data (`*.toml` in this folder, and a user's own); `frame` holds the records, `rows`
checks them one by one, `loading` reads and indexes them.
"""

from dateline.coding.lexicon.frame import NO_EVENT, Frame, Lexicon, Word
from dateline.coding.lexicon.loading import (
    lexicon,
    load_lexicon,
    problems_in,
    read_tables,
    with_own,
)

__all__ = [
    "NO_EVENT",
    "Frame",
    "Lexicon",
    "Word",
    "lexicon",
    "load_lexicon",
    "problems_in",
    "read_tables",
    "with_own",
]
