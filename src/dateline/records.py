"""The typed records that travel on Dateline's arrows: Page → Article → Reading.

Every record is a frozen `msgspec.Struct`: cheap to build inside the program, validated where
data crosses the border (`from_json`, `from_arrow`). Spans count characters of `article.text`,
so `article.text[m.start:m.end]` *is* the evidence. Enumerated values are plain strings (the
allowed ones stand in `Literal` types, so that a wrong one is refused at the border), and an
empty list is a list, never None.

The names of fields are a contract with users, exports and benchmarks: fields may be added, none
renamed. The JSON schema (`json_schema`) and the Arrow schema (`dateline.arrow`) are derived
from these classes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any, Literal, TypeVar

import msgspec

CreditKind = Literal["outlet", "syndicator", "network", "agency", "state_media", "person"]
VoiceKind = Literal[
    "outlet",
    "syndicator",
    "network",
    "agency",
    "state_media",
    "person",
    "office",
    "organisation",
    "document",
    "unnamed",
]
DatePrecision = Literal["minute", "day", "month", "year", "none"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
PlacePrecision = Literal["point", "city", "region", "country"]
AttributionKind = Literal["direct", "indirect", "mixed"]
Status = Literal["hypothetical", "denied", "negated", "planned", "expected", "claim", "fact"]
EventType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=False):
    """Base of all records: immutable, compared by value, built from keywords."""


class Span(msgspec.Struct, frozen=True, order=True):
    """Characters `start` (inclusive) to `end` (exclusive) of `article.text`.

    Unpacks and indexes like a pair: `start, end = span`, `text[span.start:span.end]`.
    """

    start: int
    end: int

    def __iter__(self) -> Iterator[int]:
        return iter((self.start, self.end))

    def __getitem__(self, index: int) -> int:
        return (self.start, self.end)[index]

    def __len__(self) -> int:
        return 2

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end


class Page(Record):
    """Bytes as found, with where they came from. `kind` says how to open them.

    `headline`, `published` and `outlet` are what the source says of the page (a row of a table, an
    entry of a feed); `published` wins over what the page says of itself. `listed` is when a list that
    leads to the page (a feed, a sitemap) says it was published; it counts where the page says nothing.
    """

    data: bytes
    kind: Literal["html", "text", "prose"] = "html"
    url: str | None = None
    path: str | None = None
    fetched: str | None = None
    declared_charset: str | None = None
    headline: str | None = None
    published: str | None = None
    outlet: str | None = None
    listed: str | None = None


class Credit(Record):
    """One link of the credit chain: who carries the story, from the outlet down to the origin."""

    name: str
    kind: CreditKind


class Dateline(Record):
    """The line "SEOUL, July 3 (Reuters) —" that opens an agency story; not a sentence.

    `start` and `end` are its characters in `article.text`, the dash included.
    """

    text: str
    place: str | None = None
    date: str | None = None
    agency: str | None = None
    start: int = 0
    end: int = 0


class Article(Record):
    """A page without its furniture.

    `published` is an ISO 8601 date or time cut to its precision ("2022", "2022-07-03"), or None;
    `notes` say in words what could not be found out and what looked wrong.
    """

    id: str
    text: str
    url: str | None = None
    outlet: str | None = None
    headline: str | None = None
    byline: str | None = None
    credits: list[Credit] = []
    dateline: Dateline | None = None
    published: str | None = None
    published_precision: DatePrecision = "none"
    language: str = "en"
    topics: list[str] = []
    rights: str | None = None
    paragraphs: list[Span] = []
    notes: list[str] = []


class Actor(Record):
    """A mention of somebody who can act.

    `country` is PLOVER's: ISO 3166 alpha-3, or IGO UNO EUR NGO MNC IMG ISM, or None where the
    text does not say. `sectors` are PLOVER's (GOV, MIL, REB …). A plural mention that resolves to
    several actors ("the two nations") gives one record an actor, all with the same span. Where a
    name has several bearers and the text does not decide, `candidates` lists them and
    `resolved_by` begins with "ambiguous".
    """

    start: int
    end: int
    text: str
    actor_id: str | None = None
    name: str | None = None
    country: str | None = None
    sectors: list[str] = []
    office: str | None = None
    resolved_by: str = "unresolved"
    confidence: float = 0.0
    candidates: list[str] = []


class Time(Record):
    """A TIMEX3-like expression; `earliest` and `latest` are ISO dates or times, both inclusive."""

    start: int
    end: int
    text: str
    type: TimeType
    value: str
    earliest: str | None = None
    latest: str | None = None


class Place(Record):
    """A mention of a place. An unresolved one keeps its text and has no `country`."""

    start: int
    end: int
    text: str
    name: str | None = None
    country: str | None = None
    region: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: PlacePrecision | None = None


class Voice(Record):
    """One link of the chain from the one who vouches to the outlet on the reader's screen.

    No span where the voice comes from the article's credit chain.
    """

    name: str
    kind: VoiceKind
    actor: Actor | None = None
    start: int | None = None
    end: int | None = None


class Attribution(Record):
    """Who says, in which words, what. `content` may have several parts."""

    source: Span | None
    cue: Span | None
    content: list[Span]
    kind: AttributionKind
    voices: list[Voice] = []


class When(Record):
    """When an event took place: both ends inclusive ISO dates, `text` the words that say so.

    `precision` is day, week, month, year, range or unknown; `basis` says which of the
    sentence's own expression, the sentences around it, the tense, or the publication's window the
    interval was taken from.
    """

    earliest: str | None
    latest: str | None
    precision: str
    text: str | None = None
    basis: str = "expression"


class Size(Record):
    """How many: `what` is dead, injured, arrested, crowd …; `low` and `high` bound the number.

    `voice` is who gives the count, where the text says it on somebody's word.
    """

    what: str
    low: float | None
    high: float | None
    text: str
    voice: str | None = None


class Evidence(msgspec.Struct, frozen=True):
    """The words that carry one field: `role` is trigger, source, target, cue, when, where …"""

    role: str
    span: Span

    def __iter__(self) -> Iterator[Any]:
        return iter((self.role, self.span))


class Event(Record):
    """Who did what to whom, when, where, on whose word, as what kind of statement."""

    id: str
    type: EventType
    about: EventType | None
    mode: str | None
    contexts: list[str]
    cameo: str | None
    quad: int
    intensity: float
    goldstein: float | None
    sources: list[Actor]
    targets: list[Actor]
    status: Status
    background: bool
    voices: list[Voice]
    when: When | None
    where: Place | None
    size: list[Size]
    sentence: Span
    trigger: Span
    evidence: list[Evidence]
    within: str | None
    confidence: float
    reason: str
    version: str
    contested: list[str] = []


class Relation(Record):
    """What a source does to a target in one sentence; `scores` maps each type to a probability."""

    type: EventType
    mode: str | None
    contexts: list[str]
    status: Status
    scores: dict[str, float]
    reason: str = ""


class Reading(Record):
    """Everything found in one article's body; with `only`, what was looked for alone."""

    article: Article
    sentences: list[Span] = []
    actors: list[Actor] = []
    times: list[Time] = []
    places: list[Place] = []
    attributions: list[Attribution] = []
    events: list[Event] = []
    notes: list[str] = []
    version: str = ""
    only: str | None = None


