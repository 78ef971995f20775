"""Which events of a reading are shown: by status, and by whose word they stand on."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from dateline.articles.sources import by_name
from dateline.records import Event, Reading, Voice


def chosen(
    reading: Reading,
    status: Sequence[str] = (),
    voice: Sequence[str] = (),
    not_on_the_word_of: Sequence[str] = (),
) -> Reading:
    """The reading with those events that all filters let through; an empty one lets all through.

    Who vouches is given by a country's code, which means its state media too, or by a name.
    """
    if not (status or voice or not_on_the_word_of):
        return reading
    kept = [
        e
        for e in reading.events
        if (not status or e.status in status)
        and (not voice or _on_the_word_of(e, voice))
        and not _on_the_word_of(e, not_on_the_word_of)
    ]
    ids = {e.id for e in kept}
    whole = [
        e if e.within is None or e.within in ids else msgspec.structs.replace(e, within=None)
        for e in kept
    ]
    return msgspec.structs.replace(reading, events=whole)


def _on_the_word_of(event: Event, who: Sequence[str]) -> bool:
    names = {w.lower() for w in who}
    return any(v.name.lower() in names or _country(v) in who for v in event.voices)


def _country(voice: Voice) -> str | None:
    if voice.actor is not None:
        return voice.actor.country
    source = by_name(voice.name)
    return source.country if source is not None else None
