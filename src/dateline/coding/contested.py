"""One event told by one voice and denied by another in the same article: both rows are kept and linked."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import msgspec

from dateline.records import Actor, Event

ASSERTED = frozenset({"claim", "fact"})


def linked(events: Sequence[Event]) -> list[Event]:
    """The same events, each with the ids of those that contradict it in `contested`."""
    against: dict[str, list[str]] = {}
    for one, other in combinations(events, 2):
        if _contradict(one, other):
            against.setdefault(one.id, []).append(other.id)
            against.setdefault(other.id, []).append(one.id)
    return [
        msgspec.structs.replace(e, contested=against[e.id]) if e.id in against else e
        for e in events
    ]


def _contradict(one: Event, other: Event) -> bool:
    """Whether one row denies what the other asserts: the same act of the same doers, on another's word."""
    told = {one.status, other.status}
    if "denied" not in told or not told & ASSERTED:
        return False
    if (one.about or one.type) != (other.about or other.type) or _speaker(one) == _speaker(other):
        return False
    if not _share(one.sources, other.sources):
        return False
    told_of, denied = (one, other) if other.status == "denied" else (other, one)
    # A denial need not repeat what was done to whom; what is told without a party may be anybody's.
    agree = not denied.targets or _share(told_of.targets, denied.targets)
    return agree and not _on_other_days(one, other)


def _speaker(event: Event) -> str | None:
    return event.voices[0].name if event.voices else None


def _share(some: Sequence[Actor], others: Sequence[Actor]) -> bool:
    return any(_same(a, b) for a in some for b in others)


def _same(one: Actor, other: Actor) -> bool:
    """One country; or one name, else the same noun where the text leaves a country open."""
    if one.country and other.country:
        return one.country == other.country
    if one.actor_id or other.actor_id:
        return one.actor_id == other.actor_id
    return one.text.lower().split()[-1] == other.text.lower().split()[-1]


def _on_other_days(one: Event, other: Event) -> bool:
    """Whether the text itself gives the two different days."""
    a, b = one.when, other.when
    if a is None or b is None or a.basis != "expression" or b.basis != "expression":
        return False
    if not (a.earliest and a.latest and b.earliest and b.latest):
        return False
    return a.latest < b.earliest or b.latest < a.earliest
