"""Places in text: which names are places, and which of the places so named is meant.

Names are looked up in the gazetteer (`knowledge.places`); whether one is a place here is told by
the words around it ("Jordan said" is not, "in Jordan" is) and by the parser's entity labels; which
one is meant by containment in the text ("Paris, Texas"), the article's other places, its dateline,
and size. One name has one sense per article. A name that looks like a place and is in no table
stays, with its text and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dateline.knowledge.places import Spot, spots
from dateline.mentions.located import OWN_PLACES
from dateline.mentions.place_names import Candidate, candidates
from dateline.mentions.place_senses import resolve
from dateline.records import Actor, Article, Place, PlacePrecision

if TYPE_CHECKING:
    from dateline.language.words import Doc


def find_places(doc: Doc, article: Article, actors: Sequence[Actor] = ()) -> list[Place]:
    """The places in an article's text, in order and not overlapping.

    `actors` are those of `find_actors`: a name inside that of a person is no place.
    """
    people = {(a.start, a.end) for a in actors if a.office is None and _is_person(a)}
    found = [c for c in candidates(doc) if not _inside(doc, c, people)]
    senses = resolve(found, article)
    places: list[Place] = []
    for c in found:
        start, end = doc[c.start].idx, doc[c.end - 1].idx + len(doc[c.end - 1].text)
        spot = senses.get((c.name, c.within))
        places.append(_place(start, end, article.text[start:end], spot, c.within))
    return _with_own(doc, article, places)


def _with_own(doc: Doc, article: Article, places: list[Place]) -> list[Place]:
    """The places with the states of a user's own tables, which no gazetteer has."""
    own = [
        Place(
            start=start, end=end, text=article.text[start:end], name=name, country=country,
            precision="country",
        )
        for start, end, name, country in doc.user_data.get(OWN_PLACES, ())
    ]  # fmt: skip
    if not own:
        return places
    others = [p for p in places if not any(p.start < o.end and o.start < p.end for o in own)]
    return sorted([*others, *own], key=lambda p: (p.start, p.end))


def _is_person(actor: Actor) -> bool:
    return "person" in actor.resolved_by or actor.text.count(" ") > 0 and actor.country is None


def _inside(doc: Doc, c: Candidate, people: set[tuple[int, int]]) -> bool:
    start, end = doc[c.start].idx, doc[c.end - 1].idx + len(doc[c.end - 1].text)
    return any(s <= start and end <= e and (s, e) != (start, end) for s, e in people)


def _place(start: int, end: int, text: str, spot: Spot | None, within: str | None) -> Place:
    if spot is None:
        outer = _container(within)
        if outer is None:
            return Place(start=start, end=end, text=text)
        # Not in any table, but the text says what contains it: "Lake Vessel, Ohio".
        return Place(start=start, end=end, text=text, country=outer.country, region=outer.region)
    precision: PlacePrecision = "region" if spot.kind == "county" else spot.kind
    return Place(
        start=start,
        end=end,
        text=text,
        name=spot.name,
        country=spot.country,
        region=spot.region,
        lat=spot.lat,
        lon=spot.lon,
        precision=precision,
    )


def _container(within: str | None) -> Spot | None:
    """The country or region that the text names after a place."""
    if within is None:
        return None
    return next((s for s in spots(within) if s.kind in ("country", "region") and s.country), None)
