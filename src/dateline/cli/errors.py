"""Errors on the command line: one line each, and the exit code of a whole call."""

from __future__ import annotations

from collections.abc import Sequence

import click

from dateline.cli.text import clean
from dateline.errors import DatelineError


def report(error: DatelineError) -> None:
    """One line on standard error: the code, where, what, and how to fix it."""
    click.echo(f"dateline: {error.code}: {clean(str(error))}", err=True)


def warn(where: str, notes: Sequence[str]) -> None:
    """One line on standard error for each note on a page that was read all the same."""
    for note in notes:
        click.echo(f"dateline: note: {clean(where)}: {clean(note)}", err=True)


def exit_code(failures: Sequence[DatelineError], read: int) -> int:
    """0 when nothing failed; 2 when nothing was read because the call was wrong; else 1."""
    if not failures:
        return 0
    if read == 0 and all(f.exit_code == 2 for f in failures):
        return 2
    return 1


def is_interrupt(stopped: BaseException) -> bool:
    """Whether this is Ctrl-C: where it comes in the middle of a query, DuckDB tells it in its own words."""
    return isinstance(stopped, KeyboardInterrupt) or str(stopped) == "Query interrupted"
