"""Event or none, and which: Dateline beside four trained people (`../shared/benchmarks/coders`).

100 news sentences drawn at random, each read by four coders. Each coder is scored against the
majority of the other three, Dateline against each three of the four in turn, averaged:

- **detection**: F1 of "an event" against "none". CAMEO 01, a mere statement, is no event. Sentences
  that two of the three see as a mere statement, or on which the three say three different things,
  are left out.
- **types**: where both see an event, the overlap (Jaccard) of the set of PLOVER types with those
  that two of the three name; sentences for which no type has two are left out. RETREAT counts as
  CONCEDE.

The file holds the coders' seventh reading. What they reached on other sentences when they read them
for the first time, and after they had talked them over, is printed beside it from the README.

    python -m benchmarks.coders            # the table
    python -m benchmarks.coders faults     # each sentence on which Dateline differs
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from statistics import mean
from typing import Any, NamedTuple

from benchmarks.common import print_table, shared
from dateline.reader import Reader
from dateline.records import Article, Span

# CAMEO root → PLOVER type; 01 is none.
TYPE = {
    "02": "REQUEST", "03": "AGREE", "04": "CONSULT", "05": "SUPPORT", "06": "COOPERATE",
    "07": "AID", "08": "CONCEDE", "09": "ACCUSE", "10": "REQUEST", "11": "ACCUSE", "12": "REJECT",
    "13": "THREATEN", "14": "PROTEST", "15": "MOBILIZE", "16": "SANCTION", "17": "COERCE",
    "18": "ASSAULT", "19": "ASSAULT", "20": "ASSAULT",
}  # fmt: skip
AS_ONE = {"RETREAT": "CONCEDE"}
CODERS = 4
# Detection F1 and Jaccard of types, lowest and highest of the four (../shared/README.md).
PUBLISHED = {
    "the coders, other sentences, first reading": ("0.50–0.79", "0.50–0.63"),
    "the coders, after talking them over": ("0.72–0.90", "0.49–0.66"),
}


class Answer(NamedTuple):
    """What one reader sees in one sentence: `event`, `statement` or `none`, and the types."""

    sees: str
    types: frozenset[str]


class Case(NamedTuple):
    """One sentence, the four coders' answers and Dateline's."""

    id: str
    text: str
    coders: tuple[Answer, ...]
    ours: Answer
    reasons: tuple[str, ...]


def answer_of(coder: dict[str, Any]) -> Answer:
    """A coder's answer: relevant with a root other than 01 is an event."""
    if not coder["relevant"]:
        return Answer("none", frozenset())
    types = frozenset(TYPE[r[:2]] for r in coder["cameo_roots"] if r[:2] in TYPE)
    return Answer("event" if types else "statement", types)


def cases(sample: int | None = None) -> list[Case]:
    """Every sentence, read alone."""
    reader = Reader()
    found = []
    with shared("benchmarks", "coders", "dev.jsonl").open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file][: sample or None]
    for row in rows:
        text = row["sentence"]
        article = Article(id=row["id"], text=text, paragraphs=[Span(0, len(text))])
        events = reader.read_article(article).events
        types = frozenset(AS_ONE.get(e.type, e.type) for e in events)
        found.append(
            Case(
                row["id"],
                text,
                tuple(answer_of(c) for c in row["coders"]),
                Answer("event" if types else "none", types),
                tuple(e.reason for e in events),
            )
        )
    return found


def majority(three: Sequence[Answer]) -> Answer | None:
    """What two of three see, with the types that two of them name; None where they are torn or see
    a mere statement."""
    sees, votes = Counter(a.sees for a in three).most_common(1)[0]
    if votes < 2 or sees == "statement":
        return None
    named = Counter(t for a in three for t in a.types)
    return Answer(sees, frozenset(t for t, n in named.items() if n >= 2))


class Score(NamedTuple):
    """Detection F1, and the mean overlap of types."""

    detection: float
    types: float


def score(pairs: Sequence[tuple[Answer, Answer]]) -> Score:
    """The figures of one reader; each pair is (majority, answer)."""
    right = sum(gold.sees == got.sees == "event" for gold, got in pairs)
    wrong = sum(gold.sees != "event" == got.sees for gold, got in pairs)
    missed = sum(gold.sees == "event" != got.sees for gold, got in pairs)
    overlaps = [
        len(gold.types & got.types) / len(gold.types | got.types)
        for gold, got in pairs
        if gold.types and got.types
    ]
    f1 = 2 * right / (2 * right + wrong + missed) if right else 0.0
    return Score(f1, mean(overlaps) if overlaps else 0.0)


def against(found: Sequence[Case], left_out: int, ours: bool) -> Score:
    """The score of coder `left_out`, or ours, against the other three."""
    pairs = []
    for case in found:
        gold = majority([a for i, a in enumerate(case.coders) if i != left_out])
        if gold is not None:
            pairs.append((gold, case.ours if ours else case.coders[left_out]))
    return score(pairs)


def run(sample: int | None = None) -> dict[str, float]:
    """The figures of Dateline and of each coder by name."""
    return _figures(cases(sample))


def _figures(found: Sequence[Case]) -> dict[str, float]:
    ours = [against(found, i, ours=True) for i in range(CODERS)]
    figures = {
        "dateline.detection": mean(s.detection for s in ours),
        "dateline.types": mean(s.types for s in ours),
    }
    for i in range(CODERS):
        one = against(found, i, ours=False)
        figures[f"coder {i + 1}.detection"] = one.detection
        figures[f"coder {i + 1}.types"] = one.types
    return figures


def main() -> None:
    """Prints the table, or the sentences on which Dateline differs from most coders."""
    found = cases()
    if "faults" in sys.argv:
        _print_faults(found)
        return
    figures = _figures(found)
    readers = dict.fromkeys(n.partition(".")[0] for n in figures)
    rows: list[tuple[object, ...]] = [
        (
            name if name == "dateline" else f"{name}, seventh reading",
            figures[f"{name}.detection"],
            figures[f"{name}.types"],
        )
        for name in readers
    ]
    rows += [(name, *told) for name, told in PUBLISHED.items()]
    print_table("Event or none, and which", ["who", "detection F1", "types Jaccard"], rows)


def _print_faults(found: Sequence[Case]) -> None:
    for case in found:
        votes = Counter(a.sees for a in case.coders)
        named = Counter(t for a in case.coders for t in a.types)
        want = {t for t, n in named.items() if n >= 2}
        right = (votes["event"] >= 2) == (case.ours.sees == "event") and case.ours.types == want
        if not right and votes["statement"] < 2:
            told = ", ".join(f"{t} {n}" for t, n in named.most_common()) or "none"
            ours = ", ".join(sorted(case.ours.types)) or "none"
            print(f"{case.id} {case.text}\n    they {told} ({dict(votes)})")
            print(f"    we   {ours}: {'; '.join(case.reasons)}")


if __name__ == "__main__":
    main()
