"""How fast a desk is filled, how large it becomes, and whether memory stays flat meanwhile.

Each measurement is a process of its own, for memory that was once taken is not given back. `made`
adds pages made by rule with a reader by rule, so that what is measured is the desk; `real` adds
articles of the corpora with the reader that ships.

python -m benchmarks.desk_filling made 10000
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.common import ROOT

PARTS = 10
STORIES_A_PAGE = 8


def filled(kind: str, pages: int) -> dict[str, Any]:
    """What adding so many pages took, measured in a process of its own: `pages`, `events`, `rows`,
    `seconds`, `bytes`, and after each tenth, in MB, `memory`, that of the process, and `cache`, what
    of it DuckDB holds: blocks of the file, up to its own limit, and what is not yet in them."""
    command = [sys.executable, "-m", "benchmarks.desk_filling", kind, str(pages)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def figures(kind: str, pages: int) -> dict[str, float]:
    """The figures of one measurement."""
    found = filled(kind, pages)
    memory: list[float] = found["memory"]
    own = [m - c for m, c in zip(memory, found["cache"], strict=True)]
    for name, values in (("memory", memory), ("without DuckDB's cache", own)):
        print(f"{kind}: {name}, MB after each tenth: {' '.join(f'{m:.0f}' for m in values)}")
    return {
        f"{kind}.pages": found["pages"],
        f"{kind}.pages a second": found["pages"] / found["seconds"],
        f"{kind}.events a second": found["events"] / found["seconds"],
        f"{kind}.rows a second": found["rows"] / found["seconds"],
        f"{kind}.MB per 1,000 articles": found["bytes"] / 1e3 / found["pages"],
        f"{kind}.memory MB": memory[-1],
        f"{kind}.memory MB per 1,000 pages": slope(memory) * PARTS * 1_000 / found["pages"],
        f"{kind}.own MB per 1,000 pages": slope(own) * PARTS * 1_000 / found["pages"],
    }


def slope(memory: list[float]) -> float:
    """By how much memory grows from one tenth to the next: least squares over the later half."""
    later = memory[len(memory) // 2 - 1 :]
    middle = (len(later) - 1) / 2
    mean = sum(later) / len(later)
    along = [n - middle for n in range(len(later))]
    products = (x * (y - mean) for x, y in zip(along, later, strict=True))
    return sum(products) / sum(x * x for x in along)


def memory() -> float:
    """Memory of this process in MB, as the system counts it."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1_000
    raise RuntimeError("the system does not tell the memory of a process")


def cache(desk: Any) -> float:
    """What DuckDB holds in memory, in MB."""
    rows = desk.sql("SELECT sum(memory_usage_bytes) FROM duckdb_memory()").fetchall()
    return float(rows[0][0]) / 1e6


# --- the process that is measured -----------------------------------------------------------


def made_pages(count: int) -> Iterator[dict[str, str]]:
    from tests.desk.made_by_rule import story

    for n in range(count):
        parts = (story(n * STORIES_A_PAGE + k) for k in range(STORIES_A_PAGE))
        yield {
            "url": f"https://paper{n % 200}.example/{n}",
            "outlet": f"Paper {n % 200}",
            "published": f"20{10 + n % 14}-0{1 + n % 9}-1{n % 10}",
            "text": "\n\n".join(parts),
        }


def real_pages(count: int) -> Iterator[dict[str, str]]:
    from benchmarks.copies import corpora

    for n, row in enumerate(random.Random(6).sample(corpora(), k=count)):
        yield {**row, "url": f"https://paper.example/{n}"}


def reader(kind: str) -> Any:
    if kind == "real":
        from dateline.reader import Reader

        return Reader()
    from tests.desk.made_by_rule import RuleReader

    return RuleReader()


def measure(kind: str, pages: int) -> dict[str, Any]:
    from dateline.desk import Desk
    from dateline.desk.linking import TABLES as STORIES
    from dateline.desk.writing import TABLES

    told = made_pages(pages) if kind == "made" else real_pages(pages)
    with tempfile.TemporaryDirectory() as folder:
        source, file = Path(folder) / "pages.jsonl", Path(folder) / "x.duckdb"
        with source.open("w", encoding="utf-8") as out:
            out.writelines(json.dumps(row) + "\n" for row in told)
        read_with = reader(kind)
        used: list[float] = []
        cached: list[float] = []
        with Desk(file) as desk:
            started = time.perf_counter()
            for progress in desk.add([source], reader=read_with):
                if progress.pages * PARTS // pages > len(used):
                    used.append(memory())
                    cached.append(cache(desk))
            seconds = time.perf_counter() - started
            if progress.failed:
                raise RuntimeError(f"{progress.failed} pages were not read")
            rows = sum(
                desk.sql(f"SELECT count(*) FROM {t}").fetchall()[0][0]
                for t in (*TABLES, *STORIES, "events_shown", "fingerprints")
            )
        size = file.stat().st_size
    return {
        "pages": progress.pages, "events": progress.events, "rows": rows, "seconds": seconds,
        "bytes": size, "memory": used, "cache": cached,
    }  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], int(sys.argv[2]))))
