"""`lookup`: what the tables say of a name, an office or a noun on a day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from difflib import SequenceMatcher
from heapq import nlargest
from pathlib import Path

import msgspec

from dateline.knowledge.agents import Agent
from dateline.knowledge.context import current, using
from dateline.knowledge.currency import currency
from dateline.knowledge.folding import fold
from dateline.knowledge.gazetteer import find_names
from dateline.knowledge.layers import NOBODY, Named
from dateline.knowledge.tables import CONTESTED, HEAD, Entity, Person, Term, slug
from dateline.knowledge.terms import (
    HEAD_TITLES,
    Day,
    day_of,
    held,
    plain_office,
    surname_bearers,
)
from dateline.knowledge.who import who_of

SOURCE_STATES = "Dateline states.csv (2026-11; ISO 3166, PLOVER 2.0)"
SOURCE_SEATS = "Dateline seats.csv (2026-11; PLOVER 2.0)"
SOURCE_ORGANISATIONS = "Dateline organisations.csv (2026-11; PLOVER 2.0)"
SOURCE_SEATS = "Dateline seats.csv (2026-11)"
SOURCE_AGENTS = "Dateline agents.toml (2026-11; sectors of PLOVER 2.0)"

_GEO = frozenset(("state", "adjective", "people", "capital", "region"))
_OWN_ROW = re.compile(r"(:|, row )\d+$")
_WHEN = {"in": "in", "maybe": "maybe", "before": "future", "after": "former"}
_ORDER = {"in": 0, "always": 1, "maybe": 2, "undated": 3, "former": 4, "future": 5, "unknown": 6}
# Codes that are no state's; those that many organisations share.
_NO_STATES = frozenset(("UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"))
_SHARED = _NO_STATES - {"UNO", "EUR"}
# Asked for so, anybody who stands at the head: president, king, prime minister.
_ANY_HEAD = frozenset(("head of state", "head of government", "leader", "ruler"))
_JOINERS = frozenset("of the for and to s 's a an in".split())


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that the tables know: a name, what it stands for, when, and the source.

    `when` is `in`, `former`, `future` or `maybe` for what is dated (`undated` where no day was
    asked for), `always` for the rest, and `unknown` for an office whose holder on the day is not
    known: then `name` is the office's own. `kind` is person, office, agent, or that of an entity.
    On the day (today, where none was asked for) an organisation has `members`, PLOVER's codes, and
    a state is `member_of` organisations; empty where the tables have no list.
    """

    name: str
    actor_id: str | None
    country: str | None
    sectors: tuple[str, ...]
    kind: str
    office: str | None = None
    since: str | None = None
    until: str | None = None
    when: str = "always"
    source: str = ""
    members: tuple[str, ...] = ()
    member_of: tuple[str, ...] = ()


def lookup(name: str, on: date | str | None = None, tables: str | Path | None = None) -> list[Fact]:
    """Facts about `name`, those that hold on the day first.

    `name` is a person, state, capital or organisation, an office ("French foreign minister"), or
    a noun that can act ("rebels"). A surname gives everybody who has it. An unknown name gives an
    empty list; nothing is guessed. `tables` is a folder of a user's own tables.
    """
    with using(who_of(tables)):
        day = day_of(on)
        asked = " ".join(name.split())
        # "The Gambia" is in the tables, "the Blue House" is there without its article.
        return _lookup(asked, day) or (
            _lookup(asked[4:], day) if asked.lower().startswith("the ") else []
        )


def _lookup(asked: str, day: Day) -> list[Fact]:
    facts = list(_of_name(_named(asked), asked, day))
    if not facts:
        facts = list(_of_office(asked, day))
    if not facts:
        facts = list(_of_agent(asked))
    return sorted(facts, key=lambda f: _ORDER[f.when])


def near(name: str, tables: str | Path | None = None, most: int = 5) -> list[str]:
    """Names of the tables that look like `name`, the nearest first."""
    with using(who_of(tables)):
        return _near(name, most)


