"""Which states belong to which organisation, by day: `memberships.csv`, read at the first call.

A date that is known to the year or month only makes the days inside it open: then a state is a
member `maybe`, and is given only to a caller who asks for it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from dateline.errors import TableError, UsageError
from dateline.knowledge.codes import Day, days_meant, first_day, last_day
from dateline.knowledge.folding import fold
from dateline.knowledge.tables import many, rows

_ISO_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?$")


class Membership(NamedTuple):
    """One state in one organisation, first and last day inside, as exact as they are known.

    `organisation` is the name in organisations.csv; an empty `since` is not known, an empty
    `until` is open. A suspended member is one.
    """

    organisation: str
    member: str
    since: str
    until: str
    source: str


def _held(row: Membership, first: str, last: str) -> str:
    """`in`, `maybe` or `out`: how a membership stands to the days from `first` to `last`."""
    if last < first_day(row.since) or first > last_day(row.until):
        return "out"
    begun = last_day(row.since) <= first if row.since else True
    still = last <= (first_day(row.until) if row.until else last_day(""))
    return "in" if begun and still else "maybe"


@lru_cache(maxsize=1)
def _table() -> tuple[Membership, ...]:
    found = []
    known = {row["name"] for _, row in rows("organisations.csv")}
    for where, row in rows("memberships.csv"):
        if row["organisation"] not in known:
            raise TableError(
                f"unknown organisation {row['organisation']!r}",
                where=where,
                cure="write its name as in organisations.csv",
            )
        for column in ("from", "to"):
            if row[column] and not _ISO_DAY.match(row[column]):
                raise TableError(
                    f"{column} {row[column]!r} is no date", where=where, cure="write YYYY-MM-DD"
                )
        if row["from"] and row["to"] and last_day(row["to"]) < first_day(row["from"]):
            raise TableError("ends before it begins", where=where, cure="swap from and to")
        found.append(
            Membership(row["organisation"], row["member"], row["from"], row["to"], row["source"])
        )
    return tuple(found)


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Every folded name of an organisation that has members in the table → the name there."""
    listed = {row.organisation for row in _table()}
    found = {}
    for _, row in rows("organisations.csv"):
        if row["name"] in listed:
            for name in (row["name"], *many(row["aliases"]), *many(row["short"])):
                found[fold(name)] = row["name"]
    return found


def organisations() -> list[str]:
    """The organisations whose members the table has."""
    return list(dict.fromkeys(row.organisation for row in _table()))


def members(organisation: str, on: Day = None, *, maybe: bool = False) -> list[str]:
    """The codes of the states that belong to an organisation on a day, in order of the code.

    `organisation` is any of its names ("EU", "European Union"), `on` a date or an ISO text of a
    day, month or year; None is today. With `maybe` those too of whom the table does not know it
    for certain. Raises `UsageError` for an organisation without a list, and for what is no date.
    """
    name = _names().get(fold(organisation.strip()))
    if name is None:
        raise UsageError(
            f"no list of members of {organisation.strip()[:60]!r}",
            cure="`organisations()` names those that have one",
        )
    first, last = days_meant(on)
    good = ("in", "maybe") if maybe else ("in",)
    return sorted(
        {
            row.member
            for row in _table()
            if row.organisation == name and _held(row, first, last) in good
        }
    )


def memberships(country: str, on: Day = None, *, maybe: bool = False) -> list[Membership]:
    """What a state (PLOVER's code) belongs to on a day, in the table's order; empty: nothing known.

    `on` and `maybe` are those of `members`; raises `UsageError` for what is no date.
    """
    first, last = days_meant(on)
    good = ("in", "maybe") if maybe else ("in",)
    code = country.strip().upper()
    return [row for row in _table() if row.member == code and _held(row, first, last) in good]
