"""What a cluster takes: a model of workers, parts, deaths and skewed files, and what pages cost.

Plain events in the order of time, deterministic by its seed. A page takes a time drawn from what real
pages take (a lognormal of the mean and spread below); a part is so many pages; each worker starts once,
then takes the next part until there is none. Of a part that is killed all is done anew. Two ways:

- `parts`: as `dateline add --ray` does it: every worker writes its own part;
- `writer`: as `dateline add --workers` does it: one process takes each page in, for so long as it takes;
- `files`: as `parts`, but a whole WARC file is what a worker takes, whatever its size.

    python -m benchmarks.scale_model          # where it stops scaling, and what pages cost
    python -m benchmarks.scale_model check    # beside runs of this machine, with one and two workers
"""

from __future__ import annotations

import heapq
import sys
import time
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any

import numpy as np

from benchmarks.common import ROOT, print_table

SEED = 8
Array = np.ndarray[Any, Any]
HOUR = 3_600.0


@dataclass(frozen=True)
class Setting:
    """A cluster and what it reads. Seconds and pages; the values that were measured are from
    docs/speed.md and benchmarks/growth.py."""

    pages: int = 1_000_000
    workers: int = 64
    page_seconds: float = 0.4
    spread: float = 1.0
    """Standard deviation of the time of a page by its mean."""
    start: float = 20.0
    """From the order to the first page of a worker: its processes, Ray's and the model's."""
    part: int = 0
    """Pages a part; 0: as the manifest cuts them."""
    part_seconds: float = 0.4
    """What a part takes besides its pages: an empty desk, its Parquet files, its errand."""
    write_seconds: float = 0.02
    """What one writer takes for a page."""
    cut_seconds: float = 0.002
    """What a page takes when a WARC file is cut into pieces."""
    files: int = 0
    """Files of skewed sizes; 0: it does not matter."""
    skew: float = 1.5
    """Sigma of the lognormal of their sizes."""
    deaths: float = 0.0
    """Deaths of a worker an hour."""
    way: str = "parts"


