"""Put the real output of a command into README.md, so that what it shows cannot go stale.

python docs/render_readme.py            # write README.md anew
python docs/render_readme.py --check    # exit 1 when README.md is stale
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
PAGE = "examples/arauca-ceasefire.html"
_BLOCK = re.compile(r"(<!-- demo:[^>]*-->\n).*?(<!-- /demo -->)", re.DOTALL)


def demo() -> str:
    """What `dateline read` prints for one example page, without a terminal, 80 columns wide."""
    env = {k: v for k, v in os.environ.items() if k not in {"COLUMNS", "DATELINE_TABLES"}}
    done = subprocess.run(
        [sys.executable, "-m", "dateline.cli", "read", PAGE],
        cwd=ROOT,
        env={**env, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=True,
    )
    return done.stdout.decode("utf-8")


def rendered(readme: str) -> str:
    """`readme` with today's output between the marks."""
    block = f"```console\n$ dateline read {PAGE}\n{demo()}```\n"
    if not _BLOCK.search(readme):
        raise SystemExit("README.md has lost its marks <!-- demo: … --> and <!-- /demo -->")
    return _BLOCK.sub(lambda m: m[1] + block + m[2], readme)


def main(args: list[str]) -> int:
    old = README.read_text(encoding="utf-8")
    new = rendered(old)
    if "--check" in args:
        return int(old != new)
    if old != new:
        README.write_text(new, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
