"""A copy's reading, made from the reading of the first: nothing is read again.

What is found in an article depends on its text, its paragraphs, its dateline and the day it was
published; and of who publishes it only on whose state the outlet is and how its country writes days.
Two articles with all that in common (`likeness`) have one reading but for what is written anew here:
the ids, and the credits at the end of each chain of voices. Where the credits have a part in more than
that, there is no short way.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dateline.coding.attribution.voices import credit_voices, plain
from dateline.coding.contested import linked
from dateline.mentions.home import signs_of_home
from dateline.mentions.times import month_first
from dateline.records import Article, Event, Reading, Span, Voice, content_id, event_id, to_dict

_DAY = len("2022-07-03")


def likeness(article: Article) -> str:
    """A hash of all that a reading depends on, but for the credits: what copies have in common."""
    return content_id(
        "likeness",
        article.text,
        [list(p) for p in article.paragraphs],
        to_dict(article.dateline) if article.dateline else None,
        (article.published or "")[:_DAY],
        *signs_of_home(article),
        month_first(article),
    )


def reading_of_copy(reading: Reading, article: Article) -> Reading | None:
    """The reading of an article that has the likeness of another, from the other's.

    None where it has to be read itself: where a credit speaks in the text too, where a saying has no
    speaker but the credits, or where a note names the hour of publication.
    """
    first = reading.article
    more = reading.notes[len(first.notes) :]
    if first.published != article.published and any(n.startswith("published: ") for n in more):
        return None
    voices = credit_voices(article)
    if first.credits != article.credits and not _only_at_the_end(reading, voices):
        return None
    ids = {e.id: _id(e, article) for e in reading.events}
    return replace(
        reading,
        article=article,
        attributions=[
            replace(a, voices=_ending(a.voices, voices)) if a.voices else a
            for a in reading.attributions
        ],
        events=linked([_of_copy(e, ids, voices) for e in reading.events]),
        notes=[*article.notes, *more],
    )


def _of_copy(event: Event, ids: dict[str, str], credits: Sequence[Voice]) -> Event:
    return replace(
        event,
        id=ids[event.id],
        within=ids.get(event.within) if event.within else None,
        voices=_ending(event.voices, credits),
        contested=[],
    )


def _id(event: Event, article: Article) -> str:
    sources = [Span(a.start, a.end) for a in event.sources]
    targets = [Span(a.start, a.end) for a in event.targets]
    return event_id(article.id, event.type, event.trigger, sources, targets)


def _ending(chain: Sequence[Voice], credits: Sequence[Voice]) -> list[Voice]:
    """The chain with other credits at its end."""
    inner = [v for v in chain if v.start is not None]
    seen = {plain(v.name) for v in inner}
    ending = []
    for voice in credits:
        if plain(voice.name) not in seen:
            seen.add(plain(voice.name))
            ending.append(voice)
    return [*inner, *ending]


def _only_at_the_end(reading: Reading, others: Sequence[Voice]) -> bool:
    """Whether nothing else in a reading depends on who its credits are."""
    credits = credit_voices(reading.article)
    for told in reading.attributions:
        if told.voices and told.voices[0].start is None:
            return False  # a credit is the speaker
        if not told.voices and not credits:
            return False  # it would be, if there were one
    if any("rule:alleged" in e.reason for e in reading.events):
        # Who accuses is told once, as a credit or as himself.
        names = {plain(v.name) for v in (*credits, *others)}
        return all(plain(a.name or a.text) not in names for a in reading.actors)
    return True
