"""Times against TimeBank + AQUAINT and WikiWars, scored as TempEval-3 scores them.

A span counts strictly when its words are the gold's, relaxed when it overlaps a gold one (each
pairs once); the value F1 is the relaxed F1 times the share of paired ones with the gold's value.
Ranges are scored as their two ends, for so the gold has them. Punctuation and the article at the
edges of a span do not count as words, as in TempEval-3's own tokens.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from benchmarks.common import print_table, shared

SETS = {
    "timebank": (("benchmarks", "timebank", "TimeBank"), ("benchmarks", "timebank", "AQUAINT")),
    "wikiwars": (("benchmarks", "wikiwars", "trainingset", "tml"),),
}


class Gold(NamedTuple):
    start: int
    end: int
    type: str
    value: str


class Score(NamedTuple):
    strict: float
    relaxed: float
    value: float
    gold: int


def documents(
    name: str, sample: int | None = None
) -> Iterator[tuple[str, str, str | None, list[Gold]]]:
    """Name, text, date of creation and gold times of each document of a set."""
    files: list[Path] = []
    for parts in SETS[name]:
        files += sorted(shared(*parts).glob("*.tml"))
    for path in files if sample is None else files[:: max(1, len(files) // sample)]:
        root = ElementTree.parse(path).getroot()
        dct = root.find("DCT/TIMEX3")
        published = (dct.get("value") or "")[:10] if dct is not None else None
        for body in root.iter("TEXT"):
            text, gold = flatten(body)
            yield path.stem, text, published, gold


def flatten(node: ElementTree.Element) -> tuple[str, list[Gold]]:
    """The text of a node and the spans of its TIMEX3."""
    pieces: list[str] = []
    gold: list[Gold] = []
    length = 0

    def add(text: str | None) -> None:
        nonlocal length
        if text:
            pieces.append(text)
            length += len(text)

    def walk(element: ElementTree.Element) -> None:
        add(element.text)
        for child in element:
            start = length
            walk(child)
            if child.tag == "TIMEX3":
                gold.append(Gold(start, length, child.get("type", ""), child.get("value", "")))
            add(child.tail)

    walk(node)
    return "".join(pieces), gold


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = list(re.finditer(r"\w+", text[start:end]))
    if not words:
        return start, end
    return start + words[0].start(), start + words[-1].end()


class Tally:
    """Counts over documents, and what went wrong."""

    def __init__(self) -> None:
        self.gold = self.found = self.strict = self.relaxed = self.values = 0
        self.faults: list[str] = []

    def add(self, text: str, gold: list[Gold], found: list[Gold]) -> None:
        self.gold += len(gold)
        self.found += len(found)
        free = list(found)
        for g in gold:
            a, b = trimmed(text, g.start, g.end)
            best = None
            for f in free:
                c, d = trimmed(text, f.start, f.end)
                if c < b and a < d:
                    exact = (a, b) == (c, d)
                    if best is None or exact:
                        best = (f, exact)
            if best is None:
                self.faults.append(f"MISS {text[a:b]!r} {g.value} | {_around(text, a, b)}")
                continue
            f, exact = best
            free.remove(f)
            self.relaxed += 1
            self.strict += exact
            same = f.value == g.value
            self.values += same
            if not exact:
                self.faults.append(
                    f"SPAN gold {text[a:b]!r} ours {text[f.start : f.end]!r} | {_around(text, a, b)}"
                )
            if not same:
                self.faults.append(
                    f"VALUE {text[a:b]!r} gold {g.value} ours {f.value} | {_around(text, a, b)}"
                )
        for f in free:
            self.faults.append(
                f"EXTRA {text[f.start : f.end]!r} {f.value} | {_around(text, f.start, f.end)}"
            )

    def score(self) -> Score:
        def f1(right: int) -> float:
            return 2 * right / (self.gold + self.found) if self.gold + self.found else 0.0

        share = self.values / self.relaxed if self.relaxed else 0.0
        return Score(f1(self.strict), f1(self.relaxed), f1(self.relaxed) * share, self.gold)


def _around(text: str, start: int, end: int) -> str:
    return re.sub(r"\s+", " ", text[max(0, start - 40) : end + 30])


def measure(name: str, sample: int | None = None) -> Tally:
    """Scores one set; needs the English pipeline."""
    from dateline.language.parsing import parse_text
    from dateline.mentions.times import find_times
    from dateline.records import Article

    tally = Tally()
    for stem, text, published, gold in documents(name, sample):
        article = Article(id=stem, text=text, published=published, published_precision="day")
        found = [
            Gold(t.start, t.end, t.type, t.value)
            for t in find_times(parse_text(text, set()), article, ranges=False)
        ]
        tally.add(text, gold, found)
    return tally


def run(sample: int | None = None) -> dict[str, float]:
    """The figures of all sets by name; `sample` documents of each, or all."""
    figures: dict[str, float] = {}
    for name in SETS:
        score = measure(name, sample).score()
        figures |= {
            f"{name}.strict": score.strict,
            f"{name}.relaxed": score.relaxed,
            f"{name}.value": score.value,
        }
    return figures


def main() -> None:
    """Prints one table; with a set's name as argument, its faults as well."""
    wanted = [a for a in sys.argv[1:] if a in SETS]
    if wanted:
        for name in wanted:
            tally = measure(name)
            print("\n".join(tally.faults))
            print(name, tally.score())
        return
    figures = run()
    rows = [
        (name, figures[f"{name}.strict"], figures[f"{name}.relaxed"], figures[f"{name}.value"])
        for name in SETS
    ]
    rows.append(("HeidelTime, TempEval-3 test", 0.818, 0.907, 0.78))
    rows.append(("HeidelTime, WikiWars", 0.836, 0.914, float("nan")))
    print_table("Times (F1)", ("set", "strict", "relaxed", "value"), rows)


if __name__ == "__main__":
    main()
