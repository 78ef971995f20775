"""What an export is made from: each event of the desk with its actors, voices and sentence.

Events are fetched in batches, so that memory does not grow with the desk.
"""

from __future__ import annotations

import zlib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import msgspec

from dateline.analysis.dyads import RECIPROCAL
from dateline.desk import Desk
from dateline.knowledge import codes
from dateline.records import Place, Span, content_id

BATCH = 2_000
LONGEST_SENTENCE = 500
"""Characters of evidence: a sentence belongs to its publisher, and a parse may run away."""

WEEK = 7


class Party(NamedTuple):
    """One source or target."""

    name: str
    text: str
    country: str | None
    sectors: tuple[str, ...]
    office: str | None
    actor_id: str | None
    start: int


class Said(NamedTuple):
    """One voice: who, and of what kind."""

    name: str
    kind: str


class Copy(NamedTuple):
    """Another article of the story that has the sentence word for word, and where."""

    article_id: str
    url: str | None
    outlet: str | None
    published: str | None
    length: int
    start: int
    number: int | None


@dataclass(frozen=True)
class Told:
    """One event. `row` is its row of the view `events`; `number` the place of its sentence in the
    article, from 1; `lead` whether it stands in the first paragraph."""

    row: dict[str, Any]
    sources: tuple[Party, ...]
    targets: tuple[Party, ...]
    voices: tuple[Said, ...]
    sizes: tuple[dict[str, Any], ...]
    number: int | None
    lead: bool
    length: int
    language: str
    places: tuple[str, ...]
    copies: tuple[Copy, ...] = ()

    @property
    def id(self) -> str:
        return str(self.row["id"])

    @property
    def publisher(self) -> str | None:
        """The outlet; where none is told, the host of the address."""
        return self.row["outlet"] or host(self.row["url"])

    @property
    def sentence(self) -> str:
        """The sentence, cut around the trigger where it is longer than any sentence should be."""
        text = str(self.row["sentence"])
        if len(text) <= LONGEST_SENTENCE:
            return text
        at = self.row["trigger_start"] - self.row["sentence_start"]
        start = max(0, min(at - LONGEST_SENTENCE // 2, len(text) - LONGEST_SENTENCE))
        end = start + LONGEST_SENTENCE
        return ("… " if start else "") + text[start:end] + (" …" if end < len(text) else "")

    @property
    def day(self) -> str | None:
        """The first day of the event's interval (ISO), or its last where only that is known; the
        article's day where the event has no interval."""
        row = self.row
        return first_day(row["when_earliest"]) or first_day(
            row["when_latest"] or row["published"], last=row["when_latest"] is not None
        )

    @property
    def last_day(self) -> str | None:
        """The last day of the interval; of the first day where nothing tells it."""
        return first_day(self.row["when_latest"], last=True) or self.day

    @property
    def wide(self) -> bool:
        """Whether the day is not known to a week: a format with one day cannot hold that."""
        first, last = first_day(self.row["when_earliest"]), self.row["when_latest"]
        if first is None or last is None:
            return False
        span = date.fromisoformat(str(first_day(last, last=True))) - date.fromisoformat(first)
        return span.days >= WEEK


class Dyad(NamedTuple):
    """One source and one target of an event; `id` is the event's own where it has one dyad."""

    id: str
    source: Party | None
    target: Party | None


def dyads(told: Told) -> list[Dyad]:
    """The pairs of an event: each source with each target, nobody with himself.

    Where the parties of a meeting or treaty are all sources, each is paired with each. An event
    with one side only gives a pair with an empty side.
    """
    if told.sources and told.targets:
        pairs = [(a, b) for a in told.sources for b in told.targets if not _same(a, b)]
    elif len(told.sources) > 1 and told.row["type"] in RECIPROCAL:
        pairs = [(a, b) for a in told.sources for b in told.sources if not _same(a, b)]
    else:
        pairs = []
    found: list[tuple[Party | None, Party | None]] = list(dict.fromkeys(pairs))
    if not found:
        found = [(a, None) for a in told.sources] or [(None, b) for b in told.targets]
    if len(found) == 1:
        return [Dyad(told.id, *found[0])]
    return [Dyad(content_id("dyad", told.id, n), a, b) for n, (a, b) in enumerate(found)]


def _same(a: Party, b: Party) -> bool:
    return (a.actor_id or a.name, a.country, a.sectors) == (
        b.actor_id or b.name,
        b.country,
        b.sectors,
    )


def host(url: str | None) -> str | None:
    """The host of an address without "www."."""
    name = urlsplit(url).hostname if url else None
    return name.removeprefix("www.") if name else None


def number_of(id_: str) -> int:
    """63 bits of a content hash (20 hexadecimal digits): what fits into everybody's BIGINT."""
    return int(id_, 16) >> 17


def first_day(text: str | None, last: bool = False) -> str | None:
    """The first (or last) whole day of an ISO date or time that may be cut to month or year."""
    if not text:
        return None
    if len(text) >= 10:
        return text[:10]
    if not last:
        return text + "-01-01"[len(text) - 4 :]
    if len(text) == 4:
        return f"{text}-12-31"
    from calendar import monthrange

    return f"{text}-{monthrange(int(text[:4]), int(text[5:7]))[1]:02}"


class _Stored(msgspec.Struct):
    """The parts of a stored reading that an export needs."""

    sentences: list[Span]
    places: list[Place]


class _Page(NamedTuple):
    length: int
    language: str
    lead_end: int
    sentences: tuple[int, ...]
    places: tuple[str, ...]


def tell(
    desk: Desk, needs: frozenset[str] = frozenset({"sentences"}), **filters: Any
) -> Iterator[Told]:
    """The events that the filters let through, in the order of `desk.events`. Without "sentences"
    among the `needs` they have no `number` and no `places`, without "copies" no `copies`."""
    rows = desk.event_rows(**filters)
    while batch := list(islice(rows, BATCH)):
        ids = [row["id"] for row in batch]
        actors = _grouped(desk, _ACTORS, ids)
        voices = _grouped(desk, _VOICES, ids)
        sizes = _grouped(desk, _SIZES, ids)
        pages = _pages(desk, sorted({row["article_id"] for row in batch}), "sentences" in needs)
        alone = "copies" not in needs or filters.get("copies")
        copies = {} if alone else _copies(desk, batch)
        for row in batch:
            page = pages[row["article_id"]]
            found = [r for r in actors[row["id"]] if r["run_id"] == row["run_id"]]
            yield Told(
                row=row,
                sources=_parties(found, "source"),
                targets=_parties(found, "target"),
                voices=tuple(
                    Said(v["name"], v["kind"])
                    for v in voices[row["id"]]
                    if v["run_id"] == row["run_id"]
                ),
                sizes=tuple(s for s in sizes[row["id"]] if s["run_id"] == row["run_id"]),
                number=_number(page, row["sentence_start"]),
                lead=row["sentence_start"] < page.lead_end,
                length=page.length,
                language=page.language,
                places=page.places,
                copies=tuple(copies.get(row["id"], ())),
            )


_ACTORS = (
    'SELECT run_id, event_id, "role", "text", "name", country, sectors, office, actor_id, '
    "span_start FROM event_actors_all WHERE event_id IN (SELECT unnest(?::VARCHAR[])) "
    'ORDER BY event_id, "role", "position"'
)
_VOICES = (
    'SELECT run_id, event_id, "name", kind FROM voices_all '
    'WHERE event_id IN (SELECT unnest(?::VARCHAR[])) ORDER BY event_id, "position"'
)
_SIZES = (
    'SELECT run_id, event_id, what, low, high, "text" FROM sizes_all '
    'WHERE event_id IN (SELECT unnest(?::VARCHAR[])) ORDER BY event_id, "position"'
)
_PAGES = (
    'SELECT a.id, length(a."text"), a."language", a.paragraphs[1]."end", {data} FROM articles a '
    "{join} WHERE a.id IN (SELECT unnest(?::VARCHAR[]))"
)
_JOIN = "JOIN readings r ON r.article_id = a.id AND r.run_id = a.run_id"


def _grouped(desk: Desk, query: str, ids: list[str]) -> dict[str, list[dict[str, Any]]]:
    found = desk.sql(query, [ids])
    grouped: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for values in found.fetchall():
        row = dict(zip(found.columns, values, strict=True))
        grouped[row["event_id"]].append(row)
    return grouped


def _pages(desk: Desk, ids: list[str], read: bool = True) -> dict[str, _Page]:
    pages = {}
    query = _PAGES.format(data="r.data" if read else "NULL", join=_JOIN if read else "")
    for id_, length, language, lead_end, data in desk.sql(query, [ids]).fetchall():
        stored = (
            msgspec.json.decode(zlib.decompress(data), type=_Stored)
            if data is not None
            else _Stored([], [])
        )
        pages[id_] = _Page(
            length,
            language,
            length if lead_end is None else lead_end,
            tuple(s.start for s in stored.sentences),
            tuple(dict.fromkeys(p.name or p.text for p in stored.places)),
        )
    return pages


_COPIES = (
    'SELECT m.story_id, a.id, a.url, a.outlet, a.published, a."text" '
    "FROM story_articles m JOIN articles a ON a.id = m.article_id "
    'WHERE m.story_id IN (SELECT unnest(?::VARCHAR[])) ORDER BY m.story_id, m."position"'
)


def _copies(desk: Desk, batch: list[dict[str, Any]]) -> dict[str, list[Copy]]:
    """Event → the other articles of its story that have its sentence."""
    many = [row for row in batch if row["copies"] > 1]
    found: dict[str, list[Copy]] = defaultdict(list)
    if not many:
        return found
    stories = sorted({row["story_id"] for row in many})
    articles = defaultdict(list)
    for story, *article in desk.sql(_COPIES, [stories]).fetchall():
        articles[story].append(article)
    pages = _pages(desk, sorted({a[0] for group in articles.values() for a in group}))
    for row in many:
        for id_, url, outlet, published, text in articles[row["story_id"]]:
            start = text.find(row["sentence"])
            if id_ == row["article_id"] or start < 0:
                continue
            number = _number(pages[id_], start)
            found[row["id"]].append(Copy(id_, url, outlet, published, len(text), start, number))
    return found


def _number(page: _Page, start: int) -> int | None:
    """Which sentence begins at or last before `start`."""
    return bisect_right(page.sentences, start) or None


_PRONOUNS = frozenset("i we us our ours he she they it them their his her its you".split())


def _shown(row: dict[str, Any]) -> str:
    """Who an actor is, by name. One that only a pronoun names is told by the country meant."""
    if (row["name"] or row["text"]).lower() in _PRONOUNS and row["country"]:
        return codes.country_name(row["country"]) or str(row["text"])
    return str(row["name"] or row["text"])


def _parties(rows: Iterable[dict[str, Any]], role: str) -> tuple[Party, ...]:
    return tuple(
        Party(
            _shown(r),
            r["text"],
            r["country"],
            tuple(r["sectors"]),
            r["office"],
            r["actor_id"],
            r["span_start"],
        )
        for r in rows
        if r["role"] == role
    )
