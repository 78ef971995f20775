"""How far two labellers agree on the real sentences that both have read, by the guide alone.

    python -m training.text.agreement

300 sentences of `training/text/real.jsonl` (numbers 101–200, 1301–1400, 2001–2100) stand there
twice; the second labeller has not seen the first one's labels.
"""

from __future__ import annotations

import json
from typing import Any

from benchmarks.common import print_table
from benchmarks.detection import Case, figures, labels_of
from training.model.examples import REAL


def pairs() -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """The rows of each sentence that has two, the earlier labeller's first."""
    by: dict[int, list[dict[str, Any]]] = {}
    for line in REAL.read_text("utf-8").splitlines():
        row = json.loads(line)
        by.setdefault(row["number"], []).append(row)
    return [(rows[0], rows[1]) for rows in by.values() if len(rows) == 2]


def run() -> dict[str, float]:
    """Share of the same verdict on event or none, and F1 of one's events against the other's."""
    cases = [Case(a["number"], "", "", labels_of(a), labels_of(b), ()) for a, b in pairs()]
    found = figures(cases)
    same = sum(bool(c.gold) == bool(c.got) for c in cases)

    def f1(name: str) -> float:
        p, r = found[f"{name} precision"], found[f"{name} recall"]
        return 2 * p * r / (p + r) if p + r else 0.0

    return {
        "sentences labelled twice": len(cases),
        "event or none, the same": same / len(cases),
        "type and roles, F1": f1("type and roles"),
        "type, F1": f1("type"),
    }


def main() -> None:
    """Prints the table."""
    print_table("Agreement of two labellers", ["what", "figure"], list(run().items()))


if __name__ == "__main__":
    main()
