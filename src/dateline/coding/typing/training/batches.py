"""From examples to batches of token numbers and answers, anew for each epoch.

Each labelled event is asked about in one of two ways: with its parties marked (*what does this do
to that?*) or with its trigger marked (*of which type, and who are the parties?*). Proposed triggers
that no label holds are `none`, and whole sentences without marks ask *which words are triggers?*
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from dateline.coding.typing.marking import PAD, Tokens, marked
from dateline.coding.typing.training.examples import Example
from dateline.records import Span

SIZE = 32
NO_ANSWER = -100
HIDDEN = -1.0
"""The answer for a token that is not asked about."""
WITH_PARTIES = 0.5
"""Share of the events that are asked about by their parties."""
NOT_ROWS = 2400
"""Triggers that are none, an epoch."""
WRITTEN_SENTENCES = 1500


class Item(NamedTuple):
    """One sentence: token numbers, type, mode, and each token's answer in the three parts.

    Where a teacher answers and no label, its shares of all types and modes stand in `type_shares`
    and `mode_shares`, and its shares of the parts in `parts`.
    """

    ids: list[int]
    type: int
    mode: int
    parts: list[list[float]]
    type_shares: Sequence[float] | None = None
    mode_shares: Sequence[float] | None = None


class Sentence(NamedTuple):
    """A sentence with all its triggers."""

    text: str
    triggers: tuple[Span, ...]


class Data(NamedTuple):
    """What training sees: events, other words for the same trigger, non-events, and sentences."""

    events: list[Example]
    same: dict[tuple[str, Span], list[Span]]
    none: list[Example]
    real: list[Sentence]
    written: list[Sentence]


class Asker:
    """Turns examples into items; keeps the tokens of each text."""

    def __init__(
        self, tokens: Callable[[str], Tokens], types: Sequence[str], modes: Sequence[str]
    ) -> None:
        self._tokens = tokens
        self._kept: dict[str, Tokens] = {}
        self._type = {name: i for i, name in enumerate(types)}
        self._mode = {name: i for i, name in enumerate(modes)}

    def tokens(self, text: str) -> Tokens:
        """The tokens of a text."""
        if text not in self._kept:
            self._kept[text] = self._tokens(text)
        return self._kept[text]

    def parties(self, e: Example) -> Item:
        """What do the sources do to the targets?"""
        return self._item(e, marked(self.tokens(e.text), e.sources, e.targets, None), (None,) * 3)

    def trigger(self, e: Example, trigger: Span | None = None) -> Item:
        """Of which type is the event of this trigger, and who are its parties?"""
        known = e.type != "none"
        groups = (e.sources if known else None, e.targets if known else None, None)
        return self._item(e, marked(self.tokens(e.text), (), (), trigger or e.trigger), groups)

    def sentence(self, s: Sentence) -> Item:
        """Which words are triggers?"""
        tokens = marked(self.tokens(s.text), (), (), None)
        return Item(
            list(tokens.ids), NO_ANSWER, NO_ANSWER, _answers(tokens, (None, None, s.triggers))
        )

    def _item(self, e: Example, tokens: Tokens, groups: Sequence[tuple[Span, ...] | None]) -> Item:
        return Item(
            list(tokens.ids),
            self._type[e.type],
            self._mode.get(f"{e.type} {e.mode}", NO_ANSWER),
            _answers(tokens, groups),
        )


def _answers(tokens: Tokens, groups: Sequence[tuple[Span, ...] | None]) -> list[list[float]]:
    return [
        [
            HIDDEN
            if start < 0 or group is None
            else float(any(start < s.end and end > s.start for s in group))
            for group in groups
        ]
        for start, end in tokens.offsets
    ]


def epoch(
    data: Data, asker: Asker, rng: random.Random, more: Sequence[Item] = ()
) -> list[list[Item]]:
    """One pass over the data and `more`, in batches of about one length."""
    items = [*_items(data, asker, rng), *more]
    rng.shuffle(items)
    batches: list[list[Item]] = []
    for first in range(0, len(items), SIZE * 40):
        near = sorted(items[first : first + SIZE * 40], key=lambda item: len(item.ids))
        batches += [near[i : i + SIZE] for i in range(0, len(near), SIZE)]
    rng.shuffle(batches)
    return batches


def _items(data: Data, asker: Asker, rng: random.Random) -> Iterator[Item]:
    for e in data.events:
        parties = bool(e.sources or e.targets)
        if e.trigger is None or (parties and rng.random() < WITH_PARTIES):
            if parties:
                yield asker.parties(e)
            continue
        words = data.same.get((e.text, e.trigger))
        yield asker.trigger(e, rng.choice(words) if words and rng.random() < 0.5 else None)
        if e.origin == "real" and e.sources and e.targets:
            yield asker.parties(e)
    yield from map(asker.trigger, rng.sample(data.none, min(NOT_ROWS, len(data.none))))
    yield from map(asker.sentence, data.real)
    some = min(WRITTEN_SENTENCES, len(data.written))
    yield from map(asker.sentence, rng.sample(data.written, some))


def padded(batch: Sequence[Item]) -> dict[str, Any]:
    """A batch as lists of one length: ids, types, modes, parts."""
    longest = max(len(item.ids) for item in batch)
    return {
        "ids": [[*i.ids, *[PAD] * (longest - len(i.ids))] for i in batch],
        "types": [i.type for i in batch],
        "modes": [i.mode for i in batch],
        "parts": [[*i.parts, *[[HIDDEN] * 3] * (longest - len(i.parts))] for i in batch],
    }
