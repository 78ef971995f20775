"""A user's own actors and agents: `actors*.csv|toml` and `agents*.csv|toml` in one folder.

They win over Dateline's tables. A row that cannot be used is told with file, line and cure, and
the others are used.
"""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from dateline import limits
from dateline.errors import TableError, UsageError
from dateline.knowledge.agents import Agent, words_of
from dateline.knowledge.cells import check_country, check_date, check_names, check_sector_codes
from dateline.knowledge.folding import fold
from dateline.knowledge.layers import Listed
from dateline.knowledge.rows import Row, Tell, csv_rows, toml_rows
from dateline.knowledge.tables import Entity, Person, Term, slug

ACTOR_COLUMNS = (
    "name", "aliases", "country", "sectors", "kind", "office", "from", "to", "gender", "alone",
    "case", "custom", "note",
)  # fmt: skip
AGENT_COLUMNS = ("phrase", "sectors", "kind", "note")

KINDS = (
    "person", "state", "adjective", "people", "seat", "capital", "region", "igo", "body", "group",
    "party", "ngo", "media", "firm", "block",
)  # fmt: skip
AGENT_KINDS = ("body", "person", "people", "group")
# What a kind is taken to be where the row does not say.
_BY_SECTOR = {
    "REB": "group", "UAF": "group", "PRM": "group", "PTY": "party", "BUS": "firm", "MNC": "firm",
    "JRN": "media", "SOC": "ngo", "NGO": "ngo", "IGO": "igo",
}  # fmt: skip
_OWN_CODE = re.compile(r"[A-Z0-9]{2,8}")
_BY_COUNTRY = {"IGO": "igo", "UNO": "igo", "EUR": "igo", "NGO": "ngo", "ISM": "ngo",
               "IMG": "group", "MNC": "firm"}  # fmt: skip


class UserTables(NamedTuple):
    """What a user's files hold, to lie over Dateline's tables (`who.over`).

    People and entities are given with whether their names are matched however capitals stand.
    `problems` are the lines that could not be used, `rows` the number of those that can, and
    `hash` that of all files read.
    """

    people: tuple[tuple[Listed, bool], ...]
    entities: tuple[tuple[str, Entity, bool], ...]
    agents: tuple[Agent, ...]
    problems: tuple[TableError, ...]
    files: tuple[Path, ...]
    rows: int
    hash: str


class _Problems:
    """Collects problems, of each file no more than a bound."""

    def __init__(self) -> None:
        self.found: list[TableError] = []
        self._counts: dict[str, int] = {}

    def for_file(self, path: Path) -> Tell:
        """The function that tells a problem of this file."""

        def tell(problem: TableError) -> None:
            count = self._counts[str(path)] = self._counts.get(str(path), 0) + 1
            if count <= limits.MAX_TABLE_PROBLEMS:
                self.found.append(problem)

        return tell

    def all(self) -> tuple[TableError, ...]:
        """The problems told, and a line for those of each file that were only counted."""
        rest = {f: n - limits.MAX_TABLE_PROBLEMS for f, n in self._counts.items()}
        more = [
            TableError(f"{n:,} more lines that cannot be used", where=f, cure="mend those above")
            for f, n in rest.items()
            if n > 0
        ]
        return (*self.found, *more)


def table_files(folder: Path) -> list[Path]:
    """The tables of actors and agents in a folder, by name.

    Raises `UsageError` for a folder that cannot be read.
    """
    try:
        found = sorted(folder.iterdir())
    except OSError as error:
        raise UsageError(
            f"cannot be read: {error.strerror}", where=str(folder), cure="check its permissions"
        ) from None
    return [
        p for p in found if is_actor_table(p.name) and p.suffix in (".csv", ".toml") and p.is_file()
    ]


def is_actor_table(name: str) -> bool:
    """Whether a file of a user's folder is one of actors or agents (the others are lexicon rows)."""
    return name.startswith(("actors", "agents"))


def read_folder(folder: Path) -> UserTables:
    """The user's tables in a folder. Never raises for what a file holds: see `problems`."""
    return read_files(table_files(folder))


