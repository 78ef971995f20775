"""Plain word lists of the coder, read from `tables/words.toml`."""

from __future__ import annotations

import sys
from functools import lru_cache
from importlib.resources import files

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    text = (files("dateline.coding") / "tables" / "words.toml").read_text(encoding="utf-8")
    return {name: frozenset(words) for name, words in tomllib.loads(text).items()}


def word_list(name: str) -> frozenset[str]:
    """The lemmas of one list; raises KeyError for a name that the table lacks."""
    return _lists()[name]
