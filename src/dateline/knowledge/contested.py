"""Names that several bear ("PPP", "Labour Party"): the rest of the text decides, or nobody is meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from dateline.knowledge.layers import Named
from dateline.knowledge.tables import CONTESTED, Entity

# Codes that are no state's: that one such body is named says nothing of another.
_NO_STATE = frozenset(("", "IGO", "NGO", "IMG", "ISM", "MNC"))
# How often the country of one bearer must be named for each time that another's is.
_LEAD = 2


class Hit(NamedTuple):
    """A name found at `start` to `end`."""

    start: int
    end: int
    named: Named


def is_contested(named: Named) -> bool:
    """Whether a name says nothing by itself."""
    return named.entity is not None and named.entity.kind == CONTESTED


def bearers(named: Named | None) -> list[str]:
    """Who may be meant by a contested name, in words: "People Power Party (KOR)"; else nothing."""
    if named is None or not is_contested(named):
        return []
    return [f"{entity.name} ({entity.country})" for entity in named.others]


def settle(hits: Sequence[Hit]) -> list[Hit]:
    """The hits with contested names given to the one bearer that the text speaks of, or left out.

    A bearer is spoken of where another of its names stands in the text. Else its country must be
    named more than twice as often as that of any other bearer, and be among those that the text is
    about: at least half as often named as any state.
    """
    if not any(is_contested(hit.named) for hit in hits):
        return list(hits)
    sure = [hit.named for hit in hits if not is_contested(hit.named)]
    ids = {n.entity.id for n in sure if n.entity is not None}
    countries = Counter(n.entity.country for n in sure if n.entity is not None)
    countries.update(n.person.country for n in sure if n.person is not None)
    for nothing in _NO_STATE:
        countries.pop(nothing, None)
    settled = []
    for hit in hits:
        named = hit.named
        if is_contested(named):
            meant = _bearer(named.others, ids, countries)
            if meant is not None:
                named = named._replace(entity=meant, others=())
            elif named.person is not None or named.alone:
                named = named._replace(entity=None, others=())
            else:
                continue
        settled.append(hit._replace(named=named))
    return settled


def _bearer(bearers: Sequence[Entity], ids: set[str], countries: Counter[str]) -> Entity | None:
    told = [entity for entity in bearers if entity.id in ids]
    if told:
        return told[0] if len(told) == 1 else None
    ranked = sorted(bearers, key=lambda entity: -countries[entity.country])
    most = [countries[entity.country] for entity in ranked[:2]]
    if not most or most[0] * _LEAD < max(countries.values(), default=1):
        return None
    return ranked[0] if len(most) < 2 or most[0] > _LEAD * most[1] else None
