"""Which state the text is about at a point, by the mentions and places near it and in all of it."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from dateline.mentions.antecedents import NO_STATES, is_state_code
from dateline.mentions.clauses import is_subject
from dateline.mentions.drafts import Draft
from dateline.mentions.scene import Scene
from dateline.mentions.towns import towns_of

_BY_WHAT = {"geo": 1.0, "person": 0.7, "agent": 0.8, "org": 0.6, "group": 0.5, "pronoun": 0.3}
# Whoever holds no office, and is only from somewhere, hardly turns the attention to that state.
_PRIVATE, _IN_PUBLIC = 0.3, frozenset("GOV MIL LEG JUD COP SPY REB OPP PTY PRM ELI".split())
_NEAR = (1.0, 0.6, 0.35, 0.2)
# What the whole article, and what it has said so far, weigh beside the sentences near by.
_WHOLE = 0.3
_SO_FAR = 1.0
_PLACE = 0.7
_TOWN = 0.5
_SUBJECT = 1.4  # a state that acts draws the attention
_HOME = 0.8  # for the state that the writer speaks for
_OWN = 3.0
_AT_MOST = 40


class Focus(NamedTuple):
    """The state that leads, its share of all that speaks for any state, and what speaks for it."""

    country: str
    share: float
    weight: float


class FocusFinder:
    """Answers where the attention lies; mentions whose country is known beforehand count."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.rows: list[list[tuple[int, str, float]]] = [[] for _ in scene.rows]
        self.whole: Counter[str] = Counter()
        for d in scene.drafts:
            if d.kind == "media":
                continue  # "told the Associated Press": who carries the news is not its subject
            acts = d.what == "geo" and is_subject(scene.doc[d.root])
            private = d.what == "person" and bool(d.sectors) and not _IN_PUBLIC & set(d.sectors)
            weight = _PRIVATE if private else _BY_WHAT[d.what]
            self._add(d, weight * (_SUBJECT if acts else 1.0))
        for d in scene.located:
            self._add(d, _PLACE)
        counted = {k for d in scene.located for k in range(d.i, d.j)} | set(scene.by_token)
        for town in towns_of(scene.doc, counted):
            self._weigh(town.i, town.i, town.country, _TOWN * town.weight)
        for row in self.rows:
            row.sort()
        self.before: Counter[str] = Counter()
        self.upto = 0

    def _add(self, draft: Draft, weight: float) -> None:
        for country in {d.country for d in (draft.same_as or [draft])}:
            if country and (is_state_code(country) or country in NO_STATES):
                self._weigh(draft.root, draft.i, country, weight)

    def states(self) -> frozenset[str]:
        """Every state that the text has to do with, and the writer's."""
        found = frozenset(self.whole)
        return found | {self.scene.home} if self.scene.home else found

    def _weigh(self, root: int, i: int, country: str, weight: float) -> None:
        self.rows[self.scene.number[root]].append((i, country, weight))
        self.whole[country] += weight  # type: ignore[assignment]

    def at(
        self,
        draft: Draft,
        own: bool = False,
        states: bool = False,
        among: frozenset[str] = frozenset(),
    ) -> Focus | None:
        """The state in focus where a mention stands; what follows it in its sentence counts half.

        `own` says that the mention reads like one of the writer's own state, `states` that it
        can only be one of a state, `among` which states alone may be meant.
        """
        n = self.scene.number[draft.root]
        near: Counter[str] = Counter()
        for back, decay in enumerate(_NEAR):
            if n - back < 0:
                break
            for i, country, weight in self.rows[n - back][-_AT_MOST:]:
                late = 0.5 if i > draft.i else 1.0
                near[country] += decay * weight * late  # type: ignore[assignment]
        while self.upto <= n:
            for _, country, weight in self.rows[self.upto]:
                self.before[country] += weight  # type: ignore[assignment]
            self.upto += 1
        total: Counter[str] = Counter()
        whole, close = sum(self.whole.values()), sum(near.values())
        so_far = sum(self.before.values())
        for country, weight in self.whole.items():
            total[country] += _WHOLE * weight / whole  # type: ignore[assignment]
        for country, weight in self.before.items():
            total[country] += _SO_FAR * weight / so_far  # type: ignore[assignment]
        for country, weight in near.items():
            total[country] += 2.0 * weight / max(close, 1.0)  # type: ignore[assignment]
        if self.scene.home:
            total[self.scene.home] += _OWN if own else _HOME  # type: ignore[assignment]
        if states:
            total = Counter({c: w for c, w in total.items() if c not in NO_STATES})
        if among:
            total = Counter({c: w for c, w in total.items() if c in among})
        if not total:
            return None
        country, weight = max(total.items(), key=lambda x: (x[1], x[0]))
        return Focus(country, weight / sum(total.values()), float(self.whole[country]))
