"""`Who`: the tables that one Reader reads with, a user's own over Dateline's."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from dateline.knowledge import matching
from dateline.knowledge.agents import Agent
from dateline.knowledge.folding import fold
from dateline.knowledge.layers import Layer, Listed, Named, layer
from dateline.knowledge.tables import Entity, Person, Term
from dateline.knowledge.terms import plain_office

if TYPE_CHECKING:
    from dateline.knowledge.user_tables import UserTables


class Who(NamedTuple):
    """Layers of tables; the first that knows an answer gives it.

    `caseless` holds a user's names that are matched however capitals stand, in capitals;
    `replaced` the people of our tables to whom a user's rows add offices, by id.
    """

    layers: tuple[Layer, ...]
    caseless: Layer | None = None
    replaced: Mapping[str, Person] = {}

    @property
    def names(self) -> Mapping[str, Named]:
        """Every folded name with what it stands for."""
        tables = [one.names for one in self.layers]
        return tables[0] if len(tables) == 1 else ChainMap(*tables)  # type: ignore[arg-type]

    def find(self, folded: str) -> Iterator[tuple[int, int, Named]]:
        """(start, end, what) of every name in a folded text, overlapping ones too."""
        if len(self.layers) == 1 and self.caseless is None:
            (one,) = self.layers
            for start, end in matching.find(folded, one.keys, one.lengths):
                yield start, end, one.names[folded[start:end]]
            return
        seen: set[tuple[int, int]] = set()
        for one in self.layers:
            for span in matching.find(folded, one.keys, one.lengths):
                if span not in seen:
                    seen.add(span)
                    yield (*span, self.mended(one.names[folded[span[0] : span[1]]]))
            if one is self.layers[0] and self.caseless is not None:
                capitals = matching.capitals(folded)
                keys, lengths = self.caseless.keys, self.caseless.lengths
                for start, end in matching.find(capitals, keys, lengths):
                    if (start, end) not in seen and matching.may_be_a_name(folded[start:end]):
                        seen.add((start, end))
                        yield start, end, self.mended(self.caseless.names[capitals[start:end]])

    def get(self, name: str) -> Named | None:
        """What a folded name stands for."""
        for n, one in enumerate(self.layers):
            found = one.names.get(name)
            if found is None and n == 0 and self.caseless is not None:
                found = self.caseless.names.get(matching.capitals(name))
            if found is not None:
                return self.mended(found)
        return None

    def mended(self, named: Named) -> Named:
        """The same with the user's additions to people of our tables."""
        if not self.replaced or not (named.person or named.alone):
            return named
        new = self.replaced.get
        person = named.person and new(named.person.id, named.person)
        return named._replace(person=person, alone=tuple(new(p.id, p) for p in named.alone))

    def bearers(self, surname: str) -> list[Person]:
        """Everybody with that surname; a user's row replaces ours of the same person."""
        found = [p for one in self.layers for p in one.bearers.get(surname, ())]
        if self.caseless is not None:
            found += self.caseless.bearers.get(matching.capitals(surname), ())
        return _one_each(self.replaced.get(p.id, p) for p in found)

    def holders(self, country: str, office: str) -> Iterator[list[Person]]:
        """The people who ever held an office (in its plain spelling), layer by layer."""
        for one in self.layers:
            people = one.holders.get((country, office))
            if people:
                yield [self.replaced.get(p.id, p) for p in people]

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


def _one_each(people: Iterable[Person]) -> list[Person]:
    found: dict[str, Person] = {}
    for person in people:
        found.setdefault(person.id, person)
    return list(found.values())


def over(user: UserTables, base: Who) -> Who:
    """The tables of `base` with a user's over them.

    Terms of a person whom `base` knows are joined to the user's, which win where the two say
    different things of one office at one time.
    """
    replaced: dict[str, Person] = {}
    people: list[tuple[Listed, bool]] = []
    for (person, names, alone), caseless in user.people:
        known = base.get(fold(person.name))
        if known is not None and known.person is not None and known.person.id == person.id:
            person = replaced[person.id] = _joined(person, known.person)
        people.append(((person, names, alone), caseless))
    entities = _known_ids(user.entities, base)
    exact = layer(
        [p for p, caseless in people if not caseless],
        [(n, e) for n, e, caseless in entities if not caseless],
        user.agents,
    )
    any_case = None
    if any(c for _, c in people) or any(c for _, _, c in entities):
        any_case = layer(
            [
                ((p, tuple(map(_capitals, names)), tuple(map(_capitals, alone))))
                for (p, names, alone), caseless in people
                if caseless
            ],
            [(_capitals(n), e) for n, e, caseless in entities if caseless],
            (),
        )
    return Who((exact, *base.layers), any_case, replaced)


def _known_ids(
    entities: Iterable[tuple[str, Entity, bool]], base: Who
) -> list[tuple[str, Entity, bool]]:
    """A user's entities, those that `base` has with the same codes under the id that it has there.

    So a row that only adds names to an organisation of ours adds no second organisation.
    """
    ready: dict[int, Entity] = {}
    found: list[tuple[str, Entity, bool]] = []
    for name, entity, caseless in entities:
        if id(entity) not in ready:
            known = base.get(fold(entity.name))
            ours = known.entity if known is not None else None
            same = (
                ours is not None
                and ours.id
                and (ours.country, set(ours.sectors)) == (entity.country, set(entity.sectors))
            )
            ready[id(entity)] = (
                msgspec.structs.replace(entity, id=ours.id, name=ours.name)
                if ours is not None and same
                else entity
            )
        found.append((name, ready[id(entity)], caseless))
    return found


def who_of(tables: str | Path | None) -> Who | None:
    """The tables in a user's folder over Dateline's; None without a folder."""
    from dateline.knowledge.user_tables import read_folder

    return None if tables is None else over(read_folder(Path(tables)), own())


def _capitals(name: str) -> str:
    return matching.capitals(fold(name))


def _joined(new: Person, old: Person) -> Person:
    def overruled(term: Term) -> bool:
        return any(
            t.country == term.country
            and plain_office(t.office) == plain_office(term.office)
            and t.since <= (term.until.strip("?") or "9999")
            and term.since <= (t.until or "9999")
            for t in new.terms
        )

    terms = [*new.terms, *(t for t in old.terms if not overruled(t))]
    terms.sort(key=lambda t: t.since)
    return Person(old.id, new.name, new.gender or old.gender, tuple(terms))


def from_tables() -> Layer:
    """Dateline's own layer, read from the tables themselves."""
    from dateline.knowledge.agents import agents
    from dateline.knowledge.tables import entities, people

    return layer(people(), entities(), agents())


@lru_cache(maxsize=1)
def own() -> Who:
    """Dateline's own tables: compiled, or where that file is out of date read one by one."""
    from dateline.knowledge.compiled import compiled_path, tables_hash, unpack

    return Who((unpack(compiled_path(), tables_hash()) or from_tables(),))
