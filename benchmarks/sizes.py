"""How many: dead, injured, arrested, crowds, troops, weapons, money in sentences labelled by hand.

Sentences with a number (`benchmarks/gold/sizes.jsonl`); half of the documents are `tune`, half `held`:
nobody who tunes looks at the held ones. `seen` and `fresh` came later, were measured once before
anything was mended by them, and looked at then (`gold/README.md` has what they were). Each sentence is
read in its paragraph. A size that Dateline finds is right when it has the kind and both bounds of a
labelled one and shares characters with it. Those labelled as measuring a political event are also
looked for in `size` of the rows of that sentence; there the rows have to be found first.

    python -m benchmarks.sizes [faults]      # `faults`: those of `tune`, with the words
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.common import print_table
from benchmarks.gold.sample_sizes import texts
from dateline.records import Article, Size, Span

GOLD = Path(__file__).parent / "gold" / "sizes.jsonl"
HALVES = ("tune", "held", "seen", "fresh", "all")
GROUPS = ("all", "all but money")


class Labelled(NamedTuple):
    """One labelled size, in the characters of its paragraph."""

    what: str
    low: float | None
    high: float | None
    span: Span
    event: bool


class Case(NamedTuple):
    """One sentence: what it holds, what was found, and what its rows have in `size`."""

    number: int
    half: str
    text: str
    gold: list[Labelled]
    found: list[tuple[Span, Size]]
    rows: list[list[Size]]


def labels() -> list[dict[str, Any]]:
    """The rows of the file of labels."""
    return [json.loads(line) for line in GOLD.read_text("utf-8").splitlines() if line]


def cases(sample: int | None = None) -> Iterator[Case]:
    """The sentences, the first `sample` of them."""
    from dateline.coding.events import code_events
    from dateline.language import parse_article
    from dateline.mentions.sizes import find_sizes
    from dateline.reader import Reader, parse

    reader, bodies = Reader(), texts()
    for row in labels()[:sample]:
        first, last = row["paragraph"]
        text = bodies[row["corpus"]][row["document"]][first:last]
        article = Article(
            id="paragraph", text=text, paragraphs=[Span(0, len(text))],
            published=row["published"] or None,
        )  # fmt: skip
        sentence = Span(row["sentence"][0] - first, row["sentence"][1] - first)
        gold = [
            Labelled(
                s["what"], s["low"], s["high"], Span(s["start"] - first, s["end"] - first),
                s["event"],
            )
            for s in row["sizes"]
        ]  # fmt: skip
        found = [(s, z) for s, z in find_sizes(parse_article(article)) if s.overlaps(sentence)]
        rows: list[list[Size]] = []
        if found or gold:
            events = code_events(parse(article).found, reader.lexicon, "", reader.typer)
            rows = [e.size for e in events if e.trigger.overlaps(sentence)]
        words = re.sub(r"\s+", " ", text[sentence.start : sentence.end])
        yield Case(row["number"], row["half"], words, gold, found, rows)


def same(gold: Labelled, size: Size) -> bool:
    """Whether kind and bounds are those of the label."""
    return gold.what == size.what and _near(gold.low, size.low) and _near(gold.high, size.high)


def _near(one: float | None, other: float | None) -> bool:
    """Equal, or one apart: "more than 500" is 500 or 501."""
    if one is None or other is None:
        return one is other
    return abs(one - other) <= (1 if one > 1 else 0)


def pairs(case: Case) -> Iterator[tuple[Labelled | None, Size | None]]:
    """Each label with what is right for it, and what is left over on either side."""
    left = list(case.found)
    for gold in case.gold:
        hit = next((f for f in left if same(gold, f[1]) and f[0].overlaps(gold.span)), None)
        if hit is not None:
            left.remove(hit)
        yield gold, hit[1] if hit is not None else None
    for _, size in left:
        yield None, size


def counts(found: Sequence[Case]) -> dict[str, Counter[str]]:
    """Kind or group → how many are labelled, found and right."""
    out: dict[str, Counter[str]] = {}
    for case in found:
        for gold, size in pairs(case):
            what = gold.what if gold is not None else size.what if size is not None else ""
            groups = (what, "all") if what == "money" else (what, "all but money", "all")
            for group in groups:
                row = out.setdefault(group, Counter())
                row["labelled"] += gold is not None
                row["found"] += size is not None
                row["right"] += gold is not None and size is not None
    return out


def attached(found: Sequence[Case]) -> Counter[str]:
    """Labels that measure an event, and sizes of the rows of their sentences."""
    out: Counter[str] = Counter()
    for case in found:
        in_rows = [z for row in case.rows for z in row]
        for gold in (g for g in case.gold if g.event):
            hits = sum(same(gold, z) for z in in_rows)
            out["labelled"] += 1
            out["with a row"] += bool(case.rows)
            out["attached"] += hits > 0
        out["in rows"] += len(in_rows)
        out["right in rows"] += sum(any(same(g, z) for g in case.gold) for z in in_rows)
        out["more than once"] += len(in_rows) - len({(z.what, z.low, z.high) for z in in_rows})
    return out


def figures(found: Sequence[Case]) -> dict[str, float]:
    """Precision and recall by half, of all, of all but money, and of what rows have."""
    out: dict[str, float] = {}
    for half in HALVES:
        here = [c for c in found if half in (c.half, "all")]
        by_kind = counts(here)
        for group in GROUPS:
            row = by_kind.get(group, Counter())
            out[f"{half}.{group} precision"] = _share(row["right"], row["found"])
            out[f"{half}.{group} recall"] = _share(row["right"], row["labelled"])
        rows = attached(here)
        out[f"{half}.rows precision"] = _share(rows["right in rows"], rows["in rows"])
        out[f"{half}.rows recall"] = _share(rows["attached"], rows["labelled"])
        out[f"{half}.rows recall where there are"] = _share(rows["attached"], rows["with a row"])
        out[f"{half}.rows more than once"] = _share(rows["more than once"], rows["in rows"])
    return out


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def run(sample: int | None = None) -> dict[str, float]:
    """The figures by name."""
    return figures(list(cases(sample)))


def main() -> None:
    """Prints the tables, or the faults of the tuning half."""
    found = list(cases())
    if "faults" in sys.argv:
        for case in found:
            wrong = [p for p in pairs(case) if None in p]
            if case.half in ("tune", "seen", "fresh") and wrong:
                print(f"{case.number} {case.text}")
                for gold, size in wrong:
                    print(f"    - {gold[:3]}" if gold else f"    + {size}")
        return
    for half in HALVES:
        by_kind = counts([c for c in found if half in (c.half, "all")])
        kinds = sorted(by_kind, key=lambda k: (k in GROUPS, -by_kind[k]["labelled"]))
        print_table(
            f"Sizes, {half}",
            ["what", "labelled", "found", "precision", "recall"],
            [
                (
                    k, r["labelled"], r["found"],
                    _share(r["right"], r["found"]), _share(r["right"], r["labelled"]),
                )
                for k in kinds
                for r in (by_kind[k],)
            ],
        )  # fmt: skip
    rows = [(half, attached([c for c in found if half in (c.half, "all")])) for half in HALVES]
    names = ("labelled", "with a row", "attached", "in rows", "right in rows", "more than once")
    print_table(
        "Sizes that measure an event, and those in the rows of their sentences",
        ["half", *names],
        [(half, *(r[n] for n in names)) for half, r in rows],
    )


if __name__ == "__main__":
    main()
