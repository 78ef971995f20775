"""How fast reading is beside the parts that it could be made of, and what it takes.

Each row is a ratio of one run or a figure of a process of its own; the least of several rounds, on
one thread, in seconds of the processor (other work on the machine counts for little), but for what
waits on a clock: two workers beside one, and starting.

- `pages`: pages a second of `Reader.read_page` by those of "trafilatura's `extract`, then bare spaCy
  on its text", on real HTML (every so many pages of `../shared/benchmarks/pages/aed`);
- `words`: words a second of `Reader.read_text` by those of bare spaCy (its small pipeline, all
  components), on the corpora;
- `two workers`: pages a second of `desk.add` with two workers by those with one, when all have started;
- `apart`: the same for two processes that share nothing, each of which reads all the pages by itself: what
  this machine's two processors give at best, in the same run; on a busy machine both say little;
- `dearer`: what the processor takes for the same pages with two workers by what it takes with one, the writing
  process too: what is above 1 is the memory, the caches and the units that two processors have in common;
- `writer`: what the process that writes takes of the processor time of all three; its inverse is how many
  workers it can serve;
- `worker memory`: what a worker holds for itself alone (USS), in MB, after real pages;
- `import`, `help`, `first row`: seconds of the wall for `import dateline`, `dateline --help`, and
  `dateline read PAGE` to its end, each in a new process.

    python -m benchmarks.speed             # the table
    python -m benchmarks.speed profile     # what of reading real pages is dear
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.coding_speed import ONE_THREAD
from benchmarks.common import ROOT, print_table

PAGES = 40
ROUNDS = 3
STARTERS = 4
"""Pages with which the workers start; they are not counted."""
GOALS: dict[str, tuple[str, str, str]] = {
    "pages": ("pages/s : trafilatura, then bare spaCy", "≥ 2", "≥ 10"),
    "words": ("words/s of read_text : bare spaCy", "≥ 1.5", "≥ 6"),
    "two workers": ("pages/s of two workers : one", "≥ 1.8", ""),
    "apart": ("two processes that share nothing : one", "", ""),
    "dearer": ("processor time a page, two workers : one", "", ""),
    "writer": ("share of the process that writes", "", ""),
    "worker memory": ("MB that a worker holds for itself", "≤ 700", "≤ 400"),
    "import": ("seconds of import dateline", "< 0.1", ""),
    "help": ("seconds of dateline --help", "< 0.3", ""),
    "first row": ("seconds of dateline read PAGE, cold", "< 3", "< 1"),
}
"""Figure → what it is, its goal, and the goal beyond."""
EXAMPLE = "examples/patrol-boat-dispute.html"


def pages(sample: int) -> list[bytes]:
    """Real pages, spread over the set."""
    from benchmarks.pages import load

    every = [e.html for e in load("aed")]
    return every[:: len(every) // sample][:sample]


def texts(sample: int) -> list[str]:
    """Real prose, half of it from each corpus."""
    from benchmarks.gold.sentences import texts as corpus

    found = []
    for name in ("state", "wikinews"):
        bodies = [t for _, t in sorted(corpus(name).items()) if len(t) > 400]
        found += [t[:4000] for t in bodies[:: len(bodies) // (sample // 2)][: sample // 2]]
    return found


def seconds(call: Callable[[], Any]) -> float:
    """Processor time of a call."""
    began = time.process_time()
    call()
    return time.process_time() - began


def ratios(sample: int, rounds: int) -> dict[str, float]:
    """`pages` and `words`, in this process: ours and the parts in turn, the least of the rounds."""
    from trafilatura import extract

    from dateline.errors import DatelineError
    from dateline.language import pipeline
    from dateline.reader import Reader
    from dateline.records import Page

    reader, spacy = Reader(), pipeline()
    reader.load()
    html, prose = pages(sample), texts(sample)

    def forget() -> None:
        if reader.typer is not None:
            reader.typer.forget()

    def ours(page: bytes) -> None:
        forget()
        try:
            reader.read_page(Page(data=page))
        except DatelineError:
            return  # no article; that too has taken its time

    def parts(page: bytes) -> None:
        spacy(extract(page) or "")

    def read(text: str) -> None:
        forget()
        try:
            reader.read_text(text, published="2022-06-01")
        except DatelineError:
            return  # some texts of the corpora are not in English

    pairs: dict[str, tuple[list[Any], Callable[[Any], Any], Callable[[Any], Any]]] = {
        "pages": (html, ours, parts),
        "words": (prose, read, spacy),
    }
    least: dict[str, float] = {}
    for _ in range(rounds):
        for name, (given, mine, theirs) in pairs.items():
            for who, call in (("ours", mine), ("parts", theirs)):
                # By single pages, so that what else runs spoils one of them and not the round.
                for number, one in enumerate(given):
                    key = f"{name} {who} {number}"
                    taken = seconds(lambda call=call, one=one: call(one))  # type: ignore[misc]
                    least[key] = min(taken, least.get(key, taken))
    totals = {
        f"{name} {who}": sum(v for k, v in least.items() if k.startswith(f"{name} {who} "))
        for name in pairs
        for who in ("ours", "parts")
    }
    words = sum(len(t.split()) for t in prose)
    return {
        "pages": totals["pages parts"] / totals["pages ours"],
        "words": totals["words parts"] / totals["words ours"],
        "pages/s": len(html) / totals["pages ours"],
        "pages/s of the parts": len(html) / totals["pages parts"],
        "words/s": words / totals["words ours"],
        "words/s of the parts": words / totals["words parts"],
    }


def crews(sample: int, rounds: int) -> dict[str, float]:
    """What `desk.add` takes with two workers and with one, each in a new process: what remembers words and
    the model's answers begins anew in each, as it does in workers."""
    least: dict[str, float] = {}
    memory = 0.0
    for _ in range(rounds):
        for count in (1, 2):
            found = _elsewhere("crew", sample, count)
            memory = max(memory, found.pop("memory"))
            for figure, seconds in found.items():
                key = f"{figure} {count}"
                least[key] = min(seconds, least.get(key, seconds))
    return {
        "two workers": least["wall 1"] / least["wall 2"],
        "dearer": least["work 2"] / least["work 1"],
        "writer": least["writer 2"] / least["work 2"],
        "worker memory": memory,
    }