RECORDS: tuple[type, ...] = (
    Page,
    Credit,
    Dateline,
    Article,
    Span,
    Actor,
    Time,
    Place,
    Voice,
    Attribution,
    When,
    Size,
    Evidence,
    Event,
    Relation,
    Reading,
)

R = TypeVar("R")


def content_id(*parts: object) -> str:
    """A 20-digit hexadecimal hash (80 bits of SHA-256) of `parts`, alike on every machine."""
    packed = msgspec.json.encode([list(p) if isinstance(p, Span) else p for p in parts])
    return hashlib.sha256(packed).hexdigest()[:20]


def article_id(
    text: str, *, url: str | None, outlet: str | None = None, published: str | None = None
) -> str:
    """The id of an article: its URL, else its outlet and day of publication; and its text."""
    origin = [url] if url else [outlet, published[:10] if published else None]
    return content_id("article", *origin, text)


def event_id(
    article: str, type: str, trigger: Span, sources: list[Span], targets: list[Span]
) -> str:
    """The id of an event. Actors' codes are not in it: mending who somebody is keeps the id."""
    return content_id(
        "event",
        article,
        type,
        list(trigger),
        [list(s) for s in sources],
        [list(t) for t in targets],
    )


def actor_code(actor: Actor) -> str:
    """An actor's codes in one word: `PRK`, `PRK/GOV`, `/COP`; empty when nothing is known."""
    return "/".join([actor.country or "", *actor.sectors])


def to_json(record: Any) -> bytes:
    """A record, or a list of them, as UTF-8 JSON."""
    return msgspec.json.encode(record)


def from_json(data: bytes | str, kind: type[R]) -> R:
    """JSON back to a record of `kind`; raises `msgspec.ValidationError` naming the bad field."""
    return msgspec.json.decode(data, type=kind)


def to_dict(record: Any) -> Any:
    """A record as plain dicts, lists, strings and numbers."""
    return msgspec.to_builtins(record)


def json_schema(kind: type) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a record."""
    return msgspec.json.schema(kind)
