"""Questions to the events: filters as a record, and their SQL as a table.

Values are always bound, never written into the query. Several values of one filter mean any of
them; several filters mean all of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import msgspec

from dateline.articles.sources import state_media_of
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
    without a date are then left out. What several copies of a story tell is one row, unless
    `copies`; `story` takes the id of a story, or of any article of it.
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
    min_confidence: float | None = None
    text: str | None = None
    sort: str = "date"
    limit: int | None = None


_COUNTRY = re.compile(r"[A-Z]{3}")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")

# Filter → condition with one bound list of values. DuckDB's list_has_any is true for any of them.
_LISTS: dict[str, str] = {
    "type": '"type" IN (SELECT unnest({0}))',
    "about": "about IN (SELECT unnest({0}))",
    "mode": '"mode" IN (SELECT unnest({0}))',
    "context": "list_has_any(contexts, {0})",
    "cameo": "len(list_filter({0}, lambda c: starts_with(cameo, c))) > 0",
    "quad": "quad::VARCHAR IN (SELECT unnest({0}))",
    "status": "status IN (SELECT unnest({0}))",
    "place": "(where_country IN (SELECT unnest({0})) OR lower(where_name) IN (SELECT lower(unnest({0}))))",
    "outlet": "list_has_any(list_transform(outlets, lambda o: lower(o)), {0})",
    "article": "article_id IN (SELECT unnest({0}))",
    "story": "article_id IN (SELECT o.article_id FROM story_articles m JOIN story_articles o "
    "USING (story_id) WHERE list_contains({0}, m.article_id))",
}  # fmt: skip
_UPPER = {"type", "about"}
_LOWER = {"mode", "context", "status", "outlet"}

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


class _Query:
    def __init__(self) -> None:
        self.conditions: list[str] = []
        self.parameters: list[Any] = []

    def bound(self, value: Any) -> str:
        """A value's place in the query."""
        self.parameters.append(value)
        return f"${len(self.parameters)}{'::VARCHAR[]' if isinstance(value, list) else ''}"

    def add(self, condition: str, *values: Any) -> None:
        """A condition in which `{0}`, `{1}` … stand for bound values."""
        self.conditions.append(condition.format(*map(self.bound, values)))


def ask(connection: duckdb.DuckDBPyConnection, asked: Asked) -> duckdb.DuckDBPyRelation:
    """The events that the filters let through, sorted, as a relation.

    Raises `UsageError` for a value that cannot be meant.
    """
    sql, parameters = build(asked)
    return connection.sql(sql, params=parameters or None)


class Where(NamedTuple):
    """What the filters mean in SQL: the view, the condition on its rows, the values bound in it."""

    view: str
    condition: str
    parameters: list[Any]


def where(asked: Asked) -> Where:
    """The rows that the filters let through, for questions that count instead of listing."""
    query = _Query()
    for name, condition in _LISTS.items():
        values = _values(getattr(asked, name), name)
        if values is not None:
            query.add(condition, values)
    for side in ("source", "target"):
        values = _values(getattr(asked, side), side)
        if values is not None:
            query.conditions.append(_who(query, side, values))
    for name, negated in (("voice", ""), ("not_on_the_word_of", "NOT ")):
        values = _values(getattr(asked, name), name)
        if values is not None:
            query.conditions.append(negated + _on_the_word(query, values))
    if asked.between is not None:
        first, second = ([v] for v in asked.between)
        there = f"({_who(query, 'source', first)} AND {_who(query, 'target', second)})"
        back = f"({_who(query, 'source', second)} AND {_who(query, 'target', first)})"
        query.conditions.append(f"({there} OR {back})")
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


def build(asked: Asked) -> tuple[str, list[Any]]:
    """The query of the filters, and the values that are bound in it."""
    rows = where(asked)
    sql = f"SELECT * FROM {rows.view} WHERE {rows.condition} ORDER BY {order(asked.sort)}"
    if asked.limit is not None:
        sql += f" LIMIT {int(asked.limit)}"
    return sql, rows.parameters


def _add_rest(query: _Query, asked: Asked) -> None:
    if asked.background is not None:
        query.add("background = {0}", asked.background)
    if asked.since is not None:
        query.add("left(when_latest, {1}) >= {0}", day(asked.since), len(asked.since))
    if asked.until is not None:
        query.add("left(when_earliest, {1}) <= {0}", day(asked.until), len(asked.until))
    if asked.min_confidence is not None:
        query.add("confidence >= {0}", float(asked.min_confidence))
    if asked.text is not None:
        query.add("contains(lower(sentence), {0})", asked.text.lower())


def day(value: str) -> str:
    """A day, month or year as it was given; raises `UsageError` for what is none."""
    if not _DATE.fullmatch(value):
        raise UsageError(f"{value!r} is no date", cure="write it as 2022-07-03, 2022-07 or 2022")
    return value


def _values(value: Any, name: str) -> list[str] | None:
    if value is None:
        return None
    listed = [value] if isinstance(value, (str, int)) else list(value)
    texts = [str(v) for v in listed]
    if not texts:
        return None
    if name in _UPPER:
        return [t.upper() for t in texts]
    return [t.lower() for t in texts] if name in _LOWER else texts


def _split(values: list[str]) -> tuple[list[str], list[str], list[str]]:
    """Countries, codes with sectors, and lower-case names."""
    countries = [v for v in values if _COUNTRY.fullmatch(v)]
    codes = [v for v in values if "/" in v]
    names = [v.lower() for v in values if v not in countries and v not in codes]
    return countries, codes, names


def _on_the_word(query: _Query, values: list[str]) -> str:
    """The condition that one of `values` vouches: by name, or as a country with its state media."""
    countries = [v for v in values if _COUNTRY.fullmatch(v)]
    names = [v.lower() for v in values] + [n for c in countries for n in state_media_of(c)]
    by_name = f"list_has_any(list_transform(voices, lambda v: lower(v)), {query.bound(names)})"
    if not countries:
        return f"({by_name})"
    return (
        f"({by_name} OR concat(run_id, ' ', id) IN (SELECT concat(run_id, ' ', event_id) "
        f"FROM voices_all WHERE country IN (SELECT unnest({query.bound(countries)}))))"
    )


def _who(query: _Query, side: str, values: list[str]) -> str:
    """The condition that an actor of `side` is one of `values`. What nobody asked for is left out:
    to look through names costs more than through codes."""
    countries, codes, names = _split(values)
    kinds = (
        (countries, f"list_has_any({side}_countries, {{}})"),
        (codes, f"list_has_any({side}_codes, {{}})"),
        (names, f"list_has_any(list_transform({side}_names, lambda n: lower(n)), {{}})"),
    )
    return "(" + " OR ".join(sql.format(query.bound(some)) for some, sql in kinds if some) + ")"


def asked_of(**filters: Any) -> Asked:
    """The filters as a record; raises `UsageError` for one that does not exist."""
    try:
        return Asked(**filters)
    except TypeError as error:
        known = ", ".join(msgspec.structs.asdict(Asked()))
        raise UsageError(f"no such filter: {error}", cure=f"one of {known}") from None