def _near(name: str, most: int) -> list[str]:
    asked = fold(name).lower()
    starts = {w[:2] for w in re.findall(r"[^\W_]{2,}", asked)}
    matcher = SequenceMatcher(b=asked, autojunk=False)
    scored: dict[str, tuple[float, str]] = {}
    for known, named in current().names.items():
        low = known.lower()
        if abs(len(low) - len(asked)) > 4 or not any(
            low.startswith(s) or f" {s}" in low for s in starts
        ):
            continue
        matcher.set_seq1(low)
        if matcher.real_quick_ratio() < 0.7 or matcher.quick_ratio() < 0.7:
            continue
        score = matcher.ratio()
        if score >= 0.7:
            shown = _shown(named, known)
            if shown and score > scored.get(shown, (0.0, ""))[0]:
                scored[shown] = (score, shown)
    return [shown for _, shown in nlargest(most, scored.values())]


def _shown(named: Named, spelled: str) -> str:
    if named.person is not None:
        return named.person.name
    if named.entity is None or named.entity.kind == "block":
        return spelled if named.alone else ""
    if named.entity.kind == CONTESTED:
        return spelled
    return named.entity.name if named.entity.kind not in ("adjective", "capital") else spelled


def _named(asked: str) -> Named:
    who = current()
    named = who.get(fold(asked))
    if named is None:
        wanted = slug(asked)
        spelled = next((key for key in who.names if slug(key) == wanted), None) if wanted else None
        named = who.get(spelled) if spelled is not None else None
    return named or NOBODY


def _of_name(named: Named, asked: str, day: Day) -> Iterator[Fact]:
    seen: set[tuple[str, str, str]] = set()
    for entity in (named.entity, *named.others):
        if entity is None or entity.kind in ("block", CONTESTED):
            continue
        key = (entity.id, entity.country, entity.since)
        if key not in seen:
            seen.add(key)
            yield _entity_fact(entity, day)
    people = [named.person] if named.person else []
    people.extend(named.alone)
    if named.person is None:
        people.extend(surname_bearers(asked))
    for person in _one_each(people):
        for term in person.terms:
            yield _term_fact(person, term, day)


def _entity_fact(entity: Entity, day: Day) -> Fact:
    when = "always"
    if entity.since or entity.until:
        term = Term(entity.country, "", (), entity.since, entity.until)
        when = _WHEN[held(term, day)] if day.known else "undated"
    base = SOURCE_STATES if entity.kind in _GEO else SOURCE_ORGANISATIONS
    if entity.kind == "seat":
        base = SOURCE_SEATS
    return Fact(
        name=entity.name,
        actor_id=entity.id or None,
        country=entity.country or None,
        sectors=entity.sectors,
        kind=entity.kind,
        since=entity.since or None,
        until=entity.until or None,
        when=when,
        source=_source(base, entity.source),
        members=_members(entity, day),
        member_of=_member_of(entity, day),
    )


def _members(entity: Entity, day: Day) -> tuple[str, ...]:
    from dateline.knowledge.members import members, organisations

    if entity.kind in _GEO or entity.name not in organisations():
        return ()
    return tuple(members(entity.name, day.first if day.exact else day.first[:4] or None))


def _member_of(entity: Entity, day: Day) -> tuple[str, ...]:
    from dateline.knowledge.members import memberships

    if entity.kind != "state" or entity.id != entity.country:
        return ()
    on = day.first if day.exact else day.first[:4] or None
    return tuple(m.organisation for m in memberships(entity.country, on))


def _term_fact(person: Person, term: Term, day: Day) -> Fact:
    return Fact(
        name=person.name,
        actor_id=person.id,
        country=term.country or None,
        sectors=term.sectors,
        kind="person",
        office=term.office or None,
        since=term.since or None,
        until=term.until or None,
        when=_WHEN[held(term, day)] if day.known else "undated",
        source=_source("", term.source),
    )


def _source(table: str, row: str) -> str:
    """The source of a row: its own, or the table's; a user's row is named by file and line."""
    if _OWN_ROW.search(row):
        return f"your own table, {row}"
    told = currency().sources.get(row, "common knowledge" if row == "common" else row)
    return ": ".join(part for part in (table, told) if part)


