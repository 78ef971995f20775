"""`dateline sql`: questions in SQL, which only read."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from dateline.cli.events import FORMATS, SHOWN
from dateline.cli.options import desk_option
from dateline.cli.text import clean

if TYPE_CHECKING:
    from dateline.desk.querying import Answer


@click.command()
@click.argument("query", required=False, metavar="[QUERY]")
@desk_option
@click.option(
    "--format", "-f", "kind", type=click.Choice(FORMATS), default="table", show_default=True,
    help="table for people; csv, json, jsonl or parquet for programs.",
)  # fmt: skip
@click.option("--out", metavar="FILE", help="Write to FILE; parquet needs one.")
@click.option(
    "--limit", type=click.IntRange(1), metavar="N", help=f"Rows of the table; {SHOWN} unless told."
)
@click.option("--views", is_flag=True, help="List the views and their columns.")
def sql(
    query: str | None, desk: str, kind: str, out: str | None, limit: int | None, views: bool
) -> None:
    """Ask the desk in SQL: QUERY is one SELECT. Nothing can be changed, and no other file seen.

    QUERY is read from standard input where it is "-".

    \b
    dateline sql "SELECT type, count(*) FROM events GROUP BY ALL ORDER BY 2 DESC"
    dateline sql --views
    """
    from dateline.desk.querying import query as ask

    if views:
        _print_views(desk)
        return
    if query is None:
        raise click.UsageError("give a QUERY, or --views")
    if kind == "parquet" and out is None:
        raise click.UsageError("parquet needs --out FILE")
    with ask(desk, sys.stdin.read() if query == "-" else query) as answer:
        if kind == "table":
            _print_table(answer, limit or SHOWN, out)
        elif kind == "parquet":
            _write_parquet(answer, str(out))
        else:
            from dateline.cli.events_output import write

            names = _unique(answer.columns)
            rows = (dict(zip(names, row, strict=True)) for row in answer.rows())
            write(names, rows, kind, out)


def _unique(names: list[str]) -> list[str]:
    """Names of columns, each once: `count`, `count_1`."""
    seen: dict[str, int] = {}
    made = []
    for name in names:
        seen[name] = seen.get(name, -1) + 1
        made.append(f"{name}_{seen[name]}" if seen[name] else name)
    return made


def _print_table(answer: Answer, limit: int, out: str | None) -> None:
    from itertools import islice

    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from dateline.cli.events_output import opened, print_more

    rows = list(islice(answer.rows(), limit + 1))
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for n, name in enumerate(answer.columns):
        number = bool(rows) and all(isinstance(r[n], (int, float, type(None))) for r in rows)
        table.add_column(Text(clean(name)), justify="right" if number else "left")
    for row in rows[:limit]:
        table.add_row(*(Text(_shown(value)) for value in row))
    with opened(out) as file:
        Console(file=file, highlight=False, width=None if out is None else 200).print(table)
        if len(rows) > limit:
            print_more(file, limit)


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(clean(str(v)) for v in value)
    return str(value).lower() if isinstance(value, bool) else clean(str(value))


def _write_parquet(answer: Answer, out: str) -> None:
    import pyarrow.parquet as parquet

    from dateline.cli.events_output import opened

    with opened(out):  # says in one line where it cannot be written
        pass
    parquet.write_table(answer.table(), out, compression="zstd")


def _print_views(desk: str) -> None:
    from dateline.desk.querying import views as list_views

    for view in list_views(desk, tables=True):
        click.echo(f"{view.name}: {clean(view.about)}")
        for name, kind in view.columns:
            click.echo(f"    {name}  {'STRUCT' if kind.startswith('STRUCT') else kind}")
