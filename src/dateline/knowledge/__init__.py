"""Who is who and what is where: tables of facts and their lookup, no text processing."""

from dateline.knowledge.lookup import KNOWN_UNTIL, Fact, lookup

__all__ = ["KNOWN_UNTIL", "Fact", "lookup"]