def crew(sample: int, count: int) -> dict[str, float]:
    """Seconds of `desk.add` with so many workers, by the clock (`wall`), of all processors (`work`) and of
    the process that writes (`writer`), and the most `memory` of a worker. All have started, read a few
    pages and are at rest when it begins: nothing is loaded in it, and nothing was read ahead."""
    from contextlib import closing
    from unittest.mock import patch

    from dateline.desk import Desk
    from dateline.reader import Reader
    from dateline.scale import Workers, inline
    from dateline.scale.ahead import by
    from dateline.scale.crew import Crew
    from dateline.scale.recipe import recipe_of

    reader = Reader()
    with TemporaryDirectory() as name, closing(Crew(recipe_of(reader), Workers(count))) as workers:
        html = pages(sample + STARTERS)
        for number, page in enumerate(html):
            part = Path(name, "starters" if number < STARTERS else "pages")
            part.mkdir(exist_ok=True)
            (part / f"{number:03}.html").write_bytes(page)
        executor = inline(reader) if count == 1 else by(workers, count)
        with (
            patch("dateline.desk.desk.executor", lambda *_: executor),
            Desk(Path(name, "speed.duckdb")) as desk,
        ):
            for _ in desk.add([Path(name, "starters")], reader=reader):
                pass
            _at_rest()
            began, here, there = time.perf_counter(), time.process_time(), _at_work()
            for _ in desk.add([Path(name, "pages")], reader=reader):
                pass
            wall, here = time.perf_counter() - began, time.process_time() - here
            return {
                "wall": wall,
                "work": here + _at_work() - there,
                "writer": here,
                "memory": max(map(private, workers_of(os.getpid())), default=0.0),
            }


def _at_rest() -> None:
    """Wait until the workers, where there are any, have nothing to do."""
    before, quiet = _at_work(), 0
    while quiet < 4:
        time.sleep(0.25)
        now = _at_work()
        quiet, before = (quiet + 1 if now == before else 0), now


def apart(sample: int, rounds: int) -> dict[str, float]:
    """Two processes that share nothing by one: twice what one takes, by what the slower of two takes."""
    least: dict[int, float] = {}
    for _ in range(rounds):
        for count in (1, 2):
            command = [sys.executable, "-m", "benchmarks.speed", "alone", str(sample), "1"]
            readers = [
                subprocess.Popen(
                    command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
                )
                for _ in range(count)
            ]
            for process in readers:
                assert process.stdout is not None
                process.stdout.readline()  # it has loaded
            for process in readers:
                assert process.stdin is not None
                process.stdin.write("go\n")
                process.stdin.flush()
            told = [p.communicate()[0] for p in readers]
            taken = max(map(float, told))
            least[count] = min(taken, least.get(count, taken))
    return {"apart": 2 * least[1] / least[2]}


