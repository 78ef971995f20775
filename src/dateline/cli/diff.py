"""`dateline diff`: what one run codes otherwise than another."""

from __future__ import annotations

import click

from dateline.cli.options import desk_option
from dateline.cli.text import safe_json


@click.command()
@click.argument("old", metavar="RUN")
@click.argument("new", metavar="RUN")
@desk_option
@click.option(
    "--samples", type=click.IntRange(0), default=2, show_default=True, metavar="N",
    help="So many examples of each change and type.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object.")
def diff(old: str, new: str, desk: str, samples: int, as_json: bool) -> None:
    """Print what the second RUN codes otherwise than the first, in articles that both have coded.

    A RUN is named by its id or the beginning of it; `dateline desk info` lists them.
    """
    from dateline.cli.differences_output import print_difference
    from dateline.desk import Desk

    with Desk(desk, read_only=True) as file:
        found = file.diff(old, new, samples)
    if as_json:
        import msgspec

        click.echo(safe_json(msgspec.json.encode(found).decode()))
        return
    print_difference(found)
