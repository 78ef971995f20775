"""Who is who and what is where: tables of facts and their lookup, no text processing."""

from dateline.knowledge.currency import currency
from dateline.knowledge.lookup import Fact, lookup

__all__ = ["Fact", "currency", "lookup"]
