"""`dateline compare`: the desk beside a user's own file of events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dateline.cli.filters import asked, filter_options
from dateline.cli.options import desk_option
from dateline.cli.text import clean, safe_json

if TYPE_CHECKING:
    from dateline.analysis import Comparison

_MOST = 10
_LONGEST = 160


@click.command()
@click.argument("file", metavar="FILE")
@desk_option
@click.option(
    "--window", type=click.IntRange(0), default=1, show_default=True, metavar="DAYS",
    help="So many days apart two events may lie and still be one.",
)  # fmt: skip
@click.option(
    "--level", type=click.Choice(("type", "quad", "any")), default="type", show_default=True,
    help="What must be equal: the PLOVER type, its quad class, or only the pair and day.",
)  # fmt: skip
@click.option("--undirected", is_flag=True, help="Who does it to whom is not looked at.")
@click.option("--actors", multiple=True, metavar="CODES", help="Only pairs of these: PRK,KOR,USA.")
@click.option(
    "--by", type=click.Choice(("day", "week", "month", "year")), default="month", show_default=True,
    help="The period of the series.",
)  # fmt: skip
@click.option(
    "--all-statuses", is_flag=True, help="Also what is denied, planned, expected or only possible."
)
@click.option("--samples", type=click.IntRange(0), default=5, show_default=True, metavar="N",
              help="So many rows that only one has.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object, with all such rows.")
@click.option("--out", metavar="CSV", help="Write all rows that only one has to a CSV file.")
@filter_options
def compare(
    file: str,
    desk: str,
    window: int,
    level: str,
    undirected: bool,
    actors: tuple[str, ...],
    by: str,
    all_statuses: bool,
    samples: int,
    as_json: bool,
    out: str | None,
    **filters: Any,
) -> None:
    """Say how far the desk agrees with FILE: GDELT, ICEWS, POLECAT, Phoenix, or coded by hand.

    A table coded by hand has the columns date, source, target and type (or cameo). Compared are
    pairs of countries, days and types, each once. Precision is the share of the desk's that FILE
    has, recall the share of FILE's that the desk has: neither side is taken for the truth.
    """
    from dateline.analysis import compare as make
    from dateline.desk import Desk

    with Desk(desk, read_only=True) as opened:
        found = make(
            opened, file, window=window, level=level, by=by, undirected=undirected, actors=actors,
            all_statuses=all_statuses, **asked(filters),
        )  # fmt: skip
    if out is not None:
        _write_only(found, out)
    if as_json:
        import msgspec

        click.echo(safe_json(msgspec.json.encode(found).decode()))
        return
    _print(found, samples)


def _print(found: Comparison, samples: int) -> None:
    for note in found.notes:
        click.echo(clean(note))
    total = found.total
    click.echo(
        f"\n{total.both:,} in both (equal {'pair' if found.level == 'any' else found.level}, "
        f"{found.window} days apart at most): precision {_share(total.precision)}, recall "
        f"{_share(total.recall)}"
    )
    for title, listed in (("by kind", found.kinds), ("by pair", found.pairs)):
        if listed:
            click.echo(
                f"\n  {title:<12} {'desk':>7} {'file':>7} {'both':>7} {'prec.':>6} {'recall':>6}"
            )
        for a in listed[: 20 if listed is found.kinds else _MOST]:
            click.echo(
                f"  {a.name:<12} {a.desk:>7,} {a.file:>7,} {a.both:>7,} "
                f"{_share(a.precision):>6} {_share(a.recall):>6}"
            )
    if found.series:
        click.echo(f"\n  {'period':<12} {'desk':>7} {'file':>7}")
        for p in found.series[-24:]:
            click.echo(f"  {p.period:<12} {p.desk:>7,} {p.file:>7,}")
        if len(found.series) > 24:
            click.echo(f"  the last 24 of {len(found.series):,} periods; --json has all")
        told = (
            "none, for one of them does not change"
            if found.correlation is None
            else f"{found.correlation:.2f}"
        )
        click.echo(f"  correlation of the two series: {told}")
    for side in ("desk", "file"):
        rows = [o for o in found.only if o.side == side]
        if rows and samples:
            click.echo(f"\nOnly the {side} has, {min(samples, len(rows)):,} of {len(rows):,}:")
        # Spread over the whole, for the first are all of one pair.
        for o in rows[:: max(1, len(rows) // samples)][:samples] if samples else ():
            click.echo(f"  {o.day} {o.source} → {o.target} {o.kind}  ({o.where})")
            click.echo(f"      {_short(o.evidence)}")


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _short(text: str) -> str:
    line = clean(text)
    return line if len(line) <= _LONGEST else line[: _LONGEST - 2] + " …"


def _write_only(found: Comparison, out: str) -> None:
    from dateline.cli.events_output import write

    columns = ["side", "source", "target", "kind", "day", "where", "evidence"]
    rows = ({name: getattr(o, name) for name in columns} for o in found.only)
    write(columns, rows, "csv", out)
