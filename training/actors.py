"""Compile the tables of who is who into the file that ships: `knowledge/actors.bin`.

    python -m training.actors            # write it
    python -m training.actors --check    # say whether it is up to date; exit code 1 if not
    python -m training.actors --measure  # how long it takes to load, and how much memory

The tables under `knowledge/tables/` are the source of truth; the same tables give the same bytes.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from dateline.knowledge.compiled import MEND, NAME, compiled_path, pack, tables_hash, unpack
from dateline.knowledge.who import from_tables

TARGET = compiled_path()


def compiled() -> bytes:
    """The bytes that the tables give now."""
    return pack(from_tables(), tables_hash())


def resident() -> int:
    """Bytes of this process in memory (Linux)."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


def measure(path: Path = TARGET) -> tuple[int, float, float]:
    """Load the file once in this process: names, milliseconds (of processor), megabytes."""
    before, start = resident(), time.process_time()
    layer = unpack(path, None)
    took = time.process_time() - start
    names = len(layer.names) if layer else 0
    return names, took * 1000, (resident() - before) / 1e6


def main(arguments: list[str]) -> int:
    """Write the file, or check it; returns the exit code."""
    if "--measure" in arguments:
        names, took, grown = measure()
        print(f"{NAME}: {names:,} names ready in {took:.0f} ms, {grown:.1f} MB resident")
        return 0
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
