"""`dateline network`: who acts on whom."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from dateline.cli import chart_files
from dateline.cli.filters import asked, filter_options
from dateline.cli.options import desk_option
from dateline.cli.text import clean

if TYPE_CHECKING:
    from dateline.analysis import Network

SHOWN = 40
"""So many edges the table for people shows."""


@click.command()
@click.argument("around", metavar="[ACTOR]", required=False)
@desk_option
@click.option(
    "--of", type=click.Choice(("countries", "names")), default="countries", show_default=True,
    help="Who is an actor: a country, or whoever has a name.",
)  # fmt: skip
@click.option(
    "--top", type=click.IntRange(2, 100), default=20, show_default=True, metavar="N",
    help="So many actors, the most active.",
)  # fmt: skip
@click.option(
    "--min-events", type=click.FloatRange(0), default=1.0, show_default=True, metavar="X",
    help="Two are linked by at least so many expected events.",
)  # fmt: skip
@chart_files.chart_options("graphml")
@filter_options
def network(
    around: str | None,
    desk: str,
    of: Any,
    top: int,
    min_events: float,
    all_statuses: bool,
    kind: str | None,
    out: str | None,
    theme: str,
    **filters: Any,
) -> None:
    """Show who acts on whom: the actors that are most connected; around one of them, if named.

    \b
    dateline network --since 2022 --out network.svg
    dateline network PRK --of countries --out north-korea.html
    dateline network --of names --out network.graphml
    """
    from dateline.analysis import network as make
    from dateline.desk import Desk

    wanted = chart_files.kind_of(kind, out, "graphml")
    with Desk(desk, read_only=True) as file:
        found = make(
            file, around, of=of, top=top, min_events=min_events, all_statuses=all_statuses,
            **asked(filters),
        )  # fmt: skip
    if wanted == "table":
        _print(found)
        return
    if wanted == "json":
        chart_files.write_json(found, out)
    elif wanted == "csv":
        import msgspec

        rows = [msgspec.structs.asdict(e) for e in found.edges]
        columns = ["source", "target", "events", "expected", "goldstein", "conflict"]
        chart_files.write_rows(rows, columns, out)
    elif wanted == "graphml":
        from dateline.analysis.graphml import graphml

        chart_files.write_text(graphml(found), str(out))
    else:
        chart_files.write_chart(found, str(out), theme)
    counted = f"{len(found.nodes):,} actors, {len(found.edges):,} edges, {found.events:,} events"
    chart_files.tell(out, counted, found.notes)


def _print(found: Network) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    from dateline.cli.table import console

    out = console(sys.stdout)
    labels = {n.id: n.label for n in found.nodes}
    actors = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False)
    actors.add_column("actor")
    actors.add_column("as source", justify="right")
    actors.add_column("as target", justify="right")
    for n in found.nodes:
        actors.add_row(Text(clean(n.label)), f"{n.out:.1f}", f"{n.into:.1f}")
    out.print(actors)
    out.print("")
    edges = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False)
    edges.add_column("who → whom")
    for name in ("expected", "rows", "Goldstein", "conflict"):
        edges.add_column(name, justify="right")
    for e in found.edges[:SHOWN]:
        edges.add_row(
            Text(f"{clean(labels[e.source])} → {clean(labels[e.target])}"),
            f"{e.expected:.1f}",
            f"{e.events:,}",
            "" if e.goldstein is None else f"{e.goldstein:+.1f}",
            f"{e.conflict:.0%}",
        )
    out.print(edges)
    if len(found.edges) > SHOWN:
        out.print(f"There are more than these {SHOWN}: --format csv has all.")
    for note in found.notes:
        out.print(Text(clean(note), style="dim"))
