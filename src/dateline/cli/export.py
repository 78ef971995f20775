"""`dateline export`: the desk in the formats of others."""

from __future__ import annotations

from typing import Any

import click

from dateline.cli.filters import asked, filter_options
from dateline.cli.options import desk_option
from dateline.cli.text import clean


@click.command()
@click.argument("format", metavar="FORMAT")
@desk_option
@click.option("--out", required=True, metavar="DIR", help="The folder to write; made if need be.")
@click.option(
    "--all-statuses", is_flag=True, help="Also what is denied, planned, expected or only possible."
)
@click.option("--with-text", is_flag=True, help="Also the text of the articles: it has owners.")
@click.option("--replace", is_flag=True, help="Write over an earlier export in DIR.")
@click.option("--title", metavar="TEXT", help="What the data are called.")
@click.option("--licence", metavar="NAME", help="The licence that you give the rows: CC-BY-4.0.")
@filter_options
def export(
    format: str,
    desk: str,
    out: str,
    all_statuses: bool,
    with_text: bool,
    replace: bool,
    title: str | None,
    licence: str | None,
    **filters: Any,
) -> None:
    """Write events in FORMAT into a folder, with status and voices beside them.

    FORMAT is gdelt-events, gdelt-mentions, icews, polecat, plover-json, phoenix, acled, parquet,
    csv or graphml. Only facts and claims are written, unless you name a status.

    \b
    dateline export gdelt-events --out gdelt/ --since 2022
    dateline export parquet --out all/ --all-statuses
    """
    from dateline.desk import Desk
    from dateline.exports import export as write

    with Desk(desk, read_only=True) as file:
        made = write(
            file, format, out, all_statuses=all_statuses, with_text=with_text, replace=replace,
            title=title, licence=licence, **asked(filters),
        )  # fmt: skip
    click.echo(
        f"{clean(out)}: {made.rows:,} rows of {made.events:,} events in {made.articles:,} articles"
    )
    for why, count in made.left_out.items():
        click.echo(f"  left out: {count:,} {why}")
    click.echo(f"  {', '.join(made.files)}")
