"""Nouns that can act: "foreign ministry", "soldiers", "two gunmen", with PLOVER's sectors."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from dateline.knowledge.context import current
from dateline.knowledge.tables import toml


class Agent(NamedTuple):
    """One phrase of the table. `kind` is body, person, people or group."""

    words: tuple[str, ...]
    sectors: tuple[str, ...]
    kind: str
    inherit: bool
    title: bool
    plural_only: bool
    weak: bool

    @property
    def text(self) -> str:
        """The phrase, lower case, its last word singular."""
        return " ".join(self.words)


def words_of(phrase: str) -> tuple[str, ...]:
    """The words of a phrase as the tokeniser splits them."""
    return tuple(phrase.replace("-", " - ").replace("'s", " 's").split())


@lru_cache(maxsize=1)
def agents() -> tuple[Agent, ...]:
    """Every phrase of Dateline's own table."""
    found: list[Agent] = []
    for row in toml("agents.toml")["agent"]:
        singular_too = set(row.get("plural_ok_singular", ()))
        weak = set(row.get("weak", ()))
        for phrase in row["words"]:
            agent = Agent(
                words_of(phrase),
                tuple(row["sectors"]),
                "group" if row.get("group") else row["kind"],
                bool(row.get("inherit")),
                bool(row.get("title")),
                bool(row.get("plural_only")) and phrase not in singular_too,
                phrase in weak,
            )
            found.append(agent)
    return tuple(found)


@lru_cache(maxsize=1)
def modifiers() -> dict[str, str]:
    """Words before an agent that change what it is: the word → its class."""
    return {w: kind for kind, ws in toml("agents.toml")["modifiers"].items() for w in ws}


def agent_ending(last: str, before: Sequence[str]) -> Agent | None:
    """The longest phrase that ends in the word `last` (singular), given the words `before` it."""
    return current().agent_ending(last, before)


def is_last_word(word: str) -> bool:
    """Whether any agent phrase ends in this word."""
    return current().is_last_word(word)
