"""Is a cell of a user's table right? Each check gives the value, or raises with the cure."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from dateline import limits
from dateline.errors import TableError
from dateline.knowledge.tables import SECTORS, many

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_BROAD = frozenset(("IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"))
# Codes of CAMEO and others that PLOVER has under another name.
_RENAMED = {"INS": "REB", "SEP": "REB", "HLH": "MED", "HRI": "SOC", "DEV": "SOC", "ENV": "SOC",
            "NGM": "ISM", "ROM": "ROU", "ZAR": "COD", "TMP": "TLS", "KSV": "KOS", "XKX": "KOS",
            "EEC": "EUR", "PAL": "PSE", "EU": "EUR", "UN": "UNO"}  # fmt: skip
_A = {"name": "a name", "alias": "an alias", "alone": "a short name", "phrase": "a phrase"}


@lru_cache(maxsize=1)
def countries() -> frozenset[str]:
    """PLOVER's codes of states, territories and international bodies."""
    from dateline.knowledge.tables import rows

    return frozenset({row["country"] for _, row in rows("states.csv")} | _BROAD)


def check_country(code: str, where: str) -> None:
    """Raise `TableError` for a code that is no country's."""
    if code in countries():
        return
    cure = "use ISO-3 as PLOVER does, or set custom to yes for a code of your own"
    if code.upper() in countries():
        cure = f"write {code.upper()}"
    elif code.upper() in _RENAMED and _RENAMED[code.upper()] in countries():
        cure = f"PLOVER has it as {_RENAMED[code.upper()]}"
    else:
        by_name = _country_named(code)
        if by_name:
            cure = f"write {by_name}"
    raise TableError(f"unknown country {code[:40]!r}", where=where, cure=cure)


def _country_named(text: str) -> str:
    from dateline.knowledge.tables import rows

    for _, row in rows("states.csv"):
        if text in (row["iso2"], row["name"], *many(row["aliases"])):
            return row["country"]
    return ""


def check_sector_codes(cell: str, where: str) -> tuple[str, ...]:
    """The sectors of a cell; raises `TableError` for one that PLOVER does not have."""
    sectors = many(cell.replace(",", ";").replace(" ", ";"))
    for sector in sectors:
        if sector not in SECTORS:
            near = _RENAMED.get(sector.upper())
            cure = f"one of {' '.join(sorted(SECTORS))}"
            if sector.upper() in SECTORS:
                cure = f"write {sector.upper()}"
            elif near in SECTORS:
                cure = f"PLOVER has it as {near}"
            raise TableError(f"unknown sector {sector[:40]!r}", where=where, cure=cure)
    return sectors


def check_date(text: str, column: str, where: str) -> str:
    """An ISO date that may be cut to month or year; raises `TableError` for anything else."""
    if not text:
        return ""
    match = _DATE.fullmatch(text)
    if match:
        year, month, day = match.groups()
        try:
            date(int(year), int(month or 1), int(day or 1))
        except ValueError:
            match = None
    if match is None:
        raise TableError(
            f"{column} {text[:40]!r} is no date",
            where=where,
            cure="write 2022-07-03, 2022-07 or 2022",
        )
    return text


def check_names(cell: str, column: str, where: str) -> tuple[str, ...]:
    """The names of a cell, one in the column `name`; raises `TableError` for what is no name."""
    if not cell:
        return ()
    found = many(cell) if column != "name" else (cell,)
    for name in found:
        if len(name) > limits.MAX_NAME_CHARS:
            raise TableError(
                f"{_A[column]} of {len(name):,} characters",
                where=where,
                cure=f"at most {limits.MAX_NAME_CHARS}",
            )
        if _CONTROL.search(name) or not (name[0].isalnum() or any(map(str.isalnum, name))):
            raise TableError(
                f"{column} {name!r} is no name", where=where, cure="letters or digits, in one line"
            )
    return found
