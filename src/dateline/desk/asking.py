"""Questions to the events: filters as a record, and their SQL as a table.

Values are always bound, never written into the query. Several values of one filter mean any of
them; several filters mean all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import msgspec

from dateline.articles.sources import state_media_of
from dateline.desk.shown import TABLE as SHOWN
from dateline.errors import UsageError
from dateline.records import Record

if TYPE_CHECKING:
    import duckdb

Values = str | Sequence[str] | None
Sort = Literal[
    "date", "-date", "published", "-published", "confidence", "-confidence", "story", "id"
]  # fmt: skip


class Asked(Record, frozen=True):
    """The filters of `desk.events()` and of `dateline events`.

    `source`, `target` and `between` take a country (PRK), codes (PRK/GOV) or a name; `voice` and
    `not_on_the_word_of` a country, whose state media are meant too, or a name. `since` and
    `until` (ISO dates, or the beginning of one) keep events whose interval meets them; events
    without a date are then left out; `published_since` and `published_until` are about the day of the
    article. `added_since` (a day or a time, in UTC) keeps the rows of articles that came to the desk
    from then on, `run` those that a run coded (its id, or the beginning). What several
    copies of a story tell is one row, unless `copies`; `story` takes the id of a story, or of any
    article of it.
    """

    type: Any = None
    about: Any = None
    mode: Any = None
    context: Any = None
    cameo: Any = None
    quad: Any = None
    status: Any = None
    background: bool | None = None
    source: Any = None
    target: Any = None
    between: tuple[str, str] | None = None
    voice: Any = None
    not_on_the_word_of: Any = None
    place: Any = None
    outlet: Any = None
    article: Any = None
    story: Any = None
    copies: bool = False
    since: str | None = None
    until: str | None = None
    published_since: str | None = None
    published_until: str | None = None
    added_since: str | None = None
    run: Any = None
    min_confidence: float | None = None
    text: str | None = None
    sort: str = "date"
    limit: int | None = None


_COUNTRY = re.compile(r"[A-Z]{3}")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")

# Filter → condition that one of the bound values may meet: {} is that value, {all} all of them.
# Plain comparisons, where there are any, are made while the table is read.
_EACH: dict[str, str] = {
    "context": "list_contains(contexts, {})",
    "cameo": "starts_with(cameo, {})",
    "run": "starts_with(run_id, {})",
}
_ALL: dict[str, str] = {
    "type": '"type" IN ({all})',
    "about": "about IN ({all})",
    "mode": '"mode" IN ({all})',
    "quad": "quad IN ({all})",
    "status": "status IN ({all})",
    "article": "article_id IN ({all})",
    "outlet": "story_id IN (SELECT id FROM stories WHERE "
    "list_has_any(list_transform(outlets, lambda o: lower(o)), [{all}]))",
    "story": "story_id IN (SELECT story_id FROM story_articles WHERE article_id IN ({all}))",
}
_UPPER = {"type", "about"}
_LOWER = {"mode", "context", "status", "outlet", "run"}

_SORTS = {
    "date": "when_earliest NULLS LAST, published NULLS LAST",
    "-date": "when_earliest DESC NULLS LAST, published DESC NULLS LAST",
    "published": "published NULLS LAST",
    "-published": "published DESC NULLS LAST",
    "confidence": "confidence",
    "-confidence": "confidence DESC",
    "story": "first_seen NULLS LAST, story_id, published NULLS LAST",
    "id": "id",
}
SORTS = tuple(_SORTS)


def is_country(value: str) -> bool:
    """Whether a side or a voice is meant as a country: three capitals."""
    return bool(_COUNTRY.fullmatch(value))


class _Query:
    def __init__(self) -> None:
        self.conditions: list[str] = []
        self.parameters: list[Any] = []

    def add(self, condition: str) -> None:
        self.conditions.append(condition)

    def bound(self, value: Any) -> str:
        """The sign that stands for a value in the query."""
        self.parameters.append(value)
        return f"${len(self.parameters)}"

    def any_of(self, each: str, values: Sequence[Any]) -> str:
        """A condition in which `{}` stands for a value, of which one must meet it."""
        return _either(each.format(self.bound(value)) for value in values)

    def all_of(self, condition: str, values: Sequence[Any]) -> str:
        """A condition in which `{all}` stands for the values."""
        return condition.format(all=", ".join(map(self.bound, values)))


def _either(conditions: Iterable[str]) -> str:
    listed = [c for c in conditions if c]
    return f"({' OR '.join(listed)})" if listed else "false"


def ask(
    connection: duckdb.DuckDBPyConnection, asked: Asked, key: str = "rowid"
) -> duckdb.DuckDBPyRelation:
    """The events that the filters let through, sorted, as a relation.

    Raises `UsageError` for a value that cannot be meant.
    """
    sql, parameters = build(asked, key)
    return connection.sql(sql, params=parameters or None)


class Where(NamedTuple):
    """What the filters mean in SQL: the view, the condition on its rows, the values bound in it."""

    view: str
    condition: str
    parameters: list[Any]


def where(asked: Asked) -> Where:
    """The rows that the filters let through, for questions that count instead of listing."""
    query = _Query()
    for name in _EACH | _ALL:
        values = values_of(getattr(asked, name), name)
        if values is not None and name in _EACH:
            query.add(query.any_of(_EACH[name], values))
        elif values is not None:
            query.add(query.all_of(_ALL[name], values))
    _add_parties(query, asked)
    _add_rest(query, asked)
    # Who asks for an article wants to see what it tells, whoever told it before.
    every = asked.copies or asked.article is not None
    view = "event_copies" if every else "events"
    return Where(view, " AND ".join(query.conditions) or "true", query.parameters)


def order(sort: str) -> str:
    """What stands after ORDER BY; no two rows are equal in it. Raises `UsageError` for no sort."""
    if sort not in _SORTS:
        raise UsageError(f"cannot sort by {sort!r}", cure=f"one of {', '.join(SORTS)}")
    return f'{_SORTS[sort]}, article_id, "position"'


def build(asked: Asked, key: str = "rowid") -> tuple[str, list[Any]]:
    """The query of the filters, and the values that are bound in it. `key` names a row: where what
    is shown is no table, it has only the events' ids."""
    rows, by = where(asked), f"ORDER BY {order(asked.sort)}"
    limit = "" if asked.limit is None else f" LIMIT {int(asked.limit)}"
    if rows.view != "events":
        return f"SELECT * FROM {rows.view} WHERE {rows.condition} {by}{limit}", rows.parameters
    if not limit and not rows.parameters:
        return f"SELECT * FROM {SHOWN} {by}", rows.parameters
    # Which rows first, by the few columns that it takes; then all columns of these.
    wanted = f"SELECT {key} FROM {SHOWN} WHERE {rows.condition}{f' {by}{limit}' if limit else ''}"
    return f"SELECT * FROM {SHOWN} WHERE {key} IN ({wanted}) {by}", rows.parameters


