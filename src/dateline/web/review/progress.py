"""How far a coder has come with a queue, and what is known of each of its rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dateline.people.judgements import Judgement, Settlement, judgements, settlements
from dateline.web.review.queues import Item


def verdicts(db: sqlite3.Connection, queue: Sequence[Item]) -> list[dict[str, Judgement]]:
    """For each row of a queue: coder → judgement. One of an older run counts where the words and what
    is coded of them are the same."""
    by_key: dict[tuple[str, str], list[Judgement]] = {}
    for one in judgements(db, {i.article_id for i in queue}):
        by_key.setdefault((one.article_id, one.coded), []).append(one)
    return [
        {
            one.person: one
            for one in by_key.get((item.article_id, item.coded), [])
            if one.event_id == item.id or _overlap(one, item)
        }
        for item in queue
    ]


def _overlap(one: Judgement, item: Item) -> bool:
    return one.trigger_start < item.trigger_end and item.trigger_start < one.trigger_end


class Unit(NamedTuple):
    """A row that somebody has judged, with all verdicts and the one that counts in the end (None
    where coders differ and nothing is settled)."""

    event_id: str
    article_id: str
    coded: str
    run_id: str
    type: str
    status: str
    by: Mapping[str, Judgement]
    settled: Settlement | None
    verdict: str | None

    @property
    def differs(self) -> bool:
        """Whether the coders do not say the same."""
        return len({j.verdict for j in self.by.values()}) > 1


def units(db: sqlite3.Connection, queue: Sequence[Item] | None) -> list[Unit]:
    """All rows that anybody has judged; only those of a queue, where one is given."""
    decided = settlements(db)
    if queue is not None:
        pairs = zip(queue, verdicts(db, queue), strict=True)
        return [_unit(i.id, i.article_id, i.coded, i.run_id, by, decided) for i, by in pairs if by]
    grouped: dict[tuple[str, str], dict[str, Judgement]] = {}
    for one in judgements(db):
        grouped.setdefault((one.event_id, one.coded), {})[one.person] = one
    found = []
    for (event, coded), by in grouped.items():
        last = max(by.values())
        found.append(_unit(event, last.article_id, coded, last.run_id, by, decided))
    return found


def _unit(
    event: str, article: str, coded: str, run: str, by: dict[str, Judgement],
    decided: Mapping[tuple[str, str], Settlement],
) -> Unit:  # fmt: skip
    import json

    said = json.loads(coded)
    keys = {(j.event_id, j.coded) for j in by.values()} | {(event, coded)}
    settled = max((decided[k] for k in keys if k in decided), default=None)
    given = {j.verdict for j in by.values()}
    verdict = settled.verdict if settled else given.pop() if len(given) == 1 else None
    return Unit(event, article, coded, run, said[0], said[3], by, settled, verdict)
