"""Nouns that can act: "foreign ministry", "soldiers", "two gunmen", with PLOVER's sectors."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

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


@lru_cache(maxsize=1)
def _phrases() -> dict[str, list[Agent]]:
    table: dict[str, list[Agent]] = {}
    for row in toml("agents.toml")["agent"]:
        singular_too = set(row.get("plural_ok_singular", ()))
        weak = set(row.get("weak", ()))
        for phrase in row["words"]:
            words = tuple(phrase.replace("-", " - ").replace("'s", " 's").split())
            agent = Agent(
                words,
                tuple(row["sectors"]),
                "group" if row.get("group") else row["kind"],
                bool(row.get("inherit")),
                bool(row.get("title")),
                bool(row.get("plural_only")) and phrase not in singular_too,
                phrase in weak,
            )
            table.setdefault(words[-1], []).append(agent)
    for found in table.values():
        found.sort(key=lambda a: -len(a.words))
    return table


@lru_cache(maxsize=1)
def modifiers() -> dict[str, str]:
    """Words before an agent that change what it is: the word → its class."""
    return {w: kind for kind, ws in toml("agents.toml")["modifiers"].items() for w in ws}


def agent_ending(last: str, before: Sequence[str]) -> Agent | None:
    """The longest phrase that ends in the word `last` (singular), given the words `before` it."""
    for agent in _phrases().get(last, ()):
        size = len(agent.words) - 1
        if size == 0 or tuple(before[-size:]) == agent.words[:-1]:
            return agent
    return None


def is_last_word(word: str) -> bool:
    """Whether any agent phrase ends in this word."""
    return word in _phrases()