def _add_parties(query: _Query, asked: Asked) -> None:
    for side in ("source", "target"):
        values = values_of(getattr(asked, side), side)
        if values is not None:
            query.add(_who(query, side, values))
    for name in ("voice", "not_on_the_word_of"):
        values = values_of(getattr(asked, name), name)
        if values is not None:
            query.add(("NOT " if name != "voice" else "") + _on_the_word(query, values))
    if asked.between is not None:
        first, second = ([v] for v in asked.between)
        query.add(
            _either(
                f"({_who(query, 'source', a)} AND {_who(query, 'target', b)})"
                for a, b in ((first, second), (second, first))
            )
        )


def _add_rest(query: _Query, asked: Asked) -> None:
    values = values_of(asked.place, "place")
    if values is not None:
        query.add(
            _either([
                query.all_of("where_country IN ({all})", values),
                query.all_of("lower(where_name) IN ({all})", [v.lower() for v in values]),
            ])
        )  # fmt: skip
    if asked.background is not None:
        query.add(f"background = {query.bound(asked.background)}")
    if asked.since is not None:
        query.add(f"when_latest >= {query.bound(day(asked.since))}")
    if asked.until is not None:
        # What begins with the day, month or year is within it; "~" comes after all that may follow.
        query.add(f"when_earliest < {query.bound(day(asked.until) + '~')}")
    if asked.published_since is not None:
        query.add(f"published >= {query.bound(day(asked.published_since))}")
    if asked.published_until is not None:
        query.add(f"published < {query.bound(day(asked.published_until) + '~')}")
    if asked.added_since is not None:
        query.add(f"article_id IN (SELECT id FROM arrivals WHERE kind IN ('added', 'fuller') "
                  f"AND arrived >= {query.bound(moment(asked.added_since))})")  # fmt: skip
    if asked.min_confidence is not None:
        query.add(f"confidence >= {query.bound(float(asked.min_confidence))}")
    if asked.text is not None:
        query.add(f"contains(lower(sentence), {query.bound(asked.text.lower())})")


