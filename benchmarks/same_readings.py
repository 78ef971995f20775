"""Is a reading the same with the quicker parts of the pipeline, and with fewer questions to the model?

Documents of five kinds (State Department, Wikinews, KCNA, two sets of saved pages) are read twice: as
Dateline reads; and the long way, with spaCy's own components in place of those of
`dateline.language.parsing.QUICKER`, and all layers of the model asked about each sentence that has a
draft, of quiet texts too (`dateline.coding.judging`). The table counts the items of each layer and those that
are not in both readings; each of these is printed. Fewer than 1 in 1,000 may differ.

    python -m benchmarks.same_readings [DOCUMENTS OF EACH KIND]
    python -m benchmarks.same_readings only [DOCUMENTS OF EACH KIND]    # the rows of `only="events"`
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from functools import partial
from typing import Any, NamedTuple

import msgspec

from benchmarks.common import print_table, spacys_own
from benchmarks.pages import SETS

EACH = 30
KINDS = ("aed", "scrapinghub")
"""Sets of saved pages."""
LAYERS = ("sentences", "actors", "times", "places", "attributions", "events")
MOST = 0.001
MORE = 6
"""`only` reads so many times the documents: most are read but once."""


class OnlyEvents(NamedTuple):
    """The rows of the full readings, those that differ told, of how many documents anything was left out,
    and what reading events alone takes by what reading all takes."""

    rows: int
    told: list[str]
    documents: int
    shortened: int
    time: float


def documents(each: int, kinds: Sequence[str] = KINDS) -> Iterator[tuple[str, Any]]:
    """(kind, article) of documents spread over each kind; `kinds` of saved pages."""
    from benchmarks.gold.sentences import texts
    from benchmarks.pages import load
    from dateline.articles import article_from_page, article_from_prose
    from dateline.errors import DatelineError
    from dateline.records import Page

    def given() -> Iterator[tuple[str, Callable[[], Any]]]:
        for kind in ("state", "wikinews", "kcna"):
            bodies = [t for _, t in sorted(texts(kind).items()) if len(t) > 400]
            for text in bodies[:: max(1, len(bodies) // each)][:each]:
                yield kind, partial(article_from_prose, text, published="2022-06-01")
        for kind in kinds:
            html = [e.html for e in load(kind)]
            for page in html[:: max(1, len(html) // each)][:each]:
                yield kind, partial(article_from_page, Page(data=page))

    for kind, make in given():
        try:
            yield kind, make()
        except DatelineError:
            continue  # no article, or not in English


@contextmanager
def the_long_way() -> Iterator[None]:
    """While the block runs, spaCy's own components parse, and the model is asked about all."""
    from dateline.coding import judging

    quiet, candidates, brief = judging.QUIET_FROM, judging.candidates, judging.may_be_brief
    try:
        judging.QUIET_FROM = 1_000_000
        judging.candidates = lambda *given: candidates(*given[:5])
        judging.may_be_brief = lambda proposed: False
        with spacys_own():
            yield
    finally:
        judging.QUIET_FROM, judging.candidates, judging.may_be_brief = quiet, candidates, brief


def compare(each: int) -> tuple[dict[str, Counter[str]], list[str], tuple[float, float]]:
    """Items and differences by layer (`all`, `differ`), the differences told, seconds of both."""
    from dateline.reader import Reader

    reader = Reader()
    reader.load()
    items: dict[str, Counter[str]] = {layer: Counter() for layer in LAYERS}
    told: list[str] = []
    spent = [0.0, 0.0]

    def read(article: Any, who: int) -> Any:
        if reader.typer is not None:
            reader.typer.forget()
        with the_long_way() if who else nullcontext():
            began = time.process_time()
            reading = reader.read_article(article)
            spent[who] += time.process_time() - began
        return reading

    for number, (kind, article) in enumerate(documents(each)):
        order = (0, 1) if number % 2 else (1, 0)
        readings = dict(zip(order, [read(article, who) for who in order], strict=True))
        for layer in LAYERS:
            ours, theirs = (
                Counter(msgspec.json.encode(x) for x in getattr(readings[who], layer))
                for who in (0, 1)
            )
            items[layer]["all"] += sum(theirs.values())
            only = [("only quick", x) for x in (ours - theirs).elements()]
            only += [("only the long way", x) for x in (theirs - ours).elements()]
            items[layer]["differ"] += max(
                sum((ours - theirs).values()), sum((theirs - ours).values())
            )
            told += [f"{kind} {number} {layer} {who}: {x.decode()[:300]}" for who, x in only]
    return items, told, (spent[0], spent[1])


