"""What the README and the quick start say works, works."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"


def render_readme() -> ModuleType:
    spec = importlib.util.spec_from_file_location("render_readme", ROOT / "docs/render_readme.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_demo_is_not_stale() -> None:
    text = README.read_text("utf-8")
    assert render_readme().rendered(text) == text, "run: make readme"


@pytest.mark.parametrize("page", ["README.md", "docs/python.md"])
def test_python_snippets_run(page: str) -> None:
    snippets = re.findall(r"```python\n(.*?)```", (ROOT / page).read_text("utf-8"), re.DOTALL)
    code = "\n".join(s for s in snippets if "pandas" not in s)
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "claim" in done.stdout


def test_commands_of_the_quick_start_are_real() -> None:
    """Each `dateline …` line of the docs is taken apart by the real options (nothing is run)."""
    import shlex

    import click

    from dateline.cli import group

    pages = [README, *(ROOT / "docs").glob("*.md")]
    lines = [
        line.split("#")[0].split(">")[0].split("|")[-1].strip()
        for page in pages
        for block in re.findall(r"```sh\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
        for line in block.splitlines()
    ]
    commands = [x for x in lines if re.match(r"(\.venv/bin/)?dateline ", x)]
    assert len(commands) > 5
    for line in commands:
        name, *args = shlex.split(line)[1:]
        command = group.get_command(click.Context(group), name)
        assert command is not None, line
        command.make_context(name, args)
