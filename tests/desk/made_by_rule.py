"""A reader without a model: "X accused Y." is an event. What the desk does is what is tested."""

from __future__ import annotations

import random
import re
from pathlib import Path

from dateline.records import (
    Actor,
    Article,
    Event,
    Evidence,
    Place,
    Reading,
    Size,
    Span,
    Voice,
    When,
    event_id,
)

COUNTRIES = {"Norway": "NOR", "Peru": "PER", "Kenya": "KEN", "Chad": "TCD", "Laos": "LAO"}
_EVENT = re.compile(r"\b(\w+) (accused|praised) (\w+) [^.]*\.")
DENIED = "It is not true that "
TYPES = {"accused": "ACCUSE", "praised": "SUPPORT"}


def _actor(found: re.Match[str], group: int) -> Actor:
    name = found[group]
    return Actor(
        start=found.start(group),
        end=found.end(group),
        text=name,
        actor_id=name.lower(),
        name=name,
        country=COUNTRIES.get(name),
        sectors=["GOV"],
        resolved_by="table",
        confidence=0.9,
    )


class RuleReader:
    """Stands in for `dateline.Reader`; counts what it has read."""

    only = None
    problems: list[Exception] = []  # noqa: RUF012

    def __init__(self, tables_hash: str = "0" * 64) -> None:
        self.tables_hash = tables_hash
        self.read = 0

    @property
    def recipe(self) -> tuple[str, dict[str, str]]:
        kind = type(self)
        return f"{kind.__module__}:{kind.__name__}", {"tables_hash": self.tables_hash}

    def read_article(self, article: Article) -> Reading:
        if "FAULT" in article.text:
            raise ZeroDivisionError("made to fail")
        self.read += 1
        events = [self._event(article, found) for found in _EVENT.finditer(article.text)]
        return Reading(
            article=article,
            sentences=[Span(e.sentence.start, e.sentence.end) for e in events],
            actors=[a for e in events for a in (*e.sources, *e.targets)],
            events=events,
            version="test",
        )

    def _event(self, article: Article, found: re.Match[str]) -> Event:
        source, target = _actor(found, 1), _actor(found, 3)
        trigger = Span(*found.span(2))
        sides = [Span(source.start, source.end)], [Span(target.start, target.end)]
        kind = TYPES[found[2]]
        day = article.published
        return Event(
            id=event_id(article.id, kind, trigger, *sides),
            type=kind,  # type: ignore[arg-type]
            about=None,
            mode=None,
            contexts=["diplomatic"],
            cameo="112" if kind == "ACCUSE" else "051",
            quad=3 if kind == "ACCUSE" else 1,
            intensity=-3.0,
            goldstein=None,
            sources=[source],
            targets=[target],
            status="denied" if article.text[: found.start()].endswith(DENIED) else "fact",
            background=False,
            voices=[
                Voice(
                    name=source.text,
                    kind="person",
                    actor=source,
                    start=source.start,
                    end=source.end,
                ),
                Voice(name="The Paper", kind="outlet"),
            ],
            when=When(earliest=day, latest=day, precision="day") if day else None,
            where=Place(
                start=target.start, end=target.end, text=target.text, country=target.country
            ),
            size=[Size(what="dead", low=1, high=None, text=found[3])],
            sentence=Span(*found.span()),
            trigger=trigger,
            evidence=[Evidence("trigger", trigger), Evidence("source", sides[0][0])],
            within=None,
            confidence=0.8,
            reason="rule",
            version="test",
        )


_THINGS = (
    "harbour bridge school market river garden tower bakery museum station orchard library mill "
    "stable chapel quarry meadow factory theatre hospital airport canal forest village castle"
).split()
_DEEDS = "sold painted opened closed mended visited guarded measured praised cleaned".split()
_FOLK = "farmers teachers sailors painters nurses drivers tailors miners students bakers".split()


def story(number: int, verb: str = "accused") -> str:
    """The prose of an article that holds one event, and is nothing like that of another number."""
    names = list(COUNTRIES)
    first, second = names[number % 5], names[(number + 1 + number // 5 % 4) % 5]
    chance = random.Random(number)

    def sentence() -> str:
        one, two, three = chance.sample(_THINGS, 3)
        deed = chance.choice([d for d in _DEEDS if d != "praised"])
        return f"Some {chance.choice(_FOLK)} {deed} the {one} behind a {two} or {three}."

    return (
        f"{sentence()} {sentence()} "
        f"{first} {verb} {second} of breaking the pact number {number}. "
        f"{sentence()} {sentence()} {sentence()}"
    )


def pages(folder: Path, numbers: range) -> list[Path]:
    """Files with one story each."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for number in numbers:
        path = folder / f"story-{number:03}.txt"
        path.write_text(story(number), "utf-8")
        made.append(path)
    return made