def _apart(asked: str) -> tuple[list[Entity], str]:
    """ "French foreign minister" → the entities named, and the other words in lower case."""
    entities: list[Entity] = []
    rest = ""
    last = 0
    for hit in find_names(asked):
        if hit.named.entity is None or hit.named.entity.kind == "block":
            continue
        entities.append(hit.named.entity)
        rest += asked[last : hit.start]
        last = hit.end
    rest += asked[last:]
    words = re.findall(r"[^\W_]+(?:[-.'][^\W_]+)*", rest.lower().replace("’", "'"))
    while words and words[0] in _JOINERS:
        words.pop(0)
    while words and words[-1] in _JOINERS:
        words.pop()
    return entities, " ".join(words)


def _of_office(asked: str, day: Day) -> Iterator[Fact]:
    entities, office = _apart(asked)
    countries = list(dict.fromkeys(e.country for e in entities if e.country))
    if not office or not countries:
        return
    country = countries[-1] if len(countries) == 1 else countries[0]
    wanted = _words(plain_office(office))
    own_words = {w for e in entities for w in _words(e.name)}
    own_words |= {w for hit in find_names(asked) for w in _words(asked[hit.start : hit.end])}
    found: list[Fact] = []
    for post in _posts(country):
        words = _words(post)
        titled = post == HEAD.lower() and plain_office(office) in HEAD_TITLES
        of_body = bool(words & own_words) and words - own_words == wanted
        # "Secretary-General" alone is the UN's, but no other organisation's of the code IGO.
        heads = office in _ANY_HEAD and post in HEAD_TITLES
        if of_body or (country not in _SHARED and (words == wanted or titled or heads)):
            for person in _one_each(p for ps in current().holders(country, post) for p in ps):
                for term in person.terms:
                    if term.country == country and plain_office(term.office) == post:
                        found.append(_term_fact(person, term, day))
    if day.known:
        there = [f for f in found if f.when in ("in", "maybe")]
        named = [f for f in there if f.office != HEAD] or there
        yield from named
        if named or not (found or _agent(office)):
            return
        agent = _agent(office)
        first = found[0] if found else None
        sectors = first.sectors if first else agent.sectors if agent else ()
        if country in _NO_STATES and not first:
            sectors = ()
        yield Fact(
            name=asked, actor_id=None, country=country, sectors=sectors, kind="office",
            office=office, when="unknown",
            source=f"no holder is known for that day; the table is good to {currency().people}",
        )  # fmt: skip
        return
    yield from sorted(found, key=lambda f: f.since or "", reverse=True)


def _words(text: str) -> set[str]:
    words = re.findall(r"[^\W_]+", fold(text).lower().replace(".", ""))
    return {w for w in words if w not in _JOINERS}


def _posts(country: str) -> list[str]:
    """The plain offices of a country of which the tables know a holder."""
    who = current()
    layers = [*who.layers, *([who.caseless] if who.caseless else [])]
    return list(dict.fromkeys(o for one in layers for c, o in one.holders if c == country))


def _one_each(people: Iterable[Person]) -> list[Person]:
    found: dict[str, Person] = {}
    for person in people:
        found.setdefault(person.id, person)
    return list(found.values())


def _agent(phrase: str) -> Agent | None:
    words = phrase.lower().replace("-", " - ").replace("'s", " 's").split()
    if not words:
        return None
    last = words[-1]
    singular = [last]
    for ending, rest in (("men", "man"), ("women", "woman"), ("ies", "y"), ("s", "")):
        if last.endswith(ending) and len(last) > len(ending):
            singular.append(last[: -len(ending)] + rest)
    for word in singular:
        agent = current().agent_ending(word, words[:-1])
        if agent is not None:
            return agent
    return None


def _of_agent(asked: str) -> Iterator[Fact]:
    entities, rest = _apart(asked)
    agent = _agent(rest)
    if agent is None:
        return
    country = next((e.country for e in entities if e.country), None)
    sectors = agent.sectors
    if sectors == ("UAF",) and any(
        e.kind in ("people", "group", "party") or e.id.startswith("group:") for e in entities
    ):
        sectors = (
            "REB",
        )  # as in a text: who fights under a people's or party's name is no stranger
    yield Fact(
        name=agent.text.replace(" - ", "-").replace(" 's", "'s"),
        actor_id=None,
        country=country,
        sectors=sectors,
        kind="agent",
        source=SOURCE_AGENTS,
    )
