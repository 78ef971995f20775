"""`dateline events`: questions to the desk, and its rows as a table or a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import click

from dateline.cli.options import F, desk_option, voice_options

if TYPE_CHECKING:
    from dateline.desk import Desk

FORMATS = ("table", "csv", "json", "jsonl", "parquet")
SORTS = ("date", "-date", "published", "-published", "confidence", "-confidence", "story", "id")
GROUPED = ""
SHOWN = 50
"""So many rows the table for people shows unless more are asked for."""


def _many(*names: str, help: str, metavar: str = "VALUE") -> Callable[[F], F]:
    return click.option(*names, multiple=True, metavar=metavar, help=help)


@click.command()
@desk_option
@_many("--type", help="PLOVER type: ACCUSE. This and the like may be repeated.", metavar="TYPE")
@_many("--about", help="What a request, promise, threat or refusal is about.", metavar="TYPE")
@_many("--mode", help="PLOVER mode.")
@_many("--context", help="PLOVER context.")
@_many("--cameo", help="CAMEO code, or the beginning of one: 19.", metavar="CODE")
@_many("--quad", help="1 and 2 cooperation, 3 and 4 conflict; 2 and 4 material.", metavar="N")
@_many("--source", help="Who does it: PRK, PRK/GOV, or a name.", metavar="WHO")
@_many("--target", help="To whom: USA, USA/MIL, or a name.", metavar="WHO")
@click.option("--between", nargs=2, metavar="WHO WHO", help="Two sides, in either direction.")
@voice_options
@click.option("--background/--news", default=None, help="Only history, or only the day's news.")
@_many("--place", help="Where: KEN, or a name.", metavar="PLACE")
@_many("--outlet", help="Who brought it.", metavar="NAME")
@_many("--article", help="The id of an article.", metavar="ID")
@click.option(
    "--story",
    is_flag=False,
    flag_value=GROUPED,
    metavar="[ID]",
    help="Group the rows by story; with the id of a story, or of an article of it, only that one.",
)
@click.option(
    "--copies", is_flag=True, help="The rows of all copies of a story, not only the first."
)
@click.option("--since", metavar="DATE", help="From this day, month or year on.")
@click.option("--until", metavar="DATE", help="To this day, month or year.")
@click.option(
    "--published-since", metavar="DATE", help="Of articles from this day, month or year on."
)
@click.option("--published-until", metavar="DATE", help="Of articles to this day, month or year.")
@click.option(
    "--added-since", metavar="TIME", help="Of articles that came to the desk since, in UTC."
)
@_many("--run", help="Coded by this run: its id, or the beginning.", metavar="RUN")
@click.option("--min-confidence", type=float, metavar="X", help="At least so sure: 0 to 1.")
@click.option("--text", metavar="WORDS", help="Words of the sentence.")
@click.option(
    "--sort", type=click.Choice(SORTS), default="date", show_default=True, help="The order of rows."
)
@click.option("--limit", type=click.IntRange(1), metavar="N", help="How many rows at most.")
@click.option(
    "--format", "-f", "kind", type=click.Choice(FORMATS), default="table", show_default=True,
    help="table for people; csv, json, jsonl or parquet for programs.",
)  # fmt: skip
@click.option("--out", metavar="FILE", help="Write to FILE; parquet needs one.")
@click.option(
    "--corrected", is_flag=True,
    help="With what people mended in the browser laid over, and a column mended_by.",
)  # fmt: skip
def events(desk: str, kind: str, out: str | None, corrected: bool, **filters: Any) -> None:
    """Print the events of the desk that all filters let through.

    \b
    dateline events --source PRK --target USA --since 2022 --status fact
    dateline events --between KEN TZA --format csv --out kenya-tanzania.csv

    What several copies of a story tell is one row; `outlets` says who carried it.
    """
    from dateline.desk import Desk

    if kind == "parquet" and out is None:
        raise click.UsageError("parquet needs --out FILE")
    if kind in {"table", "parquet"} and corrected:
        raise click.UsageError("--corrected goes with -f csv, json or jsonl")
    asked = {name: (None if value == () else value) for name, value in filters.items()}
    grouped = asked["story"] is not None
    if grouped:
        asked["story"] = asked["story"] or None
        asked["sort"] = "story"
    with Desk(desk, read_only=True) as file:
        from dateline.cli import events_output as output

        if kind == "table":
            limit = asked.pop("limit") or SHOWN
            rows = file.event_rows(**asked, limit=limit + 1)
            output.print_table(file, rows, limit, out, grouped)
        elif kind == "parquet":
            output.write_parquet(file.events(**asked), str(out))
        else:
            # The columns are asked for apart: there may be no row that has them.
            columns = file.events(**asked).columns
            rows = file.event_rows(**asked)
            if corrected:
                columns, rows = [*columns, "mended_by"], _corrected(file, rows)
            output.write(columns, rows, kind, out)


def _corrected(file: Desk, rows: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The rows with what people wrote beside the desk laid over."""
    from dateline.people import People, beside
    from dateline.people.overlay import over

    people = People.beside(file.path) if beside(file.path).exists() else None
    return map(over(people, file), rows)
