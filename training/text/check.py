"""Read the labelled sentences in `training/text/written/*.tsv`, and say which lines are bad.

    python -m training.text.check [FILE ...]

The lines' format is that of `docs/coding-guide.md`: type, mode, about, status and sentence, parted
by tabs; in the sentence `[source]`, `{target}` and `*trigger*`. A sentence with several events
stands once for each, on lines that follow one another. Lines that begin with `#` are comments.
Prints how many rows there are by type, mode and status, then each bad line as FILE:LINE: what.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from dateline.coding.typing.training.labels import NONE, Fault, Row, clashes, plain, read

__all__ = ["NONE", "WRITTEN", "Fault", "Row", "clashes", "plain", "read", "rows"]

WRITTEN = Path(__file__).resolve().parent / "written"


def rows(path: Path) -> tuple[Row, ...]:
    """The rows of one file. Raises ValueError, which names the line, if one is bad."""
    found, faults = read(path)
    if faults:
        raise ValueError(f"{faults[0].where}: {faults[0].what} (run training/text/check.py)")
    return found


def _table(title: str, counts: Counter[str]) -> None:
    print(f"\n{title}")
    for name, count in sorted(counts.items()):
        print(f"  {name:28}{count:6}")


def main(arguments: list[str]) -> int:
    """Print the counts and bad lines of these files, or of all. 1 if a line is bad."""
    paths = [Path(a) for a in arguments] or sorted(WRITTEN.glob("*.tsv"))
    found: list[Row] = []
    faults: list[Fault] = []
    for path in paths:
        good, bad = read(path)
        found += good
        faults += bad
    faults += clashes(found)
    _table("file", Counter(row.where.split(":")[0] for row in found))
    _table("type and mode", Counter(f"{row.type} {row.mode or ''}".strip() for row in found))
    _table("type and about", Counter(f"{row.type} {row.about}" for row in found if row.about))
    events = [row for row in found if row.type != NONE]
    _table("status", Counter(str(row.status) for row in events))
    by_type = Counter(row.type for row in events)
    facts = Counter(row.type for row in events if row.status == "fact")
    print("\nshare that is no fact")
    for kind, count in sorted(by_type.items()):
        print(f"  {kind:28}{1 - facts[kind] / count:6.2f}")
    print(f"\n{len(found)} rows, {len({row.text for row in found})} sentences")
    for fault in faults:
        print(f"{fault.where}: {fault.what}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