def alone(sample: int) -> None:
    """One of such processes: it reads when it is told to, and prints the seconds."""
    from dateline.errors import DatelineError
    from dateline.reader import Reader
    from dateline.records import Page

    reader, html = Reader(), pages(sample)
    reader.load()
    print("ready", flush=True)
    sys.stdin.readline()
    began = time.perf_counter()
    for page in html:
        try:
            reader.read_page(Page(data=page))
        except DatelineError:
            continue
    print(time.perf_counter() - began)


def _at_work() -> float:
    """Processor seconds of the workers so far."""
    total = 0
    for pid in workers_of(os.getpid()):
        told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        total += int(told[11]) + int(told[12])
    return total / os.sysconf("SC_CLK_TCK")


def workers_of(pid: int) -> Iterator[int]:
    """The processes that this one has started (Linux; elsewhere none is found)."""
    for told in Path(f"/proc/{pid}/task").glob("*/children"):
        yield from map(int, told.read_text().split())


def private(pid: int) -> float:
    """MB that a process holds for itself alone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(x.split()[1]) for x in lines if x.startswith("Private_")) / 1000


def cold(rounds: int) -> dict[str, float]:
    """What a new process takes, the least of several; compiled, as what is installed is."""
    calls = {
        "import": ["-c", "import dateline"],
        "help": ["-m", "dateline.cli", "--help"],
        "first row": ["-m", "dateline.cli", "read", EXAMPLE],
    }
    with TemporaryDirectory() as compiled:
        empty = min(_wall(["-c", "pass"], compiled) for _ in range(5))
        found = {
            name: min(_wall(args, compiled) for _ in range(rounds)) for name, args in calls.items()
        }
    return {**found, "import": max(found["import"] - empty, 0.0)}


def _wall(arguments: list[str], compiled: str) -> float:
    """Seconds of a new process; it keeps what it compiles in the folder `compiled`."""
    own = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT, env={**own, "PYTHONPYCACHEPREFIX": compiled}, capture_output=True, check=True,
    )  # fmt: skip
    return time.perf_counter() - began


def run(sample: int | None = None) -> dict[str, float]:
    """All figures; with a `sample` so many pages instead of 40, and fewer rounds."""
    rounds = ROUNDS if sample is None else ROUNDS - 1
    found = dict(cold(rounds))
    for part in ("ratios", "crews", "apart"):
        given = sample or PAGES, rounds if part == "ratios" else rounds - 1
        found |= _elsewhere(part, *given)
    return found


def _elsewhere(part: str, *given: int) -> dict[str, float]:
    """A part of the measurement, in a new process on one thread."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.speed", part, *map(str, given)],
        cwd=ROOT, env={**os.environ, **dict.fromkeys(ONE_THREAD, "1")},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def profile() -> None:
    """What is dear in reading real pages."""
    import cProfile
    import pstats

    from dateline.errors import DatelineError
    from dateline.reader import Reader
    from dateline.records import Page

    reader, html = Reader(), pages(PAGES)
    reader.load()
    recorder = cProfile.Profile()
    recorder.enable()
    for one in html:
        try:
            reader.read_page(Page(data=one))
        except DatelineError:
            continue
    recorder.disable()
    for order in ("cumulative", "tottime"):
        pstats.Stats(recorder).sort_stats(order).print_stats(40)


def main() -> None:
    """Prints the table, the profile, or (for `run`) a part of the measurement as JSON."""
    if "alone" in sys.argv:
        alone(int(sys.argv[-2]))
        return
    for name, part in (("ratios", ratios), ("crews", crews), ("crew", crew), ("apart", apart)):
        if name in sys.argv:
            print(json.dumps(part(*map(int, sys.argv[-2:]))))
            return
    if "profile" in sys.argv:
        profile()
        return
    found = run()
    print_table(
        "How fast, beside its parts",
        ["figure", "today", "goal", "beyond"],
        [(what, round(found[k], 2), goal, beyond) for k, (what, goal, beyond) in GOALS.items()],
    )
    print_table(
        "A second on one core",
        ["", "Dateline", "the parts"],
        [
            (what, round(found[f"{what}/s"], 1), round(found[f"{what}/s of the parts"], 1))
            for what in ("pages", "words")
        ],
    )


if __name__ == "__main__":
    main()
