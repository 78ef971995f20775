"""The names of a corpus that Dateline could not resolve, the most frequent first."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from dateline.errors import DatelineError
from dateline.records import Actor, Reading, Record, Span

if TYPE_CHECKING:
    from dateline.intake import Failure
    from dateline.reader import Reader

MOST_NAMES = 200_000
"""Past so many different names those met once are forgotten, so that memory stays bounded."""

EXAMPLES = 3
_LONGEST = 300


class Example(Record, frozen=True):
    """A sentence in which a name stands, from `start` to `end`; `source` is where it was read."""

    text: str
    start: int
    end: int
    source: str


class UnknownName(Record, frozen=True):
    """A name without a country: how often it stands, in how many articles, and what is known.

    `sectors` and `office` are what the text says of it ("the minister"), `candidates` whom it may
    mean where several of the tables bear it.
    """

    name: str
    count: int
    articles: int
    office: str | None
    sectors: list[str]
    candidates: list[str]
    examples: list[Example]


class _Seen:
    __slots__ = ("articles", "candidates", "count", "examples", "office", "sectors")

    def __init__(self) -> None:
        self.count = 0
        self.articles = 0
        self.office: str | None = None
        self.sectors: list[str] = []
        self.candidates: list[str] = []
        self.examples: list[Example] = []


def unknown_names(readings: Iterable[tuple[Reading, str]], min_count: int = 1) -> list[UnknownName]:
    """The names without a country in readings, the most frequent first.

    `readings` come with the name of their source (for the examples). Bounded in memory: of very
    many names those met once are forgotten from time to time.
    """
    seen: dict[str, _Seen] = {}
    for reading, source in readings:
        starts = [s.start for s in reading.sentences]
        here: set[str] = set()
        for actor in reading.actors:
            name = _name(actor)
            if name is None:
                continue
            entry = seen.setdefault(name, _Seen())
            entry.count += 1
            entry.articles += name not in here
            if name not in here and len(entry.examples) < EXAMPLES:
                entry.examples.append(_example(reading, starts, actor, source))
            here.add(name)
            entry.office = entry.office or actor.office
            entry.sectors.extend(s for s in actor.sectors if s not in entry.sectors)
            entry.candidates = entry.candidates or list(actor.candidates)
        if len(seen) > MOST_NAMES:
            seen = {k: v for k, v in seen.items() if v.count > 1}
    found = [
        UnknownName(name, s.count, s.articles, s.office, s.sectors, s.candidates, s.examples)
        for name, s in seen.items()
        if s.count >= min_count
    ]
    return sorted(found, key=lambda n: (-n.count, -n.articles, n.name))


def _name(actor: Actor) -> str | None:
    """The name of an actor that was not resolved, or None."""
    if actor.country or actor.actor_id:
        return None
    name = " ".join((actor.name or (actor.text if actor.candidates else "")).split())
    return name if any(w[:1].isupper() for w in name.split()) else None


def _example(reading: Reading, starts: Sequence[int], actor: Actor, source: str) -> Example:
    k = bisect_right(starts, actor.start) - 1
    span = reading.sentences[k] if k >= 0 else Span(actor.start, actor.end)
    start, end = span.start, max(span.end, actor.end)
    if end - start > _LONGEST:
        start = max(start, actor.start - _LONGEST // 2)
        end = min(end, max(actor.end, start + _LONGEST))
    text = reading.article.text[start:end]
    return Example(text, actor.start - start, actor.end - start, source)


def read_actors(
    reader: Reader, sources: Sequence[str], published: str | None = None
) -> Iterator[tuple[Reading, str] | Failure]:
    """Read the actors (and no events) of pages, folders, patterns and JSON Lines files.

    Yields (reading, source); what cannot be read gives a `Failure` and the rest goes on.
    """
    from dateline.articles import article_from_page
    from dateline.intake import Failure, open_sources

    for page in open_sources(sources):
        if isinstance(page, Failure):
            yield page
            continue
        name = page.path or page.url or "-"
        try:
            yield reader.read_actors(article_from_page(page, published=published)), name
        except DatelineError as error:
            yield Failure(source=name, error=error)