def compare_events(each: int) -> OnlyEvents:
    """Documents read for their events alone, and, where anything was left out, in full.

    Where nothing is left out the two are one way, and the document is not read again.
    """
    from dateline.coding.thinning import thinned
    from dateline.reader import Reader

    events_only, full = Reader(only="events"), Reader()
    events_only.load()
    rows, shortened, read, told, spent = 0, 0, 0, [], [0.0, 0.0]

    def timed(reader: Any, article: Any) -> tuple[Any, float]:
        if reader.typer is not None:
            reader.typer.forget()
        began = time.process_time()
        return reader.read_article(article), time.process_time() - began

    for number, (kind, article) in enumerate(documents(each, SETS)):
        ours, short = timed(events_only, article)
        read += 1
        # Of a text without politics no actors are looked for.
        if not thinned(article).left_out and ours.actors:
            rows += len(ours.events)
            spent = [spent[0] + short, spent[1] + short]
            continue
        theirs, long = timed(full, article)
        shortened += 1
        rows += len(theirs.events)
        spent = [spent[0] + short, spent[1] + long]
        found, wanted = (Counter(map(msgspec.json.encode, r.events)) for r in (ours, theirs))
        for which, more in (("events", found - wanted), ("all", wanted - found)):
            told += [f"{kind} {number} only {which}: {x.decode()[:400]}" for x in more.elements()]
    return OnlyEvents(rows, told, read, shortened, spent[0] / spent[1])


def run(sample: int | None = None) -> dict[str, float]:
    """Items that differ in a thousand, and what the quick way takes of the long one; `sample` is how
    many documents of each kind are read."""
    items, _, (quick, plain) = compare(sample or EACH)
    only = compare_events(MORE * sample if sample else 2 * EACH)
    every = sum(c["all"] for c in items.values())
    differ = sum(c["differ"] for c in items.values())
    return {
        "differ, in 1,000": differ * 1e3 / max(every, 1),
        "quick : long": quick / plain,
        "only events, rows that differ, in 1,000": len(only.told) * 1e3 / max(only.rows, 1),
        "only events : all": only.time,
    }


def main() -> int:
    """Prints the table and the differences; 1 if too many differ."""
    each = next((int(a) for a in sys.argv[1:] if a.isdigit()), EACH)
    if "only" in sys.argv:
        only = compare_events(each)
        print("\n".join(only.told))
        print(f"Of {only.shortened} of {only.documents} documents something was left out.")
        print(f"Of {only.rows:,} rows {len(only.told)} are in one of the two only.")
        print(f"Reading events alone takes {only.time:.2f} of what reading all takes.")
        return int(len(only.told) >= MOST * max(only.rows, 1))
    items, told, (quick, plain) = compare(each)
    for line in told:
        print(line)
    print_table(
        "Readings the quick way and the long way",
        ["layer", "items", "differ"],
        [(layer, items[layer]["all"], items[layer]["differ"]) for layer in LAYERS],
    )
    print(f"Reading takes {quick / plain:.2f} of what it takes the long way.")
    every = sum(c["all"] for c in items.values())
    return int(sum(c["differ"] for c in items.values()) >= MOST * max(every, 1))


if __name__ == "__main__":
    sys.exit(main())
