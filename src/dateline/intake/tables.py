"""The data tables that lie beside the code, read once."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any


@cache
def toml_table(package: str, name: str) -> dict[str, Any]:
    """The parsed TOML file `name` of `package`; callers must not change it."""
    try:
        import tomllib
    except ModuleNotFoundError:  # Python 3.10
        import tomli as tomllib  # type: ignore[import-not-found,no-redef,unused-ignore]

    return tomllib.loads(resources.files(package).joinpath(name).read_text("utf-8"))
