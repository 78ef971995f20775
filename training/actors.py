"""Compile the tables of who is who into the file that ships: `knowledge/actors.bin`.

    python -m training.actors            # write it
    python -m training.actors --check    # say whether it is up to date; exit code 1 if not

The tables under `knowledge/tables/` are the source of truth; the same tables give the same bytes.
"""

from __future__ import annotations

import sys
from pathlib import Path

import dateline.knowledge
from dateline.knowledge.compiled import MEND, NAME, pack, tables_hash
from dateline.knowledge.who import from_tables

TARGET = Path(dateline.knowledge.__file__).with_name(NAME)


def compiled() -> bytes:
    """The bytes that the tables give now."""
    return pack(from_tables(), tables_hash())


def main(arguments: list[str]) -> int:
    """Write the file, or check it; returns the exit code."""
    data = compiled()
    if "--check" in arguments:
        fresh = TARGET.is_file() and TARGET.read_bytes() == data
        print(f"{NAME} is up to date" if fresh else f"{NAME} is out of date: run {MEND}")
        return int(not fresh)
    TARGET.write_bytes(data)
    print(f"{TARGET.name}: {len(data):,} bytes, {len(from_tables().names):,} names")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
