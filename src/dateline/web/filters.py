"""The address of a view ↔ the filters of the desk: one table says which there are.

The names are those of `desk.events()` and of `dateline events`. A filter may stand several times in
an address, which means any of its values; what is no filter is refused, with what may be meant.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from typing import Any, Literal, NamedTuple, get_args
from urllib.parse import urlencode

from dateline.desk.asking import SORTS, day, moment
from dateline.errors import UsageError
from dateline.records import EventType, Record, Status

TYPES: tuple[str, ...] = get_args(EventType)
STATUSES: tuple[str, ...] = get_args(Status)
MAX_VALUES = 40
MAX_CHARS = 300
PER_PAGE = 50
MAX_PER_PAGE = 500

Kind = Literal["words", "pair", "flag", "date", "moment", "share", "number"]
Pairs = Iterable[tuple[str, str]]


class Filter(NamedTuple):
    """One filter: what it is called on a page, how its value is read, and what it means.

    `many`: it may stand several times. `choices`: no other value is taken.
    """

    label: str
    about: str
    kind: Kind = "words"
    many: bool = False
    choices: tuple[str, ...] = ()


FILTERS: dict[str, Filter] = {
    "type": Filter("Type", "PLOVER type: ACCUSE.", many=True, choices=TYPES),
    "about": Filter(
        "About", "What a request, promise, threat or refusal is about.", many=True, choices=TYPES
    ),
    "mode": Filter("Mode", "PLOVER mode.", many=True),
    "context": Filter("Context", "PLOVER context.", many=True),
    "cameo": Filter("CAMEO", "CAMEO code, or the beginning of one: 19.", many=True),
    "quad": Filter(
        "Quad class",
        "1 and 2 cooperation, 3 and 4 conflict; 2 and 4 material.",
        many=True,
        choices=("1", "2", "3", "4"),
    ),
    "status": Filter("Status", "What kind of statement it is.", many=True, choices=STATUSES),
    "background": Filter("Background", "true: only history; false: only the day's news.", "flag"),
    "source": Filter("Source", "Who does it: PRK, PRK/GOV, or a name.", many=True),
    "target": Filter("Target", "To whom: USA, USA/MIL, or a name.", many=True),
    "between": Filter(
        "Between", "Two sides, in either direction: stands twice.", "pair", many=True
    ),
    "voice": Filter("Voice", "On whose word: PRK, its state media included, or a name.", many=True),
    "not_on_the_word_of": Filter(
        "Not on the word of", "Leaves out what stands on this word.", many=True
    ),
    "place": Filter("Place", "Where: KEN, or a name.", many=True),
    "outlet": Filter("Outlet", "Who brought it.", many=True),
    "article": Filter("Article", "The id of an article.", many=True),
    "story": Filter("Story", "The id of a story, or of an article of it.", many=True),
    "copies": Filter("All copies", "true: the rows of all copies of a story.", "flag"),
    "since": Filter("From", "From this day, month or year on.", "date"),
    "until": Filter("To", "To this day, month or year.", "date"),
    "published_since": Filter(
        "Published from", "Of articles from this day, month or year on.", "date"
    ),
    "published_until": Filter("Published to", "Of articles to this day, month or year.", "date"),
    "added_since": Filter(
        "Added since", "Of articles that came to the desk from this day or time (UTC) on.", "moment"
    ),
    "run": Filter("Run", "Coded by this run: its id, or the beginning.", many=True),
    "min_confidence": Filter("Confidence", "At least so sure: 0 to 1.", "share"),
    "text": Filter("Words", "Words of the sentence."),
}

COLUMNS: dict[str, str] = {
    "when": "When",
    "published": "Published",
    "source": "Source",
    "type": "What",
    "target": "Target",
    "status": "Status",
    "voices": "On whose word",
    "where": "Where",
    "outlets": "Carried by",
    "quad": "Quad",
    "cameo": "CAMEO",
    "intensity": "Intensity",
    "confidence": "Confidence",
    "reason": "Rule",
}
"""The columns that a table of events may have: name → heading."""
SHOWN = ("when", "source", "type", "target", "status", "voices")


class View(Record, frozen=True):
    """What an address asks for: the filters, and how the rows are shown."""

    filters: dict[str, Any] = {}  # noqa: RUF012 - msgspec makes a new one each time
    sort: str = "-date"
    columns: tuple[str, ...] = SHOWN
    page: int = 1
    per_page: int = PER_PAGE

    @property
    def asked(self) -> dict[str, Any]:
        """Keywords for `desk.events()`."""
        return {**self.filters, "sort": self.sort}

    def having(self, name: str, value: str) -> View:
        """The view with one more filter, from its first page."""
        given = {**self.filters, name: _added(self.filters.get(name), value, name)}
        return _changed(self, filters=given, page=1)

    def without(self, name: str, value: str | None = None) -> View:
        """The view without a filter, or without one of its values."""
        given = dict(self.filters)
        had = given.pop(name, None)
        if value is not None and isinstance(had, list) and (rest := [v for v in had if v != value]):
            given[name] = rest
        return _changed(self, filters=given, page=1)

    def sorted(self, sort: str) -> View:
        """The view in another order, from its first page."""
        return _changed(self, sort=sort, page=1)

    def at(self, page: int) -> View:
        """Another page of the view."""
        return _changed(self, page=page)

    @property
    def query(self) -> str:
        """The view as the query of an address, without the question mark; the same view always
        gives the same one."""
        return urlencode(self.pairs())

    def pairs(self) -> list[tuple[str, str]]:
        """Name and value of each part of the query; what is the default is left out."""
        found = [
            (name, _written(v))
            for name, value in sorted(self.filters.items(), key=lambda i: _PLACE[i[0]])
            for v in (value if isinstance(value, (list, tuple)) else [value])
        ]
        default = _DEFAULT
        if self.sort != default.sort:
            found.append(("sort", self.sort))
        if self.columns != default.columns:
            found.append(("columns", ",".join(self.columns)))
        if self.per_page != default.per_page:
            found.append(("per_page", str(self.per_page)))
        if self.page != default.page:
            found.append(("page", str(self.page)))
        return found

    def given(self) -> list[tuple[str, str, View]]:
        """Each value that is set: the filter, the value as written, and the view without it."""
        return [
            (name, _written(v), self.without(name, v if isinstance(value, list) else None))
            for name, value in self.filters.items()
            for v in (value if isinstance(value, list) else [value])
        ]


_DEFAULT = View()
_PLACE = {name: place for place, name in enumerate(FILTERS)}


def _changed(view: View, **changes: Any) -> View:
    import msgspec

    return msgspec.structs.replace(view, **changes)


def _added(had: Any, value: str, name: str) -> Any:
    if not FILTERS[name].many:
        return _READ[FILTERS[name].kind](value, name)
    return list(dict.fromkeys([*(had or []), value]))


def _written(value: Any) -> str:
    if isinstance(value, tuple):
        return " and ".join(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


# --- from the address -------------------------------------------------------------------


def view_of(query: Pairs) -> View:
    """The view of an address. Raises `UsageError` for what is no filter, or a value that cannot be
    meant."""
    given, rest = _split(query)
    view = View(filters=_filters(given))
    changes: dict[str, Any] = {}
    columns = [value for name, value in rest if name == "columns"]
    for name, value in rest:
        changes |= _shown(name, ",".join(columns) if name == "columns" else value)
    return _changed(view, **changes)


def filters_of(query: Pairs, besides: Sequence[str] = ()) -> dict[str, Any]:
    """Only filters, for an address that has nothing else, but for the names in `besides`."""
    given, rest = _split(query)
    for name, _ in rest:
        if name not in besides:
            raise unknown(name, [*FILTERS, *besides])
    return _filters(given)


def _split(query: Pairs) -> tuple[dict[str, list[str]], list[tuple[str, str]]]:
    given: dict[str, list[str]] = {}
    rest = []
    for count, (raw, value) in enumerate(query):
        name, value = raw.replace("-", "_"), value.strip()
        if count >= MAX_VALUES:
            raise UsageError(f"more than {MAX_VALUES} filters", cure="take some away")
        if len(value) > MAX_CHARS:
            raise UsageError(
                f"{raw[:40]} has {len(value):,} characters", cure=f"at most {MAX_CHARS}"
            )
        if "\0" in value:
            raise UsageError(f"{raw[:40]} holds a zero byte", cure="take it away")
        if not value:
            continue  # an empty field of a form
        if name in FILTERS:
            given.setdefault(name, []).append(value)
        else:
            rest.append((name, value))
    return given, rest


def _filters(given: dict[str, list[str]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, values in given.items():
        one = FILTERS[name]
        if one.kind == "pair":
            found[name] = _pair(values)
        elif one.many:
            found[name] = list(dict.fromkeys(v for w in values for v in _choice(name, one, w)))
        elif len(values) > 1:
            raise UsageError(f"{name} stands {len(values)} times", cure="give it once")
        else:
            found[name] = _READ[one.kind](values[0], name)
    return found


def _choice(name: str, one: Filter, value: str) -> list[str]:
    """The value, or several with commas between them where the values are known."""
    if not one.choices:
        return [value]
    known = {c.lower(): c for c in one.choices}
    found = []
    for word in filter(None, (w.strip() for w in value.split(","))):
        if word.lower() not in known:
            raise UsageError(f"{word!r} is no {name}", cure=f"one of {', '.join(one.choices)}")
        found.append(known[word.lower()])
    return found


def _pair(values: list[str]) -> tuple[str, str]:
    sides = values if len(values) > 1 else values[0].split(",")
    sides = [s.strip() for s in sides if s.strip()]
    if len(sides) != 2:
        raise UsageError("between needs two sides", cure="between=KEN&between=TZA")
    return sides[0], sides[1]


def flag(value: str, name: str) -> bool:
    """true or false; raises `UsageError` for anything else."""
    word = value.lower()
    if word not in {"true", "false"}:
        raise UsageError(f"{name} is {value!r}", cure="true or false")
    return word == "true"


def _share(value: str, name: str) -> float:
    try:
        number = float(value)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1:
        raise UsageError(f"{name} is {value!r}", cure="a number from 0 to 1")
    return number


_READ: dict[str, Any] = {
    "words": lambda value, _: value,
    "flag": flag,
    "share": _share,
    "date": lambda value, _: day(value),
    "moment": lambda value, _: moment(value) and value,
}


def _shown(name: str, value: str) -> dict[str, Any]:
    if name == "sort":
        if value not in SORTS:
            raise UsageError(f"cannot sort by {value!r}", cure=f"one of {', '.join(SORTS)}")
        return {"sort": value}
    if name == "columns":
        named = tuple(dict.fromkeys(filter(None, (c.strip() for c in value.split(",")))))
        for column in named:
            if column not in COLUMNS:
                raise UsageError(f"no column {column!r}", cure=f"of {', '.join(COLUMNS)}")
        return {"columns": named or SHOWN}
    if name in {"page", "per_page"}:
        most = 1_000_000 if name == "page" else MAX_PER_PAGE
        return {name: number_of(name, value, most)}
    raise unknown(name, [*FILTERS, "sort", "columns", "page", "per_page"])


def number_of(name: str, value: str, most: int) -> int:
    """A whole number from 1 on; raises `UsageError` for anything else."""
    if not value.isascii() or not value.isdecimal() or not 1 <= int(value[:9]) <= most:
        raise UsageError(f"{name} is {value!r}", cure=f"a whole number from 1 to {most:,}")
    return int(value)


def unknown(name: str, known: Sequence[str]) -> UsageError:
    """The error for a filter that does not exist, with the one that may be meant."""
    near = difflib.get_close_matches(name[:40], known, n=1)
    cure = f"do you mean {near[0]}?" if near else f"there are {', '.join(known)}"
    return UsageError(f"there is no filter {name[:40]!r}", cure=cure)
