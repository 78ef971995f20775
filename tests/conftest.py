"""What all tests share: where the shared data lie, and what happens where they do not.

On a clone without `../shared` (or `$DATELINE_SHARED`) everything that needs the data is skipped
and one loud line says so; under CI=true it fails.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from benchmarks import common

# Time limits of single examples mean nothing on a busy machine; the examples are the same each run.
settings.register_profile("dateline", deadline=None, derandomize=True)
settings.load_profile("dateline")

IN_CI = os.environ.get("CI") == "true"
MISSING = f"no shared data at {common.shared()}: set DATELINE_SHARED"


def shared(*parts: str) -> Path:
    """A path in the shared data; the test is skipped (under CI it fails) where it is missing."""
    path = common.shared(*parts)
    if not path.exists():
        if IN_CI:
            pytest.fail(f"{path} is missing; set DATELINE_SHARED to the folder of shared data")
        pytest.skip(f"{path} is missing")
    return path


@pytest.fixture
def shared_data() -> Path:
    """The folder of shared data."""
    return shared()


def pytest_sessionstart(session: pytest.Session) -> None:
    if IN_CI and not common.have_shared():
        raise pytest.UsageError(MISSING)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The slow ones last, so that a plain mistake shows at once. With several processes (`pytest -n`) the
    tests of one file go to one of them, which makes what they share once."""

    def rank(item: pytest.Item) -> int:
        return ("gate" in item.keywords) * 2 + ("packaging" in item.keywords)

    items.sort(key=rank)
    for item in items:
        if item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group(str(item.path)))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not common.have_shared():
        line = f"BENCHMARKS AND GATES WERE SKIPPED: {MISSING}"
        terminalreporter.write_line(line, red=True, bold=True)
