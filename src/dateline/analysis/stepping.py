"""The shifts of a series, and the events behind each."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from dateline.analysis.counting import Counted
from dateline.analysis.grid import Events, Grid
from dateline.analysis.measures import Figure, contributions, mean_score, share
from dateline.analysis.plain import cut
from dateline.analysis.related import Behind, Shift
from dateline.analysis.shifts import anscombe, find_shifts

LONGEST = 240
"""So many characters of a sentence are kept."""


class Sought(NamedTuple):
    """How shifts are sought: of which measure, with which penalty and least number of periods; and
    how many events are listed behind each."""

    measure: str
    strength: float
    shortest: int
    most: int


def with_value(grid: Grid, figures: list[Figure]) -> list[int]:
    """The places of the periods in which a shift may lie: those read, with a value."""
    return [i for i, f in enumerate(figures) if grid.read[i] and f.value is not None]


class _Part(NamedTuple):
    """An event's part in a step: how much, on which side of it, and its place in the table."""

    part: float
    side: str
    place: int


class Step(NamedTuple):
    """A shift without its events, and the parts that these have in it."""

    shift: Shift
    parts: list[_Part]


def steps_of(
    pair: tuple[str, str], sought: Sought, grid: Grid, events: Events, figures: list[Figure]
) -> list[Step]:
    """The shifts of one direction, whose series is long enough."""
    import numpy as np

    there = with_value(grid, figures)
    values = np.array([figures[i].value for i in there], dtype=float)
    weights = np.array([figures[i].weight for i in there])
    is_count = sought.measure == "count"
    places = find_shifts(
        anscombe(values) if is_count else values, weights, strength=sought.strength,
        shortest=sought.shortest, least=1.0 if is_count else 0.0,
    )  # fmt: skip
    steps = []
    edges = [0, *places, len(there)]
    for left, here, right in zip(edges, edges[1:], edges[2:], strict=False):
        before = float(np.average(values[left:here], weights=weights[left:here]))
        after = float(np.average(values[here:right], weights=weights[here:right]))
        # The periods next to the shift, as many on both sides.
        window = min(sought.shortest, here - left, right - here)
        parts = _parts(
            sought.measure, events, window, after - before, sought.most,
            (there[here - window], there[here - 1] + 1),
            (there[here], there[here + window - 1] + 1),
        )  # fmt: skip
        shift = Shift(
            source=pair[0],
            target=pair[1],
            period=grid.days[there[here]].isoformat(),
            before=round(before, 6),
            after=round(after, 6),
            gap=sum(not r for r in grid.read[there[here - 1] + 1 : there[here]]),
            events=[],
        )
        steps.append(Step(shift, parts))
    return steps


def told(counted: Counted, steps: list[Step]) -> list[Shift]:
    """The shifts with their events, of which the words are asked for all at once."""
    behind = iter(_told(counted, [part for step in steps for part in step.parts]))
    return [
        msgspec.structs.replace(step.shift, events=[next(behind) for _ in step.parts])
        for step in steps
    ]


def _parts(
    measure: str, events: Events, window: int, step: float, most: int,
    earlier: tuple[int, int], later: tuple[int, int],
) -> list[_Part]:  # fmt: skip
    """The events of the periods next to a shift that have the greatest parts in it, the greatest first."""
    import numpy as np

    before = events.rows.only(events.between(*earlier))
    level = share(before) if measure == "share-conflict" else mean_score(before)
    sides = ("after", "before")  # of equal parts the earliest after the shift comes first
    spans = [events.between(*span) for span in (later, earlier)]
    worth = [
        np.nan_to_num(contributions(measure, events.rows.only(span), level or 0.0, window, at == "after"))
        for at, span in zip(sides, spans, strict=True)
    ]  # fmt: skip
    part, place = np.concatenate(worth), np.concatenate([events.places[span] for span in spans])
    side = np.repeat([0, 1], [len(one) for one in worth])
    mine = np.flatnonzero(part * step > 0)
    # Few parts are different: each is rounded once.
    sizes, which = np.unique(np.abs(part[mine]), return_inverse=True)
    rounded = np.array([round(size, 9) for size in sizes.tolist()])[which]
    first = mine[np.lexsort((place[mine], side[mine], -rounded))[:most]]
    return [_Part(float(part[n]), sides[side[n]], int(place[n])) for n in first]


def _told(counted: Counted, parts: list[_Part]) -> list[Behind]:
    """The events with their words."""
    places = [p.place for p in parts]
    rows = counted.table.select(["day", "confidence"]).take(places).to_pylist() if places else []
    return [
        Behind(
            event_id=told.id,
            day=row["day"].isoformat(),
            side=p.side,
            type=told.type,
            status=told.status,
            confidence=row["confidence"],
            contribution=round(p.part, 6),
            voice=cut(told.voice, 80) if told.voice else None,
            outlet=cut(told.outlet, 80) if told.outlet else None,
            sentence=cut(told.sentence, LONGEST),
        )
        for p, row, told in zip(parts, rows, counted.words(places), strict=True)
    ]
