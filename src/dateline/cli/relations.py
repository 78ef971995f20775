"""`dateline relations`: two countries over time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dateline.cli import chart_files
from dateline.cli.filters import asked, filter_options
from dateline.cli.options import desk_option

if TYPE_CHECKING:
    from dateline.analysis import Relations

MEASURES = ("count", "goldstein", "net-cooperation", "share-conflict")


@click.command()
@click.argument("one", metavar="COUNTRY")
@click.argument("other", metavar="COUNTRY")
@desk_option
@click.option(
    "--by", type=click.Choice(("day", "week", "month", "year")), default="month", show_default=True,
    help="The period.",
)  # fmt: skip
@click.option(
    "--measure", type=click.Choice(MEASURES), default="count", show_default=True,
    help="What is measured.",
)  # fmt: skip
@click.option(
    "--both/--directed", default=True,
    help="A series each way (default), or only what the first does to the second.",
)  # fmt: skip
@click.option(
    "--interval", "level", type=click.Choice(("80", "95")), default="95", show_default=True,
    help="The intervals, in per cent.",
)  # fmt: skip
@click.option(
    "--penalty", type=click.FloatRange(0, min_open=True), default=3.0, show_default=True,
    metavar="X", help="How much a shift must explain: X·σ²·ln n. More gives fewer shifts.",
)  # fmt: skip
@click.option(
    "--min-segment", type=click.IntRange(1), default=3, show_default=True, metavar="N",
    help="So many periods lie between two shifts.",
)  # fmt: skip
@click.option(
    "--behind", type=click.IntRange(0), default=5, show_default=True, metavar="N",
    help="So many events are listed behind each shift.",
)  # fmt: skip
@chart_files.chart_options()
@filter_options
def relations(
    one: str,
    other: str,
    desk: str,
    by: str,
    measure: str,
    both: bool,
    level: str,
    penalty: float,
    min_segment: int,
    behind: int,
    all_statuses: bool,
    kind: str | None,
    out: str | None,
    theme: str,
    **filters: Any,
) -> None:
    """Show how two countries act on each other over time, and where that shifts.

    \b
    dateline relations PRK USA --by month
    dateline relations PRK USA --measure goldstein --since 2022 --out prk-usa.svg
    dateline relations RUS UKR --directed --by week --status fact --out series.csv

    Each event counts with its confidence; the interval says how far the figure may be off because
    rows may be wrong. Behind each shift stand the events that make it.
    """
    from dateline.analysis import relations as make
    from dateline.desk import Desk

    wanted = chart_files.kind_of(kind, out)
    with Desk(desk, read_only=True) as file:
        found = make(
            file, one, other, by=by, measure=measure, level=int(level), directed=not both,
            all_statuses=all_statuses, strength=penalty, shortest=min_segment, most=behind,
            **asked(filters),
        )  # fmt: skip
    if wanted == "table":
        from dateline.cli.relations_output import print_relations

        print_relations(found)
        return
    if wanted == "json":
        chart_files.write_json(found, out)
    elif wanted == "csv":
        _write_csv(found, out)
    else:
        chart_files.write_chart(found, str(out), theme)
    counted = f"{found.events:,} events, {len(found.shifts)} shifts"
    chart_files.tell(out, counted, found.notes)


def _write_csv(found: Relations, out: str | None) -> None:
    """A row a period and direction; `shift` is up or down where a new level begins."""
    import msgspec

    columns = list(msgspec.structs.asdict(found.periods[0]))
    steps = {
        (s.source, s.target, s.period): "up" if s.after > s.before else "down" for s in found.shifts
    }
    rows = [
        {
            **msgspec.structs.asdict(p),
            "measure": found.measure,
            "shift": steps.get((p.source, p.target, p.period)),
        }
        for p in found.periods
    ]
    columns.insert(columns.index("value"), "measure")
    chart_files.write_rows(rows, [*columns, "shift"], out)
