"""Writes all examples to one file, so that training needs neither the parser nor the tables.

    python -m training.model.prepare FILE      # JSON Lines, some minutes

Beside the labelled events stand the readings that Dateline itself proposes for the real sentences
and for the written ones without event: by a frame (`proposed`, `dropped`) or by none (`open`).
"""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec

from training.model import examples


def main(path: Path) -> None:
    """Writes the examples; the order is that of the sources."""
    written = list(examples.written())
    rows = examples.real_rows()
    found = [e for e in written if e.type != examples.NONE]
    found += examples.lexicon_examples()
    found += examples.real(rows)
    for row in rows:
        gold = list(examples.real([row]))
        for proposal in examples.proposed(row["text"], row["document"]):
            kind, mode = examples.judged(proposal, gold)
            found.append(proposal._replace(type=kind, mode=mode))
    for e in written:
        if e.type == examples.NONE:
            found += (
                p._replace(type=examples.NONE, mode=None) for p in examples.proposed(e.text, e.text)
            )
    with path.open("w", encoding="utf-8") as file:
        for e in found:
            file.write(msgspec.json.encode(e._asdict()).decode() + "\n")
    print(f"{len(found)} examples in {path}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
