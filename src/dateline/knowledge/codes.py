"""Codes of states and sectors in other systems: ISO 3166, FIPS 10-4, CAMEO, COW, Gleditsch-Ward.

A country is given by PLOVER's code ("DEU") or by the id of one of its territories or former states
("USA:puerto-rico", "YEM:north-yemen"). Each function gives None where the other system has no such
code, or where the code is open (Yemen in 1975 was two states): never a default.

The tables are `states.csv`, `state_names.csv` and `sectors.csv`; they are read at the first call.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from dateline.errors import TableError, UsageError
from dateline.knowledge.tables import many, rows, slug

Day = date | str | None
"""A day, or an ISO text of a day, month or year ("1989-06"); None is today."""

_ISO_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?$")
_STILL = "9999-12-31"
_LONGEST = 15  # characters of a CAMEO actor code


class _State(NamedTuple):
    """One row of states.csv; `since` and `until` are whole days, open ends far away."""

    id: str
    country: str
    name: str
    iso2: str
    fips: tuple[str, ...]
    cameo: tuple[str, ...]
    cow: tuple[tuple[str, int], ...]  # (last day, number), in order of time
    gw: tuple[tuple[str, int], ...]
    since: str
    until: str

    @property
    def main(self) -> bool:
        return self.id == self.country


class _Sector(NamedTuple):
    plover: str
    cameo: str
    also: tuple[str, ...]
    rank: str


class CameoActor(NamedTuple):
    """What a CAMEO actor code says in PLOVER's terms.

    `country` is PLOVER's (None where the code names none, or none that PLOVER has), `sectors`
    PLOVER's; `rest` are the groups of three without a counterpart, as "MUS" or "HEZ".
    """

    country: str | None
    sectors: tuple[str, ...]
    rest: tuple[str, ...]


def first_day(text: str) -> str:
    """The first day of an ISO day, month or year; empty: long ago."""
    return (text + "-01-01"[len(text) - 4 :]) if text else "0001-01-01"


def last_day(text: str) -> str:
    """The last day of an ISO day, month or year (every month has 31); empty: still."""
    return (text + "-12-31"[len(text) - 4 :]) if text else _STILL


def days_meant(on: Day) -> tuple[str, str]:
    """First and last day of what the caller means; raises `UsageError` for what is no date."""
    if on is None:
        return (date.today().isoformat(),) * 2
    text = on.isoformat()[:10] if isinstance(on, date) else on.strip()
    if not _ISO_DAY.match(text):
        raise UsageError(f"{text[:40]!r} is no date", cure="write YYYY-MM-DD, YYYY-MM or YYYY")
    return first_day(text), last_day(text)


def _dated(cell: str, where: str) -> tuple[tuple[str, int], ...]:
    """ "260:1990-10-02;255" → each number with its last day."""
    found = []
    for part in many(cell):
        number, _, until = part.partition(":")
        if not number.isdigit() or (until and not _ISO_DAY.match(until)):
            raise TableError(
                f"{part!r} is no code", where=where, cure="write 255 or 260:1990-10-02"
            )
        found.append((last_day(until), int(number)))
    return tuple(found)


@lru_cache(maxsize=1)
def _states() -> dict[str, tuple[_State, ...]]:
    """country → its rows, the state itself first."""
    found: dict[str, list[_State]] = {}
    for where, row in rows("states.csv"):
        code = row["country"]
        for column in ("from", "to"):
            if row[column] and not _ISO_DAY.match(row[column]):
                raise TableError(
                    f"{column} {row[column]!r} is no date", where=where, cure="write YYYY-MM-DD"
                )
        state = _State(
            id=f"{code}:{slug(row['name'])}" if code in found else code,
            country=code,
            name=row["name"],
            iso2=row["iso2"],
            fips=many(row["fips"]),
            cameo=many(row["cameo"]),
            cow=_dated(row["cow"], where),
            gw=_dated(row["gw"], where),
            since=first_day(row["from"]),
            until=last_day(row["to"]),
        )
        found.setdefault(code, []).append(state)
    return {code: tuple(states) for code, states in found.items()}


@lru_cache(maxsize=1)
def _by_id() -> dict[str, _State]:
    return {s.id: s for states in _states().values() for s in states}


def _candidates(state: _State) -> list[_State]:
    """The state and, where it is one of today, those it succeeded (their existence has an end)."""
    if not state.main:
        return [state]
    return [state, *(s for s in _states()[state.country][1:] if s.until != _STILL)]


def _in_force(country: str, on: Day, column: str) -> list[tuple[_State, int]]:
    """The states that `country` names on the day, with their number of `column`.

    The state itself where it existed; else the states before it. A period in which the answer
    changes gives both answers.
    """
    first, last = days_meant(on)
    state = _by_id().get(country)
    if state is None:
        return []
    found: list[tuple[_State, int]] = []
    for one in _candidates(state):
        if not (one.since <= last and first <= one.until):
            continue
        start = one.since
        for until, number in getattr(one, column):
            if start <= last and first <= until:
                found.append((one, number))
            start = until + "+"  # sorts just after that day
        # A state that lasted through the whole period is the answer; those beside it are parts.
        if one.main and one.since <= first and last <= one.until:
            break
    return found


def _number(country: str, on: Day, column: str) -> int | None:
    numbers = {number for _, number in _in_force(country, on, column)}
    return numbers.pop() if len(numbers) == 1 else None


def cow(country: str, on: Day = None) -> int | None:
    """Correlates of War state number of a country on a day (today, where none is given).

    The number of the state in its whole life, also before COW counts it as a member of the
    system. None for what COW has no number for, for a day on which the state did not exist,
    and where two states lived on the day (ask with an id: "YEM:north-yemen").
    """
    return _number(country, on, "cow")


def gw(country: str, on: Day = None) -> int | None:
    """Gleditsch and Ward number of a country on a day; as `cow`."""
    return _number(country, on, "gw")


def fips(country: str) -> str | None:
    """FIPS 10-4 code of a state or territory: "GM" for "DEU". None for Palestine, which has two."""
    state = _by_id().get(country)
    return state.fips[0] if state is not None and state.fips else None


def iso2(country: str) -> str | None:
    """ISO 3166-1 alpha-2 code of a state or territory ("XK", by custom, for Kosovo)."""
    state = _by_id().get(country)
    return state.iso2 or None if state is not None else None


def country_name(country: str, on: Day = None) -> str | None:
    """English name of a country, territory or actor that is no state ("UNO").

    With a day, the name that it bore then ("Burma", "Upper Volta"); without, the one by which
    Dateline's tables know it.
    """
    state = _by_id().get(country)
    if state is not None:
        if on is not None:
            first, last = days_meant(on)
            names = {n for f, t, n in _names().get(country, ()) if f <= last and first <= t}
            if len(names) == 1:
                return names.pop()
            then = [s for s in _candidates(state) if s.since <= first and last <= s.until]
            if not names and len(then) == 1 and then[0] is not state:
                return country_name(then[0].id, on)
        return state.name
    sector = _sectors().get(country)
    return _sector_names()[country] if sector and sector.rank in ("root", "kind") else None


def cameo_country(country: str) -> str | None:
    """CAMEO's code for a country, territory or actor that is no state: "KSV", "ROM", "IGOUNO"."""
    state = _by_id().get(country)
    if state is not None:
        return state.cameo[0] if state.cameo else None
    sector = _sectors().get(country)
    return sector.cameo if sector and sector.rank in ("root", "kind") else None


