"""Known agencies, networks, syndicators and state media: `credits.toml`, looked up by name."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

import msgspec

from dateline.errors import TableError
from dateline.intake.tables import toml_table
from dateline.records import Credit, CreditKind

_KINDS: tuple[CreditKind, ...] = ("outlet", "syndicator", "network", "agency", "state_media")


class Source(msgspec.Struct, frozen=True):
    """One row: a body that carries or writes news."""

    name: str
    kind: CreditKind
    names: tuple[str, ...]
    marks: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    country: str | None = None

    @property
    def credit(self) -> Credit:
        """The row as a link of a credit chain."""
        return Credit(name=self.name, kind=self.kind)


@lru_cache(maxsize=1)
def table() -> tuple[Source, ...]:
    """All rows. Raises `TableError` naming a row without names or with an unknown kind."""
    found: list[Source] = []
    for number, raw in enumerate(toml_table("dateline.articles", "credits.toml")["source"], 1):
        names = tuple(raw.get("names", ()))
        if not names or raw.get("kind") not in _KINDS:
            raise TableError(f"source {number} needs names and a kind", where="credits.toml")
        found.append(
            Source(
                name=names[0],
                kind=raw["kind"],
                names=names,
                marks=tuple(raw.get("marks", ())),
                domains=tuple(raw.get("domains", ())),
                country=raw.get("country"),
            )
        )
    return tuple(found)


def key(name: str) -> str:
    """A name without what differs between writings: case, dots, a leading "The", "Inc"."""
    name = re.sub(r"[.,®™]", "", name.casefold().replace("’", "'")).strip()
    name = re.sub(r"^the[\s-]+", "", name)
    name = re.sub(r"\s+(?:inc|llc|ltd|limited|corp|plc|gmbh|co)$", "", name)
    return re.sub(r"[\s_-]+", " ", name)


@lru_cache(maxsize=2)
def _index(marks: bool) -> dict[str, Source]:
    found: dict[str, Source] = {}
    for source in table():
        for name in source.names + (source.marks if marks else ()):
            found.setdefault(key(name), source)
    return found


def by_name(name: str, *, mark: bool = False) -> Source | None:
    """The source written as `name`; with `mark`, short forms of datelines count too."""
    return _index(mark).get(key(name))


def state_media_of(country: str) -> tuple[str, ...]:
    """The names, in small letters, of the media that a state speaks through."""
    return tuple(n.lower() for s in table() if s.country == country for n in s.names)


def by_url(url: str | None) -> Source | None:
    """The source whose own site `url` is on."""
    host = host_of(url)
    while host and "." in host:
        for source in table():
            if host in source.domains:
                return source
        host = host.partition(".")[2]
    return None


def host_of(url: str | None) -> str | None:
    """The host of a URL without "www."; None where there is none or it is malformed."""
    if not url:
        return None
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    return host.removeprefix("www.").removeprefix("m.") if host else None
