"""Options that several commands share."""

from __future__ import annotations

import re
from datetime import date, datetime

import click

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?)?)?")


class IsoDate(click.ParamType):
    """A day, month, year or time in ISO 8601, kept as it was written."""

    name = "date"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        if not _is_iso(value):
            self.fail(
                f"{value!r} is no date; write it as 2022-07-03, 2022-07 or 2022", param, ctx
            )
        return value


def _is_iso(value: str) -> bool:
    if not _DATE.fullmatch(value):
        return False
    try:
        if len(value) > 10:
            datetime.fromisoformat(value.replace("Z", "+00:00"))
        else:
            date.fromisoformat(value + "-01-01"[len(value) - 4 :] if len(value) < 10 else value)
    except ValueError:
        return False
    return True


published_option = click.option(
    "--published",
    type=IsoDate(),
    metavar="DATE",
    help="When the pages were published, where they do not say so themselves: 2022-07-03.",
)
tables_option = click.option(
    "--tables",
    type=click.Path(exists=True, file_okay=False),
    envvar="DATELINE_TABLES",
    show_envvar=True,
    metavar="DIR",
    help="A folder with your own tables of actors and lexicon rows.",
)
