"""`dateline panel`: pairs of countries by period, zero-filled."""

from __future__ import annotations

from typing import Any

import click

from dateline.cli.filters import asked, filter_options
from dateline.cli.options import desk_option


@click.command()
@desk_option
@click.option(
    "--by", type=click.Choice(("day", "week", "month", "year")), default="month", show_default=True,
    help="The period.",
)  # fmt: skip
@click.option(
    "--actors", multiple=True, metavar="CODES",
    help="Countries, each with each: PRK,KOR,USA. Else the pairs that the desk has.",
)  # fmt: skip
@click.option(
    "--count", type=click.Choice(("type", "quad")), default="type", show_default=True,
    help="A column for each PLOVER type, or each quad class.",
)  # fmt: skip
@click.option("--one-a-day", is_flag=True, help="One event of a type for a pair and day.")
@click.option("--by-status", is_flag=True, help="A row for each status apart.")
@click.option(
    "--all-statuses", is_flag=True, help="Also what is denied, planned, expected or only possible."
)
@click.option(
    "--format", "-f", "kind", type=click.Choice(("csv", "jsonl", "parquet")), default="csv",
    show_default=True, help="How to write it.",
)  # fmt: skip
@click.option("--out", metavar="FILE", help="Write to FILE; parquet needs one.")
@filter_options
def panel(
    desk: str,
    by: str,
    actors: tuple[str, ...],
    count: Any,
    one_a_day: bool,
    by_status: bool,
    all_statuses: bool,
    kind: str,
    out: str | None,
    **filters: Any,
) -> None:
    """Write each pair of countries in each period, also where nothing happened.

    \b
    dateline panel --actors PRK,KOR,USA --by month --since 2022 --until 2023 --out panel.csv
    dateline panel --by week --count quad --one-a-day

    Counts by type or quad, sums and means of Goldstein scores, statuses, COW and Gleditsch-Ward
    numbers, and the articles read in the period. What is not counted is told on standard error.
    """
    from dateline.analysis import panel as make
    from dateline.cli.events_output import opened, write
    from dateline.desk import Desk

    if kind == "parquet" and out is None:
        raise click.UsageError("parquet needs --out FILE")
    with Desk(desk, read_only=True) as file:
        made = make(
            file, by=by, actors=actors, count=count, one_a_day=one_a_day, by_status=by_status,
            all_statuses=all_statuses, **asked(filters),
        )  # fmt: skip
        if kind == "parquet":
            import pyarrow.parquet as parquet

            with opened(out):  # says in one line where it cannot be written
                pass
            parquet.write_table(made.table(), out, compression="zstd")
        else:
            rows = (dict(zip(made.columns, row, strict=True)) for row in made.rows())
            write(made.columns, rows, kind, out)
    click.echo(f"dateline: {made.size:,} rows; {'; '.join(made.notes)}", err=True)