def read_files(paths: Iterable[Path]) -> UserTables:
    """The user's tables in these files; a name that begins with "agents" holds agents."""
    paths = tuple(paths)
    problems = _Problems()
    actors: list[_Actor] = []
    agents: list[Agent] = []
    taken: dict[str, _Actor] = {}
    digest = hashlib.sha256()
    room = limits.MAX_TABLE_ROWS
    used = 0
    for path in paths:
        tell = problems.for_file(path)
        _add_hash(digest, path)
        of_agents = path.name.startswith("agents")
        rows = iter(_rows(path, of_agents, tell))
        for row in islice(rows, room):
            room -= 1
            try:
                if of_agents:
                    agents.extend(_agents(row))
                else:
                    actors.append(_claim(_actor(row), taken))
            except TableError as problem:
                tell(problem)
            else:
                used += 1
        if room <= 0 and (row_left := next(rows, None)) is not None:
            tell(
                TableError(
                    f"more than {limits.MAX_TABLE_ROWS:,} rows of your own: from here on none is used",
                    where=row_left.where,
                    cure="leave out who is not in your texts",
                )
            )
            break
    people, entities = _assemble(actors)
    return UserTables(
        tuple(people),
        tuple(entities),
        tuple(agents),
        problems.all(),
        paths,
        used,
        digest.hexdigest(),
    )


def check_new(cells: dict[str, str], folder: Path) -> None:
    """Raise `TableError` where a row to be added is wrong, or its names are another row's."""
    row = _actor(Row("the new row", cells))
    taken: dict[str, _Actor] = {}
    if folder.is_dir():
        for path in table_files(folder):
            if path.name.startswith("agents"):
                continue
            for known in islice(_rows(path, False, lambda _: None), limits.MAX_TABLE_ROWS):
                try:
                    _claim(_actor(known), taken)
                except TableError:
                    continue
    _claim(row, taken)


def _add_hash(digest: hashlib._Hash, path: Path) -> None:
    digest.update(path.name.encode() + b"\0")
    try:
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
    except OSError:
        return


def _rows(path: Path, of_agents: bool, tell: Tell) -> Iterator[Row]:
    columns, key, needed = (
        (AGENT_COLUMNS, "agent", "phrase") if of_agents else (ACTOR_COLUMNS, "actor", "name")
    )
    if path.suffix == ".toml":
        return toml_rows(path, key, columns, tell)
    return csv_rows(path, columns, needed, tell)


class _Actor(NamedTuple):
    """A row that is right in itself."""

    where: str
    name: str
    aliases: tuple[str, ...]
    alone: tuple[str, ...]
    country: str
    sectors: tuple[str, ...]
    kind: str
    office: str
    since: str
    until: str
    gender: str
    caseless: bool

    @property
    def person(self) -> bool:
        return self.kind == "person"


def _actor(row: Row) -> _Actor:
    where = row.where
    cell = row.cells.get
    name = next(iter(check_names(cell("name", ""), "name", where)), "")
    if not name:
        raise TableError("no name", where=where, cure="every row needs one")
    country = cell("country", "")
    own = cell("custom", "").lower() in ("yes", "true", "1", "y")
    if country and own:
        if not _OWN_CODE.fullmatch(country):
            raise TableError(
                f"country {country[:40]!r} is no code",
                where=where,
                cure="2 to 8 capitals and digits",
            )
    elif country:
        check_country(country, where)
    sectors = check_sector_codes(cell("sectors", ""), where)
    kind = cell("kind", "")
    if kind and kind not in KINDS:
        near = difflib.get_close_matches(kind, KINDS, n=1)
        raise TableError(
            f"unknown kind {kind[:40]!r}",
            where=where,
            cure=f"write {near[0]}" if near else f"one of {', '.join(KINDS)}",
        )
    if not country and not sectors and kind != "block":
        raise TableError(
            "neither country nor sectors",
            where=where,
            cure="say one, or kind block for what is no actor",
        )
    since = check_date(cell("from", ""), "from", where)
    until = check_date(cell("to", ""), "to", where)
    if until and since and until < since[: len(until)]:
        raise TableError(
            f"ends {until}, before it begins {since}", where=where, cure="swap from and to"
        )
    gender = cell("gender", "").lower()
    if gender not in ("", "m", "f"):
        raise TableError(f"gender {gender[:40]!r}", where=where, cure="m, f or nothing")
    case = cell("case", "").lower()
    if case not in ("", "any", "exact"):
        raise TableError(f"case {case[:40]!r}", where=where, cure="any, exact or nothing")
    office, alone = cell("office", ""), check_names(cell("alone", ""), "alone", where)
    if len(office) > limits.MAX_NAME_CHARS:
        raise TableError(
            f"an office of {len(office):,} characters",
            where=where,
            cure=f"at most {limits.MAX_NAME_CHARS}",
        )
    if not kind:
        kind = "person" if office or gender or alone else ""
        kind = kind or next((_BY_SECTOR[s] for s in sectors if s in _BY_SECTOR), "")
        kind = kind or _BY_COUNTRY.get(country, "body")
    aliases = check_names(cell("aliases", ""), "alias", where)
    return _Actor(
        where,
        name,
        aliases,
        alone,
        country,
        sectors,
        kind,
        office,
        since,
        until,
        gender,
        case == "any",
    )


