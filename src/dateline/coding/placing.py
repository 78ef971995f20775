"""Where an event took place: the place that its sentence gives it, else that of its passage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from dateline.coding.locatives import stated_place
from dateline.coding.passages import passage_of
from dateline.records import Article, Place, Time

if TYPE_CHECKING:
    from dateline.language.words import Doc, Token


def event_where(
    trigger: Token,
    doc: Doc,
    places: Sequence[Place],
    article: Article,
    times: Sequence[Time] = (),
) -> Place | None:
    """The place of the event whose trigger is `trigger`, or None where the text does not say.

    `places` are those of `find_places`, `times` those of `find_times`: a new day ends a passage.
    """
    stated = stated_place(trigger, doc, places, article)
    if stated is not None and stated.country is not None:
        return stated
    passage = passage_of(trigger, doc, times, places, article)
    told = passage.place if passage is not None else None
    if stated is None or told is None:
        return stated or told
    # A quarter that no table knows lies where the passage is.
    return msgspec.structs.replace(stated, country=told.country, region=told.region)
