"""Where a list goes on: what comes after a row in an order, by the values that it is sorted by.

A number of rows that were passed over means something else as soon as a row comes in before them;
the values of the last row that was seen do not. The row itself need not be there any more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple


class Bound(list[Any]):
    """Values that are bound in a query; called with one more, it gives the sign that stands for it."""

    def __call__(self, value: Any) -> str:
        self.append(value)
        return f"${len(self)}"


NUMBERS = {"confidence": float, "position": int, "copies": int, "rows": int}
"""The columns of orders that are no text."""


class Key(NamedTuple):
    """A column that rows are sorted by. Where nothing is known a row comes last, either way."""

    column: str
    descending: bool


def keys(order: str) -> list[Key]:
    """The columns of what stands after ORDER BY: names, each with DESC and NULLS LAST or without."""
    parts = [part.split() for part in order.split(",")]
    return [Key(words[0].strip('"'), "DESC" in words[1:]) for words in parts]


def values_of(row: Mapping[str, Any], order: str) -> list[Any]:
    """What a row has in the columns of an order."""
    return [row[key.column] for key in keys(order)]


def fits(values: Sequence[Any], order: str) -> bool:
    """Whether values could be those of a row: as many as the order has columns, each of its kind."""
    listed = keys(order)
    return len(values) == len(listed) and all(
        v is None or (not isinstance(v, bool) and isinstance(v, _kinds(k.column)))
        for v, k in zip(values, listed, strict=True)
    )


def _kinds(column: str) -> tuple[type, ...]:
    kind = NUMBERS.get(column, str)
    return (int, float) if kind is float else (kind,)


def after(values: Sequence[Any], order: str, bound: Callable[[Any], str]) -> str:
    """The condition that a row comes after the one with these values; `bound` takes a value and
    gives the sign that stands for it in the query."""
    cases = []
    same: list[str] = []
    for value, key in zip(values, keys(order), strict=True):
        column = f'"{key.column}"'
        if value is not None:
            sign = bound(value)
            further = f"({column} {'<' if key.descending else '>'} {sign} OR {column} IS NULL)"
            cases.append(" AND ".join([*same, further]))
            same.append(f"{column} = {sign}")
        else:
            same.append(f"{column} IS NULL")
    return f"({' OR '.join(cases)})" if cases else "false"
