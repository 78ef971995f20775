"""Options that several commands share."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

OWN_TABLES = "dateline.tables"
"""The folder of a user's own tables, where none is named."""

DESK = "dateline.duckdb"
"""The file of the desk, where none is named."""

_TIME = r"[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?"
_DATE = re.compile(rf"\d{{4}}(-\d{{2}}(-\d{{2}}({_TIME})?)?)?")


def published_option(command: F) -> F:
    """`--published DATE`: a day, month, year or time in ISO 8601, handed on as it was written."""
    return click.option(
        "--published",
        callback=iso_date,
        metavar="DATE",
        help="When the pages were published, where they do not say so themselves: 2022-07-03.",
    )(command)


def tables_option(command: F) -> F:
    """`--tables DIR`: a folder with the user's own tables."""
    return click.option(
        "--tables",
        type=click.Path(exists=True, file_okay=False),
        envvar="DATELINE_TABLES",
        show_envvar=True,
        default=_tables_here,
        metavar="DIR",
        help="A folder with your own tables; they win over Dateline's. Default: dateline.tables, "
        "where it exists.",
    )(command)


def min_confidence_option(command: F) -> F:
    """`--min-confidence N`: rows that are less sure are left out."""
    return click.option(
        "--min-confidence",
        type=click.FloatRange(0, 1),
        default=0.0,
        metavar="N",
        help="Leave out rows of a lower confidence, 0 to 1: 0.8.",
    )(command)


def desk_option(command: F) -> F:
    """`--desk FILE`: the desk that is meant."""
    return click.option(
        "--desk",
        envvar="DATELINE_DESK",
        show_envvar=True,
        default=DESK,
        show_default=True,
        metavar="FILE",
        help="The desk: one DuckDB file.",
    )(command)


def _tables_here() -> str | None:
    return OWN_TABLES if os.path.isdir(OWN_TABLES) else None


def iso_date(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """A date or time in ISO 8601 as it was written; anything else is a wrong call."""
    if value is not None and not is_date(value):
        raise click.BadParameter(
            f"{value!r} is no date; write it as 2022-07-03, 2022-07 or 2022", ctx, param
        )
    return value


def is_date(value: str) -> bool:
    """Whether a string is a date or time in ISO 8601, or the beginning of one."""
    if not _DATE.fullmatch(value):
        return False
    try:
        date.fromisoformat((value + "-01-01")[:10] if len(value) < 10 else value[:10])
        if len(value) > 10:
            # Python 3.10 reads neither "Z" nor "+0200".
            zone = re.sub(r"([+-]\d{2})(\d{2})$", r"\1:\2", value.replace("Z", "+00:00"))
            datetime.fromisoformat(re.sub(r"\.\d+", "", zone))
    except ValueError:
        return False
    return True
