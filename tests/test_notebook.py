"""The notebook of the docs runs, and what it shows is what comes out today."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOK = ROOT / "docs" / "notebook.ipynb"


def test_the_notebook_runs() -> None:
    done = subprocess.run(
        [sys.executable, "docs/render_notebook.py", "--check"],
        cwd=ROOT, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]


def test_its_outputs_are_kept() -> None:
    cells = [
        c for c in json.loads(NOTEBOOK.read_text("utf-8"))["cells"] if c["cell_type"] == "code"
    ]
    assert len(cells) > 6 and sum(bool(c["outputs"]) for c in cells) >= len(cells) - 2
