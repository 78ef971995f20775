"""The tables of sizes, `numbers.toml` and `kinds.toml`, read once."""

from __future__ import annotations

import sys
from functools import lru_cache
from importlib.resources import files
from typing import Any

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


@lru_cache(maxsize=4)
def table(name: str) -> dict[str, Any]:
    """One table as it stands in the file."""
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def by_word(groups: dict[str, list[str]]) -> dict[str, str]:
    """Word → the group it stands in."""
    return {word: group for group, words in groups.items() for word in words}
