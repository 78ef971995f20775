"""From a thousand to a hundred thousand pages: is time linear, and memory flat?

What could grow is what knows the pages before: taking pages in, looking for copies, writing, the file.
Reading knows one page at a time. So real pages and texts of the corpora are read once, and their
readings are given again for mutated ones: of each word of three letters and more another one of the
same length, drawn for the page, so that no two pages are alike and every span fits; one page in ten is
a copy of another one with words of a station around it. The readings are what they were, but for ids.
Each size is a process of its own with a desk of its own; what is told of each tenth is what the
processor took in it.

    python -m benchmarks.growth 1000 10000 100000   # the last takes hours
    python -m benchmarks.growth true 1000           # nothing given again: the reader that ships
"""

from __future__ import annotations

import json
import pickle
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.common import ROOT, print_table
from benchmarks.desk_filling import cache as cached
from benchmarks.desk_filling import memory, slope

SIZES = (1_000, 10_000)
BASES = 40
PARTS = 10
COPY_EVERY = 10
_WORD = re.compile(r"[A-Za-z]{3,}")
_AROUND = "Follow us for more. {text}\n\nMore from this station: the weather, the roads, the week."


def bases() -> list[Any]:
    """Readings of real pages and, for their events, of texts of the corpora."""
    from benchmarks.speed import pages, texts
    from dateline.desk.runs import run_row
    from dateline.errors import DatelineError
    from dateline.reader import Reader
    from dateline.records import Page

    reader = Reader()
    kept = ROOT / "build" / f"growth-{run_row(reader)['id']}.pickle"
    if kept.exists():
        before: list[Any] = pickle.loads(kept.read_bytes())
        return before
    found = []
    for html in pages(BASES // 2):
        try:
            found.append(reader.read_page(Page(data=html)))
        except DatelineError:
            continue
    found += [reader.read_text(t, published="2022-06-01") for t in texts(BASES // 2)]
    kept.parent.mkdir(exist_ok=True)
    kept.write_bytes(pickle.dumps(found))
    return found


@cache
def _words(texts: tuple[str, ...]) -> dict[int, list[str]]:
    """All words of some texts by their lengths."""
    found = defaultdict(set)
    for text in texts:
        for word in _WORD.findall(text):
            found[len(word)].add(word.lower())
    return {length: sorted(words) for length, words in found.items()}


def mutated(text: str, number: int, words: dict[int, list[str]]) -> str:
    """The text with other words at the same places."""
    chance = random.Random(number)

    def other(found: re.Match[str]) -> str:
        word = chance.choice(words[len(found[0])])
        return word.capitalize() if found[0][0].isupper() else word

    return _WORD.sub(other, text)


def rows(count: int, texts: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """The pages as rows; the address of each says of which reading and number it is."""
    words = _words(texts)
    for n in range(count):
        copied = n - 7 if n % COPY_EVERY == COPY_EVERY - 1 else n
        text = mutated(texts[copied % len(texts)], copied, words)
        yield {
            "url": f"https://paper{n % 300}.example/{copied % len(texts)}/{n}",
            "outlet": f"Paper {n % 300}",
            "published": f"2023-{1 + copied // 28 % 12:02}-{1 + copied % 28:02}",
            "text": text if copied == n else _AROUND.format(text=text),
        }


class Again:
    """A reader that gives the readings that it was made with again, under the ids of the article."""

    only = None
    problems: list[Exception] = []  # noqa: RUF012
    tables_hash = "growth"

    def __init__(self, readings: list[Any]) -> None:
        self.readings = readings

    def read_article(self, article: Any) -> Any:
        from msgspec.structs import replace

        from dateline.records import Span, event_id

        reading = self.readings[int((article.url or "").split("/")[3])]

        def spans(actors: list[Any]) -> list[Any]:
            return [Span(a.start, a.end) for a in actors]

        events = [
            replace(
                e, id=event_id(article.id, e.type, e.trigger, spans(e.sources), spans(e.targets))
            )
            for e in reading.events
        ]
        return replace(reading, article=article, events=events)


def measure(kind: str, count: int) -> dict[str, Any]:
    """One size, in this process: seconds of the processor, MB and events after each tenth."""
    from dateline.desk import Desk, adding
    from dateline.reader import Reader

    readings = bases()
    texts = tuple(r.article.text for r in readings)
    reader: Any = Reader() if kind == "true" else Again(readings)
    told: dict[str, Any] = {"pages": count, "seconds": [], "memory": [], "cache": [], "stories": []}
    spent = {"stories": 0.0}
    from dateline.desk.linking import link as linking

    def link(*given: Any) -> None:
        began = time.process_time()
        linking(*given)
        spent["stories"] += time.process_time() - began

    with tempfile.TemporaryDirectory(prefix="growth-") as folder:
        source = Path(folder) / "pages.jsonl"
        with source.open("w", encoding="utf-8") as out:
            for row in rows(count, texts):
                out.write(json.dumps(row) + "\n")
        file = Path(folder) / "desk.duckdb"
        with Desk(file) as desk:
            adder = adding.Adder(
                desk._connection, file, adding_executor(reader), desk.run(reader), then=link
            )
            began = time.process_time()
            for step in adder.add([str(source)]):
                if step.pages and step.pages % (count // PARTS) == 0 and step.share != 1.0:
                    now = time.process_time()
                    told["seconds"].append(now - began)
                    told["memory"].append(memory())
                    told["cache"].append(cached(desk))
                    told["stories"].append(spent["stories"])
                    tell(told, count // PARTS)
                    spent["stories"], began = 0.0, time.process_time()
        with Desk(file, read_only=True) as desk:  # closed in between: all is in the file then
            info = desk.info()
            told["parts"] = apart(desk, Path(folder) / "parts")
        told |= {k: info[k] for k in ("articles", "events", "bytes")}
        told["found"] = info["stories"]
        told["failed"] = step.failed
    return told


def tell(told: dict[str, Any], pages: int) -> None:
    """The last tenth, as soon as it is done: a large size takes an hour."""
    a_page = [told[name][-1] * 1e3 / pages for name in ("seconds", "stories")]
    print(
        f"{len(told['seconds']) * pages:,} pages: {a_page[0]:.2f} ms a page, of which copies {a_page[1]:.2f}; "
        f"{told['memory'][-1]:.0f} MB, of which DuckDB's {told['cache'][-1]:.0f}",
        file=sys.stderr,
        flush=True,
    )


def apart(desk: Any, folder: Path) -> dict[str, float]:
    """The same pages as a folder of a cluster's: its bytes, and the seconds of the processor to write
    it, to find the copies by the join, and to make a desk of it."""
    from msgspec.json import encode

    from dateline.cluster.stories import here, make_stories
    from dateline.desk import Desk
    from dateline.desk.parts import ABOUT, SETTLED, About, settle, size_of, write_bytes, write_part

    def seconds(call: Any) -> float:
        began = time.process_time()
        call()
        return time.process_time() - began

    (found,) = desk.sql("SELECT id, version, tables_hash, model, options FROM runs").fetchall()
    run = dict(zip(("id", "version", "tables_hash", "model", "options"), found, strict=True))
    write_bytes(folder / ABOUT, encode(About(run=run, parts=1, pages=0, sources=[])))
    told = {"write": seconds(lambda: write_part(desk._connection, folder, 0))}

    def join() -> None:
        settle(folder)
        make_stories(folder, 1, here)

    told["join"] = seconds(join)
    write_bytes(folder / SETTLED, b"{}")
    told["bytes"] = float(size_of(folder))
    with Desk(folder.with_name("again.duckdb")) as other:
        told["import"] = seconds(lambda: list(other.take_parts(folder)))
        told["stories"] = float(other.info()["stories"])
    return told


def adding_executor(reader: Any) -> Any:
    from dateline.scale import executor

    return executor(reader)


def grown(kind: str, count: int) -> dict[str, Any]:
    """One size, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.growth", "measure", kind, str(count)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def figures(found: dict[str, Any]) -> dict[str, float]:
    """What is told of one size."""
    tenth = found["pages"] / PARTS
    seconds = found["seconds"]
    own = [m - c for m, c in zip(found["memory"], found["cache"], strict=True)]
    return {
        "ms a page": sum(seconds) * 1e3 / (tenth * len(seconds)),
        "second half : first": halves(seconds),
        "of which copies, ms a page": sum(found["stories"]) * 1e3 / (tenth * len(seconds)),
        "copies, second half : first": halves(found["stories"]),
        "MB": found["memory"][-1],
        "MB without DuckDB's cache": own[-1],
        "MB more a 1,000 pages": slope(own) * 1_000 / tenth,
        "kB of the file a page": found["bytes"] / 1e3 / found["pages"],
        "kB as Parquet, a page": found["parts"]["bytes"] / 1e3 / found["pages"],
        "writing Parquet, ms a page": found["parts"]["write"] * 1e3 / found["pages"],
        "copies by the join, ms a page": found["parts"]["join"] * 1e3 / found["pages"],
        "making it a desk, ms a page": found["parts"]["import"] * 1e3 / found["pages"],
        "stories by the join : by adding": found["parts"]["stories"] / found["found"],
        "events a page": found["events"] / found["pages"],
        "pages a story": found["articles"] / found["found"],
    }


def halves(seconds: list[float]) -> float:
    """What the second half of the pages took by what the first did."""
    middle = len(seconds) // 2
    return sum(seconds[middle:]) / max(sum(seconds[:middle]), 1e-9)


def run(sample: int | None = None) -> dict[str, float]:
    """The figures of each size, or of a desk of `sample` pages."""
    found = {}
    for count in (sample,) if sample else SIZES:
        for name, value in figures(grown("again", count)).items():
            found[f"{count:,} pages: {name}"] = value
    return found


def main() -> None:
    """Prints a column a size, or (for `run`) one measurement as JSON."""
    given = sys.argv[1:]
    if given[:1] == ["measure"]:
        print(json.dumps(measure(given[1], int(given[2]))))
        return
    kind = "true" if given[:1] == ["true"] else "again"
    sizes = [int(a) for a in given if a.isdigit()] or list(SIZES)
    told = [figures(grown(kind, size)) for size in sizes]
    print_table(
        "From a thousand pages on" + (", with the reader that ships" if kind == "true" else ""),
        ["figure", *(f"{size:,} pages" for size in sizes)],
        [(name, *(round(t[name], 2) for t in told)) for name in told[0]],
    )


if __name__ == "__main__":
    main()
