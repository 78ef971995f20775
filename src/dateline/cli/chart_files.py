"""Where a series or a network goes: the terminal, standard output, or a file named for its kind."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dateline.cli.options import F
from dateline.cli.text import clean, safe_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

CHARTS = ("svg", "png", "html")
THEMES = ("light", "dark")


def chart_options(*kinds: str) -> Callable[[F], F]:
    """`--format`, `--out`, `--theme` and `--all-statuses` of a command that also writes `kinds`."""
    endings = ", ".join(f".{k}" for k in (*CHARTS, "csv", "json", *kinds))
    options = (
        click.option(
            "--all-statuses", is_flag=True,
            help="Also what is denied, planned, expected or only possible.",
        ),
        click.option(
            "--format", "-f", "kind", type=click.Choice(("table", "csv", "json")),
            help="How to print it; table unless told.",
        ),
        click.option(
            "--out", metavar="FILE", help=f"Write to FILE; its ending says what: {endings}."
        ),
        click.option(
            "--theme", type=click.Choice(THEMES), default="light", show_default=True,
            help="The colours of a chart.",
        ),
    )  # fmt: skip

    def add(command: F) -> F:
        for option in reversed(options):
            command = option(command)
        return command

    return add


def kind_of(kind: str | None, out: str | None, *more: str) -> str:
    """What is to be written: the `kind` asked for, or what the ending of the file says. Raises
    `UsageError` for an ending that says nothing, or something else."""
    from dateline.errors import UsageError

    if out is None:
        return kind or "table"
    known = (*CHARTS, "csv", "json", *more)
    ending = Path(out).suffix.lower().removeprefix(".")
    if kind in ("csv", "json") and ending not in CHARTS and ending not in more:
        return kind
    if ending not in known:
        raise UsageError(
            f"its ending {'.' + ending if ending else 'is missing and'} does not say what to write",
            where=out,
            cure=f"name it .{', .'.join(known)}",
        )
    if kind is not None and kind != ending:
        raise UsageError(f"--format {kind} and the ending .{ending} exclude each other", where=out)
    return ending


def write_chart(found: Any, out: str, theme: str) -> None:
    """The chart of what was found, as a file; a page has the figures under it."""
    if Path(out).suffix.lower() == ".html":
        write_text(found.page(theme), out)
        return
    from dateline.analysis.charts.rendering import save

    save(found.chart(theme), out)


def write_json(found: Any, out: str | None) -> None:
    """A record as a JSON object."""
    import msgspec

    from dateline.cli.events_output import opened

    with opened(out) as file:
        file.write(safe_json(msgspec.json.encode(found).decode()) + "\n")


def write_text(text: str, out: str) -> None:
    """A text, as a file."""
    from dateline.cli.events_output import opened

    with opened(out) as file:
        file.write(text)


def write_rows(rows: Sequence[Any], columns: list[str], out: str | None) -> None:
    """Records as CSV."""
    from dateline.cli.events_output import write

    told: Iterator[dict[str, Any]] = ({c: row[c] for c in columns} for row in rows)
    write(columns, told, "csv", out)


def tell(out: str | None, counted: str, notes: Sequence[str]) -> None:
    """What was written and what was left out, on standard error."""
    where = f"{clean(out)}: " if out else ""
    click.echo(f"dateline: {where}{counted}{''.join(f'; {clean(n)}' for n in notes)}", err=True)
