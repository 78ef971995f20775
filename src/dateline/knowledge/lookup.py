"""`lookup`: what the tables say of a name on a day."""

from __future__ import annotations

from datetime import date

import msgspec

from dateline.knowledge.currency import currency
from dateline.knowledge.folding import fold
from dateline.knowledge.gazetteer import Named, names
from dateline.knowledge.tables import CONTESTED, Person, slug
from dateline.knowledge.terms import day_of, held, surname_bearers

SOURCE_ENTITIES = "Dateline states.csv, organisations.csv (2026-11; ISO 3166, PLOVER 2.0)"


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that the tables know: a name, what it stands for, when, and the source.

    `when` is `in`, `former`, `future` or `maybe` for a dated office, `always` for the rest.
    """

    name: str
    actor_id: str
    country: str | None
    sectors: tuple[str, ...]
    kind: str
    office: str | None = None
    since: str | None = None
    until: str | None = None
    when: str = "always"
    source: str = SOURCE_ENTITIES


def _person_facts(person: Person, on: date | str | None) -> list[Fact]:
    day = day_of(on)
    words = {"in": "in", "maybe": "maybe", "before": "future", "after": "former"}
    return [
        Fact(
            name=person.name,
            actor_id=person.id,
            country=term.country,
            sectors=term.sectors,
            kind="person",
            office=term.office,
            since=term.since,
            until=term.until or None,
            when=words[held(term, day)] if day.known else "undated",
            source=currency().sources.get(term.source, term.source),
        )
        for term in person.terms
    ]


def lookup(name: str, on: date | str | None = None) -> list[Fact]:
    """Facts about `name` (a person, state, capital, organisation), those that hold on the day first.

    A surname that stands for somebody in the news gives that person. An unknown name gives an
    empty list; nothing is guessed.
    """
    named = names().get(fold(name).strip())
    if named is None:
        folded = slug(name)
        named = next((n for key, n in names().items() if slug(key) == folded), None)
    if named is None:
        named = Named(None, None, (), False)
    facts: list[Fact] = []
    for entity in (named.entity, *named.others):
        if entity is None or entity.kind in ("block", CONTESTED):
            continue
        facts.append(
            Fact(
                name=entity.name,
                actor_id=entity.id,
                country=entity.country or None,
                sectors=entity.sectors,
                kind=entity.kind,
            )
        )
    people = [named.person] if named.person else []
    if not people:
        people.extend(named.alone)
        people.extend(p for p in surname_bearers(name.strip()) if p not in people)
    for person in people:
        facts.extend(_person_facts(person, on))
    order = {"in": 0, "always": 1, "maybe": 2, "undated": 3, "former": 4, "future": 5}
    return sorted(facts, key=lambda f: order[f.when])
