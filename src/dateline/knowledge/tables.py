"""Read the tables of who is who; a row that cannot be used stops the load with its line."""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import Any

import msgspec

from dateline.errors import TableError

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

SECTORS = frozenset(
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE "
    "REL SOC NGO IGO MNC".split()
)
"""PLOVER's sector codes (manual 2.0, table 5.2), and its three kinds of body used as country."""

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?\??$|$")
_SLUG = re.compile(r"[^a-z0-9]+")


class Term(msgspec.Struct, frozen=True, array_like=True):
    """One office of one person: `since` and `until` are ISO dates, cut where no more is certain.

    An empty `until` is open; "2024-06?" is held at least into that month. `source` is a key of
    `currency.toml`, or the place of a row in a user's table.
    """

    country: str
    office: str
    sectors: tuple[str, ...]
    since: str
    until: str
    source: str = ""


class Person(msgspec.Struct, frozen=True, array_like=True):
    """Somebody with a name of their own, and the offices held, oldest first."""

    id: str
    name: str
    gender: str
    terms: tuple[Term, ...]

    @property
    def country(self) -> str:
        """The country of the latest office."""
        return self.terms[-1].country


class Entity(msgspec.Struct, frozen=True, array_like=True):
    """A state, people, organisation or seat of government that a name stands for.

    `kind` is state, adjective, people, capital, seat, region, block, or an organisation's kind
    (igo, body, group, party, ngo, media, firm).
    """

    id: str
    name: str
    country: str
    sectors: tuple[str, ...]
    kind: str
    since: str = ""
    until: str = ""
    source: str = ""


def slug(name: str) -> str:
    """A short plain form of a name, for ids."""
    from dateline.knowledge.folding import fold

    return _SLUG.sub("-", fold(name).lower()).strip("-")


def rows(name: str) -> Iterator[tuple[str, dict[str, str]]]:
    """(file and line, row) of one CSV table; lines that begin with # are comments."""
    text = (files("dateline.knowledge") / "tables" / name).read_text(encoding="utf-8")
    lines = [(n, ln) for n, ln in enumerate(text.splitlines(), 1) if ln and not ln.startswith("#")]
    reader = csv.reader([ln for _, ln in lines])
    header = next(reader)
    for (number, _), cells in zip(lines[1:], reader, strict=True):
        where = f"{name}:{number}"
        if len(cells) != len(header):
            raise TableError(
                f"{len(cells)} cells, {len(header)} expected", where=where, cure="check the commas"
            )
        yield where, dict(zip(header, cells, strict=True))


def many(cell: str) -> tuple[str, ...]:
    """The parts of a cell that holds a list."""
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def toml(name: str) -> dict[str, Any]:
    """One TOML table."""
    return tomllib.loads((files("dateline.knowledge") / "tables" / name).read_text("utf-8"))


def check_sectors(cell: str, where: str) -> tuple[str, ...]:
    """The sectors of a cell; raises `TableError` for one that PLOVER does not have."""
    sectors = many(cell)
    for sector in sectors:
        if sector not in SECTORS:
            raise TableError(
                f"unknown sector {sector!r}", where=where, cure="use PLOVER's sector codes"
            )
    return sectors


WIDE = "wide"
"""The source of the wide list of people, who have said less of themselves than the heads of states."""

CONTESTED = "contested"
"""The kind that stands first where a name says nothing by itself: the text decides who is meant."""

_JAPANESE_TITLES = frozenset(("Emperor", "Empress", "Prince", "Princess", "Crown"))

HEAD = "head of state or government"
"""The office of a leader of whom REIGN does not say which of the two it was."""


def _leaders(
    known: dict[str, tuple[list[Term], list[str], list[str], str, str]],
) -> list[tuple[str, str, Term, str]]:
    """The rows of REIGN whose bearer is not among those known with full name and office then."""
    taken: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for terms, names, alone, _, _ in known.values():
        for word in {w for n in (*names, *alone) for w in slug(n).split("-")}:
            for term in (t for t in terms if t.source != WIDE):
                years = term.since[:4], term.until[:4] or "9999"
                taken.setdefault((term.country, word), []).append(years)
    found = []
    for _, row in rows("leaders.csv"):
        country, name = row["country"], row["name"]
        words = [w for w in slug(name).split("-") if len(w) > 2]
        terms_then = [years for w in words for years in taken.get((country, w), ())]
        if any(first <= row["to"][:4] and row["from"][:4] <= last for first, last in terms_then):
            continue
        term = Term(country, HEAD, ("GOV",), row["from"], row["to"], "reign")
        key = f"{country.lower()}-{slug(name)}"
        found.append((key, name, term, row["gender"]))
    return found


def _family_first(names: list[str]) -> list[str]:
    """Japanese names as Japan writes them, and since 2020 its government in English: "Abe Shinzo"."""
    pairs = [n.split() for n in names]
    return [f"{p[1]} {p[0]}" for p in pairs if len(p) == 2 and p[0] not in _JAPANESE_TITLES]


def _respell(people: dict[str, list[str]]) -> None:
    """Add to each person's names those with the given name spelled another way: "Aleksey Navalny".

    A spelling that two would share, or that somebody has by the table itself, is nobody's.
    """
    spellings: dict[str, tuple[str, ...]] = {}
    for _, row in rows("spellings.csv"):
        family = many(row["names"])
        spellings |= dict.fromkeys(family, family)
    written = {n for names in people.values() for n in names}
    made: dict[str, set[str]] = {}
    for key, names in people.items():
        for name in names:
            given, _, rest = name.partition(" ")
            for other in spellings.get(given, ()) if rest else ():
                made.setdefault(f"{other} {rest}", set()).add(key)
    for name, keys in made.items():
        if len(keys) == 1 and name not in written:
            people[next(iter(keys))].append(name)