def _claim(actor: _Actor, taken: dict[str, _Actor]) -> _Actor:
    """Note whose the names are; raises `TableError` where another of the user's rows has one."""
    for name in dict.fromkeys((actor.name, *actor.aliases)):
        other = taken.get(fold(name))
        if other is None:
            continue
        line = other.where.rsplit(":", 1)[-1]
        if other.name != actor.name or other.kind != actor.kind:
            raise TableError(
                f"{name!r} is {other.name} in line {line} already",
                where=actor.where,
                cure="leave it to one of them",
            )
        same = (other.office, other.since, other.until) == (actor.office, actor.since, actor.until)
        if name == actor.name and same:
            raise TableError(
                f"{name!r} stands in line {line} already",
                where=actor.where,
                cure="give one of the rows its office or dates, or leave it out",
            )
    for name in (actor.name, *actor.aliases):
        taken[fold(name)] = actor
    return actor


def _assemble(
    actors: list[_Actor],
) -> tuple[list[tuple[Listed, bool]], list[tuple[str, Entity, bool]]]:
    """People with all their terms, and entities; with each whether its case matters not."""
    persons: dict[str, list[_Actor]] = {}
    entities: list[tuple[str, Entity, bool]] = []
    for actor in actors:
        if actor.person:
            persons.setdefault(actor.name, []).append(actor)
            continue
        entity = Entity(
            f"own:{slug(actor.name) or actor.name}",
            actor.name,
            actor.country,
            actor.sectors,
            actor.kind,
            actor.since,
            actor.until,
            actor.where,
        )
        entities.extend((n, entity, actor.caseless) for n in (actor.name, *actor.aliases))
    people = []
    for name, rows in persons.items():
        terms = [Term(r.country, r.office, r.sectors, r.since, r.until, r.where) for r in rows]
        person = Person(
            f"person:{slug(name) or name}",
            name,
            next((r.gender for r in rows if r.gender), ""),
            tuple(sorted(terms, key=lambda t: t.since)),
        )
        names = dict.fromkeys((name, *(a for r in rows for a in r.aliases)))
        alone = dict.fromkeys(a for r in rows for a in r.alone)
        people.append(((person, tuple(names), tuple(alone)), any(r.caseless for r in rows)))
    return people, entities


def _agents(row: Row) -> list[Agent]:
    phrase = row.cells.get("phrase", "").lower()
    phrases = check_names(phrase, "phrase", row.where)
    if not phrases:
        raise TableError("no phrase", where=row.where, cure="every row needs one")
    sectors = check_sector_codes(row.cells.get("sectors", ""), row.where)
    if not sectors:
        raise TableError("no sectors", where=row.where, cure="every agent needs one")
    kind = row.cells.get("kind", "") or "person"
    if kind not in AGENT_KINDS:
        raise TableError(
            f"unknown kind {kind[:40]!r}", where=row.where, cure=f"one of {', '.join(AGENT_KINDS)}"
        )
    return [
        Agent(words_of(p), sectors, kind, False, kind == "person", False, False) for p in phrases
    ]
