"""`Who`: the tables that one Reader reads with, a user's own over Dateline's."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from dateline.knowledge import matching
from dateline.knowledge.agents import Agent
from dateline.knowledge.layers import Layer, Named, layer
from dateline.knowledge.tables import Person


class Who(NamedTuple):
    """Layers of tables; the first that knows an answer gives it."""

    layers: tuple[Layer, ...]

    @property
    def names(self) -> Mapping[str, Named]:
        """Every folded name with what it stands for."""
        tables = [one.names for one in self.layers]
        return tables[0] if len(tables) == 1 else ChainMap(*tables)  # type: ignore[arg-type]

    def find(self, folded: str) -> Iterator[tuple[int, int, Named]]:
        """(start, end, what) of every name in a folded text, overlapping ones too."""
        seen: set[tuple[int, int]] = set()
        for one in self.layers:
            for span in matching.find(folded, one.keys, one.lengths):
                if span not in seen:
                    seen.add(span)
                    yield (*span, one.names[folded[span[0] : span[1]]])

    def bearers(self, surname: str) -> list[Person]:
        """Everybody with that surname; a user's row replaces ours of the same person."""
        return _one_each(p for one in self.layers for p in one.bearers.get(surname, ()))

    def holders(self, country: str, office: str) -> Iterator[list[Person]]:
        """The people who ever held an office (in its plain spelling), layer by layer."""
        for one in self.layers:
            people = one.holders.get((country, office))
            if people:
                yield list(people)

    def is_last_word(self, word: str) -> bool:
        """Whether any agent phrase ends in this word."""
        return any(word in one.agents for one in self.layers)

    def agent_ending(self, last: str, before: Sequence[str]) -> Agent | None:
        """The longest phrase that ends in `last`; of two as long, the user's."""
        best: Agent | None = None
        for one in self.layers:
            for agent in one.agents.get(last, ()):
                size = len(agent.words) - 1
                if best is not None and size < len(best.words):
                    break
                if size == 0 or tuple(before[-size:]) == agent.words[:-1]:
                    best = agent
                    break
        return best


def _one_each(people: Iterator[Person]) -> list[Person]:
    found: dict[str, Person] = {}
    for person in people:
        found.setdefault(person.id, person)
    return list(found.values())


def from_tables() -> Layer:
    """Dateline's own layer, read from the tables themselves."""
    from dateline.knowledge.agents import agents
    from dateline.knowledge.tables import entities, people

    return layer(people(), entities(), agents())


@lru_cache(maxsize=1)
def own() -> Who:
    """Dateline's own tables: compiled, or where that file is out of date read one by one."""
    from dateline.knowledge.compiled import NAME, tables_hash, unpack

    path = Path(__file__).with_name(NAME)
    return Who((unpack(path, tables_hash()) or from_tables(),))
