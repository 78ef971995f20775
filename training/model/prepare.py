"""Writes all examples to one file, so that training needs neither the parser nor the tables.

    python -m training.model.prepare FILE      # JSON Lines, some minutes

Beside the labelled events stand the readings that Dateline itself proposes for the real sentences
and for the written ones without event: by a frame (`proposed`, `dropped`) or by none (`open`).
Whole sentences, whose every trigger is known, stand as `sentence`.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import msgspec

from training.model import examples


def sentences(rows: list[dict[str, Any]], empty: list[examples.Example]) -> list[dict[str, Any]]:
    """The sentences that are labelled throughout, with all their triggers."""
    real = [
        {
            "origin": "sentence",
            "text": row["text"],
            "document": row["document"],
            "triggers": [e.trigger for e in examples.real([row]) if e.trigger is not None],
        }
        for row in rows
    ]
    none = [
        {"origin": "sentence", "text": e.text, "document": "written", "triggers": []} for e in empty
    ]
    return real + none


def main(path: Path) -> None:
    """Writes the examples; the order is that of the sources."""
    written = list(examples.written())
    rows = examples.real_rows()
    empty = [e for e in written if e.type == examples.NONE]
    found = [e for e in written if e.type != examples.NONE]
    found += examples.of_lexicon()
    found += examples.real(rows)
    for row in rows:
        gold = list(examples.real([row]))
        for proposal in examples.proposed(row["text"], row["document"]):
            kind, mode = examples.judged(proposal, gold)
            found.append(proposal._replace(type=kind, mode=mode))
    for e in empty:
        found += (
            p._replace(type=examples.NONE, mode=None) for p in examples.proposed(e.text, e.text)
        )
    records = [e._asdict() for e in found] + sentences(rows, empty)
    path.write_bytes(b"".join(msgspec.json.encode(r) + b"\n" for r in records))
    print(f"{len(records)} examples in {path}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
