"""A reading made by hand."""

from __future__ import annotations

from collections.abc import Callable

from dateline.records import (
    Actor,
    Article,
    Credit,
    Event,
    Evidence,
    Reading,
    Size,
    Span,
    Voice,
    When,
)

TEXT = "Kenya said on Friday that Tanzania had seized 200 cows near Namanga."


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def actor(words: str, country: str | None, *sectors: str, name: str | None = None) -> Actor:
    at = span(words)
    return Actor(
        start=at.start, end=at.end, text=words, name=name, country=country, sectors=list(sectors)
    )


def make_event(**changes: object) -> Event:
    kenya, tanzania = actor("Kenya", "KEN", name="Kenya"), actor("Tanzania", "TZA", name="Tanzania")
    fields: dict[str, object] = {
        "id": "e1",
        "type": "COERCE",
        "about": None,
        "mode": "seize",
        "contexts": ["economic"],
        "cameo": "171",
        "quad": 4,
        "intensity": -7.0,
        "goldstein": -9.2,
        "sources": [tanzania],
        "targets": [kenya],
        "status": "claim",
        "background": False,
        "voices": [
            Voice(name="Kenya", kind="office", actor=kenya, start=0, end=5),
            Voice(name="Atlas Press", kind="agency"),
            Voice(name="KQZX", kind="outlet"),
        ],
        "when": When(earliest="2023-03-10", latest="2023-03-10", precision="day", text="Friday"),
        "where": None,
        "size": [Size(what="cows", low=200, high=200, text="200")],
        "sentence": Span(0, len(TEXT)),
        "trigger": span("seized"),
        "evidence": [Evidence("when", span("on Friday")), Evidence("cue", span("said"))],
        "within": None,
        "confidence": 0.8,
        "reason": "coerce.seize.property",
        "version": "0.1.0",
    }
    return Event(**{**fields, **changes})  # type: ignore[arg-type]


def make_reading(headline: str = "Kenya accuses Tanzania", **changes: object) -> Reading:
    article = Article(
        id="a1",
        text=TEXT,
        outlet="KQZX",
        headline=headline,
        credits=[Credit(name="KQZX", kind="outlet"), Credit(name="Atlas Press", kind="agency")],
        published="2023-03-14",
        published_precision="day",
    )
    fields: dict[str, object] = {"article": article, "events": [make_event()]}
    return Reading(**{**fields, **changes})  # type: ignore[arg-type]


Run = Callable[..., tuple[int, str, str]]


class Fakes:
    """What the command was asked for, and what it is to be given."""

    def __init__(self) -> None:
        self.reading = make_reading()
        self.asked: dict[str, object] = {}
        self.pairs: list[tuple[str, str]] = []
