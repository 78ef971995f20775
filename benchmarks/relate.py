"""Typing: what does this source do to this target? (`../shared/benchmarks/plv/dev.tsv`)

Macro-F1 over 15 PLOVER roots (YIELD joins CONCEDE and RETREAT), 4 quads, and 2 (cooperation or
conflict), of `Reader.relate` on 1,050 sentences whose source and target are marked. Where a mark is
missing the string is looked for, where there are several the first is taken.

Run: `python -m benchmarks.relate`. Published for comparison: the NLI model of 355 M parameters has
0.743 / 0.867 / 0.965 on this split.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Sequence

from benchmarks.common import print_table, shared
from dateline.coding import ontology
from dateline.reader import Reader
from dateline.records import Span

ROOT = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}


def macro_f1(gold: Sequence[object], got: Sequence[object]) -> float:
    """The unweighted mean of the classes' F1, over the classes that the gold has."""
    scores = []
    for label in set(gold):
        tp = sum(g == label == p for g, p in zip(gold, got, strict=True))
        wrong = sum(p == label != g for g, p in zip(gold, got, strict=True))
        missed = sum(g == label != p for g, p in zip(gold, got, strict=True))
        scores.append(2 * tp / (2 * tp + wrong + missed) if tp else 0.0)
    return sum(scores) / len(scores)


def _find(sentence: str, marked: str, name: str, tag: str) -> Span | None:
    start = marked.find(f"<{tag}>")
    if start >= 0:
        before = marked[:start]
        for mark in ("<s>", "</s>", "<t>", "</t>"):
            before = before.replace(mark, "")
        end = marked.find(f"</{tag}>", start)
        inner = marked[start + 3 : end]
        for mark in ("<s>", "</s>", "<t>", "</t>"):
            inner = inner.replace(mark, "")
        if sentence[len(before) : len(before) + len(inner)] == inner and inner:
            return Span(len(before), len(before) + len(inner))
    at = sentence.find(name)
    return Span(at, at + len(name)) if at >= 0 and name else None


def quad_of(root: str) -> int:
    """The quad of a root; YIELD, which joins a verbal and a material type, is 2 in this set."""
    return 2 if root == "YIELD" else ontology.quad(root)


def predictions(sample: int | None = None) -> list[tuple[str, str, str, str]]:
    """(gold root, predicted root, reason, sentence) for each row."""
    reader = Reader()
    rows = []
    with shared("benchmarks", "plv", "dev.tsv").open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    for row in table[: sample or None]:
        source = _find(row["sentence"], row["marked_sentence"], row["source"], "s")
        target = _find(row["sentence"], row["marked_sentence"], row["target"], "t")
        if source is None or target is None:
            sys.stderr.write(f"row {row['sentence_id']}: no source or target in the sentence\n")
            continue
        relation = reader.relate(row["sentence"], source=source, target=target)
        got = ROOT.get(relation.type, relation.type)
        rows.append((row["gold_root"], got, relation.reason, row["marked_sentence"]))
    return rows


def run(sample: int | None = None) -> dict[str, float]:
    """The three macro-F1 figures."""
    rows = predictions(sample)
    gold, got = [r[0] for r in rows], [r[1] for r in rows]
    quads = [quad_of(g) for g in gold], [quad_of(p) for p in got]
    sides = [q <= 2 for q in quads[0]], [q <= 2 for q in quads[1]]
    return {
        "root": macro_f1(gold, got),
        "quad": macro_f1(*quads),
        "binary": macro_f1(*sides),
        "no frame": sum(r[2].startswith("no frame") for r in rows) / len(rows),
    }


def main() -> None:
    """Print the figures, each root's F1, and the most usual confusions."""
    rows = predictions()
    gold, got = [r[0] for r in rows], [r[1] for r in rows]
    print_table(
        "Typing on PLV dev", ["figure", "macro-F1"], [[k, f"{v:.3f}"] for k, v in run().items()]
    )
    table = []
    for label in sorted(set(gold)):
        tp = sum(g == label == p for g, p in zip(gold, got, strict=True))
        n, m = gold.count(label), got.count(label)
        f1 = 2 * tp / (n + m) if n + m else 0.0
        table.append([label, str(n), f"{tp / m if m else 0:.2f}", f"{tp / n:.2f}", f"{f1:.2f}"])
    print_table("By root", ["root", "rows", "P", "R", "F1"], table)
    pairs = Counter((g, p) for g, p in zip(gold, got, strict=True) if g != p).most_common(15)
    print_table(
        "Confusions", ["gold", "came out as", "rows"], [[a, b, str(n)] for (a, b), n in pairs]
    )


if __name__ == "__main__":
    main()
