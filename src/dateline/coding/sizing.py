"""Which event each size measures, and on whose count.

A size goes to one event: to that which governs it and is of a type that it can measure, else to the
nearest such in its sentence. What a later event of the article only repeats is not given again, so
that sums over rows count nobody twice. Two counts of the same by different people are two sizes.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

import msgspec

from dateline.coding.statements import around
from dateline.coding.turns import Coded
from dateline.records import Attribution, Event, Place, Size, Span, When

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from dateline.language.words import Span as SpacySpan
    from dateline.language.words import Token

Group = tuple[Coded, list[Coded]]
_FAR = 6
"""What a type that is not the first choice costs, in steps of the tree."""
_OUTSIDE = 20
"""What it costs not to stand under the event."""
_FEW = 5
"""Fewer than these are often counted alike of two events."""


@lru_cache(maxsize=1)
def _measures() -> dict[str, dict[str, int]]:
    text = (files("dateline.coding") / "tables" / "sizes.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)["measures"]
    return {
        what: {**dict.fromkeys(row["then"], _FAR), **dict.fromkeys(row["first"], 0)}
        for what, row in table.items()
    }


def event_sizes(
    groups: Sequence[Group],
    sizes: Sequence[tuple[Span, Size]],
    attributions: Sequence[Attribution],
) -> list[list[Size]]:
    """The sizes of each event, in the order of the events; none stands in two of them."""
    found: list[list[Size]] = [[] for _ in groups]
    told = [(n, c) for n, (first, echoes) in enumerate(groups) for c in (first, *echoes)]
    by_sentence: dict[int, list[tuple[int, Coded]]] = {}
    for n, coded in told:
        by_sentence.setdefault(coded.draft.sentence.start, []).append((n, coded))
    for here in by_sentence.values():
        sentence = here[0][1].draft.sentence
        for span, size in sizes:
            if not sentence.start_char <= span.start < sentence.end_char:
                continue
            best = _measured(span, size, sentence, here)
            if best is not None:
                _add(found[best], _with_voice(span, size, attributions))
    return found


def _measured(
    span: Span, size: Size, sentence: SpacySpan, here: Sequence[tuple[int, Coded]]
) -> int | None:
    """The event of the sentence that a size measures, or None."""
    token = _root(span, sentence)
    if token is None:
        return None
    above = {t.i: steps for steps, t in enumerate((token, *token.ancestors))}
    costs = []
    for n, coded in here:
        allowed = _measures().get(size.what, {})
        dear = min((allowed[t] for t in (coded.type, coded.about) if t in allowed), default=None)
        if dear is not None:
            costs.append((dear + _steps(coded.draft.match.head, above), n))
    return min(costs)[1] if costs else None


def _root(span: Span, sentence: SpacySpan) -> Token | None:
    """The word of a size on which its others hang."""
    inside = [t for t in sentence if span.start <= t.idx < span.end]
    places = {t.i for t in inside}
    return next((t for t in inside if t.head.i not in places or t.head.i == t.i), None)


def _steps(head: Token, above: dict[int, int]) -> int:
    """How far an event stands from a size in the tree; above it is near."""
    if head.i in above:
        return above[head.i]
    for steps, token in enumerate(head.ancestors, 1):
        if token.i in above:
            # "The 5,000 who protested" is a count of that event.
            return steps if above[token.i] == 0 else _OUTSIDE + steps + above[token.i]
    return 2 * _OUTSIDE


def _with_voice(span: Span, size: Size, attributions: Sequence[Attribution]) -> Size:
    """The size with the name of who gives the count, where the text says it on somebody's word."""
    if size.voice is not None:
        return size
    holding = around(span, attributions)
    name = holding[0].voices[0].name if holding else None
    return msgspec.structs.replace(size, voice=name) if name else size


def _add(to: list[Size], size: Size) -> None:
    """Adds a size unless the event has that count already; another's different count is kept."""
    for old in to:
        same = (old.what, old.low, old.high) == (size.what, size.low, size.high)
        if same or (old.text == size.text and old.what == size.what):
            return
    to.append(size)


def counted_once(events: Sequence[Event]) -> list[Event]:
    """The events without the counts that an earlier one of the same type has told already.

    Small numbers, and events of which the text tells different days or places, are counted anew.
    """
    found: list[Event] = []
    for event in events:
        kept = [z for z in event.size if not any(_repeats(event, z, old) for old in found)]
        found.append(
            event if len(kept) == len(event.size) else msgspec.structs.replace(event, size=kept)
        )
    return found


def _repeats(event: Event, size: Size, old: Event) -> bool:
    most = size.high if size.high is not None else size.low
    if old.type != event.type or most is None or most < _FEW:
        return False
    if not any((o.what, o.low, o.high) == (size.what, size.low, size.high) for o in old.size):
        return False
    return not (_apart(event.when, old.when) or _elsewhere(event.where, old.where))


def _apart(one: When | None, other: When | None) -> bool:
    """Whether the text tells two different times."""
    if one is None or other is None or "expression" not in (one.basis, other.basis):
        return False
    if None in (one.earliest, one.latest, other.earliest, other.latest):
        return False
    return (one.latest or "") < (other.earliest or "") or (other.latest or "") < (
        one.earliest or ""
    )


def _elsewhere(one: Place | None, other: Place | None) -> bool:
    if one is None or other is None or one.name is None or other.name is None:
        return False
    if one.country != other.country:
        return True
    small = {"point", "city"}
    return {one.precision, other.precision} <= small and one.name != other.name
