"""What a filter means, by the numbers of a prepared copy: the same rows that `desk.asking` lets through."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from dateline.articles.sources import state_media_of
from dateline.desk.asking import day, is_country, values_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from dateline.web.columns import Columns

    Mask = NDArray[np.bool_]

# Filter → the column of which a row has one of the values.
_SAME = {
    "type": "type", "about": "about", "mode": "mode", "context": "context", "status": "status",
}  # fmt: skip
# Filter → the column of which a value begins with one of the words.
_BEGIN = {"cameo": "cameo", "run": "run"}


def meant(columns: Columns, name: str, value: Any) -> Mask | None:
    """The rows that one filter lets through; None where the numbers do not tell. Raises `UsageError` for a
    day that is none."""
    if name in {"since", "until", "published_since", "published_until"}:
        return _within(columns, name, value)
    if name == "min_confidence":
        return columns.column("confidence").at_least(float(value), columns.size)
    if name == "text":
        return columns.wording.saying(value.lower())
    if name == "background":
        return columns.column("background").having(str(bool(value)).lower(), columns.size)
    if name == "between":
        one, other = ([side] for side in value)
        there = _who(columns, "source", one) & _who(columns, "target", other)
        return there | (_who(columns, "source", other) & _who(columns, "target", one))
    values = values_of(value, name)
    return None if values is None else _one_of(columns, name, values)


def _one_of(columns: Columns, name: str, values: list[Any]) -> Mask | None:
    """The rows of a filter of which one value is enough."""
    if name in _SAME:
        return _having(columns, _SAME[name], values)
    if name == "quad":
        return _having(columns, "quad", [str(v) for v in values])
    if name in _BEGIN:
        column = columns.column(_BEGIN[name])
        return _any([column.beginning(v, columns.size) for v in values])
    if name in {"source", "target"}:
        return _who(columns, name, values)
    if name == "voice":
        return _on_the_word(columns, values)
    if name == "not_on_the_word_of":
        return ~_on_the_word(columns, values)
    if name == "place":
        named = _having(columns, "where_name", [v.lower() for v in values])
        return _having(columns, "place", values) | named
    if name == "outlet":
        return _lowered(columns, "outlet", values)
    return None


def _within(columns: Columns, name: str, value: str) -> Mask:
    if name == "since":
        return columns.column("when_latest").at_least(day(value), columns.size)
    if name == "until":
        return columns.column("when_earliest").before(day(value) + "~", columns.size)
    published = columns.column("published")
    if name == "published_since":
        return published.at_least(day(value), columns.size)
    return published.before(day(value) + "~", columns.size)


def _who(columns: Columns, side: str, values: Sequence[str]) -> Mask:
    countries = [v for v in values if is_country(v)]
    codes = [v for v in values if "/" in v]
    names = [v.lower() for v in values if v not in countries and v not in codes]
    return _any(
        [
            _having(columns, column, wanted)
            for column, wanted in (
                (side, countries), (f"{side}_code", codes), (f"{side}_name", names),
            )
            if wanted
        ]
    )  # fmt: skip


def _on_the_word(columns: Columns, values: Sequence[str]) -> Mask:
    countries = [v for v in values if is_country(v)]
    names = [v.lower() for v in values]
    names += [n for c in countries for n in state_media_of(c)]
    found = _lowered(columns, "voice", names)
    return found | _having(columns, "voice_country", countries) if countries else found


def _lowered(columns: Columns, name: str, words: Sequence[str]) -> Mask:
    known = columns.lowered(name)
    places = [at for word in dict.fromkeys(words) for at in known.get(word, ())]
    return columns.column(name).having_any(places, columns.size)


def _having(columns: Columns, name: str, values: Sequence[str]) -> Mask:
    column = columns.column(name)
    return _any([column.having(v, columns.size) for v in values])


def _any(masks: Sequence[Mask]) -> Mask:
    found = masks[0]
    for mask in masks[1:]:
        found = found | mask
    return found