@lru_cache(maxsize=1)
def people() -> tuple[tuple[Person, tuple[str, ...], tuple[str, ...]], ...]:
    """Every person with the names that need no context and the surnames that stand alone."""
    found: dict[str, tuple[list[Term], list[str], list[str], str, str]] = {}
    for where, row in rows("people.csv"):
        for column in ("from", "to"):
            if not _DATE.match(row[column]):
                raise TableError(
                    f"{column} {row[column]!r} is no date", where=where, cure="write YYYY-MM-DD"
                )
        end = row["to"].rstrip("?")
        if end and end < row["from"][: len(end)]:
            raise TableError("ends before it begins", where=where, cure="swap from and to")
        terms, names, alone, _, _ = found.setdefault(
            slug(row["name"]), ([], [row["name"]], [], row["name"], row["gender"])
        )
        terms.append(
            Term(
                row["country"],
                row["office"],
                check_sectors(row["sectors"], where),
                row["from"],
                row["to"],
                row.get("source", "own"),
            )
        )
        names.extend(n for n in many(row["aliases"]) if n not in names)
        if row["country"] == "JPN":
            names.extend(n for n in _family_first(names) if n not in names)
        alone.extend(n for n in many(row["alone"]) if n not in alone)
    for key, name, term, gender in _leaders(found):
        terms, names, _, _, _ = found.setdefault(key, ([], [], [], name, gender))
        terms.append(term)
        if " " in name and "." not in name and name not in names:
            names.append(name)
    _respell({key: names for key, (_, names, _, _, _) in found.items()})
    return tuple(
        (
            Person("person:" + key, name, gender, tuple(sorted(terms, key=lambda t: t.since))),
            tuple(names),
            tuple(alone),
        )
        for key, (terms, names, alone, name, gender) in found.items()
    )


def _dated(row: dict[str, str]) -> tuple[str, str, str]:
    return row.get("from", ""), row.get("to", ""), row.get("source", "")


def _groups(known: set[str]) -> Iterator[tuple[str, Entity]]:
    """The peoples and faiths of groups.csv, without names that a state or organisation has.

    A group that lives in several states has no country.
    """
    for _, row in rows("groups.csv"):
        if not row["read"]:
            continue
        states = many(row["countries"])
        country = states[0] if len(states) == 1 else ""
        sectors = ("REL",) if row["kind"] == "religious" else ()

        def entity(
            kind: str, row: dict[str, str] = row, country: str = country,
            sectors: tuple[str, ...] = sectors,
        ) -> Entity:  # fmt: skip
            own = "group:" + slug(row["name"])
            return Entity(own, row["name"], country, sectors, kind, *_dated(row))

        bare = (row["name"],) if row["read"] == "yes" else ()
        for name in dict.fromkeys((*bare, *many(row["aliases"]))):
            if name not in known:
                yield name, entity("people")
        for name in many(row["adjectives"]):
            if name not in known:
                yield name, entity("adjective")


def _spellings(name: str, org: Entity) -> tuple[str, ...]:
    """A name as the table has it, and a party's as papers write it: "the Green party"."""
    if org.kind == "party" and name.endswith(" Party"):
        return name, f"{name.removesuffix('Party')}party"
    return (name,)


@lru_cache(maxsize=1)
def entities() -> tuple[tuple[str, Entity], ...]:
    """Every (name, what it stands for) of states, peoples, seats, regions and organisations."""
    found: list[tuple[str, Entity]] = []
    main: set[str] = set()
    for where, row in rows("states.csv"):
        sectors = check_sectors(row["sectors"], where)
        code = row["country"]
        # The first row of a country is the state; its parts, and states before it, have own ids.
        own = f"{code}:{slug(row['name'])}" if code in main else code
        main.add(code)

        def entity(
            kind: str, extra: tuple[str, ...] = (), row: dict[str, str] = row, own: str = own,
            sectors: tuple[str, ...] = sectors,
        ) -> Entity:  # fmt: skip
            both = (*extra, *(s for s in sectors if s not in extra))
            return Entity(own, row["name"], row["country"], both, kind, *_dated(row))

        found.extend((n, entity("state")) for n in (row["name"], *many(row["aliases"])))
        found.extend((n, entity("adjective")) for n in many(row["adjectives"]))
        found.extend((n, entity("people")) for n in many(row["people"]))
        found.extend((n, entity("capital", ("GOV",))) for n in many(row["capital"]))
    for where, row in (*rows("organisations.csv"), *rows("armed_groups.csv")):
        org = Entity(
            "org:" + slug(row["name"]),
            row["name"],
            row["country"],
            check_sectors(row["sectors"], where),
            row["kind"],
            *_dated(row),
        )
        short = [w for n in many(row["short"]) for w in _spellings(n, org)]
        named = (w for n in (row["name"], *many(row["aliases"])) for w in _spellings(n, org))
        found.extend((n, org) for n in dict.fromkeys(named) if n not in short)
        for name in short:
            found += [(name, Entity("", name, "", (), CONTESTED)), (name, org)]
    for where, row in rows("seats.csv"):
        seat = Entity(
            "org:" + slug(row["name"]),
            row["name"],
            row["country"],
            check_sectors(row["sectors"], where),
            "seat",
            *_dated(row),
        )
        found.extend((n, seat) for n in (row["name"], *many(row["aliases"])))
    found.extend(_groups({name for name, _ in found}))
    for _, row in rows("regions.csv"):
        for name in many(row["names"]):
            found.append((name, Entity("", name, row["country"], (), "region")))
    for name in toml("words.toml")["not_actors"]:
        found.append((name, Entity("", name, "", (), "block")))
    return tuple(found)
