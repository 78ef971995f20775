"""`dateline explain`: how one sentence was understood."""

from __future__ import annotations

import sys

import click

from dateline.cli.errors import report
from dateline.cli.options import min_confidence_option, published_option, tables_option
from dateline.cli.text import clean


@click.command()
@click.argument("sentence")
@published_option
@min_confidence_option
@tables_option
def explain(
    sentence: str, published: str | None, min_confidence: float, tables: str | None
) -> None:
    """Show how SENTENCE was understood: who the actors are and why, which rule gave each event,
    its status and why, and on whose word it stands.

    Put the sentence in quotation marks, or write - to read it from standard input.
    """
    from dateline.reader import Reader

    if sentence == "-":
        sentence = sys.stdin.read()
    if not sentence.strip():
        raise click.UsageError("the sentence is empty")
    reader = Reader(tables=tables, min_confidence=min_confidence)
    for problem in reader.problems:
        report(problem)
    pairs = reader.explain(sentence, published=published)
    _print(pairs)


def _print(pairs: list[tuple[str, str]]) -> None:
    """Headings on the left, texts on the right; a repeated heading is printed once."""
    from rich.table import Table
    from rich.text import Text

    from dateline.cli.table import console, emit

    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True, style="bold", max_width=18)
    grid.add_column(overflow="fold")
    last = None
    for heading, text in pairs:
        lines = "\n".join(map(clean_line, text.splitlines())) or "-"
        grid.add_row(Text("" if heading == last else clean(heading)), Text(lines))
        last = heading
    emit(grid, console(sys.stdout), sys.stdout)


def clean_line(line: str) -> str:
    """A line made safe to print, its indent kept."""
    indent = len(line) - len(line.lstrip(" "))
    return " " * indent + clean(line)
