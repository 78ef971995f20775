"""Is there an event in this sentence, which, and who does it to whom?

600 sentences drawn at random from `../shared/corpora` and the bodies of `../shared/benchmarks/pages`
(`benchmarks/gold/sentences.py`), labelled by hand by the coding guide. Odd ones are `tune`, even ones
`held`: nobody who tunes looks at those. Each sentence is read alone.

- **type and roles**: precision and recall of events of the same type, whose sources and whose targets
  overlap one another where the label has any (a label's empty side allows anything).
- **type**: the same by type alone.
- **sentences**: precision and recall of sentences that hold any event.
- **false rows**: share of the sentences without event for which a row comes out.

Rows of status `fact` to `hypothetical` all count: plans and denials are labelled too.

    python -m benchmarks.detection              # the table
    python -m benchmarks.detection faults       # each fault of the half `tune`
    python -m benchmarks.detection agreement    # of two labellers
"""

from __future__ import annotations

import json
import sys
from functools import lru_cache
from typing import Any, NamedTuple

from benchmarks.common import print_table
from benchmarks.gold.sentences import FILES, texts
from dateline.reader import Reader
from dateline.records import Article, Event, Span


class Label(NamedTuple):
    """One event as labelled, or as it came out: its type and its parties' spans."""

    type: str
    sources: tuple[Span, ...]
    targets: tuple[Span, ...]


class Case(NamedTuple):
    """One sentence with the events labelled in it and those that came out."""

    number: int
    half: str
    text: str
    gold: tuple[Label, ...]
    got: tuple[Label, ...]
    reasons: tuple[str, ...]


@lru_cache(maxsize=1)
def rows() -> list[dict[str, Any]]:
    """The labelled sentences, one row a sentence and labeller."""
    lines = FILES["detection"].read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines if line]


def labels_of(row: dict[str, Any]) -> tuple[Label, ...]:
    """The events of one labelled row; spans count characters of its own sentence."""

    def spans(pairs: list[list[int]]) -> tuple[Span, ...]:
        return tuple(Span(a - row["start"], b - row["start"]) for a, b in pairs)

    return tuple(Label(e["type"], spans(e["sources"]), spans(e["targets"])) for e in row["events"])


def label_of(event: Event) -> Label:
    """A row that came out, as a label."""
    return Label(
        event.type,
        tuple(Span(a.start, a.end) for a in event.sources),
        tuple(Span(a.start, a.end) for a in event.targets),
    )


def cases(sample: int | None = None) -> list[Case]:
    """Every sentence, read; one labelled twice counts once, by its first labeller."""
    reader = Reader()
    bodies: dict[str, dict[str, str]] = {}
    found: dict[int, Case] = {}
    for row in rows():
        if row["number"] in found:
            continue
        corpus = row["corpus"]
        if corpus not in bodies:
            bodies[corpus] = texts(corpus)
        text = bodies[corpus][row["document"]][row["start"] : row["end"]]
        # Not `read_text`: a lone sentence of foreign names may be taken for another language.
        article = Article(
            id=f"detection/{row['number']}", text=text, paragraphs=[Span(0, len(text))],
            published="2022-06-01", published_precision="day",
        )  # fmt: skip
        events = reader.read_article(article).events
        found[row["number"]] = Case(
            row["number"], row["half"], text, labels_of(row),
            tuple(label_of(e) for e in events), tuple(e.reason for e in events),
        )  # fmt: skip
        if len(found) == sample:
            break
    return list(found.values())


def same_roles(gold: Label, got: Label) -> bool:
    """Whether the parties labelled are among those that came out, side by side."""

    def side(a: tuple[Span, ...], b: tuple[Span, ...]) -> bool:
        return not a or any(x.overlaps(y) for x in a for y in b)

    return side(gold.sources, got.sources) and side(gold.targets, got.targets)


def matched(case: Case, roles: bool) -> int:
    """How many of a sentence's labelled events came out, each row serving once."""
    left = list(case.got)
    count = 0
    for gold in case.gold:
        for got in left:
            if got.type == gold.type and (not roles or same_roles(gold, got)):
                left.remove(got)
                count += 1
                break
    return count


def figures(found: list[Case]) -> dict[str, float]:
    """The shares of one set of sentences."""
    gold, got = sum(len(c.gold) for c in found), sum(len(c.got) for c in found)
    result: dict[str, float] = {}
    for name, roles in (("type and roles", True), ("type", False)):
        right = sum(matched(c, roles) for c in found)
        result[f"{name} precision"] = right / got if got else 0.0
        result[f"{name} recall"] = right / gold if gold else 0.0
    both = sum(bool(c.gold and c.got) for c in found)
    result["sentences precision"] = both / max(1, sum(bool(c.got) for c in found))
    result["sentences recall"] = both / max(1, sum(bool(c.gold) for c in found))
    empty = [c for c in found if not c.gold]
    result["false rows"] = sum(bool(c.got) for c in empty) / max(1, len(empty))
    return result


def run(sample: int | None = None) -> dict[str, float]:
    """The figures of both halves and of the whole by name."""
    found = cases(sample)
    return {
        f"{half}.{name}": value
        for half in ("tune", "held", "all")
        for name, value in figures([c for c in found if half in (c.half, "all")]).items()
    }


def agreement() -> dict[str, float]:
    """How far two labellers agree on the sentences that both have read."""
    by: dict[int, list[dict[str, Any]]] = {}
    for row in rows():
        by.setdefault(row["number"], []).append(row)
    twice = [
        Case(n, "", "", labels_of(two[0]), labels_of(two[1]), ())
        for n, two in by.items()
        if len(two) == 2
    ]
    found = figures(twice)
    return {
        "sentences labelled twice": len(twice),
        "event or none, the same": sum(bool(c.gold) == bool(c.got) for c in twice) / len(twice),
        "type and roles, F1": _f1(found, "type and roles"),
        "type, F1": _f1(found, "type"),
    }


def _f1(found: dict[str, float], name: str) -> float:
    p, r = found[f"{name} precision"], found[f"{name} recall"]
    return 2 * p * r / (p + r) if p + r else 0.0


def main() -> None:
    """Prints the table, the faults of `tune`, or the labellers' agreement."""
    if "agreement" in sys.argv:
        print_table("Agreement of two labellers", ["what", "figure"], list(agreement().items()))
        return
    if "faults" in sys.argv:
        for case in cases():
            if case.half == "tune" and not (matched(case, True) == len(case.gold) == len(case.got)):
                gold = "; ".join(_told(case, x) for x in case.gold) or "none"
                got = "; ".join(
                    f"{_told(case, x)} by {r}" for x, r in zip(case.got, case.reasons, strict=True)
                )
                print(f"{case.number} {case.text}\n    want {gold}\n    got  {got or 'none'}")
        return
    found = run()
    names = [n.partition(".")[2] for n in found if n.startswith("all.")]
    print_table(
        "Events in single sentences",
        ["figure", "tune", "held", "all"],
        [(n, *(found[f"{half}.{n}"] for half in ("tune", "held", "all"))) for n in names],
    )


def _told(case: Case, label: Label) -> str:
    def words(spans: tuple[Span, ...]) -> str:
        return ", ".join(case.text[s.start : s.end] for s in spans) or "–"

    return f"{words(label.sources)} {label.type} {words(label.targets)}"


if __name__ == "__main__":
    main()