def cameo_actor(country: str | None, sectors: Sequence[str] = ()) -> str | None:
    """CAMEO actor code of an actor of PLOVER's: ("PRK", ["GOV"]) → "PRKGOV".

    None where CAMEO has no code for the country, or for none of the sectors: a rebel without a
    code of its own must not become the country's government. The code is at most 15 characters
    long; sectors beyond are left out.
    """
    known = [_sectors().get(s) for s in dict.fromkeys(sectors)]
    if any(s is None or s.plover == "PRE" for s in known):
        return None  # a breakaway government is not that of the country it left
    coded = [s for s in known if s is not None and s.cameo]
    if sectors and not coded:
        return None
    root = ""
    if country:
        root = cameo_country(country) or ""
        if not root:
            return None
    order = ("kind", "primary", "party", "secondary")
    coded.sort(key=lambda s: order.index(s.rank) if s.rank in order else 0)
    before = [s.cameo for s in coded if s.rank in ("kind", "root") and not root.startswith(s.cameo)]
    after = [s.cameo for s in coded if s.rank not in ("kind", "root")]
    groups = "".join(dict.fromkeys([*before, root, *after]))
    return groups[:_LONGEST] or None


def plover_country(code: str) -> str | None:
    """PLOVER's country for a CAMEO or ISO alpha-3 code: "ROM" → "ROU", "PRI" → "USA".

    CAMEO's regions ("AFR", also "EUR": the continent) and codes that are unknown give None.
    """
    return _cameo_countries().get(code)


