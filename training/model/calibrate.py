"""Fits the weights of `dateline.coding.judging` on labelled sentences that the model has not seen.

    python -m training.model.calibrate MODEL.onnx

A reading is right when its sentence holds a labelled event of its type whose parties meet its own
(as in `benchmarks.detection`). Prints the weights, precision and recall by the cut, and how often
readings of each score are right. The sentences are those of
`training.split.held_back` in `real.jsonl`.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from benchmarks.common import print_table
from benchmarks.detection import Label, same_roles
from dateline.coding import judging
from dateline.coding.typing.model import Model
from dateline.coding.typing.training.split import held_back
from dateline.records import Span
from training.model import examples


class Judged(NamedTuple):
    """One reading of a sentence: its features, its type and parties, and whether it is right."""

    sentence: int
    features: dict[str, float]
    label: Label
    right: bool


def judge(rows: list[dict[str, Any]], model: Model) -> list[Judged]:
    """Every reading of the sentences."""
    from dateline.coding.drafts import drafts_in
    from dateline.coding.lexicon import lexicon

    result = []
    for n, row in enumerate(rows):
        gold = gold_of(row)
        doc, found, index = examples.parsed(row["text"])
        for sentence in doc.sents:
            drafts = drafts_in(sentence, index, lexicon())
            for one in judging.judge(sentence, drafts, found, index, model):
                v = one.verdict
                if not v.sources and not v.targets:
                    continue
                label = Label(
                    v.type,
                    tuple(Span(a.start, a.end) for a in v.sources),
                    tuple(Span(a.start, a.end) for a in v.targets),
                )
                found_in = judging.features(
                    one.candidate, v.type, v.scores[v.type], bool(v.sources), bool(v.targets)
                )
                right = any(g.type == v.type and same_roles(g, label) for g in gold)
                result.append(Judged(n, found_in, label, right))
    return result


def gold_of(row: dict[str, Any]) -> list[Label]:
    """The labelled events of a sentence, spans in its own characters."""
    return [Label(e.type, e.sources, e.targets) for e in examples.real([row])]


def fit(found: list[Judged]) -> dict[str, float]:
    """Logistic regression with a little shrinkage, by Newton's method."""
    names = list(judging.WEIGHTS)
    x = np.array([[j.features[n] for n in names] for j in found])
    y = np.array([float(j.right) for j in found])
    w = np.zeros(len(names))
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (p - y) + 0.5 * w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + 0.5 * np.eye(len(names))
        w = w - np.linalg.solve(hessian, gradient)
    return dict(zip(names, (round(float(v), 3) for v in w), strict=True))


def scored(found: list[Judged], weights: dict[str, float]) -> list[float]:
    """The score of each reading by these weights."""
    return [
        float(1 / (1 + np.exp(-sum(weights[k] * v for k, v in j.features.items())))) for j in found
    ]


def at_cut(
    found: list[Judged], scores: list[float], gold: list[list[Label]], cut: float
) -> tuple[float, float, float]:
    """Precision, recall, and the share of empty sentences with a row, of what scores `cut` or more."""
    by: dict[int, list[Label]] = {}
    seen: set[tuple[int, str, tuple[Span, ...], tuple[Span, ...]]] = set()
    for j, s in zip(found, scores, strict=True):
        key = (j.sentence, *j.label)
        if s >= cut and key not in seen:
            seen.add(key)
            by.setdefault(j.sentence, []).append(j.label)
    hits = 0
    for n, labels in enumerate(gold):
        left = list(by.get(n, []))
        for g in labels:
            hit = next((x for x in left if x.type == g.type and same_roles(g, x)), None)
            if hit is not None:
                left.remove(hit)
                hits += 1
    empty = [n for n, labels in enumerate(gold) if not labels]
    return (
        hits / max(1, sum(map(len, by.values()))),
        hits / max(1, sum(map(len, gold))),
        sum(n in by for n in empty) / max(1, len(empty)),
    )


def main(path: Path) -> None:
    """Prints the three tables."""
    rows = [r for r in examples.real_rows() if held_back(r["document"])]
    gold = [gold_of(r) for r in rows]
    found = judge(rows, Model(path.read_bytes()))
    weights = fit(found)
    print(weights)
    scores = scored(found, weights)
    cuts = [0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7, 0.8]
    print_table(
        f"{len(rows)} sentences held back from training, {sum(map(len, gold))} events",
        ["cut", "precision", "recall", "false rows"],
        [(f"{c:.2f}", *at_cut(found, scores, gold, c)) for c in cuts],
    )
    bins = []
    for low in np.arange(0, 1, 0.1):
        part = [j.right for j, s in zip(found, scores, strict=True) if low <= s < low + 0.1]
        if part:
            bins.append((f"{low:.1f}–{low + 0.1:.1f}", len(part), sum(part) / len(part)))
    print_table("Of readings with this score", ["score", "readings", "right"], bins)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
