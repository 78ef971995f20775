"""On whose word the acts of a side are told: the first voice of each row, and whose it is."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from dateline.desk import Desk
from dateline.desk.asking import asked_of, where
from dateline.web.columns import FIRST_VOICE, columns_of
from dateline.web.filters import View

SHOWN = 12


class Camp(NamedTuple):
    """Whose voice it is, in words, and the rows of each direction that stand on it."""

    name: str
    there: int
    back: int


class Speaker(NamedTuple):
    """A voice that is nobody's outlet, and the rows of each direction that stand on its word."""

    name: str
    country: str | None
    there: int
    back: int


class Speaking(NamedTuple):
    """Who speaks for the acts of two sides: by camp, by voice, and of how many rows."""

    camps: list[Camp]
    speakers: list[Speaker]
    more: int
    there: int
    back: int


# The first voice vouches. Outlets that tell in their own name are one camp.
_SQL = """
SELECT v."name", v.country, coalesce(v.kind, 'outlet') IN ({own}) AS own, count(*) AS n
FROM (SELECT id, run_id FROM {view} WHERE {condition}) e
LEFT JOIN voices_all v ON v.event_id = e.id AND v.run_id = e.run_id AND v."position" = 0
GROUP BY v."name", v.country, own
"""
_OWN = "'outlet', 'syndicator', 'network', 'agency'"
Voice = tuple[str, str | None, bool]
"""Its name, its country, and whether it is an outlet that tells in its own name."""


def _counted(desk: Desk, view: View) -> list[tuple[Voice, int]]:
    """The first voices of the rows of a view."""
    if (columns := columns_of(desk)) is not None:
        found = columns.column(FIRST_VOICE).counted(columns.mask(desk, view.filters))
        return [(_voice(told), n) for told, n in found.items()]
    rows = where(asked_of(**view.filters))
    sql = _SQL.format(own=_OWN, view=rows.view, condition=rows.condition)
    return [
        ((name or "", country or None, own), n)
        for name, country, own, n in desk.sql(sql, rows.parameters).fetchall()
    ]


def _voice(told: str) -> Voice:
    own, country, name = told.split("\n", 2)
    return name, country or None, own == "own"


def of_two(desk: Desk, there: View, back: View, countries: tuple[str, str]) -> Speaking:
    """Who speaks for what is done in each direction; `countries` are the sides' codes or names."""
    camps = {key: [0, 0] for key in ("one", "other", "third", "own")}
    voices: dict[str, list[int]] = {}
    lands: dict[str, Counter[str | None]] = {}
    for at, view in enumerate((there, back)):
        for (name, country, own), n in _counted(desk, view):
            camps["own" if own else _camp(country, countries)][at] += n
            if not own and name:
                voices.setdefault(name, [0, 0])[at] += n
                lands.setdefault(name, Counter())[country] += n
    ordered = sorted(voices.items(), key=lambda v: (-sum(v[1]), v[0]))
    words = {"third": "others", "own": "the outlets themselves"}
    return Speaking(
        [Camp(words.get(key, key), *n) for key, n in camps.items()],
        [Speaker(name, _most(lands[name]), *n) for name, n in ordered[:SHOWN]],
        max(0, len(ordered) - SHOWN),
        sum(n[0] for n in camps.values()),
        sum(n[1] for n in camps.values()),
    )


def _most(lands: Counter[str | None]) -> str | None:
    """The country that a voice has in most rows."""
    return min(lands.items(), key=lambda land: (-land[1], land[0] or ""))[0]


def _camp(country: str | None, sides: tuple[str, str]) -> str:
    """Whose a voice is: of the one side, the other, or of neither."""
    codes = [s.partition("/")[0] for s in sides]
    if country and country == codes[0]:
        return "one"
    return "other" if country and country == codes[1] else "third"
