"""To which day the tables are good, and what the keys of their sources stand for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from dateline.knowledge.tables import toml


class Currency(NamedTuple):
    """What `tables/currency.toml` says: the last day that each table is good for, as ISO dates."""

    people: str
    states: str
    organisations: str
    sources: Mapping[str, str]


@lru_cache(maxsize=1)
def currency() -> Currency:
    """The days to which the tables of who is who are good, and the sources of their rows."""
    table = toml("currency.toml")
    return Currency(table["people"], table["states"], table["organisations"], table["sources"])
