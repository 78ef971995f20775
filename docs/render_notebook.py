"""Run docs/notebook.ipynb and keep what its cells print.

python docs/render_notebook.py            # run it, write the outputs into it
python docs/render_notebook.py --check    # run it, exit 1 when a cell fails

Cells run in order, in one namespace, in a folder of their own with the pages of examples/ beside them:
what a reader sees when he runs the notebook in a checkout. Charts and binary output are not kept.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOK = ROOT / "docs" / "notebook.ipynb"


def run(notebook: dict[str, Any]) -> None:
    """Runs the cells and sets their outputs; an error of a cell is raised as it is."""
    names: dict[str, Any] = {"__name__": "__main__"}
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "examples", Path(folder) / "examples")
        os.chdir(folder)
        try:
            for number, cell in enumerate(notebook["cells"], 1):
                if cell["cell_type"] == "code":
                    cell["outputs"] = _outputs(_said("".join(cell["source"]), number, names))
        finally:
            os.chdir(before)


def _said(source: str, number: int, names: dict[str, Any]) -> str:
    """What a cell prints, its last expression included, as a notebook shows it."""
    tree = ast.parse(source, f"cell {number}")
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    heard = io.StringIO()
    with contextlib.redirect_stdout(heard):
        exec(compile(tree, f"cell {number}", "exec"), names)
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), f"cell {number}", "eval"), names)
            if value is not None:
                print(value if isinstance(value, str) else repr(value)[:2000])
    return heard.getvalue()


def _outputs(text: str) -> list[dict[str, Any]]:
    if not text:
        return []
    return [{"name": "stdout", "output_type": "stream", "text": text.splitlines(keepends=True)}]


def main() -> None:
    """Runs the notebook; writes it anew unless asked only to check."""
    notebook = json.loads(NOTEBOOK.read_text("utf-8"))
    run(notebook)
    if "--check" not in sys.argv:
        NOTEBOOK.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
