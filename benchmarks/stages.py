"""Where the time of reading goes: milliseconds per 1,000 words, by stage.

Processor time of whole articles (every fifth page of `../shared/benchmarks/pages` for `extract`, the 71
articles of `benchmarks/gold/when.jsonl` for the rest), each stage without the stages it calls. What
is put on top of the parse to say on whose word, as what, how many, when and where
(`attributions`, `status`, `sizes`, `times`, `places`, `when and where`) is to take at most 40 % of what
spaCy's own components take to parse; ours are quicker.

The stages are timed in a process of their own, on one thread, the least of three rounds: beside the
thousands of objects that a test run holds, a sweep of the garbage collector costs more than a stage.

    python -m benchmarks.stages
"""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from benchmarks.coding_speed import ONE_THREAD
from benchmarks.common import ROOT, print_table, spacys_own
from benchmarks.gold.sample_actors import documents
from benchmarks.when import labels

STAGES: dict[str, tuple[str, ...]] = {
    "parse": ("dateline.language:parse_article",),
    "actors": ("dateline.mentions.actors:find_actors",),
    "times": (
        "dateline.mentions.times:find_times", "dateline.mentions.times.doubts:date_doubts",
    ),
    "places": ("dateline.mentions.places:find_places",),
    "attributions": ("dateline.coding.attribution:find_attributions",),
    "sizes": ("dateline.coding.events:find_sizes",),
    "status": (
        "dateline.coding.turns:state", "dateline.coding.turns:operators_over",
        "dateline.coding.events:voices_for",
    ),
    "when and where": (
        "dateline.coding.events:event_when", "dateline.coding.events:event_where",
        "dateline.coding.events:old_clauses",
    ),
    "rules": ("dateline.coding.events:drafts_in", "dateline.coding.judging:code_draft"),
    "model": ("dateline.coding.events:read_sentence",),
    "rest of the coder": ("dateline.coding.events:code_events",),
}  # fmt: skip
"""Stage → the functions whose time it is, where their callers look them up."""
ROUNDS = 3
OWN = "parse by spaCy's own"
ON_TOP = ("attributions", "status", "sizes", "times", "places", "when and where")


class Clock:
    """Processor time by stage; a stage that calls another does not count the other's time."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._open: list[str] = []
        self._since = 0.0

    def _turn(self) -> None:
        now = time.process_time()
        if self._open:
            self.seconds[self._open[-1]] += now - self._since
        self._since = now

    def timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, with its time put down to the stage."""

        def call(*args: Any, **named: Any) -> Any:
            self._turn()
            self._open.append(stage)
            try:
                return function(*args, **named)
            finally:
                self._turn()
                self._open.pop()

        return call


@contextmanager
def watched() -> Iterator[Clock]:
    """A clock that sees every stage while the block runs."""
    clock = Clock()
    kept = []
    try:
        for stage, targets in STAGES.items():
            for target in targets:
                module_name, _, name = target.partition(":")
                module = importlib.import_module(module_name)
                kept.append((module, name, getattr(module, name)))
                setattr(module, name, clock.timed(stage, getattr(module, name)))
        yield clock
    finally:
        for module, name, function in reversed(kept):
            setattr(module, name, function)


def extraction(sample: int | None = None) -> float:
    """Milliseconds per 1,000 words of body that `article_from_page` takes for saved HTML."""
    from benchmarks.pages import SETS, load
    from dateline.articles import article_from_page
    from dateline.errors import DatelineError
    from dateline.records import Page

    words, seconds = 0, 0.0
    for name in SETS:
        for example in list(load(name))[:: 5 if sample is None else 20]:
            page = Page(data=example.html, kind="html")
            began = time.process_time()
            try:
                words += len(article_from_page(page).text.split())
            except DatelineError:
                continue
            seconds += time.process_time() - began
    return 1e6 * seconds / words


def measure(sample: int | None = None) -> dict[str, float]:
    """Milliseconds per 1,000 words by stage, in this process."""
    from dateline import Reader
    from dateline.articles import article_from_prose

    reader = Reader()
    texts = {
        d["url"]: d["text"] for c in sorted({r["corpus"] for r in labels()}) for d in documents(c)
    }
    days = {r["document"]: r["published"] for r in labels()}
    articles = [article_from_prose(texts[d], published=day) for d, day in days.items()][:sample]
    for article in articles[:2]:
        reader.read_article(article)  # loads tables and models
    least: dict[str, float] = {}
    for _ in range(ROUNDS):
        if reader.typer is not None:
            reader.typer.forget()
        with watched() as clock:
            for article in articles:
                reader.read_article(article)
        least = {s: min(clock.seconds[s], least.get(s, float("inf"))) for s in STAGES}
    words = sum(len(a.text.split()) for a in articles)
    least[OWN] = min(_parsed_by_spacy(articles) for _ in range(ROUNDS))
    return {
        "extract": extraction(sample),
        **{stage: 1e6 * seconds / words for stage, seconds in least.items()},
    }


def _parsed_by_spacy(articles: list[Any]) -> float:
    """Seconds that spaCy's own components take to parse the articles."""
    from dateline.language import parse_article

    with spacys_own():
        began = time.process_time()
        for article in articles:
            parse_article(article)
        return time.process_time() - began


def run(sample: int | None = None) -> dict[str, float]:
    """Milliseconds per 1,000 words by stage, and `ratio`: what is on top, as a share of what spaCy's own
    parse takes."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.stages", "measure", *([str(sample)] if sample else [])],
        cwd=ROOT, env={**os.environ, **dict.fromkeys(ONE_THREAD, "1")},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return {**figures, "ratio": sum(figures[s] for s in ON_TOP) / figures[OWN]}


def main() -> None:
    """Prints the table, or (for `measure [ARTICLES]`) the measurement as JSON."""
    if "measure" in sys.argv:
        print(json.dumps(measure(*map(int, sys.argv[2:]))))
        return
    figures = run()
    parse = figures[OWN]
    rows = [
        (stage, round(ms, 1), ms / parse, "yes" if stage in ON_TOP else "")
        for stage, ms in figures.items()
        if stage != "ratio"
    ]
    print_table(
        "Time by stage", ["stage", "ms per 1,000 words", "of spaCy's parse", "on top"], rows
    )
    print(f"on top of the parse: {figures['ratio']:.3f} of the time of spaCy's own")


if __name__ == "__main__":
    main()
