"""The desk: the most usual questions to a million events, and what filling it takes.

The desks are made by rule (`desk_made.py`) and kept in `build/desks/`. A question is asked as
`dateline events` asks it, of which people see 50 rows; where all rows are wanted it says so. Of each
the median of several is told, in milliseconds, and the processor's time beside it, which says more
on a busy machine.

python -m benchmarks.desk            # 10,000, 100,000 and 1,000,000 events; 10,000 pages added
python -m benchmarks.desk ask 100000 # only the questions, to desks of up to so many events
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from statistics import median
from typing import Any, NamedTuple

from benchmarks.common import print_table
from benchmarks.desk_filling import figures
from benchmarks.desk_made import RARE, countries, desk_of

EVENTS = 1_000_000
PAGES = 10_000
REAL_PAGES = 300
TIMES = 7
SHOWN = 51
"""What the command line asks for: the 50 rows that it shows, and one to know of more."""


class About(NamedTuple):
    """What is asked about: two countries often in the news, one that is seldom, and a story."""

    one: str
    other: str
    name: str
    place: str
    story: str


def _events(**filters: Any) -> Callable[[Any, About], int]:
    """The question of `dateline events`; values that are functions are told what it is about."""

    def ask(desk: Any, about: About) -> int:
        given = {k: v(about) if callable(v) else v for k, v in filters.items()}
        return len(desk.events(**{"limit": SHOWN, **given}).fetchall())

    return ask


def _sql(query: str) -> Callable[[Any, About], int]:
    return lambda desk, _: len(desk.sql(query).fetchall())


def _all_of_a_dyad(desk: Any, about: About) -> int:
    return int(desk.events(source=about.one, target=about.other).to_arrow_table().num_rows)


QUESTIONS: dict[str, Callable[[Any, About], int]] = {
    "dyad": _events(between=lambda a: (a.one, a.other)),
    "dyad, years": _events(
        source=lambda a: a.one, target=lambda a: a.other, since="2019", until="2021-06"
    ),
    "dyad, all rows": _all_of_a_dyad,
    "name": _events(source=lambda a: a.name),
    "type": _events(type=["ASSAULT", "COERCE"]),
    "quad and status": _events(quad=4, status="claim"),
    "voice": _events(voice=lambda a: a.name),
    "place": _events(place=lambda a: a.place),
    "words": _events(text=RARE),
    "newest 100": _events(sort="-date", limit=100),
    "confidence": _events(min_confidence=0.9, sort="-confidence"),
    "outlet": _events(outlet="Paper 7"),
    "a story": _events(story=lambda a: a.story, limit=None),
    "months": _sql(
        "SELECT left(when_earliest, 7) AS month, count(*) FROM events WHERE status = 'fact' "
        "GROUP BY ALL ORDER BY ALL"
    ),
    "types": _sql('SELECT "type", count(*) FROM events GROUP BY ALL ORDER BY ALL'),
}


def asked(events: int) -> dict[str, tuple[float, float, int]]:
    """Question → median time and median processor time in ms, and rows, of a desk of that size."""
    from dateline.desk import Desk

    states = countries()
    found = {}
    with Desk(desk_of(events), read_only=True) as desk:
        story = desk.sql("SELECT id FROM stories WHERE copies > 1 ORDER BY id LIMIT 1").fetchall()
        about = About(states[0].code, states[3].code, states[5].name, states[9].code, story[0][0])
        for name, question in QUESTIONS.items():
            wall, busy, rows = [], [], 0
            for _ in range(TIMES):
                started, cpu = time.perf_counter(), time.process_time()
                rows = question(desk, about)
                wall.append((time.perf_counter() - started) * 1_000)
                busy.append((time.process_time() - cpu) * 1_000)
            found[name] = (median(wall), median(busy), rows)
    return found


def questions(most: int) -> dict[str, float]:
    """The questions of desks of a hundredth, a tenth and all of so many events."""
    sizes = [n for n in (most // 100, most // 10, most) if n >= 1_000]
    times = {n: asked(n) for n in sizes}
    header = ["question", *(f"{n:,}" for n in sizes), "processor", "rows", "growth"]
    last, first = times[sizes[-1]], times[sizes[0]]
    print_table(
        "milliseconds a question, by events of the desk",
        header,
        [
            (name, *(times[n][name][0] for n in sizes), *last[name][1:], last[name][0] / first[name][0])
            for name in QUESTIONS
        ],
    )  # fmt: skip
    result = {f"ask.{name}": wall for name, (wall, _, _) in last.items()}
    result["ask.slowest"] = max(wall for wall, _, _ in last.values())
    result["ask.slowest, processor"] = max(busy for _, busy, _ in last.values())
    result["ask.growth"] = sum(t[1] for t in last.values()) / sum(t[1] for t in first.values())
    return result


def run(sample: int | None = None) -> dict[str, float]:
    """All figures; `sample` is how many events the largest desk has, and a hundred times that of
    the pages that are added. With a sample the shipped reader is left out."""
    result = questions(sample or EVENTS)
    result |= figures("made", PAGES if sample is None else sample // 100)
    if sample is None:
        result |= figures("real", REAL_PAGES)
    return result


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["ask"]:
        questions(int(arguments[1]) if len(arguments) > 1 else EVENTS)
        return 0
    print_table("desk", ("figure", "value"), sorted(run().items()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