def day(value: str) -> str:
    """A day, month or year as it was given; raises `UsageError` for what is none."""
    if not _DATE.fullmatch(value):
        raise UsageError(f"{value!r} is no date", cure="write it as 2022-07-03, 2022-07 or 2022")
    return value


def moment(value: str) -> datetime:
    """A day, or a time with `T` in it, in UTC; raises `UsageError` for what is none."""
    try:
        found = datetime.fromisoformat(value[:-1] + "+00:00" if value.endswith("Z") else value)
        return found.astimezone(timezone.utc).replace(tzinfo=None) if found.tzinfo else found
    except (ValueError, OverflowError):
        raise UsageError(
            f"{value!r} is no time", cure="write it as 2022-07-03 or 2022-07-03T14:30"
        ) from None


def values_of(value: Any, name: str) -> list[Any] | None:
    """The values of a filter as they are compared; None where it is not set."""
    if value is None:
        return None
    listed = [value] if isinstance(value, (str, int)) else list(value)
    texts = [str(v) for v in listed]
    if not texts:
        return None
    if name == "quad":
        return [int(t) if t.isdecimal() else -1 for t in texts]
    if name in _UPPER:
        return [t.upper() for t in texts]
    return [t.lower() for t in texts] if name in _LOWER else texts


def _who(query: _Query, side: str, values: list[str]) -> str:
    """The condition that an actor of `side` is one of `values`: a country, a code with sectors,
    or a name."""
    countries = [v for v in values if is_country(v)]
    codes = [v for v in values if "/" in v]
    names = [v.lower() for v in values if v not in countries and v not in codes]
    return _either([
        query.any_of(f"list_contains({side}_countries, {{}})", countries) if countries else "",
        query.any_of(f"list_contains({side}_codes, {{}})", codes) if codes else "",
        query.any_of(_NAMED.format(f"{side}_names", "{}"), names) if names else "",
    ])  # fmt: skip


_NAMED = "list_contains(list_transform({}, lambda n: lower(n)), {})"


def _on_the_word(query: _Query, values: list[str]) -> str:
    """The condition that one of `values`, or the state media of the countries among them, is a
    voice."""
    countries = [v for v in values if is_country(v)]
    names = [v.lower() for v in values]
    names += [n for c in countries for n in state_media_of(c)]
    of_country = (
        "(run_id, id) IN (SELECT (run_id, event_id) FROM voices_all WHERE country IN ({all}))"
    )
    return _either([
        query.any_of(_NAMED.format("voices", "{}"), names),
        query.all_of(of_country, countries) if countries else "",
    ])  # fmt: skip


def asked_of(**filters: Any) -> Asked:
    """The filters as a record; raises `UsageError` for one that does not exist."""
    try:
        return Asked(**filters)
    except TypeError as error:
        known = ", ".join(msgspec.structs.asdict(Asked()))
        raise UsageError(f"no such filter: {error}", cure=f"one of {known}") from None
