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


def workers_option(default: int | None) -> Callable[[F], F]:
    """`--workers N`: how many processes read; by default so many, or (None) one for each core."""
    return click.option(
        "--workers",
        type=click.IntRange(1),
        default=default,
        metavar="N",
        show_default="all cores" if default is None else True,
        help="So many processes read; 1 reads in this one.",
    )


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


def fetch_options(command: F) -> F:
    """`--user-agent`, `--delay`, `--allow-private`: how addresses are fetched."""
    command = click.option(
        "--allow-private",
        is_flag=True,
        help="Also fetch from this machine and from private networks.",
    )(command)
    command = click.option(
        "--delay",
        type=click.FloatRange(0, 3_600),
        default=1.0,
        show_default=True,
        metavar="SECONDS",
        help="So long between two requests to one host; longer where the site asks for it.",
    )(command)
    return click.option(
        "--user-agent",
        envvar="DATELINE_USER_AGENT",
        show_envvar=True,
        metavar="NAME",
        help="The name under which sites see you; add where you can be reached: 'Name/1.0 "
        "(+https://your.page)'.",
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


def voice_options(command: F) -> F:
    """`--status`, `--voice` and `--not-on-the-word-of`: what kind of statement, and on whose word."""
    command = click.option(
        "--not-on-the-word-of",
        multiple=True,
        metavar="WHO",
        help="Leave out what stands on the word of WHO: PRK, its state media included, or a name.",
    )(command)
    command = click.option(
        "--voice",
        multiple=True,
        metavar="WHO",
        help="Only on the word of WHO: PRK, its state media included, or a name.",
    )(command)
    return click.option(
        "--status",
        multiple=True,
        callback=_statuses,
        metavar="STATUS",
        help="Only rows of this status; several by commas: fact,claim.",
    )(command)


def _statuses(
    ctx: click.Context, param: click.Parameter, value: tuple[str, ...]
) -> tuple[str, ...]:
    """The statuses named, one by one; a word that is none is a wrong call."""
    from dateline.records import Status

    known: tuple[str, ...] = Status.__args__  # type: ignore[attr-defined]
    named = tuple(word.strip().lower() for one in value for word in one.split(",") if word.strip())
    for word in named:
        if word not in known:
            raise click.BadParameter(
                f"{word!r} is no status; take of {', '.join(known)}", ctx, param
            )
    return named
