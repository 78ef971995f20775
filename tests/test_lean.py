"""A process of Dateline's own loads nothing of spaCy's command line, and takes nothing from spaCy."""

from __future__ import annotations

import subprocess
import sys

import pytest

_LEAN = """
import sys
from dateline.lean import lean
lean()
import spacy
"""


def _told(program: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_no_command_line_is_loaded() -> None:
    assert _told(f"{_LEAN}print([m for m in ('weasel', 'typer') if m in sys.modules])") == "[]"


def test_what_was_left_out_can_be_had() -> None:
    assert _told(f"{_LEAN}print(spacy.info(silent=True)['spacy_version'])") == _version()


def test_the_command_line_stays_where_spacy_is_loaded() -> None:
    after = (
        "import spacy\nfrom dateline.lean import lean\nlean()\nprint(callable(spacy.cli.download))"
    )
    assert _told(after) == "True"


def test_the_true_command_line_can_be_loaded_after_all() -> None:
    told = _told(
        f"{_LEAN}spacy.info(silent=True)\nimport spacy.cli\nprint(callable(spacy.cli.download))"
    )
    assert told == "True"


@pytest.mark.parametrize("name", ["Desk", "Progress", "is_desk"])
def test_showing_an_interval_loads_no_desk(name: str) -> None:
    told = _told(
        "import sys, dateline.cli.dates, dateline.desk as desk\n"
        f"print('dateline.desk.desk' in sys.modules, desk.{name}.__name__)"
    )
    assert told == f"False {name}"


def _version() -> str:
    import spacy

    return spacy.__version__