def part_pages(setting: Setting) -> int:
    """Pages a part, as `cluster/manifest.py` cuts them."""
    from dateline.cluster.manifest import FEWEST, MOST, PARTS

    return setting.part or min(max(setting.pages // PARTS, FEWEST), MOST)


def errands(setting: Setting, chance: np.random.Generator) -> Array:
    """The pages of each errand, in the order in which they are given."""
    if setting.way == "files":
        weights = chance.lognormal(0.0, setting.skew, setting.files)
        sizes: Array = np.maximum(1, np.round(setting.pages * weights / weights.sum())).astype(int)
        return sizes
    size = part_pages(setting)
    whole, rest = divmod(setting.pages, size)
    return np.array([size] * whole + [rest] * (rest > 0))


def seconds_of(pages: Array, setting: Setting, chance: np.random.Generator) -> Array:
    """What each errand takes: the sum of so many pages, which for many is nearly normal."""
    sigma = np.sqrt(np.log(1 + setting.spread**2))
    mu = np.log(setting.page_seconds) - sigma**2 / 2
    few = pages <= 200
    out = np.empty(len(pages))
    out[few] = [chance.lognormal(mu, sigma, n).sum() for n in pages[few]]
    spread = setting.page_seconds * setting.spread * np.sqrt(pages[~few])
    out[~few] = chance.normal(pages[~few] * setting.page_seconds, spread)
    taken: Array = np.maximum(out, 0.0) + setting.part_seconds
    return taken


@dataclass(frozen=True)
class Outcome:
    """Seconds of the wall, and of all workers; what the last tenth of workers waited for the last
    one; how many parts were done twice."""

    wall: float
    busy: float
    tail: float
    again: int


def simulate(setting: Setting, seed: int = SEED) -> Outcome:
    """One run."""
    chance = np.random.default_rng(seed)
    pages = errands(setting, chance)
    seconds = seconds_of(pages, setting, chance)
    cutting = setting.pages * setting.cut_seconds / setting.workers
    free = [(cutting + setting.start, worker) for worker in range(setting.workers)]
    heapq.heapify(free)
    writer, busy, again = 0.0, 0.0, 0
    ends = np.zeros(setting.workers)
    for number, needed in enumerate(seconds):
        at, worker = heapq.heappop(free)
        while setting.deaths and (death := chance.exponential(HOUR / setting.deaths)) < needed:
            at, busy, again = at + death + setting.start, busy + death, again + 1
        end = at + needed
        busy += needed
        if setting.way == "writer":
            # Pages come to the one who writes; a worker is held up when it is behind.
            writer = max(writer, at) + pages[number] * setting.write_seconds
            end = max(end, writer)
        ends[worker] = end
        heapq.heappush(free, (end, worker))
    wall = float(ends.max())
    idle = np.sort(ends)
    tail = wall - float(idle[int(0.1 * len(idle))])
    return Outcome(wall, busy, tail, again)


def efficiency(setting: Setting) -> float:
    """The part of the workers' time in which they read."""
    outcome = simulate(setting)
    return setting.pages * setting.page_seconds / (outcome.wall * setting.workers)


# --- tables --------------------------------------------------------------------------------

PRICE = 0.04
"""Dollars for a core and hour, the rate that is reckoned with."""
MEMORY = 0.75
"""GB a worker: its reader's 350 MB, Ray's process and the buffers of a part."""
PARQUET = 5_400
"""Bytes a page as Parquet, and in a desk."""
DESK = 11_500
JOINED, TAKEN = 0.0008, 0.0002
"""Seconds of a core for a page: to look for its copies by the join, and to take it into a desk."""


def scaling() -> None:
    """Where it stops."""
    rows = []
    for workers in (1, 2, 16, 64, 256, 1_024, 4_096):
        row: list[object] = [workers]
        base = Setting(workers=workers)
        for setting in (
            base,
            replace(base, way="writer", part=50),
            replace(base, way="files", files=300),
            replace(base, deaths=0.05),
            replace(base, pages=100_000_000),
        ):
            row.append(f"{efficiency(setting):.0%}")
        rows.append(tuple(row))
    print_table(
        "The part of the workers' time in which they read",
        ["workers", "1 M pages, parts", "one writer", "whole files", "with deaths", "100 M, parts"],
        rows,
    )


def costs() -> None:
    """What a million and a hundred million pages take."""
    rows = []
    for pages, workers in ((1_000_000, 64), (100_000_000, 1_024)):
        setting = Setting(pages=pages, workers=workers, deaths=0.01)
        outcome = simulate(setting)
        hours = outcome.wall * workers / HOUR
        rows += [
            ("", ""),
            (f"{pages // 1_000_000:,} M pages", f"on {workers:,} cores"),
            ("core-hours", f"{hours:,.0f}"),
            ("hours", f"{outcome.wall / HOUR:,.1f}"),
            (
                "of which nine in ten workers wait for the last, minutes",
                f"{outcome.tail / 60:,.1f}",
            ),
            ("parts read twice, for a worker died", outcome.again),
            ("GB of memory, all workers", f"{workers * MEMORY:,.0f}"),
            ("GB of Parquet", f"{pages * PARQUET / 1e9:,.0f}"),
            ("GB as a desk", f"{pages * DESK / 1e9:,.0f}"),
            ("core-hours to find the copies", f"{pages * JOINED / HOUR:,.1f}"),
            ("hours of one core to make it a desk", f"{pages * TAKEN / HOUR:,.1f}"),
            (f"dollars, at {PRICE} a core and hour", f"{hours * PRICE:,.0f}"),
        ]
    print_table("What it costs", ["", ""], rows)


# --- beside runs ---------------------------------------------------------------------------

CHECK_PAGES = 240
CHECK_PART = 12
PAUSE = 0.1
"""Seconds that the reader of the check sleeps over a page: cores that are taken count for little."""


def measured(workers: int) -> tuple[float, float]:
    """Seconds from the first part that is done to the last, and seconds of the wall, of a local Ray
    with so many workers."""
    from pathlib import Path
    from tempfile import TemporaryDirectory

    sys.path.insert(0, str(ROOT / "tests"))
    made, odd = import_module("desk.made_by_rule"), import_module("scale.odd_readers")
    from dateline.cluster.rays import connected
    from dateline.cluster.running import Asked, run

    with TemporaryDirectory(prefix="scale-") as folder:
        sources = tuple(map(str, made.pages(Path(folder) / "pages", range(CHECK_PAGES))))
        asked = Asked(Path(folder) / "parts", sources, part_pages=CHECK_PART)
        began = time.monotonic()
        marks = []
        reader = odd.OddReader(pause=PAUSE)
        steps = run(asked, reader, lambda: connected("local", workers))
        for step in steps:
            if step.source.startswith("part ") and step.failure is None:
                marks.append(time.monotonic())
                if len(marks) == CHECK_PAGES // CHECK_PART:
                    break
        steps.close()
    return marks[-1] - marks[0], marks[-1] - began


def check() -> None:
    """The model beside runs with one and two workers."""
    rows = []
    for workers in (1, 2):
        told, whole = measured(workers)
        setting = Setting(
            pages=CHECK_PAGES, workers=workers, page_seconds=PAUSE, spread=0.0, start=0.0,
            part=CHECK_PART, cut_seconds=0.0,
        )  # fmt: skip
        # The first part's end is where both begin to count.
        first = CHECK_PART * PAUSE + setting.part_seconds
        said = simulate(setting).wall - first
        rows.append(
            (workers, round(said, 1), round(told, 1), round(told / said, 2), round(whole, 1))
        )
    print_table(
        f"{CHECK_PAGES} pages of {PAUSE} s in parts of {CHECK_PART}: seconds from the first part to the last",
        ["workers", "model", "run", "run : model", "run with all that starts"],
        rows,
    )


def run(sample: int | None = None) -> dict[str, float]:
    """The efficiencies of a million pages."""
    return {
        f"efficiency.{w}": efficiency(Setting(workers=w, pages=sample or 1_000_000))
        for w in (1, 64, 1_024)
    }


def main() -> None:
    """Prints the tables."""
    if "check" in sys.argv:
        check()
        return
    scaling()
    costs()


if __name__ == "__main__":
    main()
