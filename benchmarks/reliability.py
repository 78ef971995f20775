"""Of rows with confidence 0.7, are seven in ten right?

Two sets, each sentence read alone. `held`: sentences of State Department releases and Wikinews that no
training of the model has seen (a fifth of the documents of `training/text/real.jsonl`); on these the ten
weights of the score were fitted. `fresh`: the 600 sentences of `benchmarks.detection`, which also hold
other news, and on which nothing was fitted. A row is right when its sentence holds a labelled event of its
type with its roles, each label serving once.

- **ece**: expected calibration error, the mean distance of a bin's confidence from its share of right rows,
  weighted by the rows in it.
- precision, recall and false rows of each set, as in `benchmarks.detection`: `held` has seven times its events.

    python -m benchmarks.reliability            # the tables; writes docs/reliability.svg
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from benchmarks.common import ROOT, print_table
from benchmarks.detection import Case, Label, label_of, labels_of, same_roles
from benchmarks.detection import figures as detection
from benchmarks.gold.sentences import FILES, texts
from dateline.coding.typing.training.split import held_back
from dateline.reader import Reader
from dateline.records import Article, Span

LABELS = {"held": ROOT / "training" / "text" / "real.jsonl", "fresh": FILES["detection"]}
PICTURE = ROOT / "docs" / "reliability.svg"
BINS = 10
Z = 1.96


class Row(NamedTuple):
    """One row that came out: its confidence, and whether it is right."""

    confidence: float
    right: bool


class Bin(NamedTuple):
    """The rows whose confidence lies from `low` to `low` + 0.1."""

    low: float
    n: int
    confidence: float
    right: float

    def interval(self) -> tuple[float, float]:
        """Where the true share lies with 95 % (Wilson)."""
        n, p = self.n, self.right
        middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
        half = Z * math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n)
        return max(0.0, middle - half), min(1.0, middle + half)


def sentences(which: str, sample: int | None = None) -> list[dict[str, Any]]:
    """The labelled sentences of one set, with their text; one labelled twice counts once."""
    lines = LABELS[which].read_text("utf-8").splitlines()
    bodies: dict[str, dict[str, str]] = {}
    found: dict[int, dict[str, Any]] = {}
    for row in map(json.loads, filter(None, lines)):
        if row["number"] in found or (which == "held" and not held_back(row["document"])):
            continue
        corpus = row["corpus"]
        if corpus not in bodies:
            bodies[corpus] = texts(corpus)
        row["text"] = bodies[corpus][row["document"]][row["start"] : row["end"]]
        found[row["number"]] = row
        if len(found) == sample:
            break
    return list(found.values())


@lru_cache(maxsize=4)
def read(which: str, sample: int | None = None) -> tuple[tuple[Case, tuple[float, ...]], ...]:
    """The sentences of one set with what came out of them, and the confidence of each row."""
    reader = Reader()
    result = []
    for labelled in sentences(which, sample):
        text = labelled["text"]
        article = Article(
            id=f"reliability/{labelled['number']}", text=text, paragraphs=[Span(0, len(text))],
            published="2022-06-01", published_precision="day",
        )  # fmt: skip
        events = reader.read_article(article).events
        case = Case(
            labelled["number"], which, text, labels_of(labelled),
            tuple(map(label_of, events)), tuple(e.reason for e in events),
        )  # fmt: skip
        result.append((case, tuple(e.confidence for e in events)))
    return tuple(result)


def rows(which: str, sample: int | None = None) -> list[Row]:
    """Every row that comes out of the sentences of one set."""
    return [
        Row(confidence, ok)
        for case, confidences in read(which, sample)
        for confidence, ok in zip(confidences, right_ones(case.gold, case.got), strict=True)
    ]


def right_ones(gold: Sequence[Label], got: Sequence[Label]) -> list[bool]:
    """Which of the rows of a sentence are right; each label serves once."""
    right = [False] * len(got)
    for label in gold:
        for i, row in enumerate(got):
            if not right[i] and row.type == label.type and same_roles(label, row):
                right[i] = True
                break
    return right


def bins(found: Sequence[Row]) -> list[Bin]:
    """The rows by their confidence, those that are empty left out."""
    result = []
    for i in range(BINS):
        part = [r for r in found if min(int(r.confidence * BINS), BINS - 1) == i]
        if part:
            mean = sum(r.confidence for r in part) / len(part)
            share = sum(r.right for r in part) / len(part)
            result.append(Bin(i / BINS, len(part), mean, share))
    return result


def calibration_error(found: Sequence[Bin]) -> float:
    """The expected calibration error."""
    total = sum(b.n for b in found) or 1
    return sum(b.n * abs(b.confidence - b.right) for b in found) / total


def run(sample: int | None = None) -> dict[str, float]:
    """Of both sets the error, how many rows, of each bin the rows and their share of right ones, and
    precision and recall as in `benchmarks.detection`."""
    figures: dict[str, float] = {}
    for which in LABELS:
        found = bins(rows(which, sample))
        figures[f"{which}.ece"] = calibration_error(found)
        figures[f"{which}.rows"] = float(sum(b.n for b in found))
        detected = detection([case for case, _ in read(which, sample)])
        figures |= {f"{which}.{name}": value for name, value in detected.items()}
        for b in found:
            figures |= {
                f"{which}.{b.low:.1f} rows": float(b.n),
                f"{which}.{b.low:.1f} right": b.right,
            }
    return figures


STYLE = """
    text { font: 13px system-ui, 'Helvetica Neue', Arial, sans-serif; fill: #24292f; }
    .back { fill: #ffffff; } .title { font-size: 16px; font-weight: 600; } .dim { fill: #57606a; }
    .grid { stroke: #e3e7eb; fill: none; } .even { stroke: #8c959f; stroke-dasharray: 5 4; fill: none; }
    .held { stroke: #0b62c4; fill: #0b62c4; } .fresh { stroke: #b8500a; fill: #b8500a; }
    .bar { stroke-opacity: .4; stroke-width: 2; } circle { fill-opacity: .8; }
    @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3; } .back { fill: #0d1117; } .dim { fill: #9aa4af; }
      .grid { stroke: #2b333c; } .even { stroke: #7d8590; }
      .held { stroke: #6cb0ff; fill: #6cb0ff; } .fresh { stroke: #f0a35e; fill: #f0a35e; }
    }"""
NAMES = {"held": "sentences held back", "fresh": "600 other sentences"}
SIDE, LEFT, TOP, GAP, BELOW = 330, 62, 92, 56, 62


def picture(series: Mapping[str, Sequence[Bin]]) -> str:
    """One panel a set, side by side, as SVG; readable on light and on dark ground."""
    width = LEFT + len(series) * (SIDE + GAP)
    height = TOP + SIDE + BELOW
    told = "; ".join(f"{NAMES[k]}: {_told(b)}" for k, found in series.items() for b in found)
    middle = TOP + SIDE / 2
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="img" aria-labelledby="t d">',
        '<title id="t">Confidence against the share of right rows</title>',
        f'<desc id="d">{told}</desc>',
        f"<style>{STYLE}\n  </style>",
        f'<rect class="back" width="{width}" height="{height}" rx="6"/>',
        _text(LEFT, 30, "Of rows with this confidence, how many are right", "title"),
        _text(width - GAP, 30, "numbers: rows · bars: 95 %", "dim", "end"),
        _text(
            20,
            middle,
            "share of right rows",
            anchor="middle",
            more=f'transform="rotate(-90 20 {middle})"',
        ),
    ]
    for number, (which, found) in enumerate(series.items()):
        out += _panel(LEFT + number * (SIDE + GAP), which, found)
    return "\n".join([*out, "</svg>"]) + "\n"


def _panel(left: float, which: str, found: Sequence[Bin]) -> Iterator[str]:
    def x(share: float) -> float:
        return round(left + SIDE * share, 1)

    def y(share: float) -> float:
        return round(TOP + SIDE * (1 - share), 1)

    total = sum(b.n for b in found)
    yield _text(left, 58, f"{NAMES[which]}: {total:,} rows")
    yield _text(left, 76, f"mean distance from the diagonal {calibration_error(found):.3f}", "dim")
    for share in (0, 0.2, 0.4, 0.6, 0.8, 1):
        yield f'<path class="grid" d="M{x(share)} {y(0)}V{y(1)}M{x(0)} {y(share)}H{x(1)}"/>'
        yield _text(x(share), TOP + SIDE + 20, f"{share:.1f}", "dim", "middle")
        yield _text(left - 8, y(share) + 4, f"{share:.1f}", "dim", "end")
    yield f'<path class="even" d="M{x(0)} {y(0)}L{x(1)} {y(1)}"/>'
    yield _text(left + SIDE / 2, TOP + SIDE + 44, "confidence", anchor="middle")
    most = max((b.n for b in found), default=1)
    for b in found:
        low, high = b.interval()
        at, radius = x(b.confidence), round(3 + 8 * math.sqrt(b.n / most), 1)
        yield f'<path class="bar {which}" d="M{at} {y(low)}V{y(high)}"/>'
        yield f'<circle class="{which}" cx="{at}" cy="{y(b.right)}" r="{radius}"/>'
    for b in found:
        low, high = b.interval()
        # The number of rows: below the bar, above it where the axis is near.
        under = y(low) + 15 if low > 0.08 else y(high) - 6
        yield _text(x(b.confidence), under, str(b.n), "dim", "middle")


def _text(
    x: float, y: float, text: str, kind: str = "", anchor: str = "start", more: str = ""
) -> str:
    return f'<text class="{kind}" x="{x}" y="{y}" text-anchor="{anchor}" {more}>{text}</text>'


def _told(b: Bin) -> str:
    return f"confidence {b.low:.1f} to {b.low + 0.1:.1f}: {b.n} rows, {b.right:.2f} right"


def main() -> None:
    """Prints the tables and writes the picture."""
    series = {which: bins(rows(which)) for which in LABELS}
    found_in = {which: detection([case for case, _ in read(which)]) for which in LABELS}
    print_table(
        "Events in these sentences, as in benchmarks.detection",
        ["figure", *LABELS],
        [(name, *(found_in[which][name] for which in LABELS)) for name in found_in["held"]],
    )
    for which, found in series.items():
        print_table(
            f"Of rows with this confidence ({which}): mean distance {calibration_error(found):.3f}",
            ["confidence", "rows", "mean", "right", "95 % from", "to"],
            [
                (f"{b.low:.1f}–{b.low + 0.1:.1f}", b.n, b.confidence, b.right, *b.interval())
                for b in found
            ],
        )
    PICTURE.write_text(picture(series), encoding="utf-8")
    print(f"the picture is in {PICTURE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