def plover_actor(code: str) -> CameoActor:
    """Read a CAMEO actor code: "ISROPPPTYLKD" → ("ISR", ("OPP", "PTY"), ("LKD",))."""
    country: str | None = None
    for sector in _sectors().values():
        if sector.rank == "root" and code.startswith(sector.cameo):
            country, code = sector.plover, code[len(sector.cameo) :]
            break
    sectors: list[str] = []
    rest: list[str] = []
    kind: str | None = None
    reading = _cameo_sectors()
    for start in range(0, len(code), 3):
        group = code[start : start + 3]
        sector_of = reading.get(group)
        # A country stands first, or after NGO and the like; MUS is Mauritius only where it is first.
        here = start == 0 or (start == 3 and kind is not None and group != "MUS")
        if country is None and here and sector_of is None and group in _cameo_countries():
            country = _cameo_countries()[group]
        elif sector_of is None:
            rest.append(group)
        elif sector_of.rank == "root":
            country = country or sector_of.plover
        elif sector_of.rank == "kind":
            kind = kind or sector_of.plover
        elif sector_of.plover not in sectors:
            sectors.append(sector_of.plover)
    if kind and country is None:
        country = kind
    elif kind in ("NGO", "MNC", "IGO") and country not in ("UNO", "EUR"):
        sectors.insert(0, kind)
    return CameoActor(country, tuple(sectors), tuple(rest))


def country_of_fips(code: str) -> str | None:
    """PLOVER's country for a FIPS 10-4 code: "GM" → "DEU", "GZ" → "PSE"."""
    return _fips_countries().get(code)


def country_of_iso2(code: str) -> str | None:
    """PLOVER's country for an ISO alpha-2 code; a territory gives the state it belongs to."""
    return _iso_countries().get(code)


def country_of_cow(number: int, on: Day = None) -> str | None:
    """PLOVER's country for a COW number on a day: 345 → "SRB", 255 in 2020 → "DEU"."""
    return _country_of(number, on, "cow")


def country_of_gw(number: int, on: Day = None) -> str | None:
    """PLOVER's country for a Gleditsch and Ward number on a day."""
    return _country_of(number, on, "gw")


def _country_of(number: int, on: Day, column: str) -> str | None:
    found = {
        state.country
        for state in _by_id().values()
        if any(n == number for _, n in getattr(state, column))
        and any(n == number for _, n in _in_force(state.id, on, column))
    }
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=1)
def _names() -> dict[str, tuple[tuple[str, str, str], ...]]:
    found: dict[str, list[tuple[str, str, str]]] = {}
    for where, row in rows("state_names.csv"):
        if row["country"] not in _by_id():
            raise TableError(
                f"unknown country {row['country']!r}", where=where, cure="use an id of states.csv"
            )
        dates = (first_day(row["from"]), last_day(row["to"]))
        found.setdefault(row["country"], []).append((*dates, row["name"]))
    return {country: tuple(names) for country, names in found.items()}


@lru_cache(maxsize=1)
def _sectors() -> dict[str, _Sector]:
    return {
        row["plover"]: _Sector(row["plover"], row["cameo"], many(row["also"]), row["rank"])
        for _, row in rows("sectors.csv")
    }


@lru_cache(maxsize=1)
def _sector_names() -> dict[str, str]:
    return {row["plover"]: row["name"] for _, row in rows("sectors.csv")}


@lru_cache(maxsize=1)
def _cameo_sectors() -> dict[str, _Sector]:
    found: dict[str, _Sector] = {}
    for sector in _sectors().values():
        for code in (sector.cameo, *sector.also):
            if len(code) == 3:
                found.setdefault(code, sector)
    return found


@lru_cache(maxsize=1)
def _cameo_countries() -> dict[str, str]:
    found: dict[str, str] = {}
    for state in _by_id().values():
        for code in state.cameo:
            found.setdefault(code, state.country)
    return found


@lru_cache(maxsize=1)
def _fips_countries() -> dict[str, str]:
    return {code: s.country for s in _by_id().values() for code in s.fips}


@lru_cache(maxsize=1)
def _iso_countries() -> dict[str, str]:
    return {s.iso2: s.country for s in _by_id().values() if s.iso2}
