"""Which formats there are: ours, one file each, and those of other packages.

A package adds a format by an entry point in the group `dateline.exports`:

    [project.entry-points."dateline.exports"]
    my-format = "my_package.my_module:FORMAT"

where `FORMAT` is a `dateline.exports.Format`. A name of ours cannot be taken.
"""

from __future__ import annotations

import importlib
from importlib import metadata

from dateline.errors import ExportError, UsageError
from dateline.exports.formats import Format

GROUP = "dateline.exports"

OURS = (
    "gdelt-events", "gdelt-mentions", "icews", "polecat", "plover-json", "phoenix", "acled",
    "parquet", "csv", "graphml",
)  # fmt: skip


def _others() -> dict[str, metadata.EntryPoint]:
    found = metadata.entry_points(group=GROUP)
    return {e.name: e for e in sorted(found, key=lambda e: e.value) if e.name not in OURS}


def names() -> list[str]:
    """The names of all formats, ours first."""
    return [*OURS, *sorted(_others())]


def find(name: str) -> Format:
    """The format of a name; raises `UsageError` where there is none, `ExportError` where another
    package's cannot be loaded."""
    if name in OURS:
        module = importlib.import_module(f"dateline.exports.{name.replace('-', '_')}")
        ours: Format = module.FORMAT
        return ours
    point = _others().get(name)
    if point is None:
        raise UsageError(f"no format {name!r}", cure=f"one of {', '.join(names())}")
    try:
        found = point.load()
    except (ImportError, AttributeError) as error:
        raise ExportError(
            f"the format {name} of {point.value} cannot be loaded: {error}",
            cure="upgrade or uninstall that package",
        ) from error
    if not isinstance(found, Format):
        raise ExportError(
            f"{point.value} is no dateline.exports.Format", cure="upgrade or uninstall that package"
        )
    return found
