"""Runs every benchmark in full, each in a process of its own: `python -m benchmarks [NAME…]`."""

from __future__ import annotations

import subprocess
import sys

from benchmarks import common


def main(chosen: list[str]) -> int:
    """Prints each benchmark's table; 1 where one failed, 2 where the data or a name is missing."""
    if not common.have_shared():
        print(f"no benchmark data at {common.shared('benchmarks')}; set DATELINE_SHARED")
        return 2
    known = common.names()
    if unknown := [n for n in chosen if n not in known]:
        print(f"no benchmark {', '.join(unknown)}; there are {', '.join(known)}")
        return 2
    failed = []
    for name in chosen or known:
        print(f"== {name}", flush=True)
        if subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], cwd=common.ROOT).returncode:
            failed.append(name)
        print(flush=True)
    if failed:
        print(f"failed: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
