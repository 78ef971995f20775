"""An export that has been written, as its descriptions need it."""

from __future__ import annotations

from typing import Any, NamedTuple

from dateline.exports import beside
from dateline.exports.formats import Format, Ledger

RIGHTS = (
    "The makers of Dateline claim no rights in these rows. Quoted sentences and headlines belong to "
    "the publishers of the articles. Names and coordinates of places are from GeoNames, CC BY 4.0."
)


class File(NamedTuple):
    """A file of the export: its name, size in bytes and SHA-256."""

    name: str
    bytes: int
    sha256: str


class Made(NamedTuple):
    """An export that has been written, to be described."""

    format: Format
    ledger: Ledger
    filters: dict[str, Any]
    all_statuses: bool
    title: str
    licence: str | None
    runs: list[dict[str, Any]]
    files: list[File]
    articles_hash: str
    days: tuple[str | None, str | None]

    @property
    def versions(self) -> list[str]:
        return sorted({r["version"] for r in self.runs})

    @property
    def created(self) -> str | None:
        """When the latest of its runs began."""
        return f"{max(r['created'] for r in self.runs).isoformat()}Z" if self.runs else None

    @property
    def citation(self) -> str:
        runs = ", ".join(r["id"] for r in self.runs) or "none"
        year = (self.created or "")[:4] or "n.d."
        return (
            f"{self.title}. The Dateline authors, Dateline {', '.join(self.versions) or '?'} "
            f"({year}), run {runs}, articles {self.articles_hash}."
        )


def licence_of(made: Made) -> dict[str, str]:
    """The licence that was given, as a Data Package tells it."""
    if made.licence is None:
        return {"name": "unstated", "title": "None stated. " + RIGHTS}
    if "://" in made.licence:
        return {"path": made.licence, "title": made.licence}
    return {"name": made.licence, "path": f"https://spdx.org/licenses/{made.licence}.html"}


def about_file(made: Made, name: str) -> str:
    """What a file of the export holds."""
    if name == beside.FILE:
        return f"what the format cannot hold: status, voices, interval, evidence, by {made.format.key or 'row'}"
    return "the rows" if name == made.format.file else "the articles with their text"
