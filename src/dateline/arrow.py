"""Records as Arrow tables: schemas derived from the record classes, and the way there and back.

A nested record is a struct, a list of records a list of structs, a mapping a map, a span
`struct<start, end>`. A column is nullable exactly where the record allows None. What comes back is
validated as strictly as JSON is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
from msgspec import inspect

from dateline.errors import UsageError

if TYPE_CHECKING:
    import pyarrow as pa

R = TypeVar("R")

_KIND = b"dateline.record"


@cache
def arrow_schema(kind: type) -> pa.Schema:
    """The Arrow schema of a record class; its metadata names the class."""
    import pyarrow as pa

    info = inspect.type_info(kind)
    if not isinstance(info, inspect.StructType):
        raise UsageError(f"{kind!r} is no record class", cure="see dateline.records.RECORDS")
    return pa.schema(_fields(info), metadata={_KIND: kind.__name__.encode()})


def to_arrow(records: Sequence[Any], kind: type | None = None) -> pa.Table:
    """Records of one class as a table.

    `kind` is needed only where `records` may be empty. Raises `UsageError` for an empty list
    without it and for records of several classes.
    """
    import pyarrow as pa

    if kind is None:
        if not records:
            raise UsageError("no records, so their class is not known", cure="give kind=")
        kind = type(records[0])
    for record in records:
        if type(record) is not kind:
            raise UsageError(
                f"a {type(record).__name__} among records of class {kind.__name__}",
                cure="make one table a class",
            )
    # Arrow takes a mapping as a mapping, and bytes as they are.
    rows = [msgspec.to_builtins(record, builtin_types=(bytes,)) for record in records]
    return pa.Table.from_pylist(rows, schema=arrow_schema(kind))


def from_arrow(table: pa.Table, kind: type[R]) -> list[R]:
    """A table back to records of `kind`, in the order of its rows.

    Columns that the class does not have are left out; a column that is missing takes the field's
    default. Raises `msgspec.ValidationError` naming the field where a value does not fit.
    """
    names = [f.name for f in _struct(kind).fields if f.name in table.column_names]
    restore = _restorer(_struct(kind))
    rows = table.select(names).to_pylist()
    return [msgspec.convert(restore(row) if restore else row, type=kind) for row in rows]


def _struct(kind: type) -> inspect.StructType:
    info = inspect.type_info(kind)
    assert isinstance(info, inspect.StructType)
    return info


def _fields(info: inspect.StructType) -> list[pa.Field]:
    import pyarrow as pa

    fields = []
    for field in info.fields:
        type_, nullable = _optional(field.type)
        fields.append(pa.field(field.name, _arrow_type(type_), nullable=nullable))
    return fields


def _optional(type_: inspect.Type) -> tuple[inspect.Type, bool]:
    """A type without its None, and whether it had one."""
    if not isinstance(type_, inspect.UnionType):
        return type_, False
    others = [t for t in type_.types if not isinstance(t, inspect.NoneType)]
    if len(others) != 1:
        raise TypeError(f"no Arrow type holds {type_}")
    return others[0], len(others) < len(type_.types)


def _arrow_type(type_: inspect.Type) -> pa.DataType:
    import pyarrow as pa

    if isinstance(type_, inspect.StructType):
        return pa.struct(_fields(type_))
    if isinstance(type_, inspect.ListType):
        item, nullable = _optional(type_.item_type)
        return pa.list_(pa.field("item", _arrow_type(item), nullable=nullable))
    if isinstance(type_, inspect.DictType):
        return pa.map_(_arrow_type(type_.key_type), _arrow_type(type_.value_type))
    for class_, name in _SCALARS:
        if isinstance(type_, class_):
            return getattr(pa, name)()
    raise TypeError(f"no Arrow type holds {type_}")


# Enumerated values are strings to Arrow: readers in other languages need no dictionary.
_SCALARS: tuple[tuple[type, str], ...] = (
    (inspect.BoolType, "bool_"),
    (inspect.IntType, "int64"),
    (inspect.FloatType, "float64"),
    (inspect.StrType, "string"),
    (inspect.LiteralType, "string"),
    (inspect.BytesType, "binary"),
)


def _restorer(type_: inspect.Type) -> Callable[[Any], Any] | None:
    """How to undo what Arrow does to a value of this type; None where it does nothing.

    Arrow gives a mapping back as a list of pairs, however deep it lies.
    """
    type_, _ = _optional(type_)
    if isinstance(type_, inspect.DictType):
        return lambda pairs: None if pairs is None else dict(pairs)
    if isinstance(type_, inspect.ListType):
        item = _restorer(type_.item_type)
        if item is None:
            return None
        return lambda values: None if values is None else [item(v) for v in values]
    if isinstance(type_, inspect.StructType):
        inner = {f.name: r for f in type_.fields if (r := _restorer(f.type)) is not None}
        if not inner:
            return None
        return lambda row: (
            None if row is None else {k: inner[k](v) if k in inner else v for k, v in row.items()}
        )
    return None
