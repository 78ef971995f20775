"""How a worker makes its reader: a function or class by its path, and what it is called with."""

from __future__ import annotations

import importlib
import sys
from dataclasses import dataclass, field
from typing import Any, cast

from dateline import __version__
from dateline.errors import UsageError
from dateline.records import RECORDS, content_id
from dateline.scale.work import Reads


@dataclass(frozen=True)
class Recipe:
    """`factory` is `module:name`; `path` where modules are looked for. `tables_hash` is what the
    reader must say of its tables, where it says anything: a worker that starts later must not
    read with others."""

    factory: str
    arguments: dict[str, Any] = field(default_factory=dict)
    path: tuple[str, ...] = ()
    tables_hash: str | None = None


def recipe_of(reader: Reads) -> Recipe:
    """How to make this reader elsewhere, from its `recipe`: the path and the arguments.

    Raises `UsageError` for a reader that does not say it.
    """
    told = getattr(reader, "recipe", None)
    if told is None:
        raise UsageError(
            f"{type(reader).__name__} does not say how other processes can make it",
            cure="give it a property `recipe`, or read with one worker",
        )
    factory, arguments = told
    return Recipe(factory, arguments, tuple(sys.path), getattr(reader, "tables_hash", None))


def program() -> str:
    """The version of this program and of its records: two of the same understand one another."""
    shapes = {k.__name__: getattr(k, "__struct_fields__", ()) for k in RECORDS}
    return f"{__version__} {content_id('records', repr(shapes))[:8]}"


def make(recipe: Recipe) -> Reads:
    """The reader, with all loaded that it will need."""
    module, _, name = recipe.factory.partition(":")
    reader = getattr(importlib.import_module(module), name)(**recipe.arguments)
    load = getattr(reader, "load", None)
    if load is not None:
        load()
    return cast(Reads, reader)
