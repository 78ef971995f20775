"""One layer of who is who: names and what they stand for, who held what, nouns that act.

Dateline's own tables are one layer; a user's tables are another that lies over it.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import NamedTuple

from dateline.knowledge.agents import Agent
from dateline.knowledge.folding import fold
from dateline.knowledge.matching import Lengths, lengths_of
from dateline.knowledge.tables import CONTESTED, Entity, Person
from dateline.knowledge.terms import plain_office, surnames

# Which reading of a name comes first where it has several ("US" is state and adjective).
_ORDER = ("block", CONTESTED, "state", "adjective", "people", "seat", "capital", "region")


class Named(NamedTuple):
    """What one name may stand for.

    `alone` are people known by this name without being its only bearer: by their surname, or one
    of several with the same full name. `others` are further entities of that name; `entity` is
    the one that comes first.
    """

    entity: Entity | None
    person: Person | None
    alone: tuple[Person, ...]
    adjective: bool
    others: tuple[Entity, ...] = ()


NOBODY = Named(None, None, (), False)

Listed = tuple[Person, tuple[str, ...], tuple[str, ...]]
"""A person, the names that need no context, and the surnames that stand alone."""


class Layer(NamedTuple):
    """Tables made ready for looking up; `names` are folded, and `keys` are the same names.

    `bearers` maps a surname to people, `holders` (country, plain office) to people, `agents` the
    last word of a phrase to phrases, the longest first.
    """

    names: Mapping[str, Named]
    keys: Container[str]
    lengths: Lengths
    bearers: Mapping[str, Sequence[Person]]
    holders: Mapping[tuple[str, str], Sequence[Person]]
    agents: Mapping[str, Sequence[Agent]]


def layer(
    people: Iterable[Listed], entities: Iterable[tuple[str, Entity]], agents: Iterable[Agent]
) -> Layer:
    """A layer from rows."""
    people = tuple(people)
    names = name_table(people, entities)
    return Layer(
        names, names, lengths_of(names), bearers_of(people), holders_of(people), by_last(agents)
    )


def _rank(entity: Entity) -> int:
    return _ORDER.index(entity.kind) if entity.kind in _ORDER else 3


def _and_entity(old: Named, entity: Entity) -> Named:
    best, others = entity, old.others
    if old.entity is not None:
        best = old.entity if _rank(old.entity) <= _rank(entity) else entity
        other = entity if best is old.entity else old.entity
        if other.id != best.id or other.since != best.since:
            others = (*others, other)
    return old._replace(
        entity=best, others=others, adjective=old.adjective or entity.kind == "adjective"
    )


def _and_person(old: Named, person: Person) -> Named:
    if old.person is None and not old.alone:
        return old._replace(person=person)
    if old.person is person or person in old.alone:
        return old
    both = (old.person, *old.alone, person) if old.person else (*old.alone, person)
    return old._replace(person=None, alone=both)


def name_table(
    people: Sequence[Listed], entities: Iterable[tuple[str, Entity]]
) -> dict[str, Named]:
    """Every name, folded, with what it stands for."""
    table: dict[str, Named] = {}
    for name, entity in entities:
        key = fold(name)
        table[key] = _and_entity(table.get(key, NOBODY), entity)
    for person, full, _ in people:
        for name in full:
            key = fold(name)
            table[key] = _and_person(table.get(key, NOBODY), person)
    for person, _, alone in people:
        for name in alone:
            key = fold(name)
            old = table.get(key, NOBODY)
            if person is not old.person and person not in old.alone:
                table[key] = old._replace(alone=(*old.alone, person))
    # "SOUTH KOREA" in a headline-like line; short forms stay case-sensitive.
    for key, named in list(table.items()):
        if (
            len(key) >= 6
            and named.entity is not None
            and named.entity.kind in ("state", "igo", "seat")
        ):
            table.setdefault(key.upper(), named)
    return table


def bearers_of(people: Iterable[Listed]) -> dict[str, list[Person]]:
    """Surname → everybody who has it."""
    table: dict[str, list[Person]] = {}
    for person, names, alone in people:
        for surname in sorted(surnames(person, names, alone)):
            table.setdefault(surname, []).append(person)
    return table


def holders_of(people: Iterable[Listed]) -> dict[tuple[str, str], list[Person]]:
    """(country, plain office) → everybody who held it."""
    table: dict[tuple[str, str], list[Person]] = {}
    for person, _, _ in people:
        for post in sorted({(t.country, plain_office(t.office)) for t in person.terms if t.office}):
            table.setdefault(post, []).append(person)
    return table


def by_last(agents: Iterable[Agent]) -> dict[str, list[Agent]]:
    """Last word → the phrases that end in it, the longest first."""
    table: dict[str, list[Agent]] = {}
    for agent in agents:
        table.setdefault(agent.words[-1], []).append(agent)
    for found in table.values():
        found.sort(key=lambda a: -len(a.words))
    return table
