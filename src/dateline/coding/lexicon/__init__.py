"""The lexicon of frames: which words say what was done, and where its source and target stand.

The rows are data (`*.toml` in this folder, and a user's own); `dateline.coding.lexicon.loading`
reads and checks them.
"""

from dateline.coding.lexicon.loading import Frame, Lexicon, Word, lexicon, load_lexicon

__all__ = ["Frame", "Lexicon", "Word", "lexicon", "load_lexicon"]
