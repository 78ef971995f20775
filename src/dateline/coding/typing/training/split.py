"""Which documents training never sees: a fifth, chosen by a hash of the document's id or text."""

from __future__ import annotations

import hashlib


def held_back(document: str) -> bool:
    """Whether a document's sentences are kept for calibration and comparison."""
    return int(hashlib.md5(document.encode(), usedforsecurity=False).hexdigest(), 16) % 5 == 0
